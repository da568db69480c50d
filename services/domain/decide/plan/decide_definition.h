// Whether the definition of an objective makes sense: in itself, in its year, under its plan's
// rules. Asked when an objective is defined, and of what a ripianificazione would make of it.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_PLAN_DECIDE_DEFINITION_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_PLAN_DECIDE_DEFINITION_H_

#include <optional>
#include <string>
#include <string_view>

#include "services/domain/decide/case/decide_case.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/rules/v1/rule_set.pb.h"

namespace traguardo::domain {

struct DefinitionCase {
  Case& c;
  int year;
  const PlanYear& plan;
  const std::string& objective;
  const event::v1::ObjectiveDefinition& definition;
  // The definition with changes applied, not one that stands in the fact: phases that were added
  // stand at the end of the list.
  bool is_changed;
  // Whether warnings are wanted: not for what was there before.
  bool warns;

  // "definition.weight", or "changes".
  std::string Path(std::string_view path) const;
  Refusal Refuse(RefusalReason reason, std::string_view path, Details details = {}) const;
  void Warn(WarningReason reason, Details details) const;
};

// Units, assignments, links and resources: where it stands in the ente.
Refused CheckPlacement(const DefinitionCase& d);
// Everything else, except where gates lead: that is judged at the end of the command.
Refused CheckStructure(const DefinitionCase& d);
Refused CheckTimeShape(const DefinitionCase& d);

// What a rule set asks of a definition: a scope it knows, a weight or none, phases with the figures
// of its convention.
struct Misfit {
  RefusalReason reason;
  // In the definition.
  std::string path;
  Details details;
};
std::optional<Misfit> MisfitWithRuleSet(const event::v1::ObjectiveDefinition& definition,
                                        const rules::v1::RuleSet& rule_set, bool is_changed);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_PLAN_DECIDE_DEFINITION_H_
