#include "services/runtime/time_travel/time_travel.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/domain/state/fact_order.h"
#include "services/runtime/states/fact_reader.h"
#include "services/runtime/states/state_loader.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using storage::Position;

absl::StatusOr<Envelope> ReadEnvelope(const storage::EventLog& log, Position position) {
  const absl::StatusOr<storage::StoredFact> stored = log.Read(position);
  if (!stored.ok()) return stored.status();
  Envelope fact;
  absl::Status parsed = ParseFact(*stored, Texts::kLeftOut, {}, fact);
  if (!parsed.ok()) return parsed;
  return fact;
}

// A storno counts whatever day it speaks of: what is known to be wrong is not shown for any day.
bool Counts(const Envelope& fact, const std::optional<domain::CivilDate>& as_of) {
  return !as_of.has_value() || fact.fact().has_fact_corrected() ||
         domain::OrderOf(fact).day <= as_of->last_day_number();
}

// The `limit` first positions after `after`, and whether there are more.
struct FirstPositions {
  std::vector<Position> positions;
  bool more = false;
};
absl::StatusOr<FirstPositions> ListPositions(const storage::EventLog& log,
                                             const FactsQuery& query) {
  const bool everything = query.recursive && query.stream.kind() == domain::StreamKind::kEnte;
  const std::string stream = everything ? std::string() : query.stream.ToString();
  const StreamSelection selection{query.ente, stream, query.recursive};
  const absl::StatusOr<std::vector<storage::StreamEntry>> entries = log.ListAfter(
      query.ente, stream,
      [&selection](std::string_view name) { return IsSelected(selection, name); }, query.after,
      query.known_at, query.limit + 1);
  if (!entries.ok()) return entries.status();
  FirstPositions first;
  first.more = entries->size() > query.limit;
  const size_t shown = std::min(entries->size(), query.limit);
  first.positions.reserve(shown);
  for (size_t i = 0; i < shown; ++i) first.positions.push_back((*entries)[i].position);
  return first;
}

}  // namespace

absl::StatusOr<Position> TimeTravel::ResolvePosition(Position position) const {
  const Position head = log_.head();
  if (position > head) {
    return absl::OutOfRangeError(
        absl::StrCat("position ", position, " is not recorded yet; the last one is ", head));
  }
  if (position == 0) return 0;
  const absl::StatusOr<Envelope> fact = ReadEnvelope(log_, position);
  if (!fact.ok()) return fact.status();
  if (fact->command_index() + 1 == fact->command_size()) return position;
  return position - fact->command_index() - 1;
}

absl::StatusOr<Position> TimeTravel::ResolveInstant(absl::Time instant) const {
  return LastBefore(instant + absl::Nanoseconds(1));
}

absl::StatusOr<Position> TimeTravel::ResolveDay(const domain::CivilDate& day) const {
  return LastBefore(calendar_.EndOf(day));
}

absl::StatusOr<absl::Time> TimeTravel::RecordedAt(Position position) const {
  const absl::StatusOr<Envelope> fact = ReadEnvelope(log_, position);
  if (!fact.ok()) return fact.status();
  return absl::FromUnixSeconds(fact->recorded_at().seconds()) +
         absl::Nanoseconds(fact->recorded_at().nanos());
}

// recorded_at never runs backwards, and is one value per command: the result ends a command.
absl::StatusOr<Position> TimeTravel::LastBefore(absl::Time end) const {
  Position before = 0;                    // recorded before `end`, or no fact
  Position not_before = log_.head() + 1;  // not, or past the head
  while (not_before - before > 1) {
    const Position middle = before + (not_before - before) / 2;
    const absl::StatusOr<absl::Time> recorded_at = RecordedAt(middle);
    if (!recorded_at.ok()) return recorded_at.status();
    (*recorded_at < end ? before : not_before) = middle;
  }
  return before;
}

absl::StatusOr<domain::Ente> TimeTravel::FoldAt(std::string_view ente, int year,
                                                const std::optional<domain::CivilDate>& as_of,
                                                Position known_at) const {
  {
    absl::MutexLock lock(&folds_mutex_);
    const auto has_room = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(folds_mutex_) {
      return folds_ < kMaxFolds;
    };
    folds_mutex_.Await(absl::Condition(&has_room));
    ++folds_;
  }
  StateParts parts;
  parts.base = true;
  parts.AddYear(year);
  absl::StatusOr<domain::Ente> folded =
      LoadState(log_, ente, parts, known_at, Texts::kIncluded, {},
                [&as_of](const Envelope& fact) { return Counts(fact, as_of); });
  absl::MutexLock lock(&folds_mutex_);
  --folds_;
  return folded;
}

absl::StatusOr<FactsPage> TimeTravel::ListFacts(const FactsQuery& query) const {
  absl::StatusOr<FirstPositions> first = ListPositions(log_, query);
  if (!first.ok()) return first.status();
  const absl::StatusOr<std::vector<storage::StoredFact>> stored = log_.ReadMany(first->positions);
  if (!stored.ok()) return stored.status();
  FactsPage page;
  page.more = first->more;
  page.facts.reserve(stored->size());
  for (const storage::StoredFact& fact : *stored) {
    ListedFact& listed = page.facts.emplace_back();
    absl::Status parsed = ParseFact(fact, Texts::kIncluded, {}, listed.envelope);
    if (!parsed.ok()) return parsed;
    listed.private_part_withdrawn = fact.private_withdrawn;
    const absl::StatusOr<std::optional<Position>> correction = views_.CorrectionOf(fact.position);
    if (!correction.ok()) return correction.status();
    if (correction->has_value() && **correction <= query.known_at) {
      listed.corrected_by = **correction;
    }
  }
  return page;
}

}  // namespace traguardo::runtime
