// A measured value against the target of its indicator, in exact decimals.
//
//   UP          met from the target up; strict: above it
//   DOWN        met from the target down; strict: below it
//   EXACT       met by the target only
//   YES_NO      met when it was said to be met
//   DATE        met up to the target date; strict: before it
//
// The minimum threshold is a bound of its own: on its wrong side (below it, for DOWN above it)
// nothing counts, so the target is not met, whatever it says.
//
// Precision. ABOUT compares by its value; the mark stays on the measurement. AT_LEAST says that the
// true value is that or more (for a date: that day or later), so it can prove UP met and DOWN,
// EXACT and DATE not met, and else says nothing. Dates of lower precision likewise: "2024-03"
// against 2024-03-15 is unknown.
//
// Unknown: nothing measured, no target, or the measurement proves neither.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_COMPARISON_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_COMPARISON_H_

#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::domain {

enum class Comparison { kUnknown, kMet, kNotMet };

Comparison Compare(const event::v1::Indicator& indicator,
                   const event::v1::MeasurementRecorded& measurement);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_COMPARISON_H_
