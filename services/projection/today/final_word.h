// The last word on a result: what the Nucleo assessed, else what was proposed as the final result
// and not followed by a declaration.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_FINAL_WORD_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_FINAL_WORD_H_

#include <optional>
#include <string>

#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

struct FinalWord {
  // By the Nucleo; else only proposed, by who answers for the result.
  bool is_assessed = false;
  // The whole of what was promised.
  bool is_whole = false;
  // "80", "partly_reached", "not_reached"; empty for the whole.
  std::string shortfall;
  // The day it speaks of, as the row says it.
  std::string effective_on;
};

// What was said by `day`; none while nothing was. What was declared after a proposal counts in its
// place; an assessment is the last word.
std::optional<FinalWord> FinalWordOn(const view::v1::UnitResult& result, domain::DayNumber day);

// What is short of the whole, in words for `actual` of a miss: the percent where there is one, else
// the outcome. None for the whole, and where nothing is said.
std::optional<std::string> Shortfall(const std::string& percent, event::v1::Outcome outcome);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_FINAL_WORD_H_
