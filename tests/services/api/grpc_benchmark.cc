// What the adapter costs beside a bare asynchronous gRPC echo of the same bytes, in one run:
// interleaved rounds, median and spread of the ratio at several numbers of calls in flight.
//
//   api_grpc_benchmark [rounds] [calls per round] [completion threads]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/server_builder.h"
#include "services/api/digest.h"
#include "services/api/grpc/grpc_server.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::api {
namespace {

constexpr char kMethod[] = "traguardo.api.v1.MonitoringService/RecordProgress";

// The bare echo: one completion queue, one thread, call objects of the generic service.
class EchoServer {
 public:
  EchoServer() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterAsyncGenericService(&service_);
    queue_ = builder.AddCompletionQueue();
    server_ = builder.BuildAndStart();
    for (int i = 0; i < 64; ++i) (new Call(this))->OnEvent(true);
    thread_ = std::thread([this] {
      void* tag;
      bool ok;
      while (queue_->Next(&tag, &ok)) static_cast<Call*>(tag)->OnEvent(ok);
    });
  }
  ~EchoServer() {
    stopping_ = true;
    server_->Shutdown();
    queue_->Shutdown();
    thread_.join();
  }
  int port() const { return port_; }

 private:
  struct Call {
    explicit Call(EchoServer* server) : server(server) {}
    void OnEvent(bool ok) {
      if (!ok) {
        delete this;
        return;
      }
      switch (stage++) {
        case 0:
          context.emplace();
          stream.emplace(&*context);
          server->service_.RequestCall(&*context, &*stream, server->queue_.get(),
                                       server->queue_.get(), this);
          return;
        case 1:
          stream->Read(&bytes, this);
          return;
        case 2:
          stream->WriteAndFinish(bytes, grpc::WriteOptions(), grpc::Status::OK, this);
          return;
        default:
          stage = 0;
          stream.reset();
          if (server->stopping_) {
            delete this;
          } else {
            OnEvent(true);
          }
      }
    }
    EchoServer* server;
    int stage = 0;
    std::optional<grpc::GenericServerContext> context;
    std::optional<grpc::GenericServerAsyncReaderWriter> stream;
    grpc::ByteBuffer bytes;
  };

  int port_ = 0;
  bool stopping_ = false;
  grpc::AsyncGenericService service_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::thread thread_;
};

// Sends `count` calls with `in_flight` of them under way; returns calls per second.
int64_t Drive(int port, const std::string& request, int in_flight, int count) {
  grpc::GenericStub stub(grpc::CreateChannel(absl::StrCat("127.0.0.1:", port),
                                             grpc::InsecureChannelCredentials()));
  grpc::CompletionQueue queue;
  struct Call {
    std::optional<grpc::ClientContext> context;
    std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
    grpc::ByteBuffer response;
    grpc::Status status;
  };
  const grpc::Slice slice(request);
  const grpc::ByteBuffer bytes(&slice, 1);
  const std::string path = absl::StrCat("/", kMethod);
  const auto begin = [&](Call& call) {
    call.context.emplace();
    call.context->AddMetadata("authorization", "Bearer token-of-the-benchmark");
    call.reader = stub.PrepareUnaryCall(&*call.context, path, bytes, &queue);
    call.reader->StartCall();
    call.reader->Finish(&call.response, &call.status, &call);
  };
  std::vector<Call> calls(in_flight);
  int started = 0;
  int finished = 0;
  const auto start = std::chrono::steady_clock::now();
  for (Call& call : calls) {
    begin(call);
    ++started;
  }
  void* tag;
  bool ok;
  while (finished < count && queue.Next(&tag, &ok)) {
    Call& call = *static_cast<Call*>(tag);
    if (!call.status.ok()) {
      std::fprintf(stderr, "%s\n", call.status.error_message().c_str());
      std::exit(1);
    }
    ++finished;
    if (started < count) {
      begin(call);
      ++started;
    }
  }
  const auto elapsed = std::chrono::steady_clock::now() - start;
  queue.Shutdown();
  while (queue.Next(&tag, &ok)) {
  }
  return static_cast<int64_t>(count * 1e9 /
                              std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count());
}

v1::RecordProgressRequest TypicalRequest() {
  v1::RecordProgressRequest request;
  request.mutable_header()->set_request_id("6f1e0a5c-5f0a-4c55-9be5-1f8a0d5d3c11");
  request.mutable_header()->set_effective_on("2024-06-30");
  request.set_objective("enti/demo/plans/2024/objectives/ob-17");
  request.mutable_progress()->set_percent("42.5");
  request.mutable_progress()->set_note(std::string(150, 'n'));
  return request;
}

int Main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const int count = argc > 2 ? std::atoi(argv[2]) : 20000;
  const int threads = argc > 3 ? std::atoi(argv[3]) : 1;

  Principal principal;
  principal.caller = {.principal = "segretario", .role = event::v1::ROLE_SEGRETARIO, .enti = {"demo"}};
  principal.token_digest = Sha256({"token-of-the-benchmark"});
  const Authenticator authenticator({principal});
  const runtime::SystemClock clock;
  const Dispatcher dispatcher(&authenticator, &clock);
  MethodTable table;
  // Answers with as many bytes as it was asked with.
  table.Add(UnaryMethod{kMethod, &v1::RecordProgressRequest::default_instance(), Access::kRecord,
                        [](const CallContext&, google::protobuf::Message& request, Reply reply) {
                          std::move(reply).Send(
                              Result::Ok(Payload(request.SerializeAsString())));
                        }});
  GrpcServerOptions options;
  options.address = "127.0.0.1:0";
  options.completion_threads = threads;
  auto server = GrpcServer::Start(options, table, dispatcher);
  if (!server.ok()) return 1;
  EchoServer echo;
  const std::string request = TypicalRequest().SerializeAsString();

  std::printf("%zu bytes, %d rounds of %d calls, %d completion thread(s)\n", request.size(), rounds,
              count, threads);
  std::printf("%9s %12s %12s %8s %15s\n", "in flight", "echo/s", "adapter/s", "ratio", "from..to");
  for (const int in_flight : {1, 16, 64, 256}) {
    const int calls = in_flight == 1 ? count / 8 : count;
    std::vector<int64_t> echo_rates, adapter_rates;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
      echo_rates.push_back(Drive(echo.port(), request, in_flight, calls));
      adapter_rates.push_back(Drive((*server)->port(), request, in_flight, calls));
      ratios.push_back(static_cast<double>(adapter_rates.back()) / echo_rates.back());
    }
    std::sort(echo_rates.begin(), echo_rates.end());
    std::sort(adapter_rates.begin(), adapter_rates.end());
    std::sort(ratios.begin(), ratios.end());
    std::printf("%9d %12lld %12lld %8.2f %8.2f..%.2f\n", in_flight,
                static_cast<long long>(echo_rates[rounds / 2]),
                static_cast<long long>(adapter_rates[rounds / 2]), ratios[rounds / 2],
                ratios.front(), ratios.back());
  }
  return 0;
}

}  // namespace
}  // namespace traguardo::api

int main(int argc, char** argv) { return traguardo::api::Main(argc, argv); }
