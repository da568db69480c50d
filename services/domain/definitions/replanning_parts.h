// Which parts of a plan a change touches, and by when they had to be there. Of replanning.cc.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_PARTS_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_PARTS_H_

#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"
#include "traguardo/event/v1/values.pb.h"

namespace traguardo::domain {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

Deadlines DeadlinesBefore(const ReplannedPlan& plan);

// How much a deadline asks for, ascending: the day something is expected; that it goes on until
// then; that it is done by then.
enum class Binding { kExpected, kGoesOn, kDone };
Binding BindingOf(const event::v1::TimeShape& shape);

// Those of `before` that are not in `after`.
std::vector<std::string> LostEntries(const Texts& before, const Texts& after);

// Checks that go with the new shape, but for one on whose day the whole has to be there now.
std::vector<std::string> LostChecks(const ReplannedPlan& plan, const event::v1::TimeShape& shape);

// Seasons that are taken out, begin later, or end on another day, and whose last day is not the one
// on which the whole has to be there now.
std::vector<event::v1::Period> LostWindows(const ReplannedPlan& plan,
                                           const event::v1::TimeShape& shape);

// The time of the change, whether that had passed, and what of it was missed. `lowered`: phases
// that it lowers besides those it names.
void FillTimes(const ReplannedPlan& plan, const event::v1::Change& change,
               const std::vector<std::string>& lowered, DayNumber decided_on,
               ChangeJudgement& judgement);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_PARTS_H_
