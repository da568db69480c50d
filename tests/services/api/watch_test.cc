// Watch over the wire: a snapshot, then every change, from where one left off, for whom it is.

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/watch_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using WatchTest = WatchFixture;

TEST_F(WatchTest, SendsASnapshotAndThenEachChange) {
  WatchCall watch(As("nucleo"), Request());
  const Watched snapshot = watch.ReadSnapshot();
  EXPECT_THAT(snapshot.objective_ids(), ElementsAre("ob-1", "ob-2"));
  EXPECT_EQ(snapshot.last.position(), head_);
  EXPECT_EQ(snapshot.last.as_of(), "2024-07-01");
  for (int percent = 11; percent < 20; ++percent) {
    const uint64_t position = Progress(std::to_string(percent)).position();
    const Watched change = watch.ReadTo(position);
    EXPECT_THAT(change.objective_ids(), ElementsAre("ob-1"));
    EXPECT_EQ(Percent(change.objectives.at("ob-1")), std::to_string(percent));
    EXPECT_TRUE(change.last.snapshot_complete());
    EXPECT_FALSE(change.last.resume_token().empty());
  }
}

// However many are told a change, each can resume from it, and with nobody else's token.
TEST_F(WatchTest, ManyWatchersGetOneChangeAndTokensOfTheirOwn) {
  WatchCall nucleo(As("nucleo"), Request());
  WatchCall nucleo_again(As("nucleo"), Request());
  WatchCall revisore(As("revisore"), Request());
  for (WatchCall* watch : {&nucleo, &nucleo_again, &revisore}) watch->ReadSnapshot();
  const uint64_t position = Progress("30").position();
  const Watched told = nucleo.ReadTo(position);
  const Watched told_again = nucleo_again.ReadTo(position);
  const Watched told_revisore = revisore.ReadTo(position);
  EXPECT_EQ(told_again.last.SerializeAsString(), told.last.SerializeAsString());
  EXPECT_EQ(told_revisore.last.objectives(0).SerializeAsString(),
            told.last.objectives(0).SerializeAsString());
  EXPECT_NE(told_revisore.last.resume_token(), told.last.resume_token());

  WatchCall resumed(As("revisore"), Resumed(Request(), told_revisore.last.resume_token()));
  WatchCall stolen(As("revisore"), Resumed(Request(), told.last.resume_token()));
  EXPECT_EQ(Trouble(stolen.End()).reason, "TOKEN_INVALID");
  EXPECT_EQ(Percent(resumed.ReadTo(Progress("40").position()).objectives.at("ob-1")), "40");
}

// What is watched is what is sent, whatever else changes.
TEST_F(WatchTest, SendsTheViewsThatWereAskedFor) {
  WatchCall scostamenti(As("nucleo"), Request({v1::WATCHED_VIEW_SCOSTAMENTI}));
  WatchCall others(As("nucleo"), Request({v1::WATCHED_VIEW_OVERVIEW, v1::WATCHED_VIEW_VARIATIONS,
                                          v1::WATCHED_VIEW_ROUNDS}));
  EXPECT_THAT(scostamenti.ReadSnapshot().scostamenti, IsEmpty());
  const Watched overview = others.ReadSnapshot();
  ASSERT_THAT(overview.overviews, SizeIs(1));
  EXPECT_EQ(overview.overviews[0].plan().objectives_count(), 2u);
  EXPECT_EQ(overview.overviews[0].position(), head_);

  const LateJune june = RecordLateJune();

  const Watched register_rows = scostamenti.ReadTo(june.scostamento);
  EXPECT_EQ(register_rows.scostamenti.at("s1").description(), "Gara deserta");
  EXPECT_THAT(register_rows.objectives, IsEmpty());
  const Watched changes = others.ReadTo(june.round);
  EXPECT_EQ(changes.variations.at("r1").state(), view::v1::VARIATION_STATE_PROPOSED);
  EXPECT_EQ(changes.rounds.at("giugno").due_date(), "2024-07-15");
  ASSERT_FALSE(changes.overviews.empty());
  EXPECT_EQ(changes.overviews.back().groups(0).open_scostamenti_count(), 1u);
  EXPECT_THAT(changes.scostamenti, IsEmpty());
}

