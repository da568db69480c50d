#include "services/api/grpc/health.h"

#include <string>
#include <utility>

#include "google/protobuf/wrappers.pb.h"
#include "google/rpc/code.pb.h"
#include "google/rpc/status.pb.h"
#include "services/api/reply.h"

namespace traguardo::api {
namespace {

// HealthCheckRequest{service} has the form of a StringValue; HealthCheckResponse{status} is its tag
// and one byte.
using Request = google::protobuf::StringValue;
constexpr int kServing = 1;
constexpr int kNotServing = 2;
constexpr int kServiceUnknown = 3;

Payload Response(int status) {
  constexpr char kStatusTag = 1 << 3;
  return Payload(std::string{kStatusTag, static_cast<char>(status)});
}

Result ServiceUnknown() {
  google::rpc::Status error;
  error.set_code(google::rpc::NOT_FOUND);
  error.set_message("service name unknown");
  return Result::Error(std::move(error));
}

}  // namespace

void Health::AddMethods(MethodTable& table) {
  table.Add(UnaryMethod{
      "grpc.health.v1.Health/Check", &Request::default_instance(), Access::kEverybody,
      [this](const CallContext&, google::protobuf::Message& request, Reply reply) {
        const bool is_known = static_cast<const Request&>(request).value().empty();
        std::move(reply).Send(is_known ? Result::Ok(Response(is_serving() ? kServing : kNotServing))
                                       : ServiceUnknown());
      }});
  table.Add(
      StreamMethod{"grpc.health.v1.Health/Watch", &Request::default_instance(), Access::kEverybody,
                   [this](const CallContext&) { return std::make_unique<HealthWatch>(this); }});
}

void Health::SetServing(bool serving) {
  const std::lock_guard lock(mutex_);
  if (std::exchange(serving_, serving) == serving) return;
  for (const auto& stream : watches_) stream->Wake();
}

bool Health::is_serving() const {
  const std::lock_guard lock(mutex_);
  return serving_;
}

void Health::Join(std::shared_ptr<Stream> stream) {
  const std::lock_guard lock(mutex_);
  watches_.insert(std::move(stream));
}

void Health::Leave(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock(mutex_);
  watches_.erase(stream);
}

void HealthWatch::OnOpen(std::shared_ptr<Stream> stream) {
  stream_ = std::move(stream);
  stream_->Read();
}

void HealthWatch::OnMessage(std::string_view bytes) {
  if (asked_ || finished_) return;
  asked_ = true;
  Request request;
  is_known_ = request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) &&
              request.value().empty();
  // First among those who are told, then told how things are: no change is missed.
  health_->Join(stream_);
  Tell();
}

void HealthWatch::OnHalfClose() { OnMessage({}); }

void HealthWatch::OnWritten() {
  writing_ = false;
  Tell();
}

void HealthWatch::OnWake() { Tell(); }

void HealthWatch::OnShutdown(ErrorStatus error) {
  closing_error_ = std::move(error);
  Tell();
}

void HealthWatch::OnDone() {
  finished_ = true;
  health_->Leave(stream_);
}

void HealthWatch::Tell() {
  if (finished_ || writing_) return;
  if (closing_error_ != nullptr) {
    finished_ = true;
    stream_->Finish(std::move(closing_error_));
    return;
  }
  if (!asked_) return;
  const int status = !is_known_ ? kServiceUnknown : health_->is_serving() ? kServing : kNotServing;
  if (std::exchange(told_, status) == status) return;
  writing_ = true;
  stream_->Write(Response(status));
}

}  // namespace traguardo::api
