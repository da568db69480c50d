#include "services/domain/decide/decide.h"

#include <utility>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/decide_dispatch.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/evolve/evolve.h"
#include "services/domain/facts/field_rules.h"
#include "services/domain/facts/private_part.h"
#include "services/domain/status/assignments.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using event::v1::Fact;

uint64_t RevisionOf(const Ente& ente, const StreamName& stream) {
  switch (stream.kind()) {
    case StreamKind::kEnte:
      return ente.base.revision;
    case StreamKind::kPlan: {
      const PlanYear* plan = ente.FindYear(stream.year());
      return plan == nullptr ? 0 : plan->revision;
    }
    case StreamKind::kObjective: {
      const Objective* objective = ente.FindObjective(stream.year(), stream.id());
      return objective == nullptr ? 0 : objective->revision;
    }
    case StreamKind::kRound: {
      const Round* round = ente.FindRound(stream.year(), stream.id());
      return round == nullptr ? 0 : round->revision;
    }
  }
  return 0;
}

CommandMemory Remember(const Command& command) {
  CommandMemory memory;
  size_t corrections_count = 0;
  for (const Proposal& proposal : command.proposals) {
    corrections_count += proposal.fact.has_fact_corrected() ? 1 : 0;
    if (proposal.fact.has_plan_amended()) {
      memory.amendments.try_emplace(proposal.stream.year(), proposal.fact.plan_amended().act());
    }
  }
  memory.mixes_corrections =
      corrections_count != 0 && corrections_count != command.proposals.size();
  return memory;
}

Refused JudgeShape(const Ente& ente, const Command& command) {
  if (command.proposals.empty()) return Refusal{.reason = RefusalReason::kCommandEmpty};
  if (command.proposals.size() > kMaxProposals) {
    return Refusal{.reason = RefusalReason::kCommandTooLarge,
                   .details = {{"count", std::to_string(command.proposals.size())},
                               {"limit", std::to_string(kMaxProposals)}}};
  }
  if (!command.expected_revision.has_value()) return std::nullopt;
  const uint64_t actual = RevisionOf(ente, command.proposals.front().stream);
  if (*command.expected_revision == actual) return std::nullopt;
  return Refusal{.reason = RefusalReason::kRevisionMismatch,
                 .field = "expected_revision",
                 .details = {{"expected", std::to_string(*command.expected_revision)},
                             {"actual", std::to_string(actual)}}};
}

bool IsEmptyEvidence(const event::v1::Evidence& evidence) {
  return !evidence.has_act() && evidence.uri().empty() && evidence.sha256().empty() &&
         evidence.description().empty();
}

// The complete fact. Takes the texts out of the proposal.
Envelope Seal(const Ente& ente, const Command& command, const Stamp& stamp, int index,
              Proposal& proposal) {
  Envelope fact;
  fact.set_position(stamp.next_position + static_cast<uint64_t>(index));
  fact.set_ente(command.ente);
  fact.set_stream(proposal.stream.ToString());
  fact.set_revision(RevisionOf(ente, proposal.stream) + 1);
  fact.set_effective_on(proposal.effective_on);
  const int64_t seconds = absl::ToUnixSeconds(stamp.recorded_at);
  const absl::Duration rest = stamp.recorded_at - absl::FromUnixSeconds(seconds);
  fact.mutable_recorded_at()->set_seconds(seconds);
  fact.mutable_recorded_at()->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  *fact.mutable_actor() = command.actor;
  fact.set_command_hash(command.command_hash);
  fact.set_command_index(static_cast<uint32_t>(index));
  fact.set_command_size(static_cast<uint32_t>(command.proposals.size()));
  fact.set_unit(std::move(proposal.unit));
  if (!IsEmptyEvidence(proposal.evidence)) *fact.mutable_evidence() = std::move(proposal.evidence);
  if (proposal.stream.kind() == StreamKind::kObjective) {
    const Objective* objective = ente.FindObjective(proposal.stream.year(), proposal.stream.id());
    const auto date = ReadDate(fact.effective_on());
    if (objective != nullptr && date.has_value()) {
      fact.set_responsabile_then(ResponsabileOn(*objective, fact.unit(), date->first_day_number()));
    }
  }
  *fact.mutable_fact() = std::move(proposal.fact);
  return fact;
}

}  // namespace

DecideResult Decide(Ente& ente, Command command, const Stamp& stamp) {
  if (Refused refused = JudgeShape(ente, command); refused.has_value()) {
    return {.outcome = *std::move(refused)};
  }
  CommandMemory memory = Remember(command);
  Acceptance acceptance;
  acceptance.facts.reserve(command.proposals.size());
  acceptance.private_parts.reserve(command.proposals.size());

  for (size_t i = 0; i < command.proposals.size(); ++i) {
    const int index = static_cast<int>(i);
    Refused refused = JudgeProposal(ente, command, stamp, index, memory, acceptance.warnings);
    if (refused.has_value()) {
      return {.outcome = *std::move(refused), .state_is_dirty = index > 0};
    }
    Envelope fact = Seal(ente, command, stamp, index, command.proposals[i]);
    acceptance.private_parts.push_back(SplitPrivate(fact));
    Evolve(ente, fact);
    acceptance.facts.push_back(std::move(fact));
  }
  if (Refused refused = JudgeEndOfCommand(ente, memory, acceptance.warnings); refused.has_value()) {
    return {.outcome = *std::move(refused), .state_is_dirty = true};
  }
  acceptance.reload_needed = memory.reload_needed;
  acceptance.revision = RevisionOf(ente, command.proposals.front().stream);
  return {.outcome = std::move(acceptance)};
}

}  // namespace traguardo::domain
