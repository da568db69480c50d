#include <iterator>
#include <variant>
#include <vector>

#include "services/domain/evolve_internal.h"

namespace traguardo::domain {
namespace {

// The result the fact speaks of, whose last report it may be.
UnitResult& Reported(Objective& objective, const Recorded& fact) {
  UnitResult& result = objective.results[fact.unit];
  if (!result.last_report.is_set() || result.last_report < fact.order()) {
    result.last_report = fact.order();
  }
  return result;
}

// Facts mostly arrive in order, so the place is nearly always the end.
void Declare(UnitResult& result, const Recorded& fact, const Declaration& declaration,
             const std::string& note) {
  std::vector<Declaration>& all = result.declarations;
  auto place = all.end();
  while (place != all.begin() && fact.order() <= std::prev(place)->order()) --place;
  if (place == all.end() || place->order() != fact.order()) {
    // Doubling would leave half of it empty, and there is one such list for each unit.
    if (all.size() == all.capacity()) {
      const auto index = place - all.begin();
      all.reserve(all.size() + 2 + all.size() / 4);
      place = all.begin() + index;
    }
    all.insert(place, declaration);
  }
  result.latest.Offer(fact.by, LatestDeclaration{note});
}

}  // namespace

void Add(Objective& objective, const Recorded& fact, const event::v1::ProgressRecorded& kind) {
  UnitResult& result = Reported(objective, fact);
  if (!kind.phase().empty()) {
    result.phase_percents[kind.phase()].Offer(fact.order(), kind.percent());
    return;
  }
  const std::variant<Decimal, DecimalError> percent = TryParseDecimal(kind.percent());
  // Decide lets no other text in.
  if (const Decimal* parsed = std::get_if<Decimal>(&percent)) {
    Declare(result, fact, Declaration::Percent(fact.order(), *parsed), kind.note());
  }
}

void Add(Objective& objective, const Recorded& fact, const event::v1::MeasurementRecorded& kind) {
  Reported(objective, fact);
  objective.measurements[PartOfUnit{kind.indicator(), fact.unit}].Offer(fact.by, Frozen(kind));
}

void Add(Objective& objective, const Recorded& fact, const event::v1::OutcomeStated& kind) {
  Declare(Reported(objective, fact), fact, Declaration::Stated(fact.order(), kind.outcome()),
          kind.note());
}

void Add(Objective& objective, const Recorded& fact, const event::v1::MilestoneReached& kind) {
  Reported(objective, fact);
  objective.reached[PartOfUnit{kind.milestone(), fact.unit}].Offer(fact.order(), kind.note());
}

void Add(Objective& objective, const Recorded& fact, const event::v1::NotDueDeclared& kind) {
  Reported(objective, fact).not_due[fact.order()] =
      NotDue{kind.period().from(), kind.period().to(), kind.reason()};
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveSuspended& kind) {
  objective.results[fact.unit].suspensions[fact.order()] = Suspension{true, kind.reason()};
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveResumed& kind) {
  objective.results[fact.unit].suspensions[fact.order()] = Suspension{false, kind.note()};
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveExcluded& kind) {
  objective.results[fact.unit].excluded.Offer(fact.order(),
                                              Frozen(Exclusion{kind.cause(), kind.reason()}));
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ResponsabileChanged& kind) {
  objective.responsabile_changes[fact.order()] = Frozen(kind);
}

void Add(Objective& objective, const Recorded& fact, const event::v1::SegnalazioneRaised& kind) {
  objective.segnalazioni[kind.segnalazione()].Offer(fact.by, kind.text());
}

void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultProposed& kind) {
  objective.results[fact.unit].final_proposed.Offer(
      fact.by, Frozen(FinalResult{kind.percent(), kind.outcome(), kind.note()}));
}

void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultAssessed& kind) {
  objective.results[fact.unit].final_assessed.Offer(
      fact.by, Frozen(FinalResult{kind.percent(), kind.outcome(), kind.reasons()}));
}

}  // namespace traguardo::domain
