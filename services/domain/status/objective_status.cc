#include "services/domain/status/objective_status.h"

#include <algorithm>
#include <limits>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"
#include "services/domain/values/decimal.h"

namespace traguardo::domain {
namespace {

using SuspensionStep = absl::btree_map<FactOrder, Suspension>::value_type;

// After all that is recorded.
constexpr DayNumber kAfterEverything = std::numeric_limits<DayNumber>::max();

// The latest suspension or resumption up to `day`; nullptr when there is none.
const SuspensionStep* OwnStep(const UnitResult& result, DayNumber day) {
  const SuspensionStep* latest = nullptr;
  for (const SuspensionStep& step : result.suspensions) {
    if (step.first.day > day) break;
    latest = &step;
  }
  return latest;
}

FactOrder OwnSuspension(const UnitResult& result, DayNumber day) {
  const SuspensionStep* const step = OwnStep(result, day);
  return step != nullptr && step->second.suspended ? step->first : FactOrder{};
}

// The first day that it excuses, of the suspension that `day` falls into.
std::optional<DayNumber> OwnExcuseFrom(const UnitResult& result, DayNumber day) {
  const SuspensionStep* const step = OwnStep(result, day);
  if (step == nullptr || !step->second.suspended) return std::nullopt;
  return step->second.said_on;
}

// The earlier of the unit's own and that of the whole objective.
std::optional<DayNumber> ExcuseFrom(const Objective& objective, const std::string& unit,
                                    DayNumber day) {
  const auto whole = OwnExcuseFrom(objective.ResultOf(""), day);
  const auto own = OwnExcuseFrom(objective.ResultOf(unit), day);
  if (!whole.has_value() || !own.has_value()) return whole.has_value() ? whole : own;
  return std::min(*whole, *own);
}

FactOrder OwnResumption(const UnitResult& result) {
  const SuspensionStep* const step = OwnStep(result, kAfterEverything);
  return step != nullptr && !step->second.suspended ? step->first : FactOrder{};
}

bool IsOwnPeriodNotDue(const UnitResult& result, DayNumber day) {
  return std::any_of(result.not_due.begin(), result.not_due.end(),
                     [&](const auto& entry) { return entry.second.AsksNothingOn(day); });
}

}  // namespace

const Seldom<Register<Exclusion>>& ExclusionOf(const Objective& objective,
                                               const std::string& unit) {
  const Seldom<Register<Exclusion>>& whole = objective.ResultOf("").excluded;
  if (whole.is_set() || unit.empty()) return whole;
  return objective.ResultOf(unit).excluded;
}

bool IsExcludedOn(const Objective& objective, const std::string& unit, DayNumber day) {
  const auto covers = [&](const Seldom<Register<Exclusion>>& excluded) {
    return excluded.is_set() && excluded->order.day <= day;
  };
  return covers(objective.ResultOf("").excluded) || covers(objective.ResultOf(unit).excluded);
}

bool WasExcludedFor(const Objective& objective, const std::string& unit, DayNumber due) {
  const auto covers = [&](const Seldom<Register<Exclusion>>& excluded) {
    return excluded.is_set() && excluded->value.said_on <= due;
  };
  return covers(objective.ResultOf("").excluded) || covers(objective.ResultOf(unit).excluded);
}

FactOrder SuspendedBy(const Objective& objective, const std::string& unit, DayNumber day) {
  const FactOrder whole = OwnSuspension(objective.ResultOf(""), day);
  if (whole.is_set() || unit.empty()) return whole;
  return OwnSuspension(objective.ResultOf(unit), day);
}

bool IsSuspendedOn(const Objective& objective, const std::string& unit, DayNumber day) {
  return SuspendedBy(objective, unit, day).is_set();
}

bool WasSuspendedFor(const Objective& objective, const std::string& unit, DayNumber day,
                     DayNumber said_by) {
  const auto from = ExcuseFrom(objective, unit, day);
  return from.has_value() && *from <= said_by;
}

std::optional<DayNumber> NothingDueFrom(const Objective& objective, const std::string& unit) {
  return ExcuseFrom(objective, unit, kAfterEverything);
}

FactOrder ResumedBy(const Objective& objective, const std::string& unit) {
  if (IsSuspendedOn(objective, unit, kAfterEverything)) return {};
  const FactOrder whole = OwnResumption(objective.ResultOf(""));
  const FactOrder own = OwnResumption(objective.ResultOf(unit));
  if (!whole.is_set() || !own.is_set()) return whole.is_set() ? whole : own;
  return std::max(whole, own);
}

bool IsDroppedOn(const Objective& objective, DayNumber day) {
  const FactOrder dropped = DroppedBy(objective);
  return dropped.is_set() && dropped.day <= day;
}

bool WasAddedAfterAdoption(const PlanYear& plan, const Objective& objective) {
  return plan.is_adopted() && objective.defined.is_set() &&
         plan.adopted.order().position < objective.defined.position;
}

const Declaration* LatestDeclarationOf(const Objective& objective, const std::string& unit) {
  const UnitResult& result = objective.ResultOf(unit);
  return result.declarations.empty() ? nullptr : &result.declarations.back();
}

bool IsWhole(const std::string& percent, event::v1::Outcome outcome) {
  const auto value = ReadDecimal(percent);
  return value.has_value() ? *value >= Decimal::Whole(100) : outcome == event::v1::OUTCOME_REACHED;
}

const Seldom<Attributed<FinalResult>>& FinalProposalOf(const Objective& objective,
                                                       const std::string& unit) {
  const auto& own = objective.ResultOf(unit).final_proposed;
  return own.is_set() ? own : objective.ResultOf("").final_proposed;
}

const Seldom<Attributed<FinalResult>>& FinalAssessmentOf(const Objective& objective,
                                                         const std::string& unit) {
  const auto& own = objective.ResultOf(unit).final_assessed;
  return own.is_set() ? own : objective.ResultOf("").final_assessed;
}

const Seldom<Attributed<FinalResult>>& FinalWordOf(const Objective& objective,
                                                   const std::string& unit) {
  const auto& assessed = FinalAssessmentOf(objective, unit);
  if (assessed.is_set()) return assessed;
  const auto& proposed = FinalProposalOf(objective, unit);
  const Declaration* const latest = LatestDeclarationOf(objective, unit);
  const bool is_outdated =
      proposed.is_set() && latest != nullptr && proposed->order() < latest->order();
  return is_outdated ? assessed : proposed;
}

bool IsFinallyShort(const Objective& objective, const std::string& unit) {
  const auto& word = FinalWordOf(objective, unit);
  return word.is_set() && !IsWhole(word->value.percent, word->value.outcome);
}

FactOrder DoneSince(const std::vector<Declaration>& declarations) {
  FactOrder done;
  for (auto it = declarations.rbegin(); it != declarations.rend(); ++it) {
    if (!it->is_done()) break;
    done = it->order();
  }
  return done;
}

FactOrder DoneBy(const Objective& objective, const std::string& unit) {
  if (IsFinallyShort(objective, unit)) return {};
  return DoneSince(objective.ResultOf(unit).declarations);
}

bool IsDone(const Objective& objective, const std::string& unit) {
  const auto& word = FinalWordOf(objective, unit);
  if (word.is_set()) return IsWhole(word->value.percent, word->value.outcome);
  const Declaration* const latest = LatestDeclarationOf(objective, unit);
  return latest != nullptr && latest->is_done();
}

bool IsNotDueOn(const Objective& objective, const std::string& unit, DayNumber day) {
  return IsOwnPeriodNotDue(objective.ResultOf(unit), day) ||
         (!unit.empty() && IsOwnPeriodNotDue(objective.ResultOf(""), day));
}

bool IsAssessed(const Objective& objective, const std::string& unit) {
  return objective.ResultOf(unit).final_assessed.is_set() ||
         objective.ResultOf("").final_assessed.is_set();
}

bool IsAssessedAnywhere(const Objective& objective) {
  return std::any_of(objective.results.begin(), objective.results.end(),
                     [](const auto& entry) { return entry.second.final_assessed.is_set(); });
}

FactOrder ReachedBy(const Objective& objective, const std::string& milestone,
                    const std::string& unit) {
  const auto own = objective.reached.find(PartOfUnit{milestone, unit});
  if (own != objective.reached.end()) return own->second.order;
  const auto whole = objective.reached.find(PartOfUnit{milestone, ""});
  return whole == objective.reached.end() ? FactOrder{} : whole->second.order;
}

}  // namespace traguardo::domain
