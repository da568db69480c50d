// The share that the plan itself promises by each date. A stated point holds until the next one:
// the plan promises the share BY a date and says nothing about the days between, so no line is
// drawn through them, and before the first point it promises nothing.
//
// What gives the points, the first of these that the definition has:
//  - phases with figures and an end: the sum of the weights ended by then, or the highest
//  cumulative
//    percent. A phase without an end counts at the deadline.
//  - dated promises in equal steps: every milestone, every indicator with a date of its own, and
//  the
//    deadline when it comes after all of them. k of n promises due is 100·k/n, to two decimals.
// Otherwise there is no curve. What was due with the original deadline moves with the deadline.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_PLANNED_CURVE_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_PLANNED_CURVE_H_

#include <optional>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "services/projection/measures/due_day.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

using PlannedPoints = google::protobuf::RepeatedPtrField<view::v1::PlannedPoint>;

// Adds the points in order of date, each date once, each a whole day (the last of a month or year).
void FillPlannedCurve(const event::v1::ObjectiveDefinition& definition, const Deadlines& deadlines,
                      int year, PlannedPoints* curve);

// What was promised by the end of `day`: zero before the first point, none without a curve.
std::optional<domain::Decimal> PlannedShareOn(const PlannedPoints& curve, domain::DayNumber day);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_PLANNED_CURVE_H_
