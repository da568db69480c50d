#include "services/api/grpc/grpc_server.h"

#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/stubs/logging.h"
#include "grpc/grpc.h"
#include "grpc/support/time.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/server_builder.h"
#include "services/api/grpc/unknown_call.h"
#include "services/api/messages/bilingual_error.h"

namespace traguardo::api {
namespace {

// gRPC itself refuses what is larger, without our details.
constexpr int kHardMaxMessageBytes = static_cast<int>(2 * kMaxMessageBytes);
// A peer that has gone without a word is found within about a minute.
constexpr int kKeepaliveTimeMs = 40'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
// Callers may ask whether we are alive this often.
constexpr int kMinPingIntervalMs = 10'000;

// While the server stops: how often the calls under way are counted, and how long after the last of
// them connections stay open.
constexpr absl::Duration kLookAgain = absl::Milliseconds(10);
constexpr absl::Duration kLinger = absl::Milliseconds(250);

// What callers send is refused with a status; protobuf need not print it as well.
void SilenceParser() {
  static const bool silenced = [] {
    google::protobuf::SetLogHandler(nullptr);
    return true;
  }();
  static_cast<void>(silenced);
}

}  // namespace

GrpcServer::GrpcServer(const GrpcServerOptions& options)
    : bounds_(options.max_unary_calls, options.max_streams, options.stall_limit) {}

absl::StatusOr<std::unique_ptr<GrpcServer>> GrpcServer::Start(const GrpcServerOptions& options,
                                                              const MethodTable& table,
                                                              const Dispatcher& dispatcher) {
  SilenceParser();
  std::unique_ptr<GrpcServer> server(new GrpcServer(options));
  grpc::ServerBuilder builder;
  if (!options.address.empty()) {
    builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &server->port_);
  }
  builder.RegisterService(&server->service_);
  builder.RegisterAsyncGenericService(&server->unknown_);
  builder.SetMaxReceiveMessageSize(kHardMaxMessageBytes);
  builder.SetResourceQuota(grpc::ResourceQuota("api").Resize(options.max_buffer_bytes));
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             kMinPingIntervalMs);
  for (int i = 0; i < options.completion_threads; ++i) {
    server->threads_.push_back(
        std::make_unique<CompletionThread>(builder.AddCompletionQueue()));
  }
  server->health_.AddMethods(server->health_methods_);
  server->AddLanes(server->health_methods_, dispatcher);
  server->AddLanes(table, dispatcher);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || (!options.address.empty() && server->port_ == 0)) {
    return BilingualError(
        absl::StatusCode::kUnavailable,
        absl::StrCat("non si può ascoltare su ", options.address, ": c'è già un altro programma?"),
        absl::StrCat("cannot listen on ", options.address, ": is another program there?"));
  }
  for (const auto& lane : server->unary_lanes_) lane->Listen();
  for (const auto& lane : server->stream_lanes_) lane->Listen();
  for (const auto& thread : server->threads_) {
    UnknownCall::Listen(&server->unknown_, &server->bounds_, thread.get());
    thread->Start();
  }
  return server;
}

void GrpcServer::AddLanes(const MethodTable& table, const Dispatcher& dispatcher) {
  for (const UnaryMethod& method : table.unary_methods()) {
    const int index = service_.AddUnary(method.name);
    for (const auto& thread : threads_) {
      unary_lanes_.push_back(std::make_unique<UnaryLane>(&method, index, &service_, &dispatcher,
                                                         &bounds_, thread.get()));
    }
  }
  for (const StreamMethod& method : table.stream_methods()) {
    const int index = service_.AddStream(method.name);
    for (const auto& thread : threads_) {
      stream_lanes_.push_back(std::make_unique<StreamLane>(&method, index, &service_, &dispatcher,
                                                           &bounds_, thread.get()));
    }
  }
}

GrpcServer::~GrpcServer() {
  if (!shut_down_) Shutdown(absl::ZeroDuration());
}

void GrpcServer::SetServing(bool serving) {
  const std::lock_guard lock(threads_mutex_);
  health_.SetServing(serving);
  // Whichever thread this is: nobody promises that it flushes.
  for (const auto& thread : threads_) thread->WakeForPosted();
}

void GrpcServer::FlushAnswers() {
  for (const auto& thread : threads_) thread->FlushPosted();
}

void GrpcServer::Shutdown(absl::Duration grace) {
  if (std::exchange(shut_down_, true)) return;
  bounds_.accepting.store(false);
  if (server_ != nullptr) {
    SetServing(false);
    for (const auto& lane : stream_lanes_) lane->AnnounceShutdown();
    const timespec parts = absl::ToTimespec(grace);
    const gpr_timespec span{parts.tv_sec, static_cast<int32_t>(parts.tv_nsec), GPR_TIMESPAN};
    absl::Notification closed;
    std::thread closer([this, &closed] { CloseIdleConnections(closed); });
    server_->Shutdown(gpr_convert_clock_type(span, GPR_CLOCK_MONOTONIC));
    closed.Notify();
    closer.join();
  }
  for (const auto& thread : threads_) thread->ShutDown();
  std::vector<std::unique_ptr<CompletionThread>> ended;
  {
    const std::lock_guard lock(threads_mutex_);
    ended.swap(threads_);
  }
  ended.clear();  // joins
}

// gRPC waits until each peer has closed its connection, which one that is idle may notice only after
// seconds, and one that is frozen never. There is nothing left to wait for once no call is under way
// and its last bytes have had time to leave.
void GrpcServer::CloseIdleConnections(const absl::Notification& closed) {
  absl::Duration idle;
  while (idle < kLinger) {
    if (closed.WaitForNotificationWithTimeout(kLookAgain)) return;
    const bool is_idle = bounds_.unary_calls.count() + bounds_.streams.count() == 0;
    idle = is_idle ? idle + kLookAgain : absl::ZeroDuration();
  }
  grpc_server_cancel_all_calls(server_->c_server());
}

std::shared_ptr<grpc::Channel> GrpcServer::InProcessChannel() {
  grpc::ChannelArguments arguments;
  return server_->InProcessChannel(arguments);
}

}  // namespace traguardo::api
