// Rows of the views, rendered from the one state that domain::Evolve folds.
//
// A row is a function of the facts alone: no clock, no order of arrival, no day. What depends on
// the day is filled in when somebody asks (today.h).
//
// Every row carries last_change_position. Promise: when a command is added to the state, each row
// whose bytes change gets a position of that command, and each other row keeps its bytes. So a
// projector needs to write only the rendered rows whose last_change_position lies in its batch, and
// a watcher resumes by asking for the rows behind its own position. The position may name a fact
// that could have changed the row and did not.
//
// The state must hold the ente's base and the whole year. Texts are shown as far as the state has
// them. All functions are pure and may run on several threads over one state that nobody changes.

#ifndef TRAGUARDO_SERVICES_PROJECTION_RENDER_RENDER_H_
#define TRAGUARDO_SERVICES_PROJECTION_RENDER_RENDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "google/protobuf/message_lite.h"
#include "services/domain/state/state.h"
#include "services/domain/values/rome_calendar.h"
#include "services/projection/keys/row_key.h"
#include "services/projection/keys/touched.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"
#include "traguardo/view/v1/variation.pb.h"

namespace traguardo::projection {

struct Row {
  RowKey key;
  uint64_t last_change_position = 0;
  // The serialised message of the key's kind.
  std::string bytes;
};

// None while no plan is drafted for the year.
std::optional<view::v1::Plan> RenderPlan(const domain::Ente& ente, int year);

// None for an objective that was never defined, or was removed while drafting.
std::optional<view::v1::Objective> RenderObjective(const domain::Ente& ente, int year,
                                                   std::string_view objective);
// The same into a message that is used again, which is faster; false for none, and `row` is empty.
bool RenderObjective(const domain::Ente& ente, int year, std::string_view objective,
                     view::v1::Objective* row);

// One for each scostamento of the objective, by id.
std::vector<view::v1::Scostamento> RenderScostamenti(const domain::Ente& ente, int year,
                                                     std::string_view objective);

// The addition of the objective by an amendment, if it came by one, then one for each
// ripianificazione, by id.
std::vector<view::v1::Variation> RenderVariations(const domain::Ente& ente, int year,
                                                  std::string_view objective);

// None for a round that was never opened. `rome` tells whether a report came after the due date:
// the day it was recorded counts, which nobody can choose.
std::optional<view::v1::Round> RenderRound(const domain::Ente& ente, int year,
                                           std::string_view round,
                                           const domain::RomeCalendar& rome);

// Every row of the year, in key order.
std::vector<Row> RenderYear(const domain::Ente& ente, int year, const domain::RomeCalendar& rome);

// The rows of the year that `touched` names and that exist, in key order.
std::vector<Row> RenderTouched(const domain::Ente& ente, int year, const TouchedRows& touched,
                               const domain::RomeCalendar& rome);

// A row before it is serialised. Lives during the call that hands it over.
struct RowMessage {
  const RowKey& key;
  uint64_t last_change_position;
  const google::protobuf::MessageLite& message;
};

// The same rows in the same order, handed over one by one. `scratch` holds them meanwhile: used
// again and again, it spares most of the memory that a row would ask for.
void RenderTouched(const domain::Ente& ente, int year, const TouchedRows& touched,
                   const domain::RomeCalendar& rome, view::v1::Objective& scratch,
                   absl::FunctionRef<void(const RowMessage&)> visit);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_RENDER_RENDER_H_
