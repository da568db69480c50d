#include "services/projection/measures/planned_curve.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/domain/values/ratio.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::Decimal;
using event::v1::Indicator;
using event::v1::ObjectiveDefinition;
using event::v1::Phase;
using view::v1::PlannedPoint;

void AddPoint(DayNumber day, std::string percent, PlannedPoints* curve) {
  PlannedPoint* const point = curve->Add();
  point->set_date(DayText(day));
  point->set_percent(std::move(percent));
}

// A phase without an end counts at the deadline.
std::optional<DayNumber> EndOf(const Phase& phase, const Deadlines& deadlines) {
  const std::optional<DayNumber> end = LastDay(phase.planned().to());
  if (!end.has_value()) return deadlines.current;
  return deadlines.MovedAlong(*end);
}

void ByWeights(const ObjectiveDefinition& definition, const Deadlines& deadlines,
               PlannedPoints* curve) {
  std::map<DayNumber, domain::DecimalSum> ending;
  for (const Phase& phase : definition.phases()) {
    const std::optional<DayNumber> end = EndOf(phase, deadlines);
    const std::optional<Decimal> weight = ReadDecimal(phase.weight());
    if (weight.has_value() && end.has_value()) ending[*end].Add(*weight);
  }
  domain::DecimalSum so_far;
  for (const auto& [day, weights] : ending) {
    so_far.Add(weights);
    if (const auto share = so_far.ToDecimal(); share.ok()) {
      AddPoint(day, share->ToString(), curve);
    }
  }
}

void ByCumulative(const ObjectiveDefinition& definition, const Deadlines& deadlines,
                  PlannedPoints* curve) {
  std::map<DayNumber, Decimal> ending;
  for (const Phase& phase : definition.phases()) {
    const std::optional<DayNumber> end = EndOf(phase, deadlines);
    const std::optional<Decimal> percent = ReadDecimal(phase.cumulative_percent());
    if (!percent.has_value() || !end.has_value()) continue;
    const auto [at, is_new] = ending.emplace(*end, *percent);
    if (!is_new && at->second < *percent) at->second = *percent;
  }
  std::optional<Decimal> highest;
  for (const auto& [day, percent] : ending) {
    // A later phase that ends earlier has promised its share, and all before it, already.
    if (highest.has_value() && percent <= *highest) continue;
    highest = percent;
    AddPoint(day, percent.ToString(), curve);
  }
}

// Whether it has a date by itself.
bool IsDated(const Indicator& indicator) {
  return !indicator.due().empty() ||
         (indicator.direction() == event::v1::DIRECTION_DATE && !indicator.target_date().empty());
}

void ByEqualSteps(const ObjectiveDefinition& definition, const Deadlines& deadlines, int year,
                  PlannedPoints* curve) {
  std::vector<DayNumber> promises;
  for (const event::v1::Milestone& milestone : definition.milestones()) {
    if (const auto due = LastDay(milestone.due()); due.has_value()) {
      promises.push_back(deadlines.MovedAlong(*due));
    }
  }
  for (const Indicator& indicator : definition.indicators()) {
    if (!IsDated(indicator)) continue;
    const DayNumber due = IndicatorDueDay(indicator, deadlines, year);
    // One that is due with the objective is no promise of its own.
    if (due != deadlines.current) promises.push_back(due);
  }
  if (promises.empty()) return;
  std::sort(promises.begin(), promises.end());
  if (deadlines.current.has_value() && promises.back() < *deadlines.current) {
    promises.push_back(*deadlines.current);
  }

  for (size_t i = 0; i < promises.size(); ++i) {
    if (i + 1 < promises.size() && promises[i + 1] == promises[i]) continue;
    const auto share =
        domain::Ratio::Of(100 * static_cast<int64_t>(i + 1), static_cast<int64_t>(promises.size()));
    if (share.ok()) AddPoint(promises[i], ShortText(*share), curve);
  }
}

}  // namespace

void FillPlannedCurve(const ObjectiveDefinition& definition, const Deadlines& deadlines, int year,
                      PlannedPoints* curve) {
  for (const Phase& phase : definition.phases()) {
    if (!phase.cumulative_percent().empty()) return ByCumulative(definition, deadlines, curve);
    if (!phase.weight().empty()) return ByWeights(definition, deadlines, curve);
  }
  ByEqualSteps(definition, deadlines, year, curve);
}

std::optional<Decimal> PlannedShareOn(const PlannedPoints& curve, DayNumber day) {
  if (curve.empty()) return std::nullopt;
  Decimal share;
  for (const PlannedPoint& point : curve) {
    const std::optional<DayNumber> due = FirstDay(point.date());
    if (!due.has_value() || *due > day) break;
    share = ReadDecimal(point.percent()).value_or(share);
  }
  return share;
}

}  // namespace traguardo::projection
