// Which rows a fact may change. Collected over a batch, rendered once at its end (render.h).
//
// Promise: no other row changes, in bytes or existence. More may be named than do change.

#ifndef TRAGUARDO_SERVICES_PROJECTION_KEYS_TOUCHED_H_
#define TRAGUARDO_SERVICES_PROJECTION_KEYS_TOUCHED_H_

#include <functional>
#include <map>
#include <set>
#include <string>

#include "services/domain/state/state.h"
#include "services/projection/keys/row_key.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::projection {

// Rows of one plan-year.
struct TouchedRows {
  bool plan = false;
  // The row of every objective, but not its scostamenti and variations.
  bool every_objective = false;
  bool every_round = false;
  // Everything: each row of the year.
  bool every_row = false;
  // Ids of objectives: their own row, their scostamenti and their variations.
  std::set<std::string, std::less<>> objectives;
  // Ids of rounds.
  std::set<std::string, std::less<>> rounds;
  // Rows may be gone: compare the named ones that are stored with those that are rendered now. Rows
  // never vanish otherwise.
  bool rows_may_vanish = false;

  bool empty() const;
  void Add(const TouchedRows& other);
  // Whether a row with this key is among those named.
  bool Names(const RowKey& key) const;
};

struct Touched {
  // By year.
  std::map<int, TouchedRows> years;
  // In every year the ente has: the ente's own facts show there.
  TouchedRows every_year;
  // The state still holds what a correction took back (these years) or what a correction or
  // withdrawal in the ente's own stream concerns (every year): fold again before rendering.
  std::set<int> fold_again;
  bool fold_every_year_again = false;

  // What is named for this year, with what is named for every year.
  TouchedRows Of(int year) const;
};

// Adds the rows that `fact` may change. `ente` already holds the fact. In the streams of objectives
// and rounds, what a fact touches depends on the stream and the fact's kind alone.
void Touch(const domain::Ente& ente, const event::v1::Envelope& fact, Touched& touched);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_KEYS_TOUCHED_H_