TEST_F(WatchTest, TellsWhichRowsAreGone) {
  constexpr char kNextYear[] = "enti/demo/plans/2025";
  const ApiClient client = As("segretario");
  v1::DraftPlanRequest draft;
  *draft.mutable_header() = Header();
  draft.set_plan(kNextYear);
  draft.mutable_draft()->set_adoption_term("2025-01-31");
  draft.mutable_draft()->set_relazione_term("2026-06-30");
  ASSERT_TRUE(client.Call(client.plan(), &PlanStub::DraftPlan, draft).ok());
  v1::AdoptRuleSetRequest rules;
  *rules.mutable_header() = Header();
  rules.set_plan(kNextYear);
  rules.mutable_rule_set()->set_version(1);
  *rules.mutable_rule_set()->mutable_rule_set() = RuleSet();
  ASSERT_TRUE(client.Call(client.plan(), &PlanStub::AdoptRuleSet, rules).ok());
  v1::DefineObjectiveRequest define;
  *define.mutable_header() = Header();
  define.set_plan(kNextYear);
  *define.mutable_objective() = Objective("ob-9", "100", "resp-1");
  define.mutable_objective()
      ->mutable_definition()
      ->mutable_time_shape()
      ->mutable_by_date()
      ->set_deadline("2025-11-30");
  const auto defined = client.Call(client.plan(), &PlanStub::DefineObjective, define);
  ASSERT_TRUE(defined.ok()) << defined.status.error_message();
  AwaitViews(defined.response.outcome().position());

  WatchCall watch(As("nucleo"), Request({v1::WATCHED_VIEW_OBJECTIVES}, kNextYear));
  const Watched snapshot = watch.ReadSnapshot();
  EXPECT_THAT(snapshot.objective_ids(), ElementsAre("ob-9"));
  v1::RemoveObjectiveRequest remove;
  *remove.mutable_header() = Header();
  remove.set_plan(kNextYear);
  remove.mutable_objective()->set_objective("ob-9");
  remove.mutable_objective()->set_reason("Fondi non assegnati");
  const auto removed = client.Call(client.plan(), &PlanStub::RemoveObjective, remove);
  ASSERT_TRUE(removed.ok()) << removed.status.error_message();
  const auto expect_removed = [](const Watched& change) {
    ASSERT_THAT(change.removed, SizeIs(1));
    EXPECT_EQ(change.removed[0].view(), v1::WATCHED_VIEW_OBJECTIVES);
    EXPECT_EQ(change.removed[0].name(), "enti/demo/plans/2025/objectives/ob-9");
    EXPECT_THAT(change.objectives, IsEmpty());
  };
  expect_removed(watch.ReadTo(removed.response.outcome().position()));
  // Who was away meanwhile is told, too.
  WatchCall back(As("nucleo"), Resumed(Request({v1::WATCHED_VIEW_OBJECTIVES}, kNextYear),
                                       snapshot.last.resume_token()));
  expect_removed(back.ReadTo(removed.response.outcome().position()));
}

TEST_F(WatchTest, ResumesWhereItsTokenSays) {
  std::string token;
  {
    WatchCall watch(As("nucleo"), Request());
    token = watch.ReadSnapshot().last.resume_token();
  }
  AwaitViews(Progress("30").position());
  const uint64_t position = Progress("40").position();
  AwaitViews(position);
  WatchCall back(As("nucleo"), Resumed(Request(), token));
  const Watched missed = back.ReadTo(position);
  EXPECT_THAT(missed.objective_ids(), ElementsAre("ob-1"));
  EXPECT_EQ(Percent(missed.objectives.at("ob-1")), "40");
  EXPECT_TRUE(missed.last.snapshot_complete());
  const uint64_t next = Progress("50").position();
  EXPECT_EQ(Percent(back.ReadTo(next).objectives.at("ob-1")), "50");
}

TEST_F(WatchTest, ResumesAfterTheServerWasRestarted) {
  std::string token;
  {
    WatchCall watch(As("nucleo"), Request());
    token = watch.ReadSnapshot().last.resume_token();
  }
  const uint64_t position = Progress("40").position();
  Stop();
  Start();
  WatchCall back(As("nucleo"), Resumed(Request(), token));
  EXPECT_THAT(back.ReadTo(position).objective_ids(), ElementsAre("ob-1"));
}

