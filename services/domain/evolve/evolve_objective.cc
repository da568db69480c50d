#include <algorithm>
#include <cstdint>
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

// Facts mostly arrive in order, so the place is nearly always the end. `order_of` reads an entry's;
// a fact that is met again changes nothing.
template <typename Entry, typename OrderOf>
void InsertInOrder(std::vector<Entry>& list, const Entry& entry, const OrderOf& order_of) {
  const FactOrder order = order_of(entry);
  auto place = list.end();
  while (place != list.begin() && order <= order_of(*std::prev(place))) --place;
  if (place != list.end() && order_of(*place) == order) return;
  list.insert(place, entry);
}

// A report about a month speaks up to its last day.
void AddReportDay(UnitResult& result, const FactOrder& order) {
  const DayNumber day = order.last_day();
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

// The later one of the day it speaks of and the day it was recorded. Clamped, because any envelope
// may come here, to the days from 1970 on that the second of its recording can stand for.
DayNumber SaidOn(const Recorded& fact) {
  constexpr int64_t kSecondsPerDay = 86'400;
  constexpr int64_t kLastDay = 84'005;  // 2199-12-31.
  const int64_t recorded = fact.by.recorded_at_seconds / kSecondsPerDay;
  return std::max(fact.order().day,
                  static_cast<DayNumber>(std::clamp<int64_t>(recorded, 0, kLastDay)));
}

void InsertDeclaration(std::vector<Declaration>& declarations, const Declaration& declaration) {
  MakeRoomForOne(declarations);
  InsertInOrder(declarations, declaration, [](const Declaration& d) { return d.order(); });
}

void Declare(UnitResult& result, const Recorded& fact, const Declaration& declaration,
             const std::string& note) {
  InsertDeclaration(result.declarations, declaration);
  result.latest.Offer(fact.by, LatestDeclaration{note});
}

}  // namespace

void Add(Objective& objective, const Recorded& fact, const event::v1::ProgressRecorded& kind) {
  UnitResult& result = Reported(objective, fact);
  const std::variant<Decimal, DecimalError> percent = TryParseDecimal(kind.percent());
  const Decimal* const parsed = std::get_if<Decimal>(&percent);
  if (parsed == nullptr) return;  // Decide lets no other text in.
  const Declaration declaration = Declaration::Percent(fact.order(), *parsed);
  if (kind.phase().empty()) {
    Declare(result, fact, declaration, kind.note());
  } else {
    InsertDeclaration(result.phase_percents[kind.phase()], declaration);
  }
}

void Add(Objective& objective, const Recorded& fact, const event::v1::MeasurementRecorded& kind) {
  Reported(objective, fact);
  Measurements& all = objective.measurements[PartOfUnit{kind.indicator(), fact.unit}];
  // Most indicators are measured once or twice a year, and an entry is larger than a declaration.
  if (all.size() == all.capacity()) all.reserve(all.size() + 1 + all.size() / 4);
  InsertInOrder(all, Measurements::value_type{fact.by, Packed(kind)},
                [](const Measurements::value_type& entry) { return entry.order(); });
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
  objective.results[fact.unit].not_due[fact.order()] =
      NotDue{kind.period().from(), kind.period().to(), kind.reason(), SaidOn(fact)};
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveSuspended& kind) {
  objective.results[fact.unit].suspensions[fact.order()] =
      Suspension{true, kind.reason(), SaidOn(fact)};
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveResumed& kind) {
  objective.results[fact.unit].suspensions[fact.order()] =
      Suspension{false, kind.note(), SaidOn(fact)};
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveExcluded& kind) {
  objective.results[fact.unit].excluded.Offer(fact.order(),
                                              Exclusion{kind.cause(), kind.reason(), SaidOn(fact)});
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ResponsabileChanged& kind) {
  objective.responsabile_changes[fact.order()] = Frozen(kind);
}

void Add(Objective& objective, const Recorded& fact, const event::v1::SegnalazioneRaised& kind) {
  objective.segnalazioni[kind.segnalazione()].Offer(fact.by, kind.text());
}

void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultProposed& kind) {
  Reported(objective, fact)
      .final_proposed.Offer(fact.by, FinalResult{kind.percent(), kind.outcome(), kind.note()});
}

void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultAssessed& kind) {
  Reported(objective, fact)
      .final_assessed.Offer(fact.by, FinalResult{kind.percent(), kind.outcome(), kind.reasons()});
}

}  // namespace traguardo::domain
