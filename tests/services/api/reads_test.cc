// Reads over the wire: at what position, on which day, page by page, for whom.

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ReadsTest : public ApiTest {
 protected:
  void SetUp() override {
    Start();
    MakeYear();
    head_ = Progress("10", "2024-03-31").position();
  }

  Answer<v1::GetObjectiveResponse> GetObjective(const v1::Moment& moment = {},
                                                const std::string& name = kOb1) {
    const ApiClient client = As("segretario");
    v1::GetObjectiveRequest request;
    request.set_objective(name);
    *request.mutable_moment() = moment;
    return client.Call(client.projection(), &ProjectionStub::GetObjective, request);
  }

  static std::string Percent(const v1::GetObjectiveResponse& response) {
    return response.objective().results_size() == 0 ? "none"
                                                    : response.objective().results(0).percent();
  }

  // Everything recorded so far.
  v1::Moment AtLeast(uint64_t position) {
    v1::Moment moment;
    moment.set_min_position(position);
    return moment;
  }

  uint64_t head_ = 0;
};

TEST_F(ReadsTest, ShowsWhatWasJustRecorded) {
  const auto first = GetObjective(AtLeast(head_));
  ASSERT_TRUE(first.ok()) << first.status.error_message();
  EXPECT_EQ(Percent(first.response), "10");
  EXPECT_GE(first.response.position(), head_);
  EXPECT_EQ(first.response.objective().today().date(), "2024-07-01");
  // Twice the same row: the second comes from the cache and is the same.
  EXPECT_EQ(GetObjective(AtLeast(head_)).response.SerializeAsString(),
            first.response.SerializeAsString());
  for (int percent = 11; percent < 40; ++percent) {
    const uint64_t position = Progress(std::to_string(percent)).position();
    EXPECT_EQ(Percent(GetObjective(AtLeast(position)).response), std::to_string(percent));
  }
}

TEST_F(ReadsTest, ComputesLatenessForTheDayAsked) {
  v1::Moment future = AtLeast(head_);
  future.set_as_of("2024-12-10");
  const auto late = GetObjective(future);
  ASSERT_TRUE(late.ok()) << late.status.error_message();
  EXPECT_EQ(late.response.objective().today().state(), view::v1::OBJECTIVE_STATE_LATE);
  EXPECT_EQ(late.response.objective().today().date(), "2024-12-10");
  EXPECT_NE(GetObjective(AtLeast(head_)).response.objective().today().state(),
            view::v1::OBJECTIVE_STATE_LATE);
}

