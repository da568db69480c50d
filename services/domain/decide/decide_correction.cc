// FactCorrected: a storno. The fact it points at no longer counts and stays readable.

#include <algorithm>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/decide_dispatch.h"
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

bool Answers(const Ripianificazione& ripianificazione, const std::string& scostamento) {
  const auto& answered = ripianificazione.proposed.value->scostamenti();
  return std::find(answered.begin(), answered.end(), scostamento) != answered.end();
}

// --- What follows from a fact: the kind of the first follower, or empty.
// --------------------------

std::string FollowerOfScostamento(const Objective& objective, const std::string& id) {
  const auto found = objective.scostamenti.find(id);
  if (found == objective.scostamenti.end()) return "";
  const Scostamento& scostamento = found->second;
  if (!scostamento.measures.empty()) return "corrective_measure_planned";
  if (!scostamento.causes_stated.empty()) return "scostamento_causes_stated";
  if (scostamento.closed.is_set()) return "scostamento_closed";
  for (const auto& [other, ripianificazione] : objective.ripianificazioni) {
    if (ripianificazione.exists() && Answers(ripianificazione, id)) {
      return "ripianificazione_proposed";
    }
  }
  return "";
}

std::string FollowerOfMeasure(const Objective& objective, const std::string& scostamento,
                              const std::string& measure) {
  const auto found = objective.scostamenti.find(scostamento);
  if (found == objective.scostamenti.end()) return "";
  const auto planned = found->second.measures.find(measure);
  if (planned == found->second.measures.end() || !planned->second.settled.is_set()) return "";
  return planned->second.settled.value.settlement == Settlement::kAdopted
             ? "corrective_measure_adopted"
             : "corrective_measure_dropped";
}

std::string FollowerOfProposal(const Objective& objective, const std::string& id) {
  const auto found = objective.ripianificazioni.find(id);
  if (found == objective.ripianificazioni.end() || !found->second.decided.is_set()) return "";
  return found->second.is_approved() ? "ripianificazione_approved" : "ripianificazione_rejected";
}

// Something was recorded on what the approval added.
std::string FollowerOfAddition(const Objective& objective, const event::v1::Change& change) {
  const std::string& indicator = change.indicator_added().id();
  const std::string& phase = change.phase_added().id();
  const std::string& milestone = change.milestone_added().id();
  for (const auto& [part, measurement] : objective.measurements) {
    if (!indicator.empty() && part.part == indicator) return "measurement_recorded";
  }
  for (const auto& [part, reached] : objective.reached) {
    if (!part.part.empty() && (part.part == phase || part.part == milestone)) {
      return "milestone_reached";
    }
  }
  for (const auto& [unit, result] : objective.results) {
    if (!phase.empty() && result.phase_percents.contains(phase)) return "progress_recorded";
  }
  for (const auto& [id, scostamento] : objective.scostamenti) {
    const auto& subject = scostamento.recorded.value->subject();
    if (!indicator.empty() && subject.indicator() == indicator) return "scostamento_recorded";
    if (!subject.milestone().empty() &&
        (subject.milestone() == phase || subject.milestone() == milestone)) {
      return "scostamento_recorded";
    }
  }
  return "";
}

// A scostamento was closed as replanned, and no other approval answers it.
bool LeavesUnreplanned(const Objective& objective, const std::string& approval,
                       const std::string& id) {
  const auto found = objective.scostamenti.find(id);
  if (found == objective.scostamenti.end() || !found->second.closed.is_set() ||
      found->second.closed.value.closing != event::v1::SCOSTAMENTO_CLOSING_REPLANNED) {
    return false;
  }
  for (const auto& [other, ripianificazione] : objective.ripianificazioni) {
    if (other != approval && ripianificazione.is_approved() && Answers(ripianificazione, id)) {
      return false;
    }
  }
  return true;
}

