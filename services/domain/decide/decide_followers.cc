#include "services/domain/decide/decide_followers.h"

#include <algorithm>
#include <string>

#include "services/domain/definitions/current_definition.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Envelope;
using event::v1::Fact;
using event::v1::ObjectiveDefinition;

bool Answers(const Ripianificazione& ripianificazione, const std::string& scostamento) {
  const auto& answered = ripianificazione.proposed.value->scostamenti();
  return std::find(answered.begin(), answered.end(), scostamento) != answered.end();
}

void OfferSettlement(const CorrectiveMeasure& measure, FirstFact& first) {
  if (!measure.settled.is_set()) return;
  const bool adopted = measure.settled.value.settlement == Settlement::kAdopted;
  first.Offer(adopted ? FactKind::kCorrectiveMeasureAdopted : FactKind::kCorrectiveMeasureDropped,
              measure.settled.order());
}

FirstFact FollowerOfScostamento(const Objective& objective, const std::string& id) {
  FirstFact first;
  const auto found = objective.scostamenti.find(id);
  if (found == objective.scostamenti.end()) return first;
  const Scostamento& scostamento = found->second;
  for (const auto& [measure_id, measure] : scostamento.measures) {
    first.Offer(FactKind::kCorrectiveMeasurePlanned, measure.planned.order());
    OfferSettlement(measure, first);
  }
  for (const auto& [order, causes] : scostamento.causes_stated) {
    first.Offer(FactKind::kScostamentoCausesStated, order);
  }
  first.Offer(FactKind::kScostamentoClosed, scostamento.closed.order());
  for (const auto& [other, ripianificazione] : objective.ripianificazioni) {
    if (!ripianificazione.exists() || !Answers(ripianificazione, id)) continue;
    first.Offer(FactKind::kRipianificazioneProposed, ripianificazione.proposed.order());
  }
  return first;
}

FirstFact FollowerOfMeasure(const Objective& objective, const std::string& scostamento,
                            const std::string& measure) {
  FirstFact first;
  const auto found = objective.scostamenti.find(scostamento);
  if (found == objective.scostamenti.end()) return first;
  const auto planned = found->second.measures.find(measure);
  if (planned != found->second.measures.end()) OfferSettlement(planned->second, first);
  return first;
}

FirstFact FollowerOfProposal(const Objective& objective, const std::string& id) {
  FirstFact first;
  const auto found = objective.ripianificazioni.find(id);
  if (found == objective.ripianificazioni.end()) return first;
  const Ripianificazione& ripianificazione = found->second;
  first.Offer(ripianificazione.is_approved() ? FactKind::kRipianificazioneApproved
                                             : FactKind::kRipianificazioneRejected,
              ripianificazione.decided.order());
  return first;
}

// A scostamento was closed as replanned, and no other approval answers it.
bool LeavesUnreplanned(const Objective& objective, const std::string& approval,
                       const std::string& id) {
  const auto found = objective.scostamenti.find(id);
  if (found == objective.scostamenti.end() || !found->second.closed.is_set() ||
      found->second.closed.value.closing != event::v1::SCOSTAMENTO_CLOSING_REPLANNED) {
    return false;
  }
  return std::none_of(
      objective.ripianificazioni.begin(), objective.ripianificazioni.end(), [&](const auto& entry) {
        return entry.first != approval && entry.second.is_approved() && Answers(entry.second, id);
      });
}

// Something was recorded on what the approval added. `before` is the plan without it.
void OfferAddition(const Objective& objective, const ObjectiveDefinition& before,
                   const Change& change, FirstFact& first) {
  if (change.has_indicator_added()) {
    first.Offer(FirstAboutIndicator(objective, change.indicator_added().id()));
  } else if (change.has_phase_added()) {
    first.Offer(FirstAboutMilestone(objective, change.phase_added().id()));
  } else if (change.has_milestone_added()) {
    first.Offer(FirstAboutMilestone(objective, change.milestone_added().id()));
  } else if (change.has_units()) {
    for (const std::string& unit : change.units().units()) {
      if (HasUnit(before, unit)) continue;
      first.Offer(FirstForUnit(objective, unit));
      for (const auto& [order, handover] : objective.responsabile_changes) {
        if (handover->incoming().unit() != unit) continue;
        first.Offer(FactKind::kResponsabileChanged, order);
      }
    }
  }
}

bool ChangesUnits(const Ripianificazione& ripianificazione) {
  const auto& changes = ripianificazione.proposed.value->changes();
  return std::any_of(changes.begin(), changes.end(),
                     [](const Change& change) { return change.has_units(); });
}

