// traguardod, the binary, and what nobody should send it: it stays up, answers precisely where there
// is somebody to answer, and keeps its memory bound.

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "clients/cpp/call_error.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "tests/crash/raw_connection.h"
#include "tests/crash/server_process.h"
#include "tests/crash/wire_client.h"
#include "tests/crash/world.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::crash {
namespace {

constexpr uint32_t kSeed = 20251120;
constexpr absl::Duration kUntilReady = absl::Seconds(120);
constexpr absl::Duration kUntilAnswered = absl::Seconds(60);
// Without any progress for so long, a writer is being held back.
constexpr absl::Duration kHeldBack = absl::Seconds(5);

constexpr uint64_t kMebibyte = 1 << 20;

std::chrono::system_clock::time_point After(absl::Duration duration) {
  return std::chrono::system_clock::now() + absl::ToChronoMilliseconds(duration);
}

class BadInputTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(directory_.File("principals.json")) << PrincipalsFile();
    server_ = std::make_unique<ServerProcess>(std::vector<std::string>{
        TRAGUARDOD, "--lang", "en", "serve", "--data", directory_.File("data"), "--principals",
        directory_.File("principals.json"), "--listen", "127.0.0.1:0"});
    const auto address = server_->WaitForLine("Ready on ", kUntilReady);
    ASSERT_TRUE(address.has_value()) << server_->output();
    address_ = *address;
    ASSERT_TRUE(absl::SimpleAtoi(address_.substr(address_.rfind(':') + 1), &port_));
    // The first call pays for what a process allocates once.
    ExpectStillServing();
    before_bytes_ = server_->MemoryBytes("VmRSS");
  }

  void TearDown() override {
    if (is_stopped_) return;
    ExpectStillServing();
    server_->Send(SIGTERM);
    ASSERT_TRUE(server_->WaitForEnd(kUntilAnswered));
    EXPECT_EQ(server_->exit_code(), 0) << server_->output();
  }

  // A good command of somebody else is judged as ever: refused by the domain, nobody has registered
  // the ente.
  void ExpectStillServing() {
    ASSERT_FALSE(server_->WaitForEnd(absl::ZeroDuration())) << server_->output();
    WireClient client(address_, Caller::kSegretario);
    const Answer answer =
        client.Send(CommandOf("uno", "domanda", {testing::Progress("10").On("2024-06-30")}));
    EXPECT_EQ(answer.reason, "ENTE_NOT_REGISTERED") << answer.message;
  }

  void ExpectMemoryGrewByLessThan(uint64_t bytes) {
    const uint64_t most = server_->MemoryBytes("VmHWM");
    EXPECT_LT(most, before_bytes_ + bytes)
        << "from " << before_bytes_ / kMebibyte << " to " << most / kMebibyte << " MiB";
  }

  std::string RandomBytes(size_t count) {
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    return bytes;
  }

  // The bytes as the request of a method; how it ended.
  grpc::Status CallWithBytes(const std::string& method, const std::string& bytes) {
    grpc::GenericStub stub(
        grpc::CreateChannel(address_, grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    context.AddMetadata("authorization", absl::StrCat("Bearer ", std::string(TokenOf(
                                                                     Caller::kSegretario))));
    context.set_deadline(After(kUntilAnswered));
    grpc::CompletionQueue queue;
    const grpc::Slice slice(bytes);
    const auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&slice, 1), &queue);
    call->StartCall();
    grpc::ByteBuffer response;
    grpc::Status status;
    call->Finish(&response, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return status;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<ServerProcess> server_;
  std::string address_;
  int port_ = 0;
  uint64_t before_bytes_ = 0;
  bool is_stopped_ = false;  // by the test itself
  std::mt19937 random_{kSeed};
};

constexpr char kRecordCommand[] = "/traguardo.api.v1.MonitoringService/RecordCommand";
constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";

TEST_F(BadInputTest, RandomBytesOnThePort) {
  for (int i = 0; i < 100; ++i) {
    RawConnection connection(port_);
    ASSERT_TRUE(connection.connected());
    const std::string bytes = RandomBytes(1 + random_() % 20'000);
    // The server may close in the middle of it; that is its good right.
    static_cast<void>(connection.Send(i % 2 == 0 ? bytes : Http2Preface() + bytes));
  }
  ExpectMemoryGrewByLessThan(64 * kMebibyte);
}

TEST_F(BadInputTest, TruncatedFrames) {
  constexpr uint8_t kData = 0;
  constexpr uint8_t kHeaders = 1;
  for (int i = 0; i < 60; ++i) {
    RawConnection connection(port_);
    ASSERT_TRUE(connection.connected());
    const uint8_t type = i % 2 == 0 ? kData : kHeaders;
    const std::string payload = RandomBytes(random_() % 100);
    static_cast<void>(connection.Send(
        Http2Preface() + Http2Frame(type, /*flags=*/4, 1, 1 + random_() % 16'000, payload)));
    connection.EndSending();
    connection.ReadAll(kUntilAnswered);
  }
  ExpectMemoryGrewByLessThan(64 * kMebibyte);
}

TEST_F(BadInputTest, MessagesThatAreTooLarge) {
  for (const uint64_t mebibytes : {5, 7}) {
    const grpc::Status status =
        CallWithBytes(kRecordCommand, std::string(mebibytes * kMebibyte, 'x'));
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(client::ErrorFrom(status).reason, "MESSAGE_TOO_LARGE") << status.error_message();
  }
  // So large that it is not even read.
  EXPECT_EQ(CallWithBytes(kRecordCommand, std::string(40 * kMebibyte, 'x')).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  ExpectMemoryGrewByLessThan(96 * kMebibyte);
}

TEST_F(BadInputTest, BytesThatAreNoMessage) {
  for (int i = 0; i < 200; ++i) {
    const grpc::Status status = CallWithBytes(i % 2 == 0 ? kRecordCommand : kRecordProgress,
                                              RandomBytes(1 + random_() % 3000));
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << status.error_message();
    EXPECT_NE(client::ErrorFrom(status).reason, "") << status.error_message();
  }
  ExpectMemoryGrewByLessThan(64 * kMebibyte);
}

TEST_F(BadInputTest, AMethodThatDoesNotExist) {
  const grpc::Status status = CallWithBytes("/traguardo.api.v1.MonitoringService/Guess", "");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(client::ErrorFrom(status).reason, "METHOD_UNKNOWN");
}

// Connected, and then frozen: it never answers that it has seen the server go. Nobody is served by
// waiting for it, and the grace for calls under way is longer than this.
TEST_F(BadInputTest, AConnectionThatIsNeverReadDoesNotHoldUpTheStop) {
  RawConnection connection(port_);
  ASSERT_TRUE(connection.connected());
  ASSERT_TRUE(connection.Send(Http2Preface()));
  ExpectStillServing();
  server_->Send(SIGTERM);
  is_stopped_ = true;
  EXPECT_TRUE(server_->WaitForEnd(absl::Seconds(6))) << server_->output();
  EXPECT_EQ(server_->exit_code(), 0) << server_->output();
}

// Commands without end, and nobody who takes the answers: the server stops reading, and its memory
// with it.
TEST_F(BadInputTest, AStreamThatIsNeverRead) {
  constexpr uint64_t kTooMuch = 512 * kMebibyte;
  const WireClient caller(address_, Caller::kSegretario);
  grpc::ClientContext context;
  caller.connection().PrepareStream(context);
  grpc::CompletionQueue queue;
  const auto stream = caller.connection().monitoring().PrepareAsyncRecordFacts(&context, &queue);
  stream->StartCall(nullptr);
  void* tag = nullptr;
  bool ok = false;
  ASSERT_TRUE(queue.Next(&tag, &ok) && ok);

  uint64_t sent = 0;
  uint64_t number = 0;
  bool held_back = false;
  while (!held_back && sent < kTooMuch) {
    api::v1::RecordFactsRequest request;
    for (int i = 0; i < 500; ++i) {
      *request.add_commands() = CommandOf(
          "uno", absl::StrCat("muto-", ++number),
          {testing::Progress("10").On("2024-06-30").With([](event::v1::Fact& fact) {
            fact.mutable_progress_recorded()->set_note(std::string(1500, 'n'));
          })});
    }
    sent += request.ByteSizeLong();
    stream->Write(request, nullptr);
    held_back = queue.AsyncNext(&tag, &ok, After(kHeldBack)) == grpc::CompletionQueue::TIMEOUT;
    ASSERT_TRUE(held_back || ok) << "the server ended the stream";
  }
  EXPECT_TRUE(held_back) << "the server took " << sent / kMebibyte << " MiB without being read";
  ExpectMemoryGrewByLessThan(96 * kMebibyte);
  ExpectStillServing();  // somebody else, while it hangs there

  context.TryCancel();
  grpc::Status status;
  stream->Finish(&status, nullptr);
  queue.Shutdown();
  while (queue.Next(&tag, &ok)) {
  }
}

}  // namespace
}  // namespace traguardo::crash