TEST_F(ReadsTest, AnswersForAnyDayAndAnyKnowledge) {
  clock_.Advance(absl::Hours(48));  // 3 July
  const uint64_t july = Progress("50", "2024-06-30").position();
  // On 31 March, as known today.
  v1::Moment march = AtLeast(july);
  march.set_as_of("2024-03-31");
  EXPECT_EQ(Percent(GetObjective(march).response), "10");
  // On 30 June, as known today and as known on 2 July.
  v1::Moment june = AtLeast(july);
  june.set_as_of("2024-06-30");
  EXPECT_EQ(Percent(GetObjective(june).response), "50");
  june.set_known_at("2024-07-02");
  EXPECT_EQ(Percent(GetObjective(june).response), "10");
  june.set_known_at(absl::StrCat(head_));
  EXPECT_EQ(Percent(GetObjective(june).response), "10");
  june.set_known_at("2024-07-03T23:59:59Z");
  EXPECT_EQ(Percent(GetObjective(june).response), "50");
  // Before anything was known of it.
  june.set_known_at("2");
  const auto nothing = GetObjective(june);
  EXPECT_EQ(nothing.reason(), "NOT_FOUND");
  EXPECT_EQ(nothing.status.error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ReadsTest, RefusesMomentsThatAreNone) {
  struct Wrong {
    const char* as_of;
    const char* known_at;
    const char* reason;
  };
  for (const Wrong& wrong :
       {Wrong{"2024-06", "", "FIELD_INVALID"}, Wrong{"2023-02-29", "", "FIELD_INVALID"},
        Wrong{"", "ieri", "TIME_INVALID"}, Wrong{"", "999999", "TIME_INVALID"},
        Wrong{"", "99999999999999999999999", "TIME_INVALID"},
        Wrong{"", "2024-13-01", "TIME_INVALID"}}) {
    v1::Moment moment;
    moment.set_as_of(wrong.as_of);
    moment.set_known_at(wrong.known_at);
    EXPECT_EQ(GetObjective(moment).reason(), wrong.reason) << moment.ShortDebugString();
  }
}

TEST_F(ReadsTest, SaysWhenTheViewsAreBehindWhatWasAskedFor) {
  const ApiClient client = As("segretario");
  grpc::ClientContext context;
  client.Prepare(context);
  v1::GetObjectiveRequest request;
  request.set_objective(kOb1);
  request.mutable_moment()->set_min_position(head_ + 1000);
  v1::GetObjectiveResponse response;
  grpc::Status status;
  std::thread caller(
      [&] { status = client.projection().GetObjective(&context, request, &response); });
  // The server's clock stands still: the wait ends when it is moved past the deadline, as often as
  // it takes for the call to have arrived.
  std::atomic<bool> answered = false;
  std::thread mover([&] {
    while (!answered) clock_.Advance(absl::Minutes(2));
  });
  caller.join();
  answered = true;
  mover.join();
  EXPECT_EQ(Trouble(status).reason, "VIEW_BEHIND");
  EXPECT_TRUE(Trouble(status).has_retry);
}

TEST_F(ReadsTest, KeepsOtherEntisAndUnknownNamesApart) {
  EXPECT_EQ(GetObjective({}, "enti/altro/plans/2024/objectives/ob-1").reason(),
            "PERMISSION_DENIED");
  EXPECT_EQ(GetObjective({}, "enti/demo/plans/2024/objectives/nessuno").reason(), "NOT_FOUND");
  EXPECT_EQ(GetObjective({}, "enti/demo/plans/2023/objectives/ob-1").reason(), "NOT_FOUND");
  EXPECT_EQ(GetObjective({}, kPlan).reason(), "FIELD_INVALID");
  EXPECT_EQ(GetObjective({}, "").reason(), "FIELD_INVALID");
}

TEST_F(ReadsTest, ShowsTheYearAtAGlance) {
  const ApiClient client = As("revisore");
  v1::GetOverviewRequest request;
  request.set_plan(kPlan);
  *request.mutable_moment() = AtLeast(head_);
  const auto first = client.Call(client.projection(), &ProjectionStub::GetOverview, request);
  ASSERT_TRUE(first.ok()) << first.status.error_message();
  EXPECT_EQ(first.response.plan().name(), kPlan);
  EXPECT_EQ(first.response.as_of(), "2024-07-01");
  ASSERT_GT(first.response.groups_size(), 0);
  EXPECT_EQ(first.response.groups(0).kind(), view::v1::GROUP_KIND_ENTE);
  EXPECT_EQ(first.response.groups(0).objectives_count(), 2u);
  EXPECT_EQ(first.response.groups(0).declared_count(), 1u);
  // From the cache the same, until something changes.
  const auto second = client.Call(client.projection(), &ProjectionStub::GetOverview, request);
  EXPECT_EQ(second.response.SerializeAsString(), first.response.SerializeAsString());
  const ApiClient resp_2 = As("resp-2");
  v1::RecordProgressRequest progress = ProgressRequest("20");
  progress.set_objective(kOb2);
  const auto recorded = resp_2.Call(resp_2.monitoring(), &MonitoringStub::RecordProgress, progress);
  ASSERT_TRUE(recorded.ok());
  *request.mutable_moment() = AtLeast(recorded.response.outcome().position());
  const auto third = client.Call(client.projection(), &ProjectionStub::GetOverview, request);
  EXPECT_EQ(third.response.groups(0).declared_count(), 2u);
  // And as it was.
  request.mutable_moment()->set_known_at(absl::StrCat(head_));
  const auto past = client.Call(client.projection(), &ProjectionStub::GetOverview, request);
  EXPECT_EQ(past.response.groups(0).declared_count(), 1u);
  EXPECT_EQ(past.response.position(), head_);
}

TEST_F(ReadsTest, FiltersAndOrdersObjectives) {
  const ApiClient client = As("segretario");
  v1::ListObjectivesRequest request;
  request.set_plan(kPlan);
  *request.mutable_moment() = AtLeast(head_);
  const auto ids = [&](const v1::ObjectiveFilter& filter) {
    *request.mutable_filter() = filter;
    std::vector<std::string> found;
    const auto answer = client.Call(client.projection(), &ProjectionStub::ListObjectives, request);
    EXPECT_TRUE(answer.ok()) << answer.status.error_message();
    for (const auto& objective : answer.response.objectives()) found.push_back(objective.id());
    return found;
  };
  EXPECT_THAT(ids({}), ElementsAre("ob-1", "ob-2"));
  v1::ObjectiveFilter filter;
  filter.add_responsabili("resp-2");
  EXPECT_THAT(ids(filter), ElementsAre("ob-2"));
  filter.Clear();
  filter.set_text("OBIETTIVO OB-1");
  EXPECT_THAT(ids(filter), ElementsAre("ob-1"));
  filter.Clear();
  filter.add_units("tecnico");
  EXPECT_THAT(ids(filter), ElementsAre());
  filter.Clear();
  filter.add_states(view::v1::OBJECTIVE_STATE_RUNNING);
  EXPECT_THAT(ids(filter), ElementsAre("ob-1"));
}

// Pages of one list show one moment, whatever is recorded between them.
TEST_F(ReadsTest, PagesFitTogether) {
  const ApiClient client = As("segretario");
  v1::ListObjectivesRequest request;
  request.set_plan(kPlan);
  request.set_page_size(1);
  *request.mutable_moment() = AtLeast(head_);
  const auto first = client.Call(client.projection(), &ProjectionStub::ListObjectives, request);
  ASSERT_TRUE(first.ok()) << first.status.error_message();
  ASSERT_EQ(first.response.objectives_size(), 1);
  EXPECT_EQ(first.response.objectives(0).id(), "ob-1");
  ASSERT_FALSE(first.response.next_page_token().empty());

  v1::RecordProgressRequest progress = ProgressRequest("77");
  progress.set_objective(kOb2);
  const auto recorded = client.Call(client.monitoring(), &MonitoringStub::RecordProgress, progress);
  ASSERT_TRUE(recorded.ok());
  *request.mutable_moment() = AtLeast(recorded.response.outcome().position());
  request.set_page_token(first.response.next_page_token());
  const auto second = client.Call(client.projection(), &ProjectionStub::ListObjectives, request);
  ASSERT_TRUE(second.ok()) << second.status.error_message();
  ASSERT_EQ(second.response.objectives_size(), 1);
  EXPECT_EQ(second.response.objectives(0).id(), "ob-2");
  EXPECT_EQ(second.response.objectives(0).results(0).percent(), "");
  EXPECT_EQ(second.response.position(), first.response.position());
  EXPECT_TRUE(second.response.next_page_token().empty());
}

TEST_F(ReadsTest, TokensAreGoodForTheirCallerAndListOnly) {
  const ApiClient client = As("segretario");
  v1::ListObjectivesRequest request;
  request.set_plan(kPlan);
  request.set_page_size(1);
  *request.mutable_moment() = AtLeast(head_);
  const std::string token =
      client.Call(client.projection(), &ProjectionStub::ListObjectives, request)
          .response.next_page_token();
  ASSERT_FALSE(token.empty());
  request.set_page_token(token);
  request.set_page_size(50);  // may change between pages
  EXPECT_TRUE(client.Call(client.projection(), &ProjectionStub::ListObjectives, request).ok());
  const ApiClient other = As("nucleo");
  EXPECT_EQ(other.Call(other.projection(), &ProjectionStub::ListObjectives, request).reason(),
            "TOKEN_INVALID");
  v1::ListObjectivesRequest filtered = request;
  filtered.mutable_filter()->set_silent_only(true);
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListObjectives, filtered).reason(),
            "TOKEN_INVALID");
  v1::ListRoundsRequest rounds;
  rounds.set_plan(kPlan);
  rounds.set_page_token(token);
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListRounds, rounds).reason(),
            "TOKEN_INVALID");
  request.set_page_token(token + "A");
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListObjectives, request).reason(),
            "TOKEN_INVALID");
  // Tokens outlive a restart.
  request.set_page_token(token);
  Stop();
  Start();
  const ApiClient again = As("segretario");
  EXPECT_TRUE(again.Call(again.projection(), &ProjectionStub::ListObjectives, request).ok());
}

