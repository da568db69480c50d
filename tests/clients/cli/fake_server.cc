#include "tests/clients/cli/fake_server.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/byte_buffer.h"
#include "gtest/gtest.h"
#include "services/domain/facts/field_rules.h"

namespace traguardo::cli {
namespace {

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  buffer.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

const google::protobuf::Descriptor* RequestOf(const std::string& method) {
  for (const char* const service :
       {"PlanService", "MonitoringService", "ProjectionService", "AdminService"}) {
    const auto* const descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
            absl::StrCat("traguardo.api.v1.", service));
    const auto* const found = descriptor->FindMethodByName(method);
    if (found != nullptr) return found->input_type();
  }
  return nullptr;
}

// A real server answers nothing but a refusal to what does not have its form.
void ExpectForm(const FakeCall& call) {
  const auto* const type = RequestOf(call.method);
  if (type == nullptr) return;
  const std::unique_ptr<google::protobuf::Message> request(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  ASSERT_TRUE(request->ParseFromString(call.request)) << call.method;
  for (const domain::FieldViolation& violation : domain::CheckFields(*request, 10)) {
    ADD_FAILURE() << call.method << ": the server would refuse " << violation.path << " \""
                  << violation.value << "\"";
  }
}

}  // namespace

// One call: reads, asks for the answer, writes its messages one after the other.
class FakeServer::Call : public grpc::ServerGenericBidiReactor {
 public:
  Call(FakeServer& server, grpc::GenericCallbackServerContext* context) : server_(server) {
    const std::string path = context->method();
    call_.method = path.substr(path.rfind('/') + 1);
    for (const auto& [name, value] : context->client_metadata()) {
      call_.metadata[std::string(name.data(), name.size())] =
          std::string(value.data(), value.size());
    }
    StartRead(&in_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    call_.request = BytesOf(in_);
    answer_ = server_.Handle(call_);
    next_ = 0;
    WriteOrEnd();
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    WriteOrEnd();
  }
  void OnDone() override { delete this; }

 private:
  void WriteOrEnd() {
    if (next_ < answer_.messages.size()) {
      out_ = BufferOf(answer_.messages[next_++]);
      return StartWrite(&out_);
    }
    if (!answer_.goes_on) return Finish(answer_.status);
    in_.Clear();
    StartRead(&in_);
  }

  FakeServer& server_;
  FakeCall call_;
  FakeAnswer answer_;
  size_t next_ = 0;
  grpc::ByteBuffer in_;
  grpc::ByteBuffer out_;
};

class FakeServer::Service : public grpc::CallbackGenericService {
 public:
  explicit Service(FakeServer& server) : server_(server) {}
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    return new Call(server_, context);
  }

 private:
  FakeServer& server_;
};

struct FakeServer::Running {
  explicit Running(FakeServer& server) : service(server) {
    grpc::ServerBuilder builder;
    builder.RegisterCallbackGenericService(&service);
    grpc_server = builder.BuildAndStart();
  }
  ~Running() { grpc_server->Shutdown(); }

  Service service;
  std::unique_ptr<grpc::Server> grpc_server;
};

FakeServer::FakeServer() : running_(std::make_unique<Running>(*this)) {}
FakeServer::~FakeServer() = default;

std::shared_ptr<grpc::Channel> FakeServer::channel() {
  return running_->grpc_server->InProcessChannel({});
}

void FakeServer::On(const std::string& method, FakeHandler handler) {
  std::lock_guard lock(mutex_);
  handlers_[method] = std::move(handler);
}

void FakeServer::Answer(const std::string& method, const google::protobuf::Message& message) {
  On(method, [bytes = message.SerializeAsString()](const std::string&) {
    return FakeAnswer{.messages = {bytes}};
  });
}

void FakeServer::Refuse(const std::string& method, grpc::StatusCode code, const std::string& reason,
                        const std::string& message) {
  google::rpc::Status status;
  status.set_code(code);
  status.set_message(message);
  google::rpc::ErrorInfo info;
  info.set_domain("traguardo");
  info.set_reason(reason);
  status.add_details()->PackFrom(info);
  On(method, [=, details = status.SerializeAsString()](const std::string&) {
    return FakeAnswer{.status = grpc::Status(code, message, details)};
  });
}

std::vector<FakeCall> FakeServer::calls() {
  std::lock_guard lock(mutex_);
  return calls_;
}

std::string FakeServer::LastBytes(const std::string& method) {
  std::lock_guard lock(mutex_);
  for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
    if (call->method == method) return call->request;
  }
  ADD_FAILURE() << method << " was not called";
  return "";
}

FakeAnswer FakeServer::Handle(FakeCall call) {
  FakeHandler handler;
  {
    std::lock_guard lock(mutex_);
    const auto found = handlers_.find(call.method);
    if (found != handlers_.end()) handler = found->second;
    calls_.push_back(call);
  }
  FakeAnswer answer = handler ? handler(call.request) : FakeAnswer{.messages = {""}};
  if (answer.status.ok()) ExpectForm(call);
  return answer;
}

}  // namespace traguardo::cli
