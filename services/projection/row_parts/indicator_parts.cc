#include "services/projection/row_parts/indicator_parts.h"

#include <algorithm>
#include <string>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/measured.h"
#include "services/projection/measures/comparison.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::KnownFor;
using domain::Measurements;

void FillMeasurement(const event::v1::Indicator& indicator, const std::string& unit,
                     const Measurements::value_type& recorded, view::v1::MeasurementView* view) {
  const event::v1::MeasurementRecorded& measured = *recorded.value;
  view->set_unit(unit);
  view->set_value(measured.value());
  view->set_precision(measured.precision());
  view->set_numerator(measured.numerator());
  view->set_denominator(measured.denominator());
  if (measured.has_met()) view->set_met(measured.met());
  view->set_date(measured.date());
  view->set_source(measured.source());
  view->set_note(measured.note());
  FillProvenance(recorded.by, view->mutable_recorded());
  view->set_comparison(Compare(indicator, measured));
}

// By the days on which they count: the indicator's own and, when that comes later, the deadline.
void FillMeasurements(const event::v1::Indicator& indicator, const std::string& unit,
                      const Measurements& all, DayNumber due, const Deadlines& deadlines,
                      view::v1::IndicatorView* view) {
  const auto latest = all.end() - 1;
  FillMeasurement(indicator, unit, *latest, view->add_measurements());
  const auto at_due = KnownFor(all, due);
  if (at_due == latest) return;
  FillMeasurement(indicator, unit, *at_due, view->add_at_due());
  const auto at_deadline = KnownFor(all, std::max(due, deadlines.current.value_or(due)));
  if (at_deadline == at_due || at_deadline == latest) return;
  FillMeasurement(indicator, unit, *at_deadline, view->add_at_due());
}

}  // namespace

void FillIndicators(const domain::Objective& objective,
                    const event::v1::ObjectiveDefinition& current, const Deadlines& deadlines,
                    int year, view::v1::Objective* row) {
  const event::v1::ObjectiveDefinition& original = *objective.definition.value;
  for (const event::v1::Indicator& indicator : current.indicators()) {
    view::v1::IndicatorView* const view = row->add_indicators();
    *view->mutable_indicator() = indicator;
    if (const auto* first = domain::FindIndicator(original, indicator.id()); first != nullptr) {
      if (first->target() != indicator.target()) view->set_original_target(first->target());
      if (first->target_date() != indicator.target_date()) {
        view->set_original_target_date(first->target_date());
      }
    }
    const DayNumber due = IndicatorDueDay(indicator, deadlines, year);
    auto at = objective.measurements.lower_bound(domain::PartOfUnit{indicator.id(), ""});
    for (; at != objective.measurements.end() && at->first.part == indicator.id(); ++at) {
      FillMeasurements(indicator, at->first.unit, at->second, due, deadlines, view);
    }
  }
}

}  // namespace traguardo::projection
