// Serves a method table over gRPC: one adapter for all methods, asynchronous completion queues, no
// thread per call.
//
// Bounds, each answered with its own reason: a message (MESSAGE_TOO_LARGE past kMaxMessageBytes;
// twice that is refused by gRPC itself), unary calls under way (SERVER_BUSY), open streams
// (TOO_MANY_STREAMS), memory for messages on their way (gRPC then reads more slowly), a stream whose
// caller takes nothing (cut, CANCELLED).

#ifndef TRAGUARDO_SERVICES_API_GRPC_GRPC_SERVER_H_
#define TRAGUARDO_SERVICES_API_GRPC_GRPC_SERVER_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server.h"
#include "services/api/dispatcher.h"
#include "services/api/grpc/byte_service.h"
#include "services/api/grpc/call_bounds.h"
#include "services/api/grpc/completion_thread.h"
#include "services/api/grpc/health.h"
#include "services/api/grpc/stream_call.h"
#include "services/api/grpc/unary_call.h"
#include "services/api/method_table.h"

namespace traguardo::api {

struct GrpcServerOptions {
  // "127.0.0.1:7450"; port 0 chooses a free one. Empty: only in-process channels.
  std::string address;
  int completion_threads = 1;
  size_t max_unary_calls = 8192;
  size_t max_streams = 4096;
  size_t max_buffer_bytes = 512 << 20;
  // How long a stream's caller may take nothing of what is written to it.
  absl::Duration stall_limit = absl::Seconds(60);
};

class GrpcServer {
 public:
  // Listens and serves from now on; the health service says NOT_SERVING until SetServing(true).
  // `table` and `dispatcher` must outlive the server. UNAVAILABLE when the address cannot be had.
  static absl::StatusOr<std::unique_ptr<GrpcServer>> Start(const GrpcServerOptions& options,
                                                           const MethodTable& table,
                                                           const Dispatcher& dispatcher);
  ~GrpcServer();
  GrpcServer(const GrpcServer&) = delete;
  GrpcServer& operator=(const GrpcServer&) = delete;

  // 0 without an address.
  int port() const { return port_; }
  size_t open_streams() const { return bounds_.streams.count(); }

  // What grpc.health.v1.Health answers. Any thread.
  void SetServing(bool serving);

  // The sequencer calls this on its thread after each group of answers, which then cost one wake-up
  // instead of one each. A thread that has called it once must do so after any answer it gives.
  void FlushAnswers();

  // Takes no new calls, tells the streams, lets what is under way finish within `grace`, and cuts
  // the rest. Connections without a call are not waited for. Whatever answers calls must keep working
  // meanwhile. Once.
  void Shutdown(absl::Duration grace);

  // For tests: calls without a network.
  std::shared_ptr<grpc::Channel> InProcessChannel();

 private:
  explicit GrpcServer(const GrpcServerOptions& options);
  void AddLanes(const MethodTable& table, const Dispatcher& dispatcher);
  // `closed` once gRPC has closed everything by itself.
  void CloseIdleConnections(const absl::Notification& closed);

  CallBounds bounds_;
  Health health_;
  MethodTable health_methods_;
  ByteService service_;
  grpc::AsyncGenericService unknown_;
  // Changed only at the start and at the end; the lock is for those who tell how the server is, at
  // any time.
  std::mutex threads_mutex_;
  std::vector<std::unique_ptr<CompletionThread>> threads_;
  std::vector<std::unique_ptr<UnaryLane>> unary_lanes_;
  std::vector<std::unique_ptr<StreamLane>> stream_lanes_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  bool shut_down_ = false;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_GRPC_SERVER_H_
