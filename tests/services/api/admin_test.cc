// AdminService: how the server is, which enti there are, rebuild and check.

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/watch_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AdminTest : public WatchFixture {
 protected:
  void SetUp() override {
    options_.version = "1.2.3";
    WatchFixture::SetUp();
  }

  v1::GetServerStatusResponse Status(const std::string& principal = "admin") {
    const ApiClient client = As(principal);
    const auto answer =
        client.Call(client.admin(), &AdminStub::GetServerStatus, v1::GetServerStatusRequest());
    EXPECT_TRUE(answer.ok()) << answer.status.error_message();
    return answer.response;
  }

  template <typename Response>
  struct Stream {
    std::vector<Response> responses;
    grpc::Status status;
  };
  template <typename Request, typename Response>
  Stream<Response> Run(std::unique_ptr<grpc::ClientReader<Response>> (AdminStub::*method)(
                           grpc::ClientContext*, const Request&),
                       const std::string& principal = "admin") {
    const ApiClient client = As(principal);
    grpc::ClientContext context;
    client.Prepare(context);
    const auto stream = (client.admin().*method)(&context, Request());
    Stream<Response> result;
    for (Response response; stream->Read(&response);) result.responses.push_back(response);
    result.status = stream->Finish();
    return result;
  }
  Stream<v1::RebuildViewsResponse> Rebuild(const std::string& principal = "admin") {
    return Run<v1::RebuildViewsRequest, v1::RebuildViewsResponse>(&AdminStub::RebuildViews,
                                                                  principal);
  }
  Stream<v1::CheckLogResponse> Check(const std::string& principal = "admin") {
    return Run<v1::CheckLogRequest, v1::CheckLogResponse>(&AdminStub::CheckLog, principal);
  }

  std::vector<std::string> Enti(const std::string& principal, uint32_t page_size = 0) {
    const ApiClient client = As(principal);
    v1::ListEntiRequest request;
    request.set_page_size(page_size);
    std::vector<std::string> names;
    do {
      const auto page = client.Call(client.admin(), &AdminStub::ListEnti, request);
      EXPECT_TRUE(page.ok()) << page.status.error_message();
      for (const auto& ente : page.response.enti()) names.push_back(ente.name());
      request.set_page_token(page.response.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  uint64_t Register(const std::string& ente) {
    const ApiClient client = As("admin");
    v1::RegisterEnteRequest request;
    *request.mutable_header() = Header();
    request.set_ente("enti/" + ente);
    request.mutable_registered()->set_name("Comune di " + ente);
    request.mutable_registered()->set_kind(event::v1::ENTE_KIND_COMUNE);
    const auto answer = client.Call(client.plan(), &PlanStub::RegisterEnte, request);
    EXPECT_TRUE(answer.ok()) << answer.status.error_message();
    return answer.response.outcome().position();
  }
};

TEST_F(AdminTest, TellsWhoRunsTheServerHowItIs) {
  const v1::GetServerStatusResponse before = Status();
  EXPECT_TRUE(before.ready()) << before.not_ready_reason();
  EXPECT_EQ(before.version(), "1.2.3");
  EXPECT_EQ(before.started_at().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(before.head_position(), head_);
  EXPECT_EQ(before.view_position(), head_);
  EXPECT_FALSE(before.view_generation().empty());
  EXPECT_EQ(before.enti_count(), 1u);
  EXPECT_THAT(before.tree_root(), SizeIs(32));
  EXPECT_GT(before.resident_memory_bytes(), 0u);
  EXPECT_EQ(before.state_cache_enti_count(), 1u);
  EXPECT_GT(before.state_cache_bytes(), 0u);
  EXPECT_EQ(before.watchers_count(), 0u);
  EXPECT_THAT(before.queues(), IsEmpty());

  WatchCall watch(As("nucleo"), Request());
  watch.ReadSnapshot();
  const ApiClient client = As("resp-1");
  const v1::RecordProgressRequest accepted = ProgressRequest("20");
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(client.Call(client.monitoring(), &MonitoringStub::RecordProgress, accepted).ok());
  }
  v1::RecordProgressRequest refused = ProgressRequest("20");
  refused.set_objective(kOb2);  // of somebody else
  ASSERT_FALSE(client.Call(client.monitoring(), &MonitoringStub::RecordProgress, refused).ok());
  const v1::GetServerStatusResponse after = Status();
  EXPECT_EQ(after.head_position(), head_ + 1);
  EXPECT_EQ(after.commands_accepted_count(), before.commands_accepted_count() + 1);
  EXPECT_EQ(after.commands_replayed_count(), before.commands_replayed_count() + 1);
  EXPECT_EQ(after.commands_refused_count(), before.commands_refused_count() + 1);
  EXPECT_GT(after.groups_count(), before.groups_count());
  EXPECT_EQ(after.watchers_count(), 1u);
  EXPECT_NE(after.tree_root(), before.tree_root());
}

TEST_F(AdminTest, TellsOthersOnlyWhetherItIsReady) {
  for (const char* principal : {"segretario", "revisore"}) {
    v1::GetServerStatusResponse status = Status(principal);
    EXPECT_TRUE(status.ready());
    EXPECT_EQ(status.version(), "1.2.3");
    status.clear_ready();
    status.clear_version();
    EXPECT_EQ(status.ByteSizeLong(), 0u) << status.ShortDebugString();
  }
}

TEST_F(AdminTest, ListsTheEntiThatTheCallerMayRead) {
  Register("altro");
  Register("borgo");
  AwaitViews(Register("castello"));
  EXPECT_THAT(Enti("admin"), ElementsAre("enti/altro", "enti/borgo", "enti/castello", "enti/demo"));
  EXPECT_THAT(Enti("admin", 1),
              ElementsAre("enti/altro", "enti/borgo", "enti/castello", "enti/demo"));
  EXPECT_THAT(Enti("segretario"), ElementsAre("enti/demo"));
  EXPECT_THAT(Enti("estraneo", 1), ElementsAre("enti/altro"));

  const ApiClient admin = As("admin");
  v1::ListEntiRequest request;
  request.set_page_size(3);
  const auto first = admin.Call(admin.admin(), &AdminStub::ListEnti, request);
  ASSERT_EQ(first.response.enti_size(), 3);
  request.set_page_token(first.response.next_page_token());
  const auto second = admin.Call(admin.admin(), &AdminStub::ListEnti, request);
  ASSERT_EQ(second.response.enti_size(), 1);
  EXPECT_EQ(second.response.enti(0).display_name(), "Comune di Borgo Esempio");
  EXPECT_THAT(second.response.enti(0).years(), ElementsAre(2024));
  const ApiClient segretario = As("segretario");
  EXPECT_EQ(segretario.Call(segretario.admin(), &AdminStub::ListEnti, request).reason(),
            "TOKEN_INVALID");
}

TEST_F(AdminTest, RebuildsTheViewsBesideTheLiveOnesAndSaysHowFarItIs) {
  const std::string generation = Status().view_generation();
  WatchCall watch(As("nucleo"), Request());
  const Watched before = watch.ReadSnapshot();
  const auto rebuilt = Rebuild();
  ASSERT_TRUE(rebuilt.status.ok()) << rebuilt.status.error_message();
  ASSERT_FALSE(rebuilt.responses.empty());
  const v1::RebuildViewsResponse& last = rebuilt.responses.back();
  EXPECT_TRUE(last.switched());
  EXPECT_EQ(last.position(), head_);
  EXPECT_EQ(last.head_position(), head_);
  uint64_t position = 0;
  for (const auto& step : rebuilt.responses) {
    EXPECT_GE(step.position(), position);
    position = step.position();
  }
  const v1::GetServerStatusResponse status = Status();
  EXPECT_NE(status.view_generation(), generation);
  EXPECT_EQ(status.view_position(), head_);

  WatchCall other(As("nucleo"), Request());
  const Watched after = other.ReadSnapshot();
  for (const char* id : {"ob-1", "ob-2"}) {
    EXPECT_EQ(after.objectives.at(id).SerializeAsString(),
              before.objectives.at(id).SerializeAsString());
  }
  // Whoever was watching goes on as if nothing had been.
  const uint64_t next = Progress("60").position();
  EXPECT_EQ(Percent(watch.ReadTo(next).objectives.at("ob-1")), "60");
}

TEST_F(AdminTest, RebuildsOnAfterTheCallerHasLeft) {
  const std::string generation = Status().view_generation();
  {
    const ApiClient client = As("admin");
    grpc::ClientContext context;
    client.Prepare(context);
    const auto stream = client.admin().RebuildViews(&context, v1::RebuildViewsRequest());
    v1::RebuildViewsResponse first;
    ASSERT_TRUE(stream->Read(&first));
    context.TryCancel();
    stream->Finish();
  }
  while (Status().view_generation() == generation) std::this_thread::yield();
  // It has not quite ended when the new views are in their place.
  grpc::Status next = Rebuild().status;
  while (Trouble(next).reason == "ALREADY_RUNNING") next = Rebuild().status;
  EXPECT_TRUE(next.ok()) << next.error_message();
}

TEST_F(AdminTest, RebuildsOneAtATime) {
  absl::Notification begun;
  absl::Notification go_on;
  absl::Notification ended;
  ASSERT_TRUE(server()
                  .core()
                  .projector()
                  .Rebuild(
                      [&](const runtime::RebuildProgress&) {
                        if (!begun.HasBeenNotified()) begun.Notify();
                        go_on.WaitForNotification();
                      },
                      [&](const absl::Status&) { ended.Notify(); })
                  .ok());
  begun.WaitForNotification();
  EXPECT_EQ(Trouble(Rebuild().status).reason, "ALREADY_RUNNING");
  go_on.Notify();
  ended.WaitForNotification();
  EXPECT_TRUE(Rebuild().status.ok());
}

TEST_F(AdminTest, ChecksTheLogWhileItIsWritten) {
  for (int i = 0; i < 2; ++i) {
    const auto checked = Check();
    ASSERT_TRUE(checked.status.ok()) << checked.status.error_message();
    ASSERT_FALSE(checked.responses.empty());
    const v1::CheckLogResponse& last = checked.responses.back();
    EXPECT_TRUE(last.finished());
    EXPECT_TRUE(last.sound());
    EXPECT_THAT(last.findings(), IsEmpty());
    EXPECT_EQ(last.checked_count(), head_);
    EXPECT_EQ(last.total_count(), head_);
    for (size_t step = 0; step + 1 < checked.responses.size(); ++step) {
      EXPECT_FALSE(checked.responses[step].finished());
      EXPECT_FALSE(checked.responses[step].sound());
    }
    head_ = Progress("50").position();
  }
}

TEST_F(AdminTest, IsForThoseWhoRunTheServer) {
  for (const char* principal : {"segretario", "giunta", "nucleo", "revisore"}) {
    EXPECT_EQ(Trouble(Rebuild(principal).status).reason, "PERMISSION_DENIED") << principal;
    EXPECT_EQ(Trouble(Check(principal).status).reason, "PERMISSION_DENIED") << principal;
  }
}

}  // namespace
}  // namespace traguardo::api::testing
