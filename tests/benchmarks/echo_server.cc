#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {
namespace {

constexpr int kListeningCalls = 64;

class EchoServer {
 public:
  EchoServer() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterAsyncGenericService(&service_);
    queue_ = builder.AddCompletionQueue();
    server_ = builder.BuildAndStart();
    Require(server_ != nullptr, "the echo server cannot listen");
  }

  int port() const { return port_; }

  [[noreturn]] void Serve() {
    for (int i = 0; i < kListeningCalls; ++i) Listen(new Call);
    void* tag = nullptr;
    bool ok = false;
    while (queue_->Next(&tag, &ok)) Go(static_cast<Call*>(tag), ok);
    std::exit(0);
  }

 private:
  enum class Stage { kListening, kReading, kFinishing, kSubscribed };

  // Reused, and never freed: the process ends by being killed.
  struct Call {
    Stage stage = Stage::kListening;
    std::optional<grpc::GenericServerContext> context;
    std::optional<grpc::GenericServerAsyncReaderWriter> stream;
    grpc::ByteBuffer bytes;
    bool writing = false;
    bool write_again = false;
  };

  void Listen(Call* call) {
    call->stage = Stage::kListening;
    call->stream.reset();
    call->context.emplace();
    call->stream.emplace(&*call->context);
    service_.RequestCall(&*call->context, &*call->stream, queue_.get(), queue_.get(), call);
  }

  void Go(Call* call, bool ok) {
    switch (call->stage) {
      case Stage::kListening:
        Require(ok, "the echo server does not listen any more");
        call->stage = Stage::kReading;
        call->stream->Read(&call->bytes, call);
        return;
      case Stage::kReading:
        Answer(call);
        return;
      case Stage::kFinishing:
        Listen(call);
        return;
      case Stage::kSubscribed:
        call->writing = false;
        if (ok && call->write_again) Push(call);
        return;
    }
  }

  void Answer(Call* call) {
    const std::string& method = call->context->method();
    if (method == kSubscribeMethod) {
      call->stage = Stage::kSubscribed;
      pushed_ = BytesOf(1);
      Push(call);
      subscribers_.push_back(call);
      Listen(new Call);
      return;
    }
    constexpr std::string_view kPush = "/echo/Push";
    constexpr std::string_view kReply = "/echo/Reply";
    const bool pushes = method.compare(0, kPush.size(), kPush) == 0;
    size_t bytes = 0;
    Require(absl::SimpleAtoi(method.substr((pushes ? kPush : kReply).size()), &bytes), method);
    if (pushes) {
      pushed_ = BytesOf(bytes);
      for (Call* const subscriber : subscribers_) Push(subscriber);
      bytes = 1;
    }
    if (bytes != reply_bytes_) {
      reply_bytes_ = bytes;
      reply_ = BytesOf(bytes);
    }
    call->stage = Stage::kFinishing;
    call->stream->WriteAndFinish(reply_, grpc::WriteOptions(), grpc::Status::OK, call);
  }

  void Push(Call* subscriber) {
    subscriber->write_again = subscriber->writing;
    if (subscriber->writing) return;
    subscriber->writing = true;
    subscriber->stream->Write(pushed_, subscriber);
  }

  static grpc::ByteBuffer BytesOf(size_t count) { return ToBytes(std::string(count, 'x')); }

  int port_ = 0;
  grpc::AsyncGenericService service_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::vector<Call*> subscribers_;
  grpc::ByteBuffer pushed_;
  size_t reply_bytes_ = 0;
  grpc::ByteBuffer reply_;
};

}  // namespace

void RunEchoServer() {
  EchoServer server;
  SayReady(server.port());
  server.Serve();
}

}  // namespace traguardo::benchmarks
