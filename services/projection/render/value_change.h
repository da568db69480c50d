// One step of a variation in words that machines and people can read: what changes, from which
// value, to which, and what the plan said first. Values are texts of the plan itself (dates,
// decimals, names), never sentences, so that every client words them in its own language.

#ifndef TRAGUARDO_SERVICES_PROJECTION_RENDER_VALUE_CHANGE_H_
#define TRAGUARDO_SERVICES_PROJECTION_RENDER_VALUE_CHANGE_H_

#include <string>
#include <vector>

#include "services/domain/state/state_objective.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"
#include "traguardo/view/v1/variation.pb.h"

namespace traguardo::projection {

// What a change is laid against.
struct ChangeBase {
  const domain::Objective* objective;
  // In force when the change was, or would be, made.
  const event::v1::ObjectiveDefinition* before;
  // On the eve of this day the outgoing responsabili answered.
  domain::DayNumber day;
  int year;
};

// One entry for each value that a change sets; a value that stays the same is left out.
//
//   deadline, weight, time_shape, units, dropped
//   indicator:{id}/target · /target_date · /due · /name · /weight
//   phase:{id}/begin · /end · /weight · /cumulative_percent
//   milestone:{id}/due
//   responsabile, deputy, contributor   with @{unit} behind for one unit
//   indicator:{id} added · phase:{id} added · milestone:{id} added
//   indicator:{id} removed · phase:{id} removed · milestone:{id} removed
std::vector<view::v1::ValueChange> ValueChanges(const ChangeBase& base,
                                                const event::v1::Change& change);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_RENDER_VALUE_CHANGE_H_
