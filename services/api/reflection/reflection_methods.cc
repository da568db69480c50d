#include "services/api/reflection/reflection_methods.h"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/empty.pb.h"
#include "services/api/reflection/reflection_answer.h"
#include "services/api/refusal_status.h"
#include "services/api/stream.h"

namespace traguardo::api {
namespace {

// A question is a name.
constexpr size_t kMaxQuestionBytes = 4096;

using ServiceNames = std::shared_ptr<const std::vector<std::string>>;

// One question, one answer, until the caller has no more of them.
class ReflectionHandler final : public StreamHandler {
 public:
  ReflectionHandler(ServiceNames services, Language language)
      : services_(std::move(services)), language_(language) {}

  void OnOpen(std::shared_ptr<Stream> stream) override {
    stream_ = std::move(stream);
    stream_->Read();
  }

  void OnMessage(std::string_view bytes) override {
    if (bytes.size() > kMaxQuestionBytes) {
      return Finish(ErrorOf(
          v1::ERROR_REASON_MESSAGE_TOO_LARGE, language_,
          {{"size", absl::StrCat(bytes.size())}, {"limit", absl::StrCat(kMaxQuestionBytes)}}));
    }
    auto answer =
        AnswerReflection(bytes, *services_, *google::protobuf::DescriptorPool::generated_pool());
    if (!answer.has_value()) {
      return Finish(ErrorOf(v1::ERROR_REASON_MESSAGE_MALFORMED, language_));
    }
    writing_ = true;
    stream_->Write(Payload(*std::move(answer)));
  }

  void OnHalfClose() override { Finish(nullptr); }

  void OnWritten() override {
    writing_ = false;
    if (ending_) return Finish(std::move(error_));
    stream_->Read();
  }

  void OnWake() override {}

  void OnShutdown(ErrorStatus error) override {
    if (!writing_) return Finish(std::move(error));
    ending_ = true;
    error_ = std::move(error);
  }

  void OnDone() override { finished_ = true; }

 private:
  void Finish(ErrorStatus error) {
    if (std::exchange(finished_, true)) return;
    stream_->Finish(std::move(error));
  }

  const ServiceNames services_;
  const Language language_;
  std::shared_ptr<Stream> stream_;
  // What to end with once the write that is under way has ended.
  ErrorStatus error_;
  bool ending_ = false;
  bool writing_ = false;
  bool finished_ = false;
};

}  // namespace

void AddReflectionMethods(MethodTable& table) {
  std::set<std::string> names;
  const auto add = [&names](const std::string& method) {
    names.insert(method.substr(0, method.find('/')));
  };
  for (const UnaryMethod& method : table.unary_methods()) add(method.name);
  for (const StreamMethod& method : table.stream_methods()) add(method.name);
  const auto services =
      std::make_shared<const std::vector<std::string>>(names.begin(), names.end());
  for (const char* const version : {"v1", "v1alpha"}) {
    table.Add(StreamMethod{
        absl::StrCat("grpc.reflection.", version, ".ServerReflection/ServerReflectionInfo"),
        &google::protobuf::Empty::default_instance(), Access::kAnyCaller,
        [services](const CallContext& context) {
          return std::make_unique<ReflectionHandler>(services, context.language);
        }});
  }
}

}  // namespace traguardo::api
