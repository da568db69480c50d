// How things stood, and what was known: folded from the log on demand, reading only the streams of
// the ente that is asked about.
//
// A view at (as_of, known_at) is the fold of the facts effective by as_of and recorded by known_at,
// without those that a storno known by then took back (whatever day the storno speaks of).
// A fact whose date is only a month or a year counts from its first day, as in the fold's order.
//
// Bounds: kMaxFolds at once, others wait; each holds a page of facts besides the state it makes
// (state_loader.h). A page of listed facts costs what it shows, and a look at each stream.

#ifndef TRAGUARDO_SERVICES_RUNTIME_TIME_TRAVEL_TIME_TRAVEL_H_
#define TRAGUARDO_SERVICES_RUNTIME_TIME_TRAVEL_TIME_TRAVEL_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/domain/state/state.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/resource_name.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/views/view_reader.h"
#include "storage/log/event_log.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::runtime {

struct ListedFact {
  event::v1::Envelope envelope;  // with its texts, unless they were withdrawn
  bool private_part_withdrawn = false;
  storage::Position corrected_by = 0;  // 0: it counts
};

struct FactsPage {
  std::vector<ListedFact> facts;  // in log order
  bool more = false;
};

struct FactsQuery {
  std::string_view ente;
  domain::StreamName stream = domain::StreamName::Ente();
  // Also what lies below: for a plan its objectives and rounds, for the ente everything.
  bool recursive = false;
  storage::Position after = 0;  // only facts after it
  storage::Position known_at = 0;
  size_t limit = 100;
};

// Safe from any thread; reads the disk on the caller's.
class TimeTravel {
 public:
  static constexpr int kMaxFolds = 4;

  // Not owned.
  TimeTravel(const storage::EventLog& log, const ViewReader& views,
             const domain::RomeCalendar& calendar)
      : log_(log), views_(views), calendar_(calendar) {}

  // The last end of a command at or before the moment; 0 when nothing was recorded by then. A
  // position past the head is OUT_OF_RANGE; an instant or day to come means the head.
  absl::StatusOr<storage::Position> ResolvePosition(storage::Position position) const;
  absl::StatusOr<storage::Position> ResolveInstant(absl::Time instant) const;
  // The end of the date's last day in Italy.
  absl::StatusOr<storage::Position> ResolveDay(const domain::CivilDate& day) const;

  // What the log has.
  storage::Position head() const { return log_.head(); }

  // The ente with this one plan-year, texts included. `known_at` is what Resolve… gave.
  absl::StatusOr<domain::Ente> FoldAt(std::string_view ente, int year,
                                      const std::optional<domain::CivilDate>& as_of,
                                      storage::Position known_at) const;

  // Marks corrections as far as known_at and the views know them.
  absl::StatusOr<FactsPage> ListFacts(const FactsQuery& query) const;

 private:
  absl::StatusOr<absl::Time> RecordedAt(storage::Position position) const;
  absl::StatusOr<storage::Position> LastBefore(absl::Time end) const;

  const storage::EventLog& log_;
  const ViewReader& views_;
  const domain::RomeCalendar& calendar_;
  mutable absl::Mutex folds_mutex_;
  mutable int folds_ ABSL_GUARDED_BY(folds_mutex_) = 0;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_TIME_TRAVEL_TIME_TRAVEL_H_
