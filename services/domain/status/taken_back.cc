#include "services/domain/status/taken_back.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "services/domain/definitions/comparison.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/accounting.h"
#include "services/domain/status/covered.h"
#include "services/domain/status/done.h"
#include "services/domain/status/measured.h"
#include "services/domain/status/objective_status.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Indicator;
using event::v1::ObjectiveDefinition;
using event::v1::ScostamentoSubject;

bool WasMet(const Objective& objective, const Indicator& indicator, const std::string& unit,
            DayNumber due) {
  const auto found = objective.measurements.find(PartOfUnit{indicator.id(), unit});
  if (found == objective.measurements.end() || found->second.empty()) return false;
  const auto known = KnownFor(found->second, due);
  return Compare(indicator, *known->value) == Comparison::kMet;
}

bool WasReached(const Objective& objective, const std::string& id, const std::string& unit,
                DayNumber due) {
  if (IsBy(ReachedBy(objective, id, unit), due)) return true;
  const auto& percents = objective.ResultOf(unit).phase_percents;
  const auto found = percents.find(id);
  return found != percents.end() && IsBy(DoneSince(found->second), due);
}

// As the views count it: a report for the check's day or after it, nearer to it than to the next.
bool WasReported(const Objective& objective, const ObjectiveDefinition& before,
                 const std::string& unit, DayNumber check) {
  const auto& days = objective.ResultOf(unit).report_days;
  const auto report = std::lower_bound(days.begin(), days.end(), check);
  if (report == days.end()) return false;
  const auto& checks = before.time_shape().recurring_checks().dates();
  return std::none_of(checks.begin(), checks.end(), [&](const std::string& text) {
    const auto other = LastDay(text);
    return other.has_value() && *other > check && *other - *report < *report - check;
  });
}

bool AskedNothing(const Objective& objective, const std::string& unit, DayNumber due) {
  return WasSuspendedFor(objective, unit, due, due) || WasExcludedFor(objective, unit, due) ||
         IsNotDueOn(objective, unit, due) || JoinedAfter(objective, unit, due);
}

bool AnyNamedAccountsFor(const JudgedProposal& judged, const Miss& miss) {
  const auto& named = judged.proposed.scostamenti();
  return std::any_of(named.begin(), named.end(), [&](const std::string& id) {
    const auto found = judged.objective.scostamenti.find(id);
    return found != judged.objective.scostamenti.end() &&
           AccountsFor(judged.before, found->second, miss);
  });
}

bool AnyAccountsFor(const JudgedProposal& judged, const Miss& miss) {
  const auto& all = judged.objective.scostamenti;
  return std::any_of(all.begin(), all.end(), [&](const auto& entry) {
    return AccountsFor(judged.before, entry.second, miss);
  });
}

bool IsExplained(const JudgedProposal& judged, const Change& change, const PassedPart& part) {
  const Miss anything{.unit = part.unit, .subject = {}, .due = part.due};
  if (AnyNamedAccountsFor(judged, anything)) return true;
  if (AnyAccountsFor(judged, {.unit = part.unit, .subject = part.subject, .due = part.due})) {
    return true;
  }
  if (change.has_dropped() || change.has_units()) {
    Miss whole = anything;
    whole.subject.set_deadline(true);
    return AnyAccountsFor(judged, whole);
  }
  const bool of_whole = part.subject.has_deadline() || part.subject.has_progress();
  return of_whole && AnyAccountsFor(judged, anything);
}

// Of any unit: which of them fell short is the matter of what stays unexplained.
bool AnyNamedSpeaksOn(const JudgedProposal& judged, DayNumber day) {
  const auto speaks_for = [&](const std::string& unit) {
    return AnyNamedAccountsFor(judged, {.unit = unit, .subject = {}, .due = day});
  };
  const auto& units = judged.before.units();
  return speaks_for("") || std::any_of(units.begin(), units.end(), speaks_for);
}

}  // namespace

bool WasThere(const Objective& objective, const ObjectiveDefinition& before,
              const PassedPart& part) {
  switch (part.subject.subject_case()) {
    case ScostamentoSubject::kIndicator: {
      const Indicator* const indicator = FindIndicator(before, part.subject.indicator());
      return indicator != nullptr && WasMet(objective, *indicator, part.unit, part.due);
    }
    case ScostamentoSubject::kMilestone: {
      const std::string& id = part.subject.milestone();
      return WasReached(objective, id, part.unit, part.due) ||
             IsBy(CoveredBy(objective, before, id, part.unit), part.due) ||
             IsBy(DoneOn(objective, before, part.unit, std::nullopt), part.due);
    }
    case ScostamentoSubject::kProgress:
      return WasReported(objective, before, part.unit, part.due);
    case ScostamentoSubject::kDeadline:
    case ScostamentoSubject::SUBJECT_NOT_SET:
      break;
  }
  return WasDone(objective, before, part.unit, part.due);
}

bool WasKept(const Objective& objective, const ObjectiveDefinition& before,
             const PassedPart& part) {
  return AskedNothing(objective, part.unit, part.due) || WasThere(objective, before, part);
}

bool JoinedAfter(const Objective& objective, const std::string& unit, DayNumber due) {
  const Ripianificazione* const joined = JoinedBy(objective, unit);
  return joined != nullptr && due < DecisionDayOf(*joined);
}

DayNumber DecisionDayOf(const Ripianificazione& approved) {
  const Provenance& by = approved.decided.by;
  // In UTC: in Italy it may have been the day after, which makes nothing late that was not.
  constexpr int64_t kSecondsOfDay = 24 * 60 * 60;
  const auto recorded_on = static_cast<DayNumber>(by.recorded_at_seconds / kSecondsOfDay);
  return DecisionDay(by.order, *approved.decided.value.act, recorded_on);
}

ReplannedPlan PlanBefore(const Objective& objective, const ObjectiveDefinition& before, int year) {
  return {.original = *objective.definition.value,
          .before = before,
          .year = year,
          .was_kept = [&objective, &before](const PassedPart& part) {
            return WasKept(objective, before, part);
          }};
}

bool IsSilent(const JudgedProposal& judged) {
  return std::any_of(
      judged.changes.begin(), judged.changes.end(), [&](const ChangeJudgement& change) {
        if (!change.takes_back) return false;
        return !AnyNamedSpeaksOn(judged, change.is_late ? *change.time : judged.proposed_on - 1);
      });
}

bool IsUnexplained(const JudgedProposal& judged, int change) {
  const ChangeJudgement& judgement = judged.changes[static_cast<size_t>(change)];
  if (!judgement.is_late || !judgement.takes_back) return false;
  return std::any_of(judgement.missed.begin(), judgement.missed.end(), [&](const PassedPart& part) {
    return !IsExplained(judged, judged.proposed.changes(change), part);
  });
}

}  // namespace traguardo::domain
