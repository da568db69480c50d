// What the server does when there is too much: of streams that nobody reads, of reads, of waiting,
// of facts for the disk.

#include <rocksdb/env.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"
#include "tests/storage/faulty_file_system.h"

namespace traguardo::api::testing {
namespace {

using ::testing::HasSubstr;
using FactsStream = grpc::ClientReaderWriter<v1::RecordFactsRequest, v1::RecordFactsResponse>;

class BoundsTest : public ApiTest {
 protected:
  // `count` commands with notes of this many bytes each.
  v1::RecordFactsRequest Commands(int count, size_t note_bytes) {
    v1::RecordFactsRequest request;
    for (int i = 0; i < count; ++i) {
      v1::Command& command = *request.add_commands();
      *command.mutable_header() = Header();
      auto& proposal = *command.add_proposals();
      proposal.set_target(kOb1);
      auto& progress = *proposal.mutable_fact()->mutable_progress_recorded();
      progress.set_percent("10");
      progress.set_note(std::string(note_bytes, 'x'));
    }
    return request;
  }

  // One stream of the segretario's.
  struct Stream {
    std::unique_ptr<grpc::ClientContext> context = std::make_unique<grpc::ClientContext>();
    ApiClient client;
    std::unique_ptr<FactsStream> calls;
  };
  Stream Open() {
    Stream stream{.client = As("segretario"), .calls = nullptr};
    stream.client.Prepare(*stream.context);
    stream.calls = stream.client.monitoring().RecordFacts(stream.context.get());
    return stream;
  }

