#include "services/domain/status/reports_about.h"

#include <vector>

namespace traguardo::domain {
namespace {

void OfferAll(const std::vector<Declaration>& declarations, FirstFact& first) {
  for (const Declaration& declaration : declarations) {
    const bool stated = !declaration.percent().has_value();
    first.Offer(stated ? FactKind::kOutcomeStated : FactKind::kProgressRecorded,
                declaration.order());
  }
}

void OfferResult(const UnitResult& result, FirstFact& first) {
  OfferAll(result.declarations, first);
  for (const auto& [phase, percents] : result.phase_percents) OfferAll(percents, first);
  for (const auto& [order, not_due] : result.not_due) first.Offer(FactKind::kNotDueDeclared, order);
  for (const auto& [order, step] : result.suspensions) {
    first.Offer(step.suspended ? FactKind::kObjectiveSuspended : FactKind::kObjectiveResumed,
                order);
  }
  if (result.excluded.is_set()) {
    first.Offer(FactKind::kObjectiveExcluded, result.excluded->order);
  }
  if (result.final_proposed.is_set()) {
    first.Offer(FactKind::kFinalResultProposed, result.final_proposed->order());
  }
  if (result.final_assessed.is_set()) {
    first.Offer(FactKind::kFinalResultAssessed, result.final_assessed->order());
  }
}

}  // namespace

void FirstFact::Offer(FactKind candidate, const FactOrder& order) {
  if (!order.is_set() || (is_set() && position <= order.position)) return;
  kind = candidate;
  position = order.position;
}

void FirstFact::Offer(const FirstFact& candidate) {
  if (!candidate.is_set() || (is_set() && position <= candidate.position)) return;
  *this = candidate;
}

FirstFact FirstAboutIndicator(const Objective& objective, const std::string& indicator) {
  FirstFact first;
  for (const auto& [part, measurements] : objective.measurements) {
    if (part.part != indicator) continue;
    for (const auto& measurement : measurements) {
      first.Offer(FactKind::kMeasurementRecorded, measurement.order());
    }
  }
  for (const auto& [id, scostamento] : objective.scostamenti) {
    if (!scostamento.exists()) continue;
    if (scostamento.recorded.value->subject().indicator() != indicator) continue;
    first.Offer(FactKind::kScostamentoRecorded, scostamento.recorded.order());
  }
  return first;
}

FirstFact FirstAboutMilestone(const Objective& objective, const std::string& milestone) {
  FirstFact first;
  for (const auto& [part, reached] : objective.reached) {
    if (part.part == milestone) first.Offer(FactKind::kMilestoneReached, reached.order);
  }
  for (const auto& [unit, result] : objective.results) {
    const auto percents = result.phase_percents.find(milestone);
    if (percents != result.phase_percents.end()) OfferAll(percents->second, first);
  }
  for (const auto& [id, scostamento] : objective.scostamenti) {
    if (!scostamento.exists()) continue;
    if (scostamento.recorded.value->subject().milestone() != milestone) continue;
    first.Offer(FactKind::kScostamentoRecorded, scostamento.recorded.order());
  }
  return first;
}

FirstFact FirstForUnit(const Objective& objective, const std::string& unit) {
  FirstFact first;
  OfferResult(objective.ResultOf(unit), first);
  for (const auto& [part, measurements] : objective.measurements) {
    if (part.unit != unit) continue;
    for (const auto& measurement : measurements) {
      first.Offer(FactKind::kMeasurementRecorded, measurement.order());
    }
  }
  for (const auto& [part, reached] : objective.reached) {
    if (part.unit == unit) first.Offer(FactKind::kMilestoneReached, reached.order);
  }
  for (const auto& [id, scostamento] : objective.scostamenti) {
    if (!scostamento.exists() || scostamento.unit != unit) continue;
    first.Offer(FactKind::kScostamentoRecorded, scostamento.recorded.order());
  }
  return first;
}

}  // namespace traguardo::domain
