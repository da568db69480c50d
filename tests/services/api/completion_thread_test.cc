// Turns on a completion thread: whoever has much to do does not keep the others out.

#include "services/api/grpc/completion_thread.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "google/protobuf/wrappers.pb.h"
#include "grpc/support/time.h"
#include "grpcpp/alarm.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "services/api/authenticator.h"
#include "services/api/dispatcher.h"
#include "services/api/grpc/grpc_server.h"
#include "services/api/method_table.h"
#include "services/runtime/clock/clock.h"

namespace traguardo::api {
namespace {

constexpr int kTurns = 3;

// Wants another turn at each turn, for as long as it lasts.
class BusyHandler final : public StreamHandler {
 public:
  explicit BusyHandler(absl::Notification* busy) : busy_(busy) {}

  void OnOpen(std::shared_ptr<Stream> stream) override {
    stream_ = std::move(stream);
    stream_->Wake();
  }
  void OnMessage(std::string_view) override {}
  void OnHalfClose() override {}
  void OnWritten() override {}
  void OnWake() override {
    if (++turns_ == kTurns) busy_->Notify();
    stream_->Wake();
  }
  void OnShutdown(ErrorStatus) override { stream_->Finish(nullptr); }
  void OnDone() override {}

 private:
  absl::Notification* const busy_;
  std::shared_ptr<Stream> stream_;
  int turns_ = 0;
};

// Opens a connection and begins to speak HTTP/2, as a client of another process does: gRPC's own
// would read for the server, too, because one process has one set of sockets to wait for.
class Caller {
 public:
  explicit Caller(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    constexpr std::string_view kHello(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
        "\0\0\0\4\0\0\0\0\0",  // no settings
        33);
    said_hello_ =
        connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        send(socket_, kHello.data(), kHello.size(), 0) == ssize_t{kHello.size()};
  }
  ~Caller() { close(socket_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  // Whether the server says anything.
  bool IsHeard() const {
    pollfd answer{socket_, POLLIN, 0};
    char byte;
    return said_hello_ && poll(&answer, 1, kPatienceMs) == 1 && recv(socket_, &byte, 1, 0) == 1;
  }

 private:
  static constexpr int kPatienceMs = 10'000;

  const int socket_;
  bool said_hello_ = false;
};

class CountingEvent final : public CompletionEvent {
 public:
  explicit CountingEvent(size_t last) : last_(last) {}
  void OnEvent(bool) override {
    if (++count == last_) done.Notify();
  }

  size_t count = 0;
  absl::Notification done;

 private:
  const size_t last_;
};

// Comes over the queue, and looks how far the counting is.
class LookingEvent final : public CompletionEvent {
 public:
  explicit LookingEvent(const CountingEvent* counting) : counting_(counting) {}
  void OnEvent(bool) override {
    seen = counting_->count;
    done.Notify();
  }

  size_t seen = 0;
  absl::Notification done;

 private:
  const CountingEvent* const counting_;
};

// Posts much at once, and sets something off on the queue after that.
class PostingEvent final : public CompletionEvent {
 public:
  PostingEvent(CompletionThread* thread, CountingEvent* counting, size_t count,
               LookingEvent* looking)
      : thread_(thread), counting_(counting), count_(count), looking_(looking) {}
  void OnEvent(bool) override {
    for (size_t i = 0; i < count_; ++i) thread_->Post(counting_);
    alarm_.Set(thread_->queue(), gpr_inf_past(GPR_CLOCK_MONOTONIC),
               static_cast<CompletionEvent*>(looking_));
  }

 private:
  CompletionThread* const thread_;
  CountingEvent* const counting_;
  const size_t count_;
  LookingEvent* const looking_;
  grpc::Alarm alarm_;
};

TEST(CompletionThreadTest, ManyPostedEventsAtOnceKeepNobodyOut) {
  constexpr size_t kPosted = 10 * CompletionThread::kMaxEventsOfTurn + 1;
  grpc::ServerBuilder builder;
  CompletionThread thread(builder.AddCompletionQueue());
  CountingEvent counting(kPosted);
  LookingEvent looking(&counting);
  PostingEvent posting(&thread, &counting, kPosted, &looking);
  thread.Post(&posting);
  thread.Start();
  counting.done.WaitForNotification();
  looking.done.WaitForNotification();
  thread.ShutDown();
  EXPECT_LE(looking.seen, CompletionThread::kMaxEventsOfTurn);
}

TEST(CompletionThreadTest, AStreamThatIsAlwaysBusyKeepsNobodyOut) {
  const Authenticator authenticator({});
  const runtime::SystemClock clock;
  const Dispatcher dispatcher(&authenticator, &clock);
  absl::Notification busy;
  MethodTable table;
  table.Add(StreamMethod{
      "test.Test/Busy", &google::protobuf::StringValue::default_instance(), Access::kEverybody,
      [&busy](const CallContext&) { return std::make_unique<BusyHandler>(&busy); }});
  GrpcServerOptions options;
  options.address = "127.0.0.1:0";
  auto server = GrpcServer::Start(options, table, dispatcher);
  ASSERT_TRUE(server.ok()) << server.status();

  grpc::GenericStub stub((*server)->InProcessChannel());
  grpc::CompletionQueue queue;
  const auto await = [&queue](void* awaited) {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && tag == awaited && ok;
  };
  int open = 0;
  grpc::ClientContext context;
  const auto stream = stub.PrepareCall(&context, "/test.Test/Busy", &queue);
  stream->StartCall(&open);
  ASSERT_TRUE(await(&open));
  busy.WaitForNotification();

  EXPECT_TRUE(Caller((*server)->port()).IsHeard());

  int ended = 0;
  context.TryCancel();
  grpc::Status status;
  stream->Finish(&status, &ended);
  EXPECT_TRUE(await(&ended));
  (*server)->Shutdown(absl::Seconds(20));
  queue.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) {
  }
}

}  // namespace
}  // namespace traguardo::api
