// How the organisation changes: units and strategic nodes stay trees on every day, and what hangs
// on a unit that ends is moved or spoken of.

#include <utility>

#include "services/domain/commands/years_needed.h"
#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/evolve/evolve.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/organisation.h"

namespace traguardo::domain {
namespace {

using event::v1::OrganisationChanged;

std::optional<DayNumber> DayAfterEnd(const event::v1::Unit& unit) {
  const auto last = LastDay(unit.validity().to());
  if (!last.has_value()) return std::nullopt;
  return *last + 1;
}

// The organisation as it would be with the change, and the days up to today on which it looks
// different: a change dated earlier than others must leave a tree on every day after it, too. What
// ends later may still be moved in time.
class ChangedOrganisation {
 public:
  ChangedOrganisation(const Case& c, const OrganisationChanged& change) {
    trial_.id = c.command.ente;
    trial_.base.units = c.ente.base.units;
    trial_.base.strategic_nodes = c.ente.base.strategic_nodes;
    event::v1::Envelope envelope;
    envelope.set_position(c.stamp.next_position + static_cast<uint64_t>(c.index));
    envelope.set_ente(c.command.ente);
    envelope.set_stream(c.proposal.stream.ToString());
    envelope.set_effective_on(c.proposal.effective_on);
    *envelope.mutable_fact()->mutable_organisation_changed() = change;
    Evolve(trial_, envelope);
    days_.insert(c.day());
    AddDaysAfter(trial_.base.units, c.day());
    AddDaysAfter(trial_.base.strategic_nodes, c.day());
    for (const auto& [id, versions] : trial_.base.units) {
      for (const auto& [order, version] : versions) {
        const auto gone = DayAfterEnd(*version);
        if (gone.has_value() && *gone > c.day() && *gone <= c.today()) days_.insert(*gone);
      }
    }
  }

  const EnteBase& base() const { return trial_.base; }
  const std::set<DayNumber>& days() const { return days_; }

 private:
  template <typename Versions>
  void AddDaysAfter(const Versions& versions_by_id, DayNumber day) {
    for (const auto& [id, versions] : versions_by_id) {
      for (const auto& [order, version] : versions) {
        if (order.day > day) days_.insert(order.day);
      }
    }
  }

