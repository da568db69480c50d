#include "services/projection/summary.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "services/domain/assignments.h"
#include "services/domain/decimal.h"
#include "services/domain/ratio.h"
#include "services/projection/dates.h"
#include "services/projection/day_reading.h"
#include "services/projection/figures.h"
#include "services/projection/standing.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::Decimal;
using view::v1::GroupSummary;
using view::v1::Objective;
using view::v1::Scostamento;

bool IsTakenOut(const Standing& standing) {
  return standing.state == view::v1::OBJECTIVE_STATE_EXCLUDED ||
         standing.state == view::v1::OBJECTIVE_STATE_DROPPED;
}

// The mean of what was declared as percent: by weight, plain, or not at all (see summary.h).
class DeclaredMean {
 public:
  void Add(const std::string& scope, const std::string& weight, const domain::Ratio& percent) {
    const auto value = ReadDecimal(weight);
    if (value.has_value()) {
      weighted_scopes_.insert(scope);
      weights_.Add(*value);
    } else {
      has_unweighted_ = true;
    }
    const auto part = value.has_value() ? domain::Multiply(*value, percent) : percent;
    if (part.ok()) {
      if (const auto sum = domain::Add(sum_, *part); sum.ok()) {
        sum_ = *sum;
        ++count_;
        return;
      }
    }
    overflow_ = true;
  }

  void Fill(GroupSummary* group) const {
    if (count_ == 0 || overflow_) return;
    if (weighted_scopes_.size() > 1 || (!weighted_scopes_.empty() && has_unweighted_)) return;
    const bool by_weight = !weighted_scopes_.empty();
    const auto count = domain::Ratio::Of(count_, 1);
    const auto mean =
        domain::Divide(sum_, by_weight ? domain::Ratio::FromSum(weights_) : *count);
    if (!mean.ok()) return;  // Weights that sum to zero stand for nothing.
    const auto rounded = mean->Round(domain::Rounding::kHalfUp, 2);
    if (!rounded.ok()) return;
    group->set_declared_mean_percent(rounded->ToString());
    if (!by_weight) return;
    if (const auto total = weights_.ToDecimal(); total.ok()) {
      group->set_declared_weight(total->ToString());
    }
  }

 private:
  std::set<std::string> weighted_scopes_;
  bool has_unweighted_ = false;
  bool overflow_ = false;
  domain::DecimalSum weights_;
  domain::Ratio sum_;
  int64_t count_ = 0;
};

// One group while its objectives are counted.
class Group {
 public:
  Group(view::v1::GroupKind kind, std::string id, std::string name) {
    summary_.set_kind(kind);
    summary_.set_id(std::move(id));
    summary_.set_name(std::move(name));
  }

  void Add(const Objective& row, const Standing& standing, UnitFilter counts, DayNumber day) {
    summary_.set_objectives_count(summary_.objectives_count() + 1);
    StateSum& state = states_[standing.state];
    ++state.count;
    if (const auto weight = ReadDecimal(row.weight()); weight.has_value()) {
      state.weight.Add(*weight);
      weighted_scopes_.insert(row.scope());
    }
    if (IsTakenOut(standing)) return;
    AddDeclarations(row, standing, CountingResults(row, counts));
    if (standing.silent) summary_.set_silent_count(summary_.silent_count() + 1);
    const uint32_t misses = static_cast<uint32_t>(std::count_if(
        row.today().silent_misses().begin(), row.today().silent_misses().end(),
        [&](const view::v1::SilentMiss& m) { return m.unit().empty() || counts(m.unit()); }));
    summary_.set_silent_misses_count(summary_.silent_misses_count() + misses);
    summary_.set_pending_ripianificazioni_count(summary_.pending_ripianificazioni_count() +
                                                row.pending_ripianificazioni_count());
    AddDeadline(row, standing, day);
  }

  void Add(const Scostamento& row, UnitFilter counts) {
    if (!row.unit().empty() && !counts(row.unit())) return;
    if (row.closed_on().empty()) {
      summary_.set_open_scostamenti_count(summary_.open_scostamenti_count() + 1);
    }
    summary_.set_overdue_measures_count(summary_.overdue_measures_count() +
                                        row.today().overdue_measures_count());
  }

  GroupSummary Take() {
    for (const auto& [state, sum] : states_) {
      view::v1::StateCount* const count = summary_.add_states();
      count->set_state(state);
      count->set_count(sum.count);
      if (sum.weight.count() == 0 || weighted_scopes_.size() > 1) continue;
      if (const auto weight = sum.weight.ToDecimal(); weight.ok()) {
        count->set_weight(weight->ToString());
      }
    }
    mean_.Fill(&summary_);
    if (next_deadline_ != nullptr) summary_.set_next_deadline(*next_deadline_);
    return std::move(summary_);
  }

 private:
  struct StateSum {
    uint32_t count = 0;
    domain::DecimalSum weight;
  };

