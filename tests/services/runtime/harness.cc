#include "tests/services/runtime/harness.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/domain/commands/refusal.h"
#include "services/runtime/views/view_row.h"
#include "storage/bytes/sha256.h"
#include "storage/layout/request_key.h"

namespace traguardo::runtime {
namespace {

using event::v1::Act;
using event::v1::Envelope;

// No test can go on without it.
template <typename T>
T Must(absl::StatusOr<T> value, const char* what) {
  if (!value.ok()) {
    ADD_FAILURE() << what << ": " << value.status();
    std::abort();
  }
  return *std::move(value);
}

storage::RequestFingerprint FingerprintOf(const domain::Command& command) {
  std::string content;
  for (const domain::Proposal& proposal : command.proposals) {
    content += proposal.stream.ToString() + proposal.unit + proposal.effective_on;
    content += proposal.fact.SerializeAsString() + proposal.evidence.SerializeAsString();
  }
  const auto hash = storage::Sha256({content});
  storage::RequestFingerprint fingerprint{};
  std::copy_n(hash.begin(), fingerprint.size(), fingerprint.begin());
  return fingerprint;
}

}  // namespace

Harness::Harness(HarnessOptions options_in)
    : calendar(Must(domain::RomeCalendar::Load(), "time zones")), options(std::move(options_in)) {}

Harness::~Harness() { Stop(); }

void Harness::Start() {
  storage::EventLogOptions log_options;
  log_options.directory = path("log");
  log_options.create_if_missing = true;
  log_options.block_cache_bytes = 8 << 20;
  log_options.write_buffer_bytes = 4 << 20;
  log_options.env = options.env;
  log = Must(storage::EventLog::Open(log_options), "the log");
  readiness = std::make_unique<Readiness>();
  timer = std::make_unique<Timer>(clock);
  SequencerHooks hooks;
  if (options.with_views) {
    views = std::make_unique<LiveViews>(*timer);
    watches = std::make_unique<WatchHub>(*timer, calendar, options.watch);
    generations = Must(storage::ViewGenerations::Open(path("views")), "the views");
    projector = Must(Projector::Start(*log, calendar, *generations, *views, *watches, *readiness,
                                      options.projector),
                     "the projector");
    reader = std::make_unique<ViewReader>(*views);
    time_travel = std::make_unique<TimeTravel>(*log, *reader, calendar);
    hooks.on_head_moved = [this](storage::Position) { projector->HeadMoved(); };
  }
  hooks.on_group_answered = on_group_answered;
  sequencer =
      Must(Sequencer::Start(*log, clock, calendar, *readiness, options.sequencer, std::move(hooks)),
           "the sequencer");
}

void Harness::Stop() {
  if (sequencer != nullptr) sequencer->Stop();
  if (watches != nullptr) watches->Stop();
  if (projector != nullptr) projector->Stop();
  if (views != nullptr) views->Stop();
  sequencer.reset();
  time_travel.reset();
  reader.reset();
  projector.reset();
  generations.reset();
  watches.reset();
  views.reset();
  timer.reset();
  readiness.reset();
  log.reset();
}

Submission Harness::MakeCommand(const std::vector<FactBuilder>& facts, std::string_view request_id,
                                std::string_view ente) {
  Submission submission;
  domain::Command& command = submission.command;
  command.ente = std::string(ente);
  command.actor = facts.front().Build().actor();
  for (const FactBuilder& fact : facts) {
    const Envelope envelope = fact.Build();
    domain::Proposal& proposal = command.proposals.emplace_back();
    proposal.stream = Must(domain::ParseStreamName(fact.StreamText()), "a stream");
    proposal.unit = envelope.unit();
    proposal.effective_on = envelope.effective_on();
    proposal.evidence = envelope.evidence();
    proposal.fact = envelope.fact();
  }
  submission.key = {command.ente, command.actor.principal(), storage::HashRequestId(request_id)};
  submission.fingerprint = FingerprintOf(command);
  return submission;
}

SubmitResult Harness::Submit(Submission submission) {
  SubmitResult answer;
  absl::Notification answered;
  sequencer->Submit(std::move(submission), [&](SubmitResult result) {
    answer = std::move(result);
    answered.Notify();
  });
  answered.WaitForNotification();
  return answer;
}

SubmitResult Harness::Submit(const std::vector<FactBuilder>& facts, std::string_view ente) {
  return Submit(MakeCommand(facts, absl::StrCat("request ", ++last_request_), ente));
}

storage::Position Harness::Record(const std::vector<FactBuilder>& facts, std::string_view ente) {
  storage::Position last = 0;
  for (const FactBuilder& fact : facts) last = RecordTogether({fact}, ente);
  return last;
}

storage::Position Harness::RecordTogether(const std::vector<FactBuilder>& facts,
                                          std::string_view ente) {
  return Accepted(Submit(facts, ente)).position;
}

void Harness::AwaitViews() {
  absl::Notification reached;
  views->WhenReached(log->head(), absl::InfiniteFuture(), [&](ReachResult result) {
    EXPECT_EQ(result, ReachResult::kReached);
    reached.Notify();
  });
  reached.WaitForNotification();
}

std::map<std::string, std::string> Harness::ViewRows() const {
  std::map<std::string, std::string> rows;
  std::string after;
  const auto generation = views->Current();
  while (Must(generation->store->Scan({.after = after},
                                      [&](std::string_view key, std::string_view value) {
                                        after = std::string(key);
                                        rows.emplace(key, value);
                                        return true;
                                      }),
              "the rows")) {
  }
  rows.erase(std::string(kLogIdKey));
  return rows;
}

Plug::Plug(Harness& harness, std::string_view ente) {
  Submission submission =
      Harness::MakeCommand({testing::Registered()}, absl::StrCat("plug ", absl::Hex(this)), ente);
  harness.sequencer->Submit(std::move(submission), [this](SubmitResult) {
    holding_.Notify();
    let_go_.WaitForNotification();
    done_.Notify();
  });
  holding_.WaitForNotification();
}

void Plug::LetGo() {
  if (!let_go_.HasBeenNotified()) let_go_.Notify();
  done_.WaitForNotification();
}

std::vector<FactBuilder> DraftedPlan() {
  using namespace testing;  // NOLINT: the words of the story
  return {
      Registered(),
      OrganisedAs({UnitNamed("tributi"), UnitNamed("cultura")}),
      Drafted(),
      RulesAdopted(),
      Defined("ob-1", Definition("1")
                          .ByDate("2024-11-30")
                          .Weight("60")
                          .Add(AssignmentOf("resp-tributi"))
                          .Add(IndicatorOf("atti", event::v1::DIRECTION_UP, "2500"))
                          .Add(MilestoneOf("bando", "2024-06-30"))),
      Defined("ob-2", Definition("2").Continuous().Weight("40").Add(AssignmentOf("resp-tributi")))};
}

std::vector<FactBuilder> AdoptedPlan() {
  std::vector<FactBuilder> facts = DraftedPlan();
  facts.push_back(testing::Adopted(testing::GiuntaAct("21", "2024-01-31")));
  return facts;
}

void RecordBusyYears(Harness& harness) {
  using namespace testing;  // NOLINT: the words of the story
  const auto plain = [](std::string code, std::string weight, std::string deadline) {
    return Definition(std::move(code))
        .ByDate(std::move(deadline))
        .Weight(std::move(weight))
        .Add(AssignmentOf("resp-cultura"));
  };
  harness.Record(DraftedPlan());
  harness.Record({Defined("ob-9", plain("9", "10", "2024-10-31")), Removed("ob-9")});
  harness.Record(AdoptedPlan(), "altro");
  harness.Record({Adopted(GiuntaAct("21", "2024-01-31"))});
  harness.Record({Progress("10").On("2024-03-31"), Measured("atti", "1357").On("2024-05-31"),
                  Deviated("s1").On("2024-06-01"), Deviated("s2").On("2024-06-02")});
  const storage::Position wrong = harness.log->head();
  harness.Record({MeasurePlanned("s1", "m1", "2024-09-30").On("2024-06-10"), Correction(wrong)});
  harness.Record({Progress("20").On("2024-06-30")}, "altro");
  harness.RecordTogether(
      {ReplanProposed("r1", {DeadlineChange("2024-12-15")}, {"s1"}).On("2024-07-01"),
       Progress("30").On("2024-07-01").Of("ob-2")});
  const Act act = GiuntaAct("106", "2024-07-03");
  harness.RecordTogether(
      {Amended(act).On("2024-07-03"), ReplanApproved("r1", act).On("2024-07-03")});
  harness.Record({Opened("2024-06-30", "2024-07-15").On("2024-07-04"),
                  Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-10")});
  const storage::Position early = harness.Record({Reached("bando").On("2024-06-15")});
  harness.Record({Correction(early)});
  harness.Record({Drafted("2025-01-31").InYear(2025), RulesAdopted().InYear(2025),
                  Defined("ob-1", plain("1", "100", "2025-10-31")).InYear(2025)});
  harness.Record({Withdrawal({wrong - 1}), OrganisedAs({UnitNamed("tecnico")}),
                  DeviationClosed("s1").On("2024-11-30")});
}

FactBuilder Correction(uint64_t position) {
  event::v1::Fact fact;
  fact.mutable_fact_corrected()->set_corrected_position(position);
  fact.mutable_fact_corrected()->set_reason("Dato di un altro ufficio");
  return FactBuilder(FactBuilder::Stream::kObjective, std::move(fact)).On("2024-12-01");
}

FactBuilder Withdrawal(std::vector<uint64_t> positions) {
  event::v1::Fact fact;
  auto& withdrawn = *fact.mutable_personal_data_withdrawn();
  withdrawn.mutable_positions()->Add(positions.begin(), positions.end());
  withdrawn.set_reason("Richiesta accolta");
  return FactBuilder(FactBuilder::Stream::kEnte, std::move(fact)).On("2024-12-01");
}

std::string Describe(const SubmitResult& result) {
  if (const auto* outcome = std::get_if<Outcome>(&result)) {
    return absl::StrCat("accepted, positions ", outcome->first_position, " to ", outcome->position);
  }
  if (const auto* refusal = std::get_if<domain::Refusal>(&result)) {
    return absl::StrCat("refused, ", std::string(domain::RefusalReasonName(refusal->reason)),
                        ", proposal ", refusal->proposal_index, ", ", refusal->field);
  }
  const auto& trouble = std::get<Trouble>(result);
  return absl::StrCat("trouble ", static_cast<int>(trouble.kind), ", ", trouble.message);
}

const Outcome& Accepted(const SubmitResult& result) {
  static const auto* const kNone = new Outcome();
  const auto* const outcome = std::get_if<Outcome>(&result);
  EXPECT_NE(outcome, nullptr) << Describe(result);
  return outcome != nullptr ? *outcome : *kNone;
}

const domain::Refusal& Refused(const SubmitResult& result) {
  static const auto* const kNone = new domain::Refusal{};
  const auto* const refusal = std::get_if<domain::Refusal>(&result);
  EXPECT_NE(refusal, nullptr) << Describe(result);
  return refusal != nullptr ? *refusal : *kNone;
}

const Trouble& Troubled(const SubmitResult& result) {
  static const auto* const kNone = new Trouble();
  const auto* const trouble = std::get_if<Trouble>(&result);
  EXPECT_NE(trouble, nullptr) << Describe(result);
  return trouble != nullptr ? *trouble : *kNone;
}

}  // namespace traguardo::runtime