std::string FollowerOfApproval(const Objective& objective, const std::string& id) {
  const auto found = objective.ripianificazioni.find(id);
  if (found == objective.ripianificazioni.end()) return "";
  const auto& proposed = *found->second.proposed.value;
  for (const std::string& scostamento : proposed.scostamenti()) {
    if (LeavesUnreplanned(objective, id, scostamento)) return "scostamento_closed";
  }
  for (const event::v1::Change& change : proposed.changes()) {
    const std::string follower = FollowerOfAddition(objective, change);
    if (!follower.empty()) return follower;
  }
  return "";
}

// Suspensions and resumptions alternate.
std::string FollowerOfSuspension(const Objective& objective, const Envelope& corrected) {
  const auto& suspensions = objective.ResultOf(corrected.unit()).suspensions;
  const auto next = suspensions.upper_bound(OrderOf(corrected));
  if (next == suspensions.end()) return "";
  return next->second.suspended ? "objective_suspended" : "objective_resumed";
}

// Submitted, returned and approved follow one another.
std::string FollowerOfReport(const Round& round, const std::string& responsabile,
                             const FactOrder& order) {
  const auto found = round.reports.find(responsabile);
  if (found == round.reports.end()) return "";
  const RoundReport& report = found->second;
  if (report.returned.is_set() && order < report.returned.order()) return "report_returned";
  if (report.approved.is_set() && order < report.approved.order()) return "report_approved";
  if (report.submitted.is_set() && order < report.submitted.order()) return "report_submitted";
  return "";
}

std::string FollowerInObjective(const Objective& objective, const Envelope& corrected) {
  const Fact& fact = corrected.fact();
  if (fact.has_scostamento_recorded()) {
    return FollowerOfScostamento(objective, fact.scostamento_recorded().scostamento());
  }
  if (fact.has_corrective_measure_planned()) {
    const auto& planned = fact.corrective_measure_planned();
    return FollowerOfMeasure(objective, planned.scostamento(), planned.measure());
  }
  if (fact.has_ripianificazione_proposed()) {
    return FollowerOfProposal(objective, fact.ripianificazione_proposed().ripianificazione());
  }
  if (fact.has_ripianificazione_approved()) {
    return FollowerOfApproval(objective, fact.ripianificazione_approved().ripianificazione());
  }
  if (fact.has_objective_suspended() || fact.has_objective_resumed()) {
    return FollowerOfSuspension(objective, corrected);
  }
  return "";
}

std::string FollowerInRound(const Round& round, const Envelope& corrected) {
  const Fact& fact = corrected.fact();
  const FactOrder order = OrderOf(corrected);
  if (fact.has_report_submitted()) {
    return FollowerOfReport(round, fact.report_submitted().responsabile(), order);
  }
  if (fact.has_report_returned()) {
    return FollowerOfReport(round, fact.report_returned().responsabile(), order);
  }
  if (fact.has_report_approved()) {
    return FollowerOfReport(round, fact.report_approved().responsabile(), order);
  }
  return "";
}

Refused CheckFollowers(const Case& c, const Envelope& corrected) {
  const StreamName& stream = c.proposal.stream;
  std::string follower;
  if (const Objective* objective = c.ente.FindObjective(stream.year(), stream.id());
      stream.kind() == StreamKind::kObjective && objective != nullptr) {
    follower = FollowerInObjective(*objective, corrected);
  }
  if (const Round* round = c.ente.FindRound(stream.year(), stream.id());
      stream.kind() == StreamKind::kRound && round != nullptr) {
    follower = FollowerInRound(*round, corrected);
  }
  if (follower.empty()) return std::nullopt;
  return c.RefuseField(
      RefusalReason::kCorrectedFactHasFollowers, "corrected_position",
      {{"position", std::to_string(corrected.position())}, {"follower", follower}});
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
        RefusalReason::kNotResponsible, "actor.principal",
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
  RememberWithoutApproval(c, corrected);
  c.memory.corrected_positions.insert(position);
  c.memory.reload_needed = true;
  return std::nullopt;
}

}  // namespace traguardo::domain