  // An objective is declared when any of its results is, and not due when all that are open are.
  void AddDeclarations(const Objective& row, const Standing& standing, const Results& results) {
    domain::DecimalSum percents;
    bool declared = false;
    bool not_due = false;
    bool awaited = false;
    for (const view::v1::UnitResult* result : results) {
      declared |= result->declaration() == view::v1::DECLARATION_DECLARED;
      not_due |= result->declaration() == view::v1::DECLARATION_NOT_DUE;
      awaited |= result->declaration() == view::v1::DECLARATION_NOT_DECLARED;
      if (const auto percent = ReadDecimal(result->percent()); percent.has_value()) {
        percents.Add(*percent);
      }
    }
    if (declared) {
      summary_.set_declared_count(summary_.declared_count() + 1);
    } else if (not_due && !awaited) {
      summary_.set_not_due_count(summary_.not_due_count() + 1);
    } else if (!IsDone(standing)) {
      summary_.set_not_declared_count(summary_.not_declared_count() + 1);
    }
    if (percents.count() == 0) return;
    const auto count = domain::Ratio::Of(percents.count(), 1);
    const auto mean = domain::Divide(domain::Ratio::FromSum(percents), *count);
    if (mean.ok()) mean_.Add(row.scope(), row.weight(), *mean);
  }

  void AddDeadline(const Objective& row, const Standing& standing, DayNumber day) {
    if (IsDone(standing)) return;
    const auto deadline = LastDay(row.current_deadline());
    if (!deadline.has_value() || *deadline < day) return;
    if (next_deadline_ != nullptr && next_deadline_day_ <= *deadline) return;
    next_deadline_ = &row.current_deadline();
    next_deadline_day_ = *deadline;
  }

  GroupSummary summary_;
  std::map<view::v1::ObjectiveState, StateSum> states_;
  std::set<std::string> weighted_scopes_;
  DeclaredMean mean_;
  const std::string* next_deadline_ = nullptr;
  DayNumber next_deadline_day_ = 0;
};

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
      : plan_(plan), day_(day) {
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
    for (const view::v1::PlanUnit& unit : plan.units()) parents_[unit.id()] = unit.parent();
  }

  std::vector<GroupSummary> Summarise() {
    std::vector<GroupSummary> groups;
    groups.push_back(Ente());
    for (const view::v1::PlanUnit& unit : plan_.units()) groups.push_back(OfUnit(unit));
    for (const auto& [id, name] : Responsabili()) groups.push_back(OfResponsabile(id, name));
    for (const auto& scope : plan_.rule_set().scopes()) groups.push_back(OfScope(scope));
    return groups;
  }

 private:
  void AddWhole(const Entry& entry, Group& group) const {
    group.Add(*entry.row, entry.whole, AnyUnit, day_);
    for (const Scostamento* row : entry.scostamenti) group.Add(*row, AnyUnit);
  }

  // Of a transversal objective only these units.
  void AddUnits(const Entry& entry, UnitFilter counts, Group& group) const {
    if (!entry.reading.has_value()) return AddWhole(entry, group);
    group.Add(*entry.row, StandingOf(ForUnits(*entry.reading, counts)), counts, day_);
    for (const Scostamento* row : entry.scostamenti) group.Add(*row, counts);
  }

  GroupSummary Ente() const {
    Group group(view::v1::GROUP_KIND_ENTE, "", plan_.ente_name());
    for (const Entry& entry : entries_) AddWhole(entry, group);
    return group.Take();
  }

  // The unit itself, or one anywhere below it. A circle of parents, which no Decide lets in, ends.
  bool IsWithin(std::string_view unit, const std::string& ancestor) const {
    for (size_t steps = 0; steps <= parents_.size(); ++steps) {
      if (unit == ancestor) return true;
      const auto found = parents_.find(unit);
      if (found == parents_.end() || found->second.empty()) return false;
      unit = found->second;
    }
    return false;
  }

  GroupSummary OfUnit(const view::v1::PlanUnit& unit) const {
    Group group(view::v1::GROUP_KIND_UNIT, unit.id(), unit.name());
    const auto within = [&](const std::string& id) { return IsWithin(id, unit.id()); };
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
    Group group(view::v1::GROUP_KIND_RESPONSABILE, id, name);
    for (const Entry& entry : entries_) {
      bool whole = false;
      std::set<std::string> units;
      for (const event::v1::Assignment& assignment : entry.row->assignments()) {
        if (assignment.responsabile() != id || !Holds(assignment)) continue;
        whole |= assignment.unit().empty();
        units.insert(assignment.unit());
      }
      if (whole) {
        AddWhole(entry, group);
      } else if (!units.empty()) {
        AddUnits(entry, [&](const std::string& unit) { return units.count(unit) != 0; }, group);
      }
    }
    return group.Take();
  }

  GroupSummary OfScope(const rules::v1::Scope& scope) const {
    Group group(view::v1::GROUP_KIND_SCOPE, scope.id(), scope.name());
    for (const Entry& entry : entries_) {
      if (entry.row->scope() == scope.id()) AddWhole(entry, group);
    }
    return group.Take();
  }

  const view::v1::Plan& plan_;
  const DayNumber day_;
  std::vector<Entry> entries_;
  // Unit → the one above it.
  std::map<std::string, std::string, std::less<>> parents_;
};

}  // namespace

std::vector<GroupSummary> Summarise(const view::v1::Plan& plan,
                                    const std::vector<const Objective*>& objectives,
                                    const std::vector<const Scostamento*>& scostamenti,
                                    const domain::CivilDate& day) {
  return Summariser(plan, objectives, scostamenti, day.first_day_number()).Summarise();
}

}  // namespace traguardo::projection
