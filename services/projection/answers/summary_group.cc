#include "services/projection/answers/summary_group.h"

#include <algorithm>
#include <utility>

#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::GroupSummary;
using view::v1::Objective;
using view::v1::Scostamento;

bool IsTakenOut(const Standing& standing) {
  return standing.state == view::v1::OBJECTIVE_STATE_EXCLUDED ||
         standing.state == view::v1::OBJECTIVE_STATE_DROPPED;
}

}  // namespace

void DeclaredMean::Add(const std::string& scope, const std::string& weight,
                       const domain::Ratio& percent) {
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

void DeclaredMean::Fill(GroupSummary* group) const {
  if (count_ == 0 || overflow_) return;
  if (weighted_scopes_.size() > 1 || (!weighted_scopes_.empty() && has_unweighted_)) return;
  const bool by_weight = !weighted_scopes_.empty();
  const auto count = domain::Ratio::Of(count_, 1);
  const auto mean = domain::Divide(sum_, by_weight ? domain::Ratio::FromSum(weights_) : *count);
  if (!mean.ok()) return;  // Weights that sum to zero stand for nothing.
  const auto rounded = mean->Round(domain::Rounding::kHalfUp, 2);
  if (!rounded.ok()) return;
  group->set_declared_mean_percent(rounded->ToString());
  if (!by_weight) return;
  if (const auto total = weights_.ToDecimal(); total.ok()) {
    group->set_declared_weight(total->ToString());
  }
}

SummaryGroup::SummaryGroup(view::v1::GroupKind kind, std::string id, std::string name) {
  summary_.set_kind(kind);
  summary_.set_id(std::move(id));
  summary_.set_name(std::move(name));
}

void SummaryGroup::Add(const Objective& row, const Standing& standing, UnitFilter counts,
                       DayNumber day) {
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

void SummaryGroup::Add(const Scostamento& row, UnitFilter counts) {
  if (!row.unit().empty() && !counts(row.unit())) return;
  if (row.closed_on().empty()) {
    summary_.set_open_scostamenti_count(summary_.open_scostamenti_count() + 1);
  }
  summary_.set_overdue_measures_count(summary_.overdue_measures_count() +
                                      row.today().overdue_measures_count());
}

GroupSummary SummaryGroup::Take() {
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

// An objective is declared when any of its results is, and not due when all that are open are.
void SummaryGroup::AddDeclarations(const Objective& row, const Standing& standing,
                                   const Results& results) {
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

void SummaryGroup::AddDeadline(const Objective& row, const Standing& standing, DayNumber day) {
  if (IsDone(standing)) return;
  const auto deadline = LastDay(row.current_deadline());
  if (!deadline.has_value() || *deadline < day) return;
  if (next_deadline_ != nullptr && next_deadline_day_ <= *deadline) return;
  next_deadline_ = &row.current_deadline();
  next_deadline_day_ = *deadline;
}

}  // namespace traguardo::projection
