#include "tests/services/domain/decide/given_when_then.h"

#include <gmock/gmock.h>

#include "services/domain/evolve/evolve.h"
#include "services/domain/facts/private_part.h"
#include "tests/services/domain/decide/coverage.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;

std::string Describe(const Details& details) {
  std::string text = "{";
  for (const auto& [key, value] : details) text += " " + key + "=" + value;
  return text + " }";
}

std::string Describe(const Refusal& refusal) {
  return std::string(RefusalReasonName(refusal.reason)) + " of proposal " +
         std::to_string(refusal.proposal_index) + " at \"" + refusal.field + "\" " +
         Describe(refusal.details);
}

std::string Describe(const DecideResult& result) {
  if (!result.accepted()) return "refused: " + Describe(std::get<Refusal>(result.outcome));
  std::string text = "accepted";
  for (const Warning& warning : std::get<Acceptance>(result.outcome).warnings) {
    text += ", warned of " + std::string(WarningReasonName(warning.reason)) + " " +
            Describe(warning.details);
  }
  return text;
}

// Everything an outcome says, as one text.
std::string Fingerprint(const DecideResult& result) {
  std::string text = Describe(result) + (result.state_is_dirty ? " dirty" : " clean");
  if (!result.accepted()) return text;
  const auto& acceptance = std::get<Acceptance>(result.outcome);
  for (const Envelope& fact : acceptance.facts) text += fact.SerializeAsString();
  for (const auto& part : acceptance.private_parts) text += part.SerializeAsString();
  return text;
}

}  // namespace

Ente FoldWithoutTexts(const std::deque<Envelope>& facts) {
  std::deque<Envelope> bare = facts;
  std::vector<const Envelope*> pointers;
  for (Envelope& fact : bare) {
    SplitPrivate(fact);
    pointers.push_back(&fact);
  }
  return Fold("demo", pointers);
}

Command MakeCommand(const std::vector<FactBuilder>& facts) {
  Command command;
  command.ente = "demo";
  command.command_hash = "0123456789abcdef";
  for (const FactBuilder& fact : facts) {
    const Envelope envelope = fact.Build();
    if (command.proposals.empty()) command.actor = envelope.actor();
    Proposal proposal;
    proposal.stream = *ParseStreamName(envelope.stream());
    proposal.unit = envelope.unit();
    proposal.effective_on = envelope.effective_on();
    proposal.evidence = envelope.evidence();
    proposal.fact = envelope.fact();
    command.proposals.push_back(std::move(proposal));
  }
  return command;
}

void DecideTest::Today(std::string_view date) { today_ = *ParseCivilDate(date); }

Stamp DecideTest::StampNow() const {
  return {.next_position = head() + 1,
          .recorded_at = absl::FromCivil(today_.first_day() + 1, absl::UTCTimeZone()) -
                         absl::Milliseconds(1500),
          .today = today_};
}

Command DecideTest::CommandOf(const std::vector<FactBuilder>& facts) const {
  Command command = MakeCommand(facts);
  // What the runtime reads from the log.
  for (const Proposal& proposal : command.proposals) {
    std::vector<uint64_t> positions(proposal.fact.personal_data_withdrawn().positions().begin(),
                                    proposal.fact.personal_data_withdrawn().positions().end());
    if (proposal.fact.has_consuntivo_frozen()) {
      positions.push_back(proposal.fact.consuntivo_frozen().frozen_position());
    }
    if (proposal.fact.has_fact_corrected()) {
      positions.push_back(proposal.fact.fact_corrected().corrected_position());
    }
    for (const uint64_t position : positions) {
      if (position >= 1 && position <= head()) command.corrected.push_back(story_.At(position));
    }
  }
  command.corrected.insert(command.corrected.end(), elsewhere_.begin(), elsewhere_.end());
  return command;
}

void DecideTest::WhenCommand(const Command& command) {
  before_ = FoldWithoutTexts(story_.facts());
  after_ = before_;
  result_ = Decide(after_, command, StampNow());
  CheckLaws(command);
}