// A snapshot of several messages goes on where it was left, and every row comes once.
TEST_F(WatchTest, ResumesInTheMiddleOfASnapshot) {
  constexpr int kObjectives = 450;
  v1::RecordCommandRequest request;
  *request.mutable_command()->mutable_header() = Header();
  const auto propose = [&request](const std::string& target) -> event::v1::Fact& {
    auto& proposal = *request.mutable_command()->add_proposals();
    proposal.set_target(target);
    return *proposal.mutable_fact();
  };
  constexpr char kNextYear[] = "enti/demo/plans/2025";
  auto& drafted = *propose(kNextYear).mutable_plan_drafted();
  drafted.set_adoption_term("2025-01-31");
  drafted.set_relazione_term("2026-06-30");
  auto& rules = *propose(kNextYear).mutable_rule_set_adopted();
  rules.set_version(1);
  *rules.mutable_rule_set() = RuleSet();
  for (int i = 0; i < kObjectives; ++i) {
    auto& defined = *propose(kNextYear).mutable_objective_defined();
    defined = Objective(absl::StrCat("ob-", i), "0.2", "resp-1");
    defined.mutable_definition()->mutable_time_shape()->mutable_by_date()->set_deadline(
        "2025-11-30");
  }
  const ApiClient client = As("segretario");
  const auto recorded = client.Call(client.monitoring(), &MonitoringStub::RecordCommand, request);
  ASSERT_TRUE(recorded.ok()) << recorded.status.error_message();
  AwaitViews(recorded.response.outcome().position());

  const v1::WatchRequest watch_request = Request({v1::WATCHED_VIEW_OBJECTIVES}, kNextYear);
  Watched all;
  size_t rows = 0;
  std::string token;
  while (!all.last.snapshot_complete()) {
    WatchCall watch(As("nucleo"), Resumed(watch_request, token));
    const auto message = watch.Next();
    ASSERT_TRUE(message.has_value());
    rows += static_cast<size_t>(message->objectives_size());
    all.Add(*message);
    token = message->resume_token();
  }
  EXPECT_GT(all.messages, 2);
  EXPECT_EQ(rows, static_cast<size_t>(kObjectives));
  EXPECT_THAT(all.objectives, SizeIs(kObjectives));
}

TEST_F(WatchTest, TokensAreGoodForTheirCallerPlanAndViewsOnly) {
  std::string token;
  {
    WatchCall watch(As("nucleo"), Request());
    token = watch.ReadSnapshot().last.resume_token();
  }
  const auto reason_of = [&](const std::string& principal, const v1::WatchRequest& request) {
    WatchCall watch(As(principal), request);
    return Trouble(watch.End()).reason;
  };
  EXPECT_EQ(reason_of("segretario", Resumed(Request(), token)), "TOKEN_INVALID");
  EXPECT_EQ(reason_of("nucleo", Resumed(Request({v1::WATCHED_VIEW_ROUNDS}), token)),
            "TOKEN_INVALID");
  EXPECT_EQ(
      reason_of("nucleo",
                Resumed(Request({v1::WATCHED_VIEW_OBJECTIVES, v1::WATCHED_VIEW_OVERVIEW}), token)),
      "TOKEN_INVALID");
  EXPECT_EQ(
      reason_of("nucleo",
                Resumed(Request({v1::WATCHED_VIEW_OBJECTIVES}, "enti/demo/plans/2025"), token)),
      "TOKEN_INVALID");
  EXPECT_EQ(reason_of("nucleo", Resumed(Request(), token + "A")), "TOKEN_INVALID");
}

TEST_F(WatchTest, RefusesWhatCannotBeWatched) {
  const auto trouble_of = [&](const v1::WatchRequest& request,
                              const std::string& principal = "nucleo") {
    WatchCall watch(As(principal), request);
    return Trouble(watch.End());
  };
  EXPECT_EQ(trouble_of(Request({v1::WATCHED_VIEW_OBJECTIVES}, "enti/demo/plans/1999")).reason,
            "NOT_FOUND");
  EXPECT_THAT(trouble_of(Request({v1::WATCHED_VIEW_OBJECTIVES}, "enti/demo")).fields,
              ElementsAre("plan"));
  EXPECT_THAT(trouble_of(Request({v1::WATCHED_VIEW_OBJECTIVES}, kOb1)).fields, ElementsAre("plan"));
  EXPECT_THAT(trouble_of(Request({})).fields, ElementsAre("views"));
  EXPECT_THAT(trouble_of(Request({static_cast<v1::WatchedView>(77)})).fields,
              ElementsAre("views[0]"));
  EXPECT_THAT(trouble_of(v1::WatchRequest()).fields, ::testing::Contains("plan"));
  EXPECT_EQ(trouble_of(Request(), "estraneo").reason, "PERMISSION_DENIED");
  WatchCall unknown(ApiClient(Channel(), "nobody's token"), Request());
  EXPECT_EQ(Trouble(unknown.End()).reason, "UNAUTHENTICATED");
}

TEST_F(WatchTest, RefusesMoreWatchesThanTheServerTakes) {
  Stop();
  options_.core.watches.max_watches = 2;
  Start();
  WatchCall first(As("nucleo"), Request());
  WatchCall second(As("nucleo"), Request());
  first.ReadSnapshot();
  second.ReadSnapshot();
  WatchCall third(As("nucleo"), Request());
  const Trouble trouble(third.End());
  EXPECT_EQ(trouble.reason, "TOO_MANY_STREAMS");
  EXPECT_TRUE(trouble.has_retry);
}

}  // namespace
}  // namespace traguardo::api::testing
