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

// Exact, with at least `decimals` digits after the point; rounded half up to two where no decimal
// is exact (a third of 10.00).
std::string WeightText(const domain::Ratio& weight, int decimals) {
  for (int digits = decimals; digits <= domain::Decimal::kMaxScale; ++digits) {
    const auto text = weight.Round(domain::Rounding::kTruncate, digits);
    if (text.ok() && domain::Ratio(*text) == weight) return text->ToString();
  }
  const auto rounded = weight.Round(domain::Rounding::kHalfUp, std::max(decimals, 2));
  return rounded.ok() ? rounded->ToString() : std::string();
}

}  // namespace

void DeclaredMean::Add(const Totals& totals, const std::string& weight,
                       const domain::Ratio& percent, const domain::Ratio& share) {
  const auto value = ReadDecimal(weight);
  if (value.has_value()) {
    totals_.insert(totals.begin(), totals.end());
    decimals_ = std::max(decimals_, value->scale());
  } else {
    has_unweighted_ = true;
  }
  const auto part = value.has_value() ? domain::Multiply(*value, share) : share;
  const auto product = part.ok() ? domain::Multiply(*part, percent) : part;
  const auto stands_for = part.ok() ? domain::Add(stands_for_, *part) : part;
  const auto sum = product.ok() ? domain::Add(sum_, *product) : product;
  if (!stands_for.ok() || !sum.ok()) {
    overflow_ = true;
    return;
  }
  stands_for_ = *stands_for;
  sum_ = *sum;
}

void DeclaredMean::Fill(GroupSummary* group) const {
  if (overflow_ || stands_for_.sign() == 0) return;  // Weights of zero stand for nothing.
  if (totals_.size() > 1 || (!totals_.empty() && has_unweighted_)) return;
  const auto mean = domain::Divide(sum_, stands_for_);
  if (!mean.ok()) return;
  const auto rounded = mean->Round(domain::Rounding::kHalfUp, 2);
  if (!rounded.ok()) return;
  group->set_declared_mean_percent(rounded->ToString());
  if (!totals_.empty()) group->set_declared_weight(WeightText(stands_for_, decimals_));
}

SummaryGroup::SummaryGroup(view::v1::GroupKind kind, std::string id, std::string name,
                           const std::set<std::string>& per_unit_scopes)
    : per_unit_scopes_(per_unit_scopes) {
  summary_.set_kind(kind);
  summary_.set_id(std::move(id));
  summary_.set_name(std::move(name));
}

Totals SummaryGroup::TotalsOf(const Objective& row, UnitFilter in_group) const {
  if (!per_unit_scopes_.contains(row.scope())) return {row.scope()};
  Totals totals;
  for (const std::string& unit : row.units()) {
    if (in_group(unit)) totals.insert(row.scope() + "@" + unit);
  }
  return totals;
}

void SummaryGroup::Add(const Objective& row, const Standing& standing, UnitFilter counts,
                       UnitFilter in_group, DayNumber day) {
  summary_.set_objectives_count(summary_.objectives_count() + 1);
  const auto weight = ReadDecimal(row.weight());
  const Totals totals = weight.has_value() ? TotalsOf(row, in_group) : Totals();
  StateSum& state = states_[standing.state];
  ++state.count;
  if (weight.has_value()) {
    state.weight.Add(*weight);
    totals_.insert(totals.begin(), totals.end());
  }
  // Also of what was taken out: an act that drops it too late, and says not why, is one.
  const uint32_t misses = static_cast<uint32_t>(std::count_if(
      row.today().silent_misses().begin(), row.today().silent_misses().end(),
      [&](const view::v1::SilentMiss& m) { return m.unit().empty() || counts(m.unit()); }));
  summary_.set_silent_misses_count(summary_.silent_misses_count() + misses);
  if (IsTakenOut(standing)) return;
  AddDeclarations(row, standing, CountingResults(row, counts), totals);
  if (standing.silent) summary_.set_silent_count(summary_.silent_count() + 1);
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
    if (sum.weight.count() == 0 || totals_.size() > 1) continue;
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
                                   const Results& results, const Totals& totals) {
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
  const auto share = domain::Ratio::Of(percents.count(), static_cast<int64_t>(results.size()));
  if (mean.ok() && share.ok()) mean_.Add(totals, row.weight(), *mean, *share);
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
