#include "services/domain/decide/plan/decide_definition.h"

#include <utility>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/measure_kind.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/status/organisation.h"
#include "services/domain/status/plan_status.h"

namespace traguardo::domain {
namespace {

using event::v1::Indicator;
using event::v1::ObjectiveDefinition;

std::string At(std::string_view list, int index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

Refused CheckUnits(const DefinitionCase& d) {
  const std::vector<std::string> units(d.definition.units().begin(), d.definition.units().end());
  if (Refused refused = CheckDistinct(d.c, units, d.Path("units")); refused) return refused;
  for (int i = 0; i < d.definition.units_size(); ++i) {
    if (Refused refused =
            CheckUnitInYear(d.c, d.definition.units(i), d.year, d.Path(At("units", i)));
        refused) {
      return refused;
    }
  }
  return std::nullopt;
}

Refused CheckAssignments(const DefinitionCase& d) {
  bool has_responsabile = false;
  for (int i = 0; i < d.definition.assignments_size(); ++i) {
    const event::v1::Assignment& assignment = d.definition.assignments(i);
    has_responsabile |= assignment.role() == event::v1::RESPONSABILE_ROLE_RESPONSABILE;
    if (!assignment.unit().empty() && !HasUnit(d.definition, assignment.unit())) {
      return d.Refuse(RefusalReason::kUnitNotOfObjective, At("assignments", i) + ".unit",
                      {{"unit", assignment.unit()}, {"objective", d.objective}});
    }
    if (Refused refused =
            CheckPeriod(d.c, assignment.validity(), d.Path(At("assignments", i) + ".validity"));
        refused) {
      return refused;
    }
  }
  if (!has_responsabile) d.Warn(WarningReason::kResponsabileMissing, {{"objective", d.objective}});
  return std::nullopt;
}

Refused CheckLink(const DefinitionCase& d, const std::string& node,
                  event::v1::StrategicNodeType type, std::string_view path) {
  if (node.empty()) return std::nullopt;
  const event::v1::StrategicNode* found = NodeVersionOn(d.c.ente.base, node, d.c.day());
  if (found != nullptr && found->type() == type) return std::nullopt;
  return d.Refuse(RefusalReason::kStrategicNodeUnknown, path, {{"node", node}});
}

Refused CheckLinks(const DefinitionCase& d) {
  const event::v1::Links& links = d.definition.links();
  if (Refused refused =
          CheckLink(d, links.missione(), event::v1::STRATEGIC_NODE_TYPE_MISSIONE, "links.missione");
      refused) {
    return refused;
  }
  if (Refused refused = CheckLink(d, links.programma(), event::v1::STRATEGIC_NODE_TYPE_PROGRAMMA,
                                  "links.programma");
      refused) {
    return refused;
  }
  if (Refused refused = CheckLink(d, links.strategic_objective(),
                                  event::v1::STRATEGIC_NODE_TYPE_STRATEGIC_OBJECTIVE,
                                  "links.strategic_objective");
      refused) {
    return refused;
  }
  return CheckLink(d, links.linea_di_mandato(), event::v1::STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO,
                   "links.linea_di_mandato");
}

// Ids are what later facts name: indicators among themselves, gates too; a milestone and a phase
// can both be "reached", so they share one space.
Refused CheckIds(const DefinitionCase& d) {
  std::vector<std::string> ids;
  for (const auto& indicator : d.definition.indicators()) ids.push_back(indicator.id());
  if (Refused refused = CheckDistinct(d.c, ids, d.Path("indicators")); refused) return refused;
  ids.clear();
  for (const auto& gate : d.definition.gates()) ids.push_back(gate.id());
  if (Refused refused = CheckDistinct(d.c, ids, d.Path("gates")); refused) return refused;
  ids.clear();
  for (const auto& phase : d.definition.phases()) ids.push_back(phase.id());
  for (const auto& milestone : d.definition.milestones()) ids.push_back(milestone.id());
  return CheckDistinct(d.c, ids, d.Path("phases_and_milestones"));
}

// What was said about a part that an act has taken out stands under its id for ever: another part
// would begin as reached, measured and explained. So an id that comes was never one before, of a
// milestone or a phase alike.
Refused CheckNewIds(const DefinitionCase& d) {
  const auto found = d.plan.objectives.find(d.objective);
  if (found == d.plan.objectives.end() || !found->second.exists()) return std::nullopt;
  const Objective& objective = found->second;
  const auto current = CurrentDefinition(objective);
  for (const Indicator& indicator : d.definition.indicators()) {
    const std::string& id = indicator.id();
    if (FindIndicator(*current, id) != nullptr) continue;
    const auto has = [&id](const ObjectiveDefinition& one) {
      return FindIndicator(one, id) != nullptr;
    };
    if (WasEverPlanned(objective, has)) {
      return d.Refuse(RefusalReason::kDuplicateId, "indicators", {{"id", id}});
    }
  }
  const auto taken = [&](const std::string& id) {
    return WasEverPlanned(objective, [&id](const ObjectiveDefinition& one) {
      return FindPhase(one, id) != nullptr || FindMilestone(one, id) != nullptr;
    });
  };
  for (const auto& phase : d.definition.phases()) {
    if (FindPhase(*current, phase.id()) != nullptr || !taken(phase.id())) continue;
    return d.Refuse(RefusalReason::kDuplicateId, "phases", {{"id", phase.id()}});
  }
  for (const auto& milestone : d.definition.milestones()) {
    if (FindMilestone(*current, milestone.id()) != nullptr || !taken(milestone.id())) continue;
    return d.Refuse(RefusalReason::kDuplicateId, "milestones", {{"id", milestone.id()}});
  }
  return std::nullopt;
}

Refused CheckTargets(const DefinitionCase& d, const Indicator& indicator, const std::string& path) {
  const MeasureKind kind = MeasureKindOf(indicator.direction());
  const bool wants_number = kind == MeasureKind::kNumber;
  const bool wants_date = kind == MeasureKind::kDate;
  const Details details{{"indicator", indicator.id()},
                        {"direction", event::v1::Direction_Name(indicator.direction())}};
  if (wants_number && indicator.target().empty()) {
    return d.Refuse(RefusalReason::kIndicatorTargetMissing, path + ".target", details);
  }
  if (wants_date && indicator.target_date().empty()) {
    return d.Refuse(RefusalReason::kIndicatorTargetMissing, path + ".target_date", details);
  }
  if (!wants_number && (!indicator.target().empty() || !indicator.minimum_threshold().empty())) {
    return d.Refuse(RefusalReason::kIndicatorTargetNotFitting, path + ".target", details);
  }
  if (!wants_date && !indicator.target_date().empty()) {
    return d.Refuse(RefusalReason::kIndicatorTargetNotFitting, path + ".target_date", details);
  }
  return std::nullopt;
}

void WarnOfThreshold(const DefinitionCase& d, const Indicator& indicator) {
  const auto target = ReadDecimal(indicator.target());
  const auto threshold = ReadDecimal(indicator.minimum_threshold());
  if (!target.has_value() || !threshold.has_value()) return;
  if (indicator.direction() == event::v1::DIRECTION_UP && *threshold > *target) {
    d.Warn(WarningReason::kThresholdBeyondTarget, {{"indicator", indicator.id()}});
  }
}

Refused CheckIndicators(const DefinitionCase& d) {
  int weighted_count = 0;
  for (int i = 0; i < d.definition.indicators_size(); ++i) {
    const Indicator& indicator = d.definition.indicators(i);
    const std::string path = At("indicators", i);
    if (Refused refused = CheckTargets(d, indicator, path); refused) return refused;
    const auto weight = ReadDecimal(indicator.weight());
    if (weight.has_value() && *weight < Decimal()) {
      return d.Refuse(RefusalReason::kWeightNegative, path + ".weight",
                      {{"indicator", indicator.id()}});
    }
    weighted_count += weight.has_value() ? 1 : 0;
    WarnOfThreshold(d, indicator);
  }
  if (weighted_count != 0 && weighted_count != d.definition.indicators_size()) {
    d.Warn(WarningReason::kIndicatorWeightsIncomplete, {{"objective", d.objective}});
  }
  return std::nullopt;
}

Refused CheckPhases(const DefinitionCase& d) {
  std::optional<CivilDate> previous_end;
  for (int i = 0; i < d.definition.phases_size(); ++i) {
    const event::v1::Phase& phase = d.definition.phases(i);
    if (Refused refused = CheckPeriod(d.c, phase.planned(), d.Path(At("phases", i) + ".planned"));
        refused) {
      return refused;
    }
    const auto end = ReadDate(phase.planned().to());
    if (!end.has_value()) continue;
    if (previous_end.has_value() && IsCertainlyBefore(*end, *previous_end)) {
      d.Warn(WarningReason::kPhasesOutOfOrder, {{"phase", phase.id()}});
    }
    previous_end = end;
  }
  return std::nullopt;
}

void WarnOfDue(const DefinitionCase& d, const std::optional<CivilDate>& deadline,
               const std::string& due, const std::string& id) {
  const auto date = ReadDate(due);
  if (!deadline.has_value() || !date.has_value() || !IsCertainlyAfter(*date, *deadline)) return;
  d.Warn(WarningReason::kDueAfterDeadline,
         {{"id", id}, {"due", due}, {"deadline", deadline->ToString()}});
}

void WarnOfDues(const DefinitionCase& d) {
  const auto deadline = DeadlineOf(d.definition, d.year);
  for (const auto& milestone : d.definition.milestones()) {
    WarnOfDue(d, deadline, milestone.due(), milestone.id());
  }
  for (const auto& indicator : d.definition.indicators()) {
    WarnOfDue(d, deadline, indicator.due(), indicator.id());
  }
  for (const auto& phase : d.definition.phases()) {
    WarnOfDue(d, deadline, phase.planned().to(), phase.id());
  }
}

Refused CheckGates(const DefinitionCase& d) {
  for (int i = 0; i < d.definition.gates_size(); ++i) {
    const event::v1::Gate& gate = d.definition.gates(i);
    if (gate.objective() == d.objective) {
      return d.Refuse(RefusalReason::kGateNamesItself, At("gates", i) + ".objective",
                      {{"gate", gate.id()}});
    }
  }
  return std::nullopt;
}

}  // namespace

std::string DefinitionCase::Path(std::string_view path) const {
  return is_changed ? std::string("changes") : "definition." + std::string(path);
}

Refusal DefinitionCase::Refuse(RefusalReason reason, std::string_view path, Details details) const {
  return c.RefuseField(reason, Path(path), std::move(details));
}

void DefinitionCase::Warn(WarningReason reason, Details details) const {
  if (warns) c.Warn(reason, std::move(details));
}

Refused CheckPlacement(const DefinitionCase& d) {
  if (Refused refused = CheckUnits(d); refused) return refused;
  if (Refused refused = CheckAssignments(d); refused) return refused;
  if (Refused refused = CheckLinks(d); refused) return refused;
  for (int i = 0; i < d.definition.resources_size(); ++i) {
    const auto amount = ReadDecimal(d.definition.resources(i).amount());
    if (amount.has_value() && *amount < Decimal()) {
      return d.Refuse(RefusalReason::kAmountNegative, At("resources", i) + ".amount");
    }
  }
  return std::nullopt;
}

Refused CheckStructure(const DefinitionCase& d) {
  const RuleSetInForce in_force = CurrentRuleSet(d.plan);
  if (!in_force.is_set()) {
    return d.c.Refuse(RefusalReason::kRuleSetMissing, "", {{"year", std::to_string(d.year)}});
  }
  if (Refused refused = CheckIds(d); refused) return refused;
  if (d.is_changed) {
    if (Refused refused = CheckNewIds(d); refused) return refused;
  }
  if (auto misfit = MisfitWithRuleSet(d.definition, *in_force.rule_set, d.is_changed);
      misfit.has_value()) {
    return d.Refuse(misfit->reason, misfit->path, std::move(misfit->details));
  }
  if (Refused refused = CheckTimeShape(d); refused) return refused;
  if (Refused refused = CheckIndicators(d); refused) return refused;
  if (Refused refused = CheckPhases(d); refused) return refused;
  if (Refused refused = CheckGates(d); refused) return refused;
  WarnOfDues(d);
  return std::nullopt;
}

}  // namespace traguardo::domain