  Ente trial_;
  std::set<DayNumber> days_;
};

std::string ElementPath(std::string_view list, int index, std::string_view field) {
  return std::string(list) + "[" + std::to_string(index) + "]." + std::string(field);
}

// From `id` upwards, back to `id`?
template <typename ParentOf>
bool LeadsBack(const std::string& id, const ParentOf& parent_of) {
  std::set<std::string> seen;
  std::string at = parent_of(id);
  while (!at.empty() && seen.insert(at).second) {
    if (at == id) return true;
    at = parent_of(at);
  }
  return false;
}

Refused CheckUnitParents(const Case& c, const OrganisationChanged& fact,
                         const ChangedOrganisation& changed, DayNumber day) {
  const auto parent_of = [&](const std::string& id) {
    const event::v1::Unit* unit = UnitVersionOn(changed.base(), id, day);
    return unit == nullptr ? std::string() : unit->parent();
  };
  for (int i = 0; i < fact.units_size(); ++i) {
    const event::v1::Unit& unit = fact.units(i);
    if (LeadsBack(unit.id(), parent_of)) {
      return c.RefuseField(RefusalReason::kOrganisationCycle, ElementPath("units", i, "parent"),
                           {{"id", unit.id()}});
    }
    // Another version of it may hold by then.
    const event::v1::Unit* const version = UnitOn(changed.base(), unit.id(), day);
    if (version == nullptr || version->parent().empty()) continue;
    const std::string& parent = version->parent();
    if (UnitOn(changed.base(), parent, day) != nullptr) continue;
    const bool known = UnitVersionOn(changed.base(), parent, day) != nullptr;
    const auto date = CivilDate::FromDayNumber(day);
    return c.RefuseField(known ? RefusalReason::kUnitNotValid : RefusalReason::kUnitUnknown,
                         ElementPath("units", i, "parent"),
                         {{"unit", parent}, {"day", date.ok() ? date->ToString() : ""}});
  }
  return std::nullopt;
}

// A unit, and which unit of the change it hangs on.
struct Orphan {
  const event::v1::Unit* child = nullptr;
  int parent_index = 0;
};

// The first unit that on `day` hangs on a unit of the change which does not exist then.
std::optional<Orphan> FindOrphan(const OrganisationChanged& fact,
                                 const ChangedOrganisation& changed, DayNumber day) {
  std::map<std::string_view, int> gone;
  for (int i = 0; i < fact.units_size(); ++i) {
    const std::string& id = fact.units(i).id();
    if (UnitOn(changed.base(), id, day) == nullptr) gone.emplace(id, i);
  }
  if (gone.empty()) return std::nullopt;
  for (const event::v1::Unit* child : UnitsOn(changed.base(), day)) {
    const auto parent = gone.find(child->parent());
    if (parent != gone.end()) return Orphan{child, parent->second};
  }
  return std::nullopt;
}

Refused CheckUnitsBelow(const Case& c, const OrganisationChanged& fact,
                        const ChangedOrganisation& changed, DayNumber day) {
  const auto orphan = FindOrphan(fact, changed, day);
  if (!orphan.has_value()) return std::nullopt;
  const auto date = CivilDate::FromDayNumber(day);
  return c.RefuseField(RefusalReason::kUnitHasUnitsBelow,
                       ElementPath("units", orphan->parent_index, "validity"),
                       {{"unit", orphan->child->parent()},
                        {"child", orphan->child->id()},
                        {"day", date.ok() ? date->ToString() : ""}});
}

// Objectives that are still in a plan, and still due, after the unit they name has ended.
void CountObjectives(const PlanYear& plan, int year, const std::string& unit, DayNumber gone,
                     int& count, std::string& first) {
  for (const auto& [id, objective] : plan.objectives) {
    if (!objective.exists() || !HasUnit(*objective.definition.value, unit)) continue;
    if (DroppedBy(objective).is_set() || ExclusionOf(objective, unit).is_set()) continue;
    const auto deadline = DeadlineOf(*CurrentDefinition(objective), year);
    const auto year_end = CivilDate::Year(year);
    const DayNumber last = deadline.has_value() ? deadline->last_day_number()
                           : year_end.ok()      ? year_end->last_day_number()
                                                : gone;
    if (last < gone || ++count > 1) continue;
    first = "plans/" + std::to_string(year) + "/objectives/" + id;
  }
}

// What still names a unit after its end: whoever keeps the organisation cannot move all of it in
// one command.
void WarnOfEndedUnits(Case& c, const OrganisationChanged& fact,
                      const ChangedOrganisation& changed) {
  for (const event::v1::Unit& unit : fact.units()) {
    const auto gone = DayAfterEnd(unit);
    if (!gone.has_value()) continue;
    Details details;
    int count = 0;
    std::string first;
    for (const int year : YearsAfterEnd(unit)) {
      const PlanYear* plan = c.ente.FindYear(year);
      if (plan != nullptr) CountObjectives(*plan, year, unit.id(), *gone, count, first);
    }
    if (count > 0) details = {{"count", std::to_string(count)}, {"objective", first}};
    if (const auto orphan = FindOrphan(fact, changed, *gone);
        orphan.has_value() && orphan->child->parent() == unit.id()) {
      details["child"] = orphan->child->id();
    }
    if (details.empty()) continue;
    details["unit"] = unit.id();
    details["ended_on"] = unit.validity().to();
    c.Warn(WarningReason::kEndedUnitStillNamed, std::move(details));
  }
}

Refused CheckNodeParents(const Case& c, const OrganisationChanged& fact,
                         const ChangedOrganisation& changed, DayNumber day) {
  const auto parent_of = [&](const std::string& id) {
    const event::v1::StrategicNode* node = NodeVersionOn(changed.base(), id, day);
    return node == nullptr ? std::string() : node->parent();
  };
  for (int i = 0; i < fact.strategic_nodes_size(); ++i) {
    const event::v1::StrategicNode& node = fact.strategic_nodes(i);
    const std::string path = ElementPath("strategic_nodes", i, "parent");
    if (LeadsBack(node.id(), parent_of)) {
      return c.RefuseField(RefusalReason::kOrganisationCycle, path, {{"id", node.id()}});
    }
    if (!node.parent().empty() && NodeVersionOn(changed.base(), node.parent(), day) == nullptr) {
      return c.RefuseField(RefusalReason::kStrategicNodeUnknown, path, {{"node", node.parent()}});
    }
  }
  return std::nullopt;
}

// Periods in order, and every id once.
template <typename Elements>
Refused CheckElements(const Case& c, const Elements& elements, const std::string& list) {
  std::set<std::string> ids;
  for (int i = 0; i < elements.size(); ++i) {
    if (!ids.insert(elements[i].id()).second) {
      return c.RefuseField(RefusalReason::kDuplicateId, ElementPath(list, i, "id"),
                           {{"id", elements[i].id()}});
    }
    if (Refused refused = CheckPeriod(c, elements[i].validity(), ElementPath(list, i, "validity"));
        refused) {
      return refused;
    }
  }
  return std::nullopt;
}

}  // namespace

Refused JudgeOrganisationChanged(Case& c, const OrganisationChanged& fact) {
  if (fact.units().empty() && fact.strategic_nodes().empty()) {
    return c.RefuseField(RefusalReason::kOrganisationChangeEmpty, "");
  }
  if (Refused refused = CheckElements(c, fact.units(), "units"); refused) return refused;
  if (Refused refused = CheckElements(c, fact.strategic_nodes(), "strategic_nodes"); refused) {
    return refused;
  }
  const ChangedOrganisation changed(c, fact);
  for (const DayNumber day : changed.days()) {
    if (Refused refused = CheckUnitParents(c, fact, changed, day); refused) return refused;
    if (Refused refused = CheckUnitsBelow(c, fact, changed, day); refused) return refused;
    if (Refused refused = CheckNodeParents(c, fact, changed, day); refused) return refused;
  }
  WarnOfEndedUnits(c, fact, changed);
  return std::nullopt;
}

}  // namespace traguardo::domain