// The objective twice, as it is with an approval and without it, unfolded side by side.
class WithAndWithout {
 public:
  explicit WithAndWithout(const ObjectiveDefinition& original)
      : with_(original), without_(original) {}

  void LayApproval(const Ripianificazione& approval) {
    for (const Change& change : approval.proposed.value->changes()) ApplyChange(with_, change);
  }
  // Whether something that another one changes is there only with the approval.
  bool LayOther(const Ripianificazione& other) {
    bool builds_on_it = false;
    for (const Change& change : other.proposed.value->changes()) {
      const std::string& unit = change.assignment().unit();
      builds_on_it |= !unit.empty() && HasUnit(with_, unit) && !HasUnit(without_, unit);
      const bool acts = ApplyChange(with_, change);
      builds_on_it |= !ApplyChange(without_, change) && acts;
    }
    return builds_on_it;
  }

 private:
  ObjectiveDefinition with_;
  ObjectiveDefinition without_;
};

// Other ripianificazioni that change what the approval brought, or were made in view of it: who
// changes the units names all of them, and would bring its unit in again.
void OfferOthers(const Objective& objective, const std::string& id, FirstFact& first) {
  const Ripianificazione& approval = objective.ripianificazioni.at(id);
  const bool changes_units = ChangesUnits(approval);
  const auto follows = [&](const Ripianificazione& other, const FactOrder& order, bool builds_on) {
    return builds_on || (changes_units && ChangesUnits(other) &&
                         order.position > approval.decided.order().position);
  };
  WithAndWithout plans(*objective.definition.value);
  for (const auto& [other_id, other] : ApprovedInOrder(objective)) {
    if (other == &approval) {
      plans.LayApproval(approval);
    } else if (follows(*other, other->decided.order(), plans.LayOther(*other))) {
      first.Offer(FactKind::kRipianificazioneApproved, other->decided.order());
    }
  }
  for (const auto& [other_id, other] : objective.ripianificazioni) {
    if (!other.is_pending()) continue;
    const FactOrder& order = other.proposed.order();
    if (!follows(other, order, WithAndWithout(plans).LayOther(other))) continue;
    first.Offer(FactKind::kRipianificazioneProposed, order);
  }
}

FirstFact FollowerOfApproval(const Objective& objective, const std::string& id) {
  FirstFact first;
  const auto found = objective.ripianificazioni.find(id);
  if (found == objective.ripianificazioni.end() || !found->second.exists()) return first;
  const auto& proposed = *found->second.proposed.value;
  for (const std::string& scostamento : proposed.scostamenti()) {
    if (!LeavesUnreplanned(objective, id, scostamento)) continue;
    first.Offer(FactKind::kScostamentoClosed, objective.scostamenti.at(scostamento).closed.order());
  }
  const auto before = DefinitionBefore(objective, found->second.decided.order());
  for (const Change& change : proposed.changes()) {
    OfferAddition(objective, before, change, first);
  }
  OfferOthers(objective, id, first);
  return first;
}

// Suspensions and resumptions alternate.
FirstFact FollowerOfSuspension(const Objective& objective, const Envelope& corrected) {
  FirstFact first;
  const auto& suspensions = objective.ResultOf(corrected.unit()).suspensions;
  const auto next = suspensions.upper_bound(OrderOf(corrected));
  if (next == suspensions.end()) return first;
  first.Offer(next->second.suspended ? FactKind::kObjectiveSuspended : FactKind::kObjectiveResumed,
              next->first);
  return first;
}

// Submitted, returned and approved follow one another.
FirstFact FollowerOfReport(const Round& round, const std::string& responsabile,
                           const FactOrder& order) {
  FirstFact first;
  const auto found = round.reports.find(responsabile);
  if (found == round.reports.end()) return first;
  const auto offer = [&](FactKind kind, const auto& step) {
    if (step.is_set() && order < step.order()) first.Offer(kind, step.order());
  };
  const RoundReport& report = found->second;
  offer(FactKind::kReportReturned, report.returned);
  offer(FactKind::kReportApproved, report.approved);
  offer(FactKind::kReportSubmitted, report.submitted);
  return first;
}

}  // namespace

FirstFact FollowerInObjective(const Objective& objective, const Envelope& corrected) {
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
  return {};
}

FirstFact FollowerInRound(const Round& round, const Envelope& corrected) {
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
  return {};
}

}  // namespace traguardo::domain
