// One stream over gRPC, and the streams of one method on one completion thread.
//
// A caller who takes nothing of what is written for GrpcServerOptions::stall_limit is cut
// (CANCELLED): a stream holds what its handler keeps, and a caller who never reads would make it
// hold that for ever.

#ifndef TRAGUARDO_SERVICES_API_GRPC_STREAM_CALL_H_
#define TRAGUARDO_SERVICES_API_GRPC_STREAM_CALL_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/container/flat_hash_set.h"
#include "grpcpp/alarm.h"
#include "grpcpp/server_context.h"
#include "services/api/dispatcher.h"
#include "services/api/grpc/byte_service.h"
#include "services/api/grpc/call_bounds.h"
#include "services/api/grpc/completion_thread.h"
#include "services/api/method.h"

namespace traguardo::api {

class StreamCall;

// Keeps one stream waiting for the method at any time, and knows the open ones.
class StreamLane {
 public:
  StreamLane(const StreamMethod* method, int index, ByteService* service,
             const Dispatcher* dispatcher, CallBounds* bounds, CompletionThread* thread);
  ~StreamLane();

  // Asks gRPC for one more stream of the method.
  void Listen();

  // Tells every open stream that the server is stopping. Any thread.
  void AnnounceShutdown();

 private:
  friend class StreamCall;

  // Looks at the open streams every half of the limit.
  class StallCheck final : public CompletionEvent {
   public:
    explicit StallCheck(StreamLane* lane) : lane_(lane) {}
    void OnEvent(bool ok) override;
    void Arm();
    void Cancel();
    // How often it has looked; what a write notes when it begins.
    uint64_t looks() const { return looks_; }

   private:
    StreamLane* lane_;
    grpc::Alarm alarm_;
    bool armed_ = false;
    uint64_t looks_ = 0;
  };

  class ShutdownEvent final : public CompletionEvent {
   public:
    explicit ShutdownEvent(StreamLane* lane) : lane_(lane) {}
    void OnEvent(bool ok) override;

   private:
    StreamLane* lane_;
  };

  const StreamMethod* const method_;
  const int index_;
  ByteService* const service_;
  const Dispatcher* const dispatcher_;
  CallBounds* const bounds_;
  CompletionThread* const thread_;
  ShutdownEvent shutdown_event_{this};
  StallCheck stall_check_{this};
  absl::flat_hash_set<StreamCall*> open_;  // the completion thread's
};

class StreamCall final : public Stream, public std::enable_shared_from_this<StreamCall> {
 public:
  explicit StreamCall(StreamLane* lane) : lane_(lane) {}

  void Listen();
  void TellShutdown();
  // Cuts the stream if its write has been under way for two whole spans between looks.
  void LookForStall(uint64_t looks);

  void Read() override;
  void Write(Payload message) override;
  void Finish(ErrorStatus error) override;
  void Cancel() override;
  void Wake() override;
  void WakeAfter(absl::Duration delay) override;

 private:
  // One kind of event of this stream.
  class Operation final : public CompletionEvent {
   public:
    Operation(StreamCall* call, void (StreamCall::*on)(bool ok)) : call_(call), on_(on) {}
    void OnEvent(bool ok) override { (call_->*on_)(ok); }

   private:
    StreamCall* const call_;
    void (StreamCall::*const on_)(bool ok);
  };

  void OnListen(bool ok);
  void OnRead(bool ok);
  void OnWrite(bool ok);
  void OnFinish(bool ok);
  void OnOver(bool ok);
  void OnWake(bool ok);
  void OnTimer(bool ok);

  static void* Tag(Operation& operation) { return static_cast<CompletionEvent*>(&operation); }
  // One operation came back; the last one after the stream is over lets it go.
  void End();

  StreamLane* const lane_;
  // Held while gRPC may still deliver an event.
  std::shared_ptr<StreamCall> self_;
  std::optional<grpc::ServerContext> context_;
  std::optional<ByteStream> stream_;
  std::unique_ptr<StreamHandler> handler_;  // null before it opens and after it is over
  grpc::ByteBuffer read_bytes_;

  int operations_ = 0;  // under way, the notice that the stream is over among them
  bool counted_ = false;
  bool writing_ = false;
  uint64_t write_begun_ = 0;  // by the lane's looks
  std::atomic<bool> wake_posted_{false};
  grpc::Alarm timer_;
  bool timer_set_ = false;
  // Where the timer is to be set once it has come back, when WakeAfter() is called again.
  std::optional<gpr_timespec> timer_next_;

  Operation listen_{this, &StreamCall::OnListen};
  Operation read_{this, &StreamCall::OnRead};
  Operation write_{this, &StreamCall::OnWrite};
  Operation finish_{this, &StreamCall::OnFinish};
  Operation over_{this, &StreamCall::OnOver};
  Operation wake_{this, &StreamCall::OnWake};
  Operation timer_event_{this, &StreamCall::OnTimer};
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_STREAM_CALL_H_
