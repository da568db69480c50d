// What every judge is given, and the checks that many facts need. Included by decide*.cc only.
//
// Every judge answers the same way: nothing when the fact may be recorded, else the refusal. Judges
// read; only Decide itself evolves the state.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_CASE_DECIDE_CASE_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_CASE_DECIDE_CASE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/domain/commands/command.h"
#include "services/domain/commands/refusal.h"
#include "services/domain/commands/stamp.h"
#include "services/domain/facts/fact_traits.h"
#include "services/domain/state/frozen.h"
#include "services/domain/state/state.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"

namespace traguardo::domain {

using Details = std::map<std::string, std::string>;
// Nothing: may be recorded.
using Refused = std::optional<Refusal>;

// What holds for the command as a whole, and what can only be judged once all of it is in.
struct CommandMemory {
  // The act of the PlanAmended in this command, by year, wherever in the command it stands.
  std::map<int, event::v1::Act> amendments;
  // Scopes whose sum may have changed, with the last proposal that touched them; an empty scope
  // stands for all of the year.
  std::map<std::pair<int, std::string>, int> touched_scopes;
  // Objectives whose gates have to lead somewhere and not back, with the proposal.
  std::map<std::pair<int, std::string>, int> new_gates;
  // Objectives that an act drops, with the proposal: others' gates may lead to them.
  std::map<std::pair<int, std::string>, int> dropped;
  // Approvals taken back: the objectives as they are without them, and the last proposal.
  std::map<int, std::map<std::string, Objective>> without_approvals;
  std::set<uint64_t> corrected_positions;
  // The command takes facts back and records others.
  bool mixes_corrections = false;
  bool reload_needed = false;
};

// One proposal before its judge.
struct Case {
  // As the proposals before this one left it.
  const Ente& ente;
  const Command& command;
  const Stamp& stamp;
  CommandMemory& memory;
  std::vector<Warning>& warnings;
  int index;
  const Proposal& proposal;
  FactTraits traits;
  CivilDate effective_on;

  FactKind kind() const { return proposal.fact.kind_case(); }
  DayNumber day() const { return effective_on.first_day_number(); }
  DayNumber today() const { return stamp.today.first_day_number(); }
  // Where this fact will stand in the fold.
  FactOrder order() const;
  // "percent" of a progress: "fact.progress_recorded.percent".
  std::string Field(std::string_view path) const;

  // `field` as a path in the proposal.
  Refusal Refuse(RefusalReason reason, std::string_view field = "", Details details = {}) const;
  // `path` as a path in the fact.
  Refusal RefuseField(RefusalReason reason, std::string_view path, Details details = {}) const;
  void Warn(WarningReason reason, Details details = {});
};

// A fact of a drafted plan.
struct PlanCase {
  int year;
  const PlanYear& plan;
};

// A fact of an objective that exists.
struct ObjectiveCase {
  int year;
  const PlanYear& plan;
  const std::string& id;
  const Objective& objective;
  // As planned now.
  Frozen<event::v1::ObjectiveDefinition> definition;
};

// --- Checks that many facts need. ----------------------------------------------------------------
// `path` is the period's field in the fact.
Refused CheckPeriod(const Case& c, const event::v1::Period& period, const std::string& path);
// The date, when there is one, must have come.
Refused CheckNotInFuture(const Case& c, std::string_view text, std::string_view path);
// This fact must not be folded before the one it follows.
Refused CheckFollows(const Case& c, const FactOrder& previous);
// This fact must not be dated certainly before the one it follows.
Refused CheckNotBefore(const Case& c, const FactOrder& previous);
// Every id of the list once. `path` is the list's field in the fact.
Refused CheckDistinct(const Case& c, const std::vector<std::string>& ids, std::string_view path);
// The unit exists on `day`.
Refused CheckUnitOn(const Case& c, const std::string& unit, DayNumber day, std::string_view path);
// The unit exists on some day of the plan's year, and after this fact begins to hold.
Refused CheckUnitInYear(const Case& c, const std::string& unit, int year, std::string_view path);
// The acts that the fact and its evidence name have a date that has come.
Refused CheckActs(const Case& c);
// A result's percent, where it has one: from 0 to 10,000. `path` is its field in the fact.
Refused CheckResultPercent(const Case& c, const std::string& text, std::string_view path);
bool IsSameAct(const event::v1::Act& a, const event::v1::Act& b);
// Warns when the act is dated after the day from which it is said to hold.
void WarnOfLateAct(Case& c, const event::v1::Act& act);

// The act bears no date certainly before the one of what it decides on.
Refused CheckActNotBefore(const Case& c, const event::v1::Act& act,
                          const std::optional<CivilDate>& decided_on);

// --- Who may (decide_actor.cc). ------------------------------------------------------------------
// By role alone.
Refused JudgeRole(const Case& c);
// The same for taking back a fact of this kind.
Refused JudgeRoleFor(const Case& c, FactKind kind);
// Whether they answer for the objective on `day`: for the unit, or for any where none is named.
bool AnswersOn(const Objective& objective, std::string_view principal, std::string_view unit,
               DayNumber day);
// A responsabile, and the one in whose name anybody writes, answer for the objective.
Refused JudgeResponsibility(const Case& c, const ObjectiveCase& o, std::string_view unit);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_CASE_DECIDE_CASE_H_
