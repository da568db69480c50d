#include "services/projection/today/row_results.h"

#include <algorithm>

#include "services/domain/status/assignments.h"
#include "services/projection/measures/dates.h"

namespace traguardo::projection {

using domain::DayNumber;
using view::v1::Objective;
using view::v1::UnitResult;

namespace {

PartReached OfUnit(const google::protobuf::RepeatedPtrField<view::v1::PartOfUnit>& parts,
                   const std::string& unit) {
  for (const view::v1::PartOfUnit& part : parts) {
    if (part.unit() == unit) return {part.reached_on(), part.covered_on()};
  }
  return {};
}

}  // namespace

bool IsTransversal(const Objective& row) {
  return row.kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
}

Results CountingResults(const Objective& row, UnitFilter counts) {
  Results results;
  const bool transversal = IsTransversal(row);
  for (const UnitResult& result : row.results()) {
    if (transversal ? !counts(result.unit()) : !result.unit().empty()) continue;
    if (result.declaration() == view::v1::DECLARATION_NOT_APPLICABLE) continue;
    results.push_back(&result);
  }
  return results;
}

bool HasComeBy(const std::string& date, DayNumber day) {
  const auto first = FirstDay(date);
  return first.has_value() && *first <= day;
}

std::optional<DayNumber> DoneDay(const UnitResult& result, DayNumber day) {
  const std::optional<DayNumber> done = LastDay(result.done_on());
  return done.has_value() && *done <= day ? done : std::nullopt;
}

bool IsNotDue(const UnitResult& result, DayNumber day) {
  const std::optional<DayNumber> joined = FirstDay(result.joined_on());
  if (joined.has_value() && day < *joined) return true;
  return std::any_of(
      result.not_due_periods().begin(), result.not_due_periods().end(),
      [&](const event::v1::Period& period) { return domain::Contains(period, day); });
}

bool IsCheckReported(const UnitResult& result, DayNumber check) {
  const auto& reported = result.reported_checks();
  return std::find(reported.begin(), reported.end(), DayText(check)) != reported.end();
}

bool HasBeenSpokenOf(const UnitResult& result) {
  return result.declaration() == view::v1::DECLARATION_DECLARED ||
         !result.last_reported_on().empty();
}

PartReached ReachedOf(const view::v1::PhaseView& phase, const UnitResult& result) {
  if (result.unit().empty()) return {phase.reached_on(), phase.covered_on()};
  return OfUnit(phase.by_unit(), result.unit());
}

PartReached ReachedOf(const view::v1::MilestoneView& milestone, const UnitResult& result) {
  if (result.unit().empty()) return {milestone.reached_on(), ""};
  return OfUnit(milestone.by_unit(), result.unit());
}

}  // namespace traguardo::projection
