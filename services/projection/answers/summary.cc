#include "services/projection/answers/summary.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "services/domain/status/assignments.h"
#include "services/projection/answers/summary_group.h"
#include "services/projection/answers/unit_tree.h"
#include "services/projection/today/day_reading.h"
#include "services/projection/today/standing.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::GroupSummary;
using view::v1::Objective;
using view::v1::Scostamento;

// A row, read once for all the groups it is in.
struct Entry {
  const Objective* row;
  // As the row says for the day.
  Standing whole;
  std::vector<const Scostamento*> scostamenti;
  // Only of a transversal objective, for its units.
  std::optional<DayReading> reading;
};

Standing StandingIn(const view::v1::ObjectiveToday& today) {
  Standing standing;
  standing.state = today.state();
  if (today.has_silence_days()) standing.silence_days = today.silence_days();
  standing.silent = today.silent();
  return standing;
}

class Summariser {
 public:
  Summariser(const view::v1::Plan& plan, const std::vector<const Objective*>& objectives,
             const std::vector<const Scostamento*>& scostamenti, DayNumber day)
      : plan_(plan), day_(day), tree_(plan), nodes_(plan) {
    std::unordered_map<std::string_view, size_t> by_name;
    for (const Objective* row : objectives) {
      by_name.emplace(row->name(), entries_.size());
      Entry& entry = entries_.emplace_back(Entry{row, StandingIn(row->today()), {}, {}});
      if (IsTransversal(*row)) entry.reading = ReadOn(*row, day, AnyUnit);
    }
    for (const Scostamento* row : scostamenti) {
      const auto found = by_name.find(row->objective());
      if (found != by_name.end()) entries_[found->second].scostamenti.push_back(row);
    }
    for (const rules::v1::Scope& scope : plan.rule_set().scopes()) {
      if (scope.per_unit()) per_unit_scopes_.insert(scope.id());
    }
  }

  std::vector<GroupSummary> Summarise() {
    std::vector<GroupSummary> groups;
    groups.push_back(Ente());
    for (const view::v1::PlanUnit& unit : plan_.units()) groups.push_back(OfUnit(unit));
    for (const auto& [id, name] : Responsabili()) groups.push_back(OfResponsabile(id, name));
    for (const auto& scope : plan_.rule_set().scopes()) groups.push_back(OfScope(scope));
    for (const view::v1::PlanNode& node : plan_.nodes()) groups.push_back(OfNode(node));
    return groups;
  }

 private:
  SummaryGroup Begin(view::v1::GroupKind kind, const std::string& id,
                     const std::string& name) const {
    return SummaryGroup(kind, id, name, per_unit_scopes_);
  }

  void AddWhole(const Entry& entry, UnitFilter in_group, SummaryGroup& group) const {
    group.Add(*entry.row, entry.whole, AnyUnit, in_group, day_);
    for (const Scostamento* row : entry.scostamenti) group.Add(*row, AnyUnit);
  }

  // Of a transversal objective only these units.
  void AddUnits(const Entry& entry, UnitFilter counts, SummaryGroup& group) const {
    if (!entry.reading.has_value()) return AddWhole(entry, counts, group);
    group.Add(*entry.row, StandingOf(ForUnits(*entry.reading, counts)), counts, counts, day_);
    for (const Scostamento* row : entry.scostamenti) group.Add(*row, counts);
  }

  GroupSummary Ente() const {
    SummaryGroup group = Begin(view::v1::GROUP_KIND_ENTE, "", plan_.ente_name());
    for (const Entry& entry : entries_) AddWhole(entry, AnyUnit, group);
    return group.Take();
  }

  GroupSummary OfUnit(const view::v1::PlanUnit& unit) const {
    SummaryGroup group = Begin(view::v1::GROUP_KIND_UNIT, unit.id(), unit.name());
    const auto within = [&](const std::string& id) { return tree_.IsWithin(id, unit.id()); };
    for (const Entry& entry : entries_) {
      const auto& units = entry.row->units();
      if (std::any_of(units.begin(), units.end(), within)) AddUnits(entry, within, group);
    }
    return group.Take();
  }

  bool Holds(const event::v1::Assignment& assignment) const {
    return assignment.role() == event::v1::RESPONSABILE_ROLE_RESPONSABILE &&
           domain::Contains(assignment.validity(), day_);
  }

  // Those who answer for something on the day, with their names as the assignments know them.
  std::map<std::string, std::string> Responsabili() const {
    std::map<std::string, std::string> responsabili;
    for (const Entry& entry : entries_) {
      for (const event::v1::Assignment& assignment : entry.row->assignments()) {
        if (!Holds(assignment)) continue;
        std::string& name = responsabili[assignment.responsabile()];
        if (!assignment.name().empty()) name = assignment.name();
      }
    }
    return responsabili;
  }

  GroupSummary OfResponsabile(const std::string& id, const std::string& name) const {
    SummaryGroup group = Begin(view::v1::GROUP_KIND_RESPONSABILE, id, name);
    for (const Entry& entry : entries_) {
      bool whole = false;
      std::set<std::string> units;
      for (const event::v1::Assignment& assignment : entry.row->assignments()) {
        if (assignment.responsabile() != id || !Holds(assignment)) continue;
        whole |= assignment.unit().empty();
        units.insert(assignment.unit());
      }
      if (whole) {
        AddWhole(entry, AnyUnit, group);
      } else if (!units.empty()) {
        AddUnits(
            entry, [&](const std::string& unit) { return units.count(unit) != 0; }, group);
      }
    }
    return group.Take();
  }

  GroupSummary OfScope(const rules::v1::Scope& scope) const {
    SummaryGroup group = Begin(view::v1::GROUP_KIND_SCOPE, scope.id(), scope.name());
    for (const Entry& entry : entries_) {
      if (entry.row->scope() == scope.id()) AddWhole(entry, AnyUnit, group);
    }
    return group.Take();
  }

  // An objective stands where its links put it: at the nodes they name, and at all above them.
  GroupSummary OfNode(const view::v1::PlanNode& node) const {
    SummaryGroup group = Begin(view::v1::GROUP_KIND_NODE, node.id(), node.name());
    for (const Entry& entry : entries_) {
      const event::v1::Links& links = entry.row->links();
      const std::string* const linked[] = {&links.missione(), &links.programma(),
                                           &links.strategic_objective(), &links.linea_di_mandato()};
      const bool within = std::any_of(
          std::begin(linked), std::end(linked),
          [&](const std::string* id) { return !id->empty() && nodes_.IsWithin(*id, node.id()); });
      if (within) AddWhole(entry, AnyUnit, group);
    }
    return group.Take();
  }

  const view::v1::Plan& plan_;
  const DayNumber day_;
  std::vector<Entry> entries_;
  const UnitTree tree_;
  const NodeTree nodes_;
  // Those whose weights sum up for each unit by itself.
  std::set<std::string> per_unit_scopes_;
};

}  // namespace

std::vector<GroupSummary> Summarise(const view::v1::Plan& plan,
                                    const std::vector<const Objective*>& objectives,
                                    const std::vector<const Scostamento*>& scostamenti,
                                    const domain::CivilDate& day) {
  return Summariser(plan, objectives, scostamenti, day.first_day_number()).Summarise();
}

}  // namespace traguardo::projection