TEST_F(ReadsTest, ListsScostamentiVariationsRoundsAndTheCalendar) {
  const ApiClient client = As("segretario");
  const v1::Moment moment = AtLeast(RecordLateJune().round);

  v1::ListScostamentiRequest scostamenti;
  scostamenti.set_plan(kPlan);
  *scostamenti.mutable_moment() = moment;
  scostamenti.set_causes_missing_only(true);
  const auto register_ =
      client.Call(client.projection(), &ProjectionStub::ListScostamenti, scostamenti);
  ASSERT_EQ(register_.response.scostamenti_size(), 1) << register_.status.error_message();
  EXPECT_EQ(register_.response.scostamenti(0).id(), "s1");
  scostamenti.add_objectives("ob-2");
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListScostamenti, scostamenti)
                .response.scostamenti_size(),
            0);

  v1::ListVariationsRequest variations;
  variations.set_plan(kPlan);
  *variations.mutable_moment() = moment;
  const auto varied = client.Call(client.projection(), &ProjectionStub::ListVariations, variations);
  ASSERT_EQ(varied.response.variations_size(), 1) << varied.status.error_message();
  EXPECT_EQ(varied.response.variations(0).state(), view::v1::VARIATION_STATE_PROPOSED);

  v1::ListRoundsRequest rounds;
  rounds.set_plan(kPlan);
  *rounds.mutable_moment() = moment;
  rounds.set_open_only(true);
  const auto listed = client.Call(client.projection(), &ProjectionStub::ListRounds, rounds);
  ASSERT_EQ(listed.response.rounds_size(), 1) << listed.status.error_message();
  EXPECT_EQ(listed.response.rounds(0).today().missing_count(), 2u);

  v1::GetCalendarRequest calendar;
  calendar.set_plan(kPlan);
  *calendar.mutable_moment() = moment;
  calendar.set_from("2024-07-01");
  calendar.set_to("2024-12-31");
  const auto entries = client.Call(client.projection(), &ProjectionStub::GetCalendar, calendar);
  ASSERT_TRUE(entries.ok()) << entries.status.error_message();
  std::multiset<int> kinds;
  for (const auto& entry : entries.response.entries()) kinds.insert(entry.kind());
  EXPECT_EQ(kinds.count(view::v1::CALENDAR_KIND_ROUND_DUE), 1u);
  EXPECT_EQ(kinds.count(view::v1::CALENDAR_KIND_DEADLINE), 2u);
}