  void AwaitViews(storage::Position position) {
    absl::Notification reached;
    server().core().live_views().WhenReached(position, absl::InfiniteFuture(),
                                             [&](runtime::ReachResult) { reached.Notify(); });
    reached.WaitForNotification();
  }
};

// The stream's caller sends for ever and reads nothing: it once stayed, with all it had sent.
TEST_F(BoundsTest, AStreamWhoseAnswersAreNotReadIsCut) {
  options_.grpc.stall_limit = absl::Milliseconds(200);
  Start();
  MakeYear();
  Stream stream = Open();
  while (stream.calls->Write(Commands(100, 1000))) {
  }
  EXPECT_EQ(stream.calls->Finish().error_code(), grpc::StatusCode::CANCELLED);
  // Others have never noticed.
  Progress("20");
}

TEST_F(BoundsTest, AStreamThatIsReadIsNotCutHoweverLongItLasts) {
  options_.grpc.stall_limit = absl::Milliseconds(100);
  Start();
  MakeYear();
  Stream stream = Open();
  const absl::Time begun = absl::Now();
  v1::RecordFactsResponse response;
  while (absl::Now() - begun < absl::Milliseconds(500)) {
    ASSERT_TRUE(stream.calls->Write(Commands(1, 10)));
    ASSERT_TRUE(stream.calls->Read(&response));
  }
  stream.calls->WritesDone();
  EXPECT_FALSE(stream.calls->Read(&response));
  EXPECT_TRUE(stream.calls->Finish().ok());
}

TEST_F(BoundsTest, AllStreamsTogetherHoldNoMoreThanTheirShare) {
  options_.record_facts.max_bytes_of_all_streams = 64 << 10;
  Start();
  MakeYear();
  Stream stream = Open();
  ASSERT_TRUE(stream.calls->Write(Commands(100, 1000)));
  v1::RecordFactsResponse response;
  EXPECT_FALSE(stream.calls->Read(&response));
  EXPECT_EQ(Trouble(stream.calls->Finish()).reason, "SERVER_BUSY");
  // What it held is given back, and smaller messages pass, one after the other.
  Stream next = Open();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(next.calls->Write(Commands(10, 1000)));
    for (int answered = 0; answered < 10; answered += response.results_size()) {
      ASSERT_TRUE(next.calls->Read(&response));
    }
  }
  next.calls->WritesDone();
  EXPECT_FALSE(next.calls->Read(&response));
  EXPECT_TRUE(next.calls->Finish().ok());
}

// What is recorded is not kept to be recorded: a stream that does not read its answers holds little
// more than those.
TEST_F(BoundsTest, ACommandsBytesGoWhenItsOutcomeIsKnown) {
  options_.record_facts.max_bytes_of_all_streams = 360 << 10;
  Start();
  MakeYear();
  const storage::Position head = server().core().log().head();
  Stream unread = Open();
  ASSERT_TRUE(unread.calls->Write(Commands(100, 2000)));
  AwaitViews(head + 100);
  Stream other = Open();
  ASSERT_TRUE(other.calls->Write(Commands(100, 2000)));
  v1::RecordFactsResponse response;
  EXPECT_TRUE(other.calls->Read(&response));
  AwaitViews(head + 200);
  unread.context->TryCancel();
  other.context->TryCancel();
  EXPECT_FALSE(unread.calls->Finish().ok());
  EXPECT_FALSE(other.calls->Finish().ok());
}

// The transport's thread serves all calls; what walks the list of enti or asks the disk does not
// run there. With a pool that takes nothing that shows.
TEST_F(BoundsTest, AdministrationRunsOnTheThreadsOfReads) {
  options_.max_waiting_reads = 0;
  Start();
  const ApiClient client = As("admin");
  EXPECT_EQ(client.Call(client.admin(), &AdminStub::ListEnti, v1::ListEntiRequest()).reason(),
            "SERVER_BUSY");
  EXPECT_EQ(client.Call(client.admin(), &AdminStub::GetServerStatus, v1::GetServerStatusRequest())
                .reason(),
            "SERVER_BUSY");
}

class MinPositionTest : public BoundsTest {
 protected:
  Answer<v1::GetObjectiveResponse> Get(uint64_t min_position, const ApiClient& client) {
    v1::GetObjectiveRequest request;
    request.set_objective(kOb1);
    request.mutable_moment()->set_min_position(min_position);
    return client.Call(client.projection(), &ProjectionStub::GetObjective, request);
  }
};

TEST_F(MinPositionTest, APositionThatTheLogDoesNotHaveIsRefusedAtOnce) {
  Start();
  MakeYear();
  const ApiClient client = As("segretario");
  // The server's clock stands still: no deadline passes.
  const auto far = Get(uint64_t{1} << 63, client);
  EXPECT_EQ(far.reason(), "VIEW_BEHIND");
  const storage::Position head = server().core().log().head();
  EXPECT_EQ(Get(head + 1, client).reason(), "VIEW_BEHIND");
  EXPECT_TRUE(Get(head, client).ok());
}

TEST_F(MinPositionTest, TheReasonComesBeforeTheDeadline) {
  Start();
  MakeYear();
  AwaitViews(server().core().log().head());
  const auto generation = server().core().live_views().Current();
  absl::Notification answered;
  std::string reason;
  std::thread caller;
  {
    // Who writes rows waits, so the views stay behind.
    const absl::ReaderMutexLock still(&generation->quiet);
    const uint64_t position = Progress("30").position();
    caller = std::thread([&] {
      reason = Get(position, As("segretario")).reason();
      answered.Notify();
    });
    while (!answered.WaitForNotificationWithTimeout(absl::Milliseconds(10))) {
      clock_.Advance(absl::Seconds(1));
    }
  }
  caller.join();
  EXPECT_EQ(reason, "VIEW_BEHIND");
}

// The disk fills up while the server runs: it says so, keeps what it has, and goes on by itself.
TEST_F(BoundsTest, AnAlmostFullDiskRefusesCommandsAndServesReads) {
  const auto files = std::make_shared<storage::FaultyFileSystem>(1);
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
  options_.core.env = env.get();
  Start();
  MakeYear();
  Progress("20");
  AwaitViews(server().core().log().head());
  files->SetFreeBytes(1 << 20);
  const ApiClient client = As("resp-1");
  const auto refused =
      client.Call(client.monitoring(), &MonitoringStub::RecordProgress, ProgressRequest("30"));
  EXPECT_EQ(refused.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(refused.reason(), "DISK_ALMOST_FULL");
  EXPECT_TRUE(refused.trouble().has_retry);
  EXPECT_THAT(refused.status.error_message(), HasSubstr("nulla è stato registrato"));
  EXPECT_FALSE(server().core().readiness().ready());
  v1::GetObjectiveRequest request;
  request.set_objective(kOb1);
  EXPECT_TRUE(client.Call(client.projection(), &ProjectionStub::GetObjective, request).ok());
  const ApiClient admin = As("admin");
  const auto status =
      admin.Call(admin.admin(), &AdminStub::GetServerStatus, v1::GetServerStatusRequest());
  EXPECT_THAT(status.response.not_ready_reason(), HasSubstr("registro: poco spazio sul disco"));

  files->SetFreeBytes(std::nullopt);
  // Nobody records; the server looks again by itself.
  absl::Notification ready;
  server().core().readiness().Listen([&](bool is_ready) {
    if (is_ready && !ready.HasBeenNotified()) ready.Notify();
  });
  while (!ready.WaitForNotificationWithTimeout(absl::Milliseconds(10))) {
    clock_.Advance(absl::Seconds(1));
  }
  Progress("30");
  Stop();
}

}  // namespace
}  // namespace traguardo::api::testing
