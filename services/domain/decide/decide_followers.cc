#include "services/domain/decide/decide_followers.h"

#include <algorithm>
#include <string>

#include "services/domain/definitions/current_definition.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Envelope;
using event::v1::Fact;

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

void OfferEarlier(const FirstFact& candidate, FirstFact& first) {
  if (!candidate.is_set() || (first.is_set() && first.position <= candidate.position)) return;
  first = candidate;
}

// Something was recorded on what the approval added. `before` is the plan without it.
void OfferAddition(const Objective& objective, const event::v1::ObjectiveDefinition& before,
                   const Change& change, FirstFact& first) {
  if (change.has_indicator_added()) {
    OfferEarlier(FirstAboutIndicator(objective, change.indicator_added().id()), first);
  } else if (change.has_phase_added()) {
    OfferEarlier(FirstAboutMilestone(objective, change.phase_added().id()), first);
  } else if (change.has_milestone_added()) {
    OfferEarlier(FirstAboutMilestone(objective, change.milestone_added().id()), first);
  } else if (change.has_units()) {
    for (const std::string& unit : change.units().units()) {
      if (!HasUnit(before, unit)) OfferEarlier(FirstForUnit(objective, unit), first);
    }
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