TEST_F(ReadsTest, ListsTheFactsBehindAName) {
  const ApiClient client = As("nucleo");
  v1::ListFactsRequest request;
  request.set_name("enti/demo");
  request.set_recursive(true);
  request.set_page_size(3);
  std::vector<uint64_t> positions;
  do {
    const auto page = client.Call(client.projection(), &ProjectionStub::ListFacts, request);
    ASSERT_TRUE(page.ok()) << page.status.error_message();
    for (const auto& fact : page.response.facts()) {
      positions.push_back(fact.envelope().position());
    }
    EXPECT_EQ(page.response.position(), head_);
    request.set_page_token(page.response.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(positions.size(), head_);
  for (size_t i = 0; i < positions.size(); ++i) EXPECT_EQ(positions[i], i + 1);

  request.set_recursive(false);
  request.set_name(kOb1);
  const auto own = client.Call(client.projection(), &ProjectionStub::ListFacts, request);
  ASSERT_EQ(own.response.facts_size(), 1);
  EXPECT_EQ(own.response.facts(0).envelope().actor().principal(), "resp-1");
  request.set_name("enti/demo/plans/2024/objectives/nessuno");
  const auto none = client.Call(client.projection(), &ProjectionStub::ListFacts, request);
  EXPECT_EQ(none.reason(), "NOT_FOUND");
  EXPECT_THAT(none.status.error_message(), Not(HasSubstr("known_at")));
  request.set_known_at("1");
  const auto then = client.Call(client.projection(), &ProjectionStub::ListFacts, request);
  EXPECT_THAT(then.status.error_message(), HasSubstr("known_at 1"));
}

TEST_F(ReadsTest, ShowsThePlanThenAndNow) {
  const ApiClient client = As("giunta");
  v1::GetPlanRequest request;
  request.set_plan(kPlan);
  request.set_min_position(head_);
  const auto now = client.Call(client.plan(), &PlanStub::GetPlan, request);
  ASSERT_TRUE(now.ok()) << now.status.error_message();
  EXPECT_EQ(now.response.plan().phase(), view::v1::CYCLE_PHASE_MONITORING);
  request.set_as_of("2024-01-20");
  const auto then = client.Call(client.plan(), &PlanStub::GetPlan, request);
  EXPECT_EQ(then.response.plan().phase(), view::v1::CYCLE_PHASE_DRAFTING);
  request.set_as_of("2023-12-31");
  EXPECT_EQ(client.Call(client.plan(), &PlanStub::GetPlan, request).reason(), "NOT_FOUND");
}

}  // namespace
}  // namespace traguardo::api::testing
