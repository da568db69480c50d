#include <algorithm>
#include <iterator>
#include <variant>
#include <vector>

#include "services/domain/evolve/evolve_internal.h"

namespace traguardo::domain {
namespace {

// Doubling would leave half of a list empty, and there is one of each for every unit.
template <typename Entry>
void MakeRoomForOne(std::vector<Entry>& list) {
  if (list.size() == list.capacity()) list.reserve(list.size() + 2 + list.size() / 4);
}

// A report about a month speaks up to its last day.
void AddReportDay(UnitResult& result, const FactOrder& order) {
  DayNumber day = order.day;
  if (order.precision != DatePrecision::kDay) {
    if (const auto date = order.Date(); date.has_value()) day = date->last_day_number();
  }
  std::vector<DayNumber>& days = result.report_days;
  MakeRoomForOne(days);
  const auto place = std::lower_bound(days.begin(), days.end(), day);
  if (place == days.end() || *place != day) days.insert(place, day);
}

// The result the fact speaks of, whose last report it may be.
UnitResult& Reported(Objective& objective, const Recorded& fact) {
  UnitResult& result = objective.results[fact.unit];
  if (!result.last_report.is_set() || result.last_report < fact.order()) {
    result.last_report = fact.order();
  }
  AddReportDay(result, fact.order());
  return result;
}

// Facts mostly arrive in order, so the place is nearly always the end.
void Declare(UnitResult& result, const Recorded& fact, const Declaration& declaration,
             const std::string& note) {
  std::vector<Declaration>& all = result.declarations;
  MakeRoomForOne(all);
  auto place = all.end();
  while (place != all.begin() && fact.order() <= std::prev(place)->order()) --place;
  if (place == all.end() || place->order() != fact.order()) all.insert(place, declaration);
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
  objective.results[fact.unit].excluded.Offer(fact.order(), Exclusion{kind.cause(), kind.reason()});
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ResponsabileChanged& kind) {
  objective.responsabile_changes[fact.order()] = Frozen(kind);
}

void Add(Objective& objective, const Recorded& fact, const event::v1::SegnalazioneRaised& kind) {
  objective.segnalazioni[kind.segnalazione()].Offer(fact.by, kind.text());
}

void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultProposed& kind) {
  objective.results[fact.unit].final_proposed.Offer(
      fact.by, FinalResult{kind.percent(), kind.outcome(), kind.note()});
}

void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultAssessed& kind) {
  objective.results[fact.unit].final_assessed.Offer(
      fact.by, FinalResult{kind.percent(), kind.outcome(), kind.reasons()});
}

}  // namespace traguardo::domain
