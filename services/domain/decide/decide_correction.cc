// FactCorrected: a storno. The fact it points at no longer counts and stays readable.

#include <algorithm>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/decide_dispatch.h"
#include "services/domain/decide/decide_followers.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/plan_status.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using event::v1::Fact;

// The corrections that stand in the stream of this proposal.
const Corrections* CorrectionsOf(const Case& c) {
  const StreamName& stream = c.proposal.stream;
  switch (stream.kind()) {
    case StreamKind::kEnte:
      return &c.ente.base.corrections;
    case StreamKind::kPlan: {
      const PlanYear* plan = c.ente.FindYear(stream.year());
      return plan == nullptr ? nullptr : &plan->corrections;
    }
    case StreamKind::kObjective: {
      const Objective* objective = c.ente.FindObjective(stream.year(), stream.id());
      return objective == nullptr ? nullptr : &objective->corrections;
    }
    case StreamKind::kRound: {
      const Round* round = c.ente.FindRound(stream.year(), stream.id());
      return round == nullptr ? nullptr : &round->corrections;
    }
  }
  return nullptr;
}

Refusal StructuralRefusal(const Case& c, FactKind kind, const FactTraits& traits) {
  return c.RefuseField(
      RefusalReason::kStructuralFactNotCorrectable, "corrected_position",
      {{"position", std::to_string(c.proposal.fact.fact_corrected().corrected_position())},
       {"kind", FactKindName(kind)},
       {"advice", traits.instead}});
}

Refused CheckFollowers(const Case& c, const Envelope& corrected) {
  const StreamName& stream = c.proposal.stream;
  FirstFact follower;
  if (const Objective* objective = c.ente.FindObjective(stream.year(), stream.id());
      stream.kind() == StreamKind::kObjective && objective != nullptr) {
    follower = FollowerInObjective(*objective, corrected);
  }
  if (const Round* round = c.ente.FindRound(stream.year(), stream.id());
      stream.kind() == StreamKind::kRound && round != nullptr) {
    follower = FollowerInRound(*round, corrected);
  }
  if (!follower.is_set()) return std::nullopt;
  return c.RefuseField(RefusalReason::kCorrectedFactHasFollowers, "corrected_position",
                       {{"position", std::to_string(corrected.position())},
                        {"follower", std::to_string(follower.position)},
                        {"kind", FactKindName(follower.kind)}});
}

// Weights as they are without the approval: judged at the end of the command, because one act's
// approvals are taken back together.
void RememberWithoutApproval(Case& c, const Envelope& corrected) {
  if (!corrected.fact().has_ripianificazione_approved()) return;
  const StreamName& stream = c.proposal.stream;
  const Objective* objective = c.ente.FindObjective(stream.year(), stream.id());
  if (objective == nullptr) return;
  auto& without = c.memory.without_approvals[stream.year()];
  Objective& copy = without.try_emplace(stream.id(), *objective).first->second;
  const auto scope = CurrentDefinition(copy)->scope();
  copy.ripianificazioni[corrected.fact().ripianificazione_approved().ripianificazione()]
      .decided = {};
  c.memory.touched_scopes[{stream.year(), scope}] = c.index;
}

// The one that took it back has to answer for what it says.
Refused CheckMayTakeBack(const Case& c, const Envelope& corrected) {
  const FactKind kind = corrected.fact().kind_case();
  if (Refused refused = JudgeRoleFor(c, kind); refused) return refused;
  const StreamName& stream = c.proposal.stream;
  const event::v1::Actor& actor = c.command.actor;
  if (stream.kind() == StreamKind::kRound) {
    const bool own = actor.principal() == corrected.fact().report_submitted().responsabile();
    if (actor.role() != event::v1::ROLE_RESPONSABILE || own) return std::nullopt;
    return c.Refuse(
        RefusalReason::kNotResponsible, "",
        {{"principal", actor.principal()}, {"objective", ""}, {"today", c.stamp.today.ToString()}});
  }
  const std::string& id = stream.kind() == StreamKind::kObjective
                              ? stream.id()
                              : corrected.fact().resources_used().objective();
  const PlanYear* plan = c.ente.FindYear(stream.year());
  const Objective* objective = c.ente.FindObjective(stream.year(), id);
  if (plan == nullptr || objective == nullptr) return std::nullopt;
  if (actor.role() != event::v1::ROLE_RESPONSABILE) return std::nullopt;
  const ObjectiveCase o{stream.year(), *plan, id, *objective, CurrentDefinition(*objective)};
  return JudgeResponsibility(c, o, corrected.unit());
}