void DecideTest::CheckLaws(const Command& command) const {
  Ente again = before_;
  EXPECT_EQ(Fingerprint(Decide(again, command, StampNow())), Fingerprint(*result_))
      << "the same arguments must give the same answer";
  if (result_->accepted()) {
    CheckAccepted(command);
  } else if (!result_->state_is_dirty) {
    EXPECT_TRUE(after_ == before_) << "a refusal changes nothing, or says that it did";
  }
}

void DecideTest::CheckAccepted(const Command& command) const {
  const std::vector<Envelope> recorded = Recorded();
  ASSERT_EQ(recorded.size(), command.proposals.size());
  std::deque<Envelope> log = story_.facts();
  std::map<std::string, uint64_t> revisions;
  for (const Envelope& fact : log) revisions[fact.stream()] = fact.revision();
  for (size_t i = 0; i < recorded.size(); ++i) {
    const Envelope& fact = recorded[i];
    const Proposal& proposal = command.proposals[i];
    EXPECT_EQ(fact.position(), head() + 1 + i);
    EXPECT_EQ(fact.revision(), ++revisions[fact.stream()]);
    EXPECT_EQ(fact.stream(), proposal.stream.ToString());
    EXPECT_EQ(fact.command_index(), i);
    EXPECT_EQ(fact.command_size(), command.proposals.size());
    EXPECT_EQ(fact.unit(), proposal.unit);
    EXPECT_EQ(fact.effective_on(), proposal.effective_on);
    EXPECT_EQ(fact.fact().SerializeAsString(), proposal.fact.SerializeAsString());
    EXPECT_EQ(fact.evidence().SerializeAsString(), proposal.evidence.SerializeAsString());
    log.push_back(fact);
  }
  EXPECT_EQ(acceptance().revision, revisions[command.proposals.front().stream.ToString()]);
  if (!acceptance().reload_needed) {
    EXPECT_TRUE(after_ == FoldWithoutTexts(log)) << "the state is the fold of the log";
  }
}

std::vector<Envelope> DecideTest::Recorded() const {
  std::vector<Envelope> recorded = acceptance().facts;
  for (size_t i = 0; i < recorded.size(); ++i) {
    MergePrivate(recorded[i], acceptance().private_parts[i]);
  }
  return recorded;
}

void DecideTest::ThenRefused(RefusalReason reason, const Details& details, int proposal_index) {
  ASSERT_TRUE(result_.has_value());
  ASSERT_FALSE(result_->accepted()) << Describe(*result_);
  EXPECT_EQ(RefusalReasonName(refusal().reason), RefusalReasonName(reason)) << Describe(*result_);
  EXPECT_EQ(refusal().proposal_index, proposal_index) << Describe(*result_);
  for (const auto& [key, value] : details) {
    ASSERT_TRUE(refusal().details.contains(key)) << key << " in " << Describe(*result_);
    EXPECT_EQ(refusal().details.at(key), value) << Describe(*result_);
  }
  if (refusal().reason == reason) Coverage::Get().Saw(reason);
}

void DecideTest::ThenAccepted(std::vector<WarningReason> warnings) {
  ASSERT_TRUE(result_.has_value());
  ASSERT_TRUE(result_->accepted()) << Describe(*result_);
  std::vector<std::string_view> expected;
  for (const WarningReason reason : warnings) expected.push_back(WarningReasonName(reason));
  std::vector<std::string_view> actual;
  for (const Warning& warning : acceptance().warnings) {
    actual.push_back(WarningReasonName(warning.reason));
    Coverage::Get().Saw(warning.reason);
  }
  EXPECT_THAT(actual, ::testing::UnorderedElementsAreArray(expected)) << Describe(*result_);
  for (const Envelope& fact : acceptance().facts) Coverage::Get().Saw(fact.fact().kind_case());
}

Details DecideTest::WarningDetails(WarningReason reason) const {
  for (const Warning& warning : acceptance().warnings) {
    if (warning.reason == reason) return warning.details;
  }
  return {};
}

}  // namespace traguardo::domain