// What was never measured is not below its target: a slip that is taken back, and a miss with it.
void WarnOfWhatIsNoLongerMissed(Case& c, const Envelope& corrected) {
  if (!corrected.fact().has_measurement_recorded()) return;
  const StreamName& stream = c.proposal.stream;
  const PlanYear* const plan = c.ente.FindYear(stream.year());
  const Objective* const objective = c.ente.FindObjective(stream.year(), stream.id());
  if (plan == nullptr || objective == nullptr) return;
  WarnOfMissTakenBack(
      c, {stream.year(), *plan, stream.id(), *objective, CurrentDefinition(*objective)}, corrected);
}

// What the Nucleo's assessment rests on stays until it has taken that back. Validated figures are
// frozen, and a correction moves none of them.
Refused CheckNotAssessed(const Case& c, const Envelope& corrected) {
  const StreamName& stream = c.proposal.stream;
  const PlanYear* plan = c.ente.FindYear(stream.year());
  if (stream.kind() != StreamKind::kObjective || plan == nullptr || IsValidated(*plan)) {
    return std::nullopt;
  }
  const Objective* objective = c.ente.FindObjective(stream.year(), stream.id());
  if (objective == nullptr) return std::nullopt;
  const ObjectiveCase o{stream.year(), *plan, stream.id(), *objective,
                        CurrentDefinition(*objective)};
  return CheckAssessed(c, o, corrected.fact().kind_case(), corrected.unit());
}

}  // namespace

Refused JudgeCorrected(Case& c, const event::v1::FactCorrected& fact) {
  const uint64_t position = fact.corrected_position();
  const Details details{{"position", std::to_string(position)}};
  const auto refuse = [&](RefusalReason reason) {
    return c.RefuseField(reason, "corrected_position", details);
  };
  if (c.memory.mixes_corrections) return refuse(RefusalReason::kCorrectionNotAlone);
  const auto& read = c.command.corrected;
  const auto found = std::find_if(read.begin(), read.end(), [&](const Envelope& envelope) {
    return envelope.position() == position;
  });
  if (found == read.end() || position >= c.stamp.next_position) {
    return refuse(RefusalReason::kCorrectedFactUnknown);
  }
  const Envelope& corrected = *found;
  if (corrected.ente() != c.command.ente) return refuse(RefusalReason::kCorrectedFactOfOtherEnte);
  if (corrected.stream() != c.proposal.stream.ToString()) {
    Details where = details;
    where["stream"] = corrected.stream();
    return c.RefuseField(RefusalReason::kCorrectedFactInOtherStream, "corrected_position", where);
  }
  const FactKind kind = corrected.fact().kind_case();
  if (kind == Fact::kFactCorrected) return refuse(RefusalReason::kCorrectionOfCorrection);
  if (Refused refused = CheckMayTakeBack(c, corrected); refused) return refused;

  const FactTraits traits = TraitsOf(kind);
  const PlanYear* plan = c.ente.FindYear(c.proposal.stream.year());
  const bool adopted = plan != nullptr && plan->is_adopted();
  if (traits.correctable == Correctable::kNever ||
      (traits.correctable == Correctable::kWhileDrafting && adopted)) {
    return StructuralRefusal(c, kind, traits);
  }
  const Corrections* corrections = CorrectionsOf(c);
  if (c.memory.corrected_positions.contains(position) ||
      (corrections != nullptr && corrections->contains(position))) {
    return refuse(RefusalReason::kFactAlreadyCorrected);
  }
  if (Refused refused = CheckNotAssessed(c, corrected); refused) return refused;
  if (Refused refused = CheckFollowers(c, corrected); refused) return refused;
  WarnOfWhatIsNoLongerMissed(c, corrected);
  RememberWithoutApproval(c, corrected);
  c.memory.corrected_positions.insert(position);
  c.memory.reload_needed = true;
  return std::nullopt;
}

}  // namespace traguardo::domain
