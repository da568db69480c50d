#include "services/runtime/watch/watch_hub.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "services/runtime/clock/clock.h"

namespace traguardo::runtime {

namespace {

// The rows of one plan-year that changed, and what was chosen from them for those who watch these
// kinds.
struct Change {
  WatchedRows rows;
  std::vector<std::pair<std::string, SharedRows>> chosen;
};

// Rows of these kinds in key order, the latest version of each; the same for whoever asks for the
// same kinds.
const SharedRows& Choose(Change& change, const std::string& kinds) {
  for (const auto& [known_kinds, rows] : change.chosen) {
    if (known_kinds == kinds) return rows;
  }
  WatchedRows rows;
  for (const std::shared_ptr<const WatchedRow>& row : change.rows) {
    if (kinds.find(static_cast<char>(row->row.kind)) != std::string::npos) rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a->key < b->key; });
  WatchedRows latest;
  for (std::shared_ptr<const WatchedRow>& row : rows) {
    if (!latest.empty() && latest.back()->key == row->key) latest.pop_back();
    latest.push_back(std::move(row));
  }
  change.chosen.emplace_back(kinds, std::make_shared<const WatchedRows>(std::move(latest)));
  return change.chosen.back().second;
}

}  // namespace

// Everything here is guarded by the hub's mutex.
struct Watch::Entry {
  std::string plan_year;  // key of the hub's index
  std::string kinds;
  std::map<std::string, std::shared_ptr<const WatchedRow>> changed;  // by encoded key
  bool day_changed = false;
  std::optional<WatchEvent::Kind> ended;
  WatchCallback question;  // set while Next() waits
  // Of the clock's Elapsed(): the last event, or the question; and since when something waits for a
  // question, InfiniteDuration when nothing does.
  absl::Duration quiet_since;
  absl::Duration owed_since = absl::InfiniteDuration();
  // Everything up to here has been handed over.
  storage::Position told = 0;

  bool has_something() const { return !changed.empty() || day_changed || ended.has_value(); }
};

struct WatchHub::State {
  using Entry = Watch::Entry;
  using Due = std::vector<std::pair<WatchCallback, WatchEvent>>;

  State(Timer& timer_in, const domain::RomeCalendar& calendar_in, WatchOptions options_in,
        std::function<void()> on_delivered_in)
      : timer(timer_in),
        calendar(calendar_in),
        options(options_in),
        on_delivered(std::move(on_delivered_in)),
        today(Today(timer_in.clock(), calendar_in)) {}

  WatchEvent TakeEvent(Entry& entry, WatchEvent::Kind when_nothing)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // These rows changed: handed over as they are when the watch waits for them, else kept.
  void OfferRows(Entry& entry, const SharedRows& rows, absl::Duration now, Due& due)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // Something new waits in the entry.
  void Offer(Entry& entry, absl::Duration now, Due& due) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void End(Entry& entry, WatchEvent::Kind kind, absl::Duration now, Due& due)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void Sweep();
  void ScheduleSweep() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void Deliver(Due due);

  Timer& timer;
  const domain::RomeCalendar calendar;
  const WatchOptions options;
  const std::function<void()> on_delivered;

  mutable absl::Mutex mutex;
  absl::flat_hash_map<std::string, std::vector<std::shared_ptr<Entry>>> by_plan_year
      ABSL_GUARDED_BY(mutex);
  size_t count ABSL_GUARDED_BY(mutex) = 0;
  storage::Position position ABSL_GUARDED_BY(mutex) = 0;
  domain::CivilDate today ABSL_GUARDED_BY(mutex);
  bool stopped ABSL_GUARDED_BY(mutex) = false;
  std::optional<Timer::Id> alarm ABSL_GUARDED_BY(mutex);
  // The alarm whose sweep ran last, or runs now: Stop() waits for it.
  Timer::Id swept ABSL_GUARDED_BY(mutex) = 0;
};

WatchEvent WatchHub::State::TakeEvent(Entry& entry, WatchEvent::Kind when_nothing) {
  // While rows wait that are not handed over now, what was changed before must be told again to
  // whoever resumes: a removal among them would not be in the next snapshot.
  const bool leaves_rows = !entry.changed.empty() && entry.day_changed && !entry.ended.has_value();
  if (!leaves_rows) entry.told = position;
  WatchEvent event{when_nothing, nullptr, entry.told, today};
  entry.owed_since = absl::InfiniteDuration();
  if (entry.ended.has_value()) {
    event.kind = *entry.ended;
    return event;
  }
  if (entry.day_changed) {
    // The rows that changed come again with all others of the new day; they are kept for the next
    // question all the same, so that nobody has to rely on it.
    entry.day_changed = false;
    event.kind = WatchEvent::Kind::kDayChanged;
    if (!entry.changed.empty()) entry.owed_since = timer.clock().Elapsed();
    return event;
  }
  if (entry.changed.empty()) return event;
  event.kind = WatchEvent::Kind::kRows;
  WatchedRows rows;
  rows.reserve(entry.changed.size());
  for (auto& [key, row] : entry.changed) rows.push_back(std::move(row));
  entry.changed.clear();
  event.rows = std::make_shared<const WatchedRows>(std::move(rows));
  return event;
}

void WatchHub::State::OfferRows(Entry& entry, const SharedRows& rows, absl::Duration now,
                                Due& due) {
  if (!entry.question) {
    for (const std::shared_ptr<const WatchedRow>& row : *rows) entry.changed[row->key] = row;
    entry.owed_since = std::min(entry.owed_since, now);
    return;
  }
  // Nothing else waits in the entry of a watch that waits.
  entry.told = position;
  entry.quiet_since = now;
  due.emplace_back(std::exchange(entry.question, nullptr),
                   WatchEvent{WatchEvent::Kind::kRows, rows, position, today});
}

void WatchHub::State::Offer(Entry& entry, absl::Duration now, Due& due) {
  if (!entry.question) {
    entry.owed_since = std::min(entry.owed_since, now);
    return;
  }
  entry.quiet_since = now;
  WatchCallback question = std::exchange(entry.question, nullptr);
  due.emplace_back(std::move(question), TakeEvent(entry, WatchEvent::Kind::kHeartbeat));
}

void WatchHub::State::End(Entry& entry, WatchEvent::Kind kind, absl::Duration now, Due& due) {
  if (entry.ended.has_value()) return;
  entry.ended = kind;
  entry.changed.clear();
  Offer(entry, now, due);
  entry.owed_since = absl::InfiniteDuration();
}

void WatchHub::State::Sweep() {
  Due due;
  {
    absl::MutexLock lock(&mutex);
    if (stopped) return;
    swept = *std::exchange(alarm, std::nullopt);
    const absl::Duration now = timer.clock().Elapsed();
    const domain::CivilDate day = Today(timer.clock(), calendar);
    const bool is_new_day = day != today;
    today = day;
    for (auto& [plan_year, entries] : by_plan_year) {
      for (const std::shared_ptr<Entry>& entry : entries) {
        if (is_new_day && !entry->ended.has_value()) {
          entry->day_changed = true;
          Offer(*entry, now, due);
        }
        if (now - entry->owed_since > options.slow_watcher_limit) {
          End(*entry, WatchEvent::Kind::kTooSlow, now, due);
        } else if (entry->question && now - entry->quiet_since >= options.heartbeat) {
          Offer(*entry, now, due);
        }
      }
    }
    ScheduleSweep();
  }
  Deliver(std::move(due));
}

// At the next midnight in Italy, or when it is time to look for heartbeats and slow watchers. If
// the clock is set meanwhile, midnight is noticed at the sweep after it.
void WatchHub::State::ScheduleSweep() {
  if (alarm.has_value() || stopped || count == 0) return;
  const absl::Duration until_midnight = calendar.EndOf(today) - timer.clock().Now();
  const absl::Duration span = std::min(options.sweep, until_midnight);
  alarm = timer.After(std::max(span, absl::ZeroDuration()), [this] { Sweep(); });
}

void WatchHub::State::Deliver(Due due) {
  if (due.empty()) return;
  for (auto& [callback, event] : due) std::move(callback)(std::move(event));
  if (on_delivered) on_delivered();
}

WatchHub::WatchHub(Timer& timer, const domain::RomeCalendar& calendar, WatchOptions options,
                   std::function<void()> on_delivered)
    : state_(std::make_shared<State>(timer, calendar, options, std::move(on_delivered))) {}

WatchHub::~WatchHub() { Stop(); }

absl::StatusOr<std::unique_ptr<Watch>> WatchHub::Subscribe(std::string_view ente, int year,
                                                           std::string_view kinds) {
  auto entry = std::make_shared<Watch::Entry>();
  entry->plan_year = projection::PlanYearPrefix(ente, year);
  entry->kinds = std::string(kinds);
  absl::MutexLock lock(&state_->mutex);
  if (state_->stopped) return absl::UnavailableError("the server is stopping");
  if (state_->count >= state_->options.max_watches) {
    return absl::ResourceExhaustedError(
        absl::StrCat(state_->count, " watches are open, as many as the server takes"));
  }
  // The last sweep may be from before a day without watches.
  if (state_->count == 0) state_->today = Today(state_->timer.clock(), state_->calendar);
  entry->quiet_since = state_->timer.clock().Elapsed();
  entry->told = state_->position;
  ++state_->count;
  state_->by_plan_year[entry->plan_year].push_back(entry);
  state_->ScheduleSweep();
  return std::unique_ptr<Watch>(new Watch(*this, std::move(entry), state_->position));
}

size_t WatchHub::watch_count() const {
  absl::MutexLock lock(&state_->mutex);
  return state_->count;
}

bool WatchHub::IsWatched(std::string_view ente, int year) const {
  absl::MutexLock lock(&state_->mutex);
  if (state_->count == 0) return false;
  return state_->by_plan_year.contains(projection::PlanYearPrefix(ente, year));
}

void WatchHub::Publish(storage::Position position, const WatchedRows& rows) {
  State::Due due;
  {
    absl::MutexLock lock(&state_->mutex);
    state_->position = position;
    if (state_->count == 0 || rows.empty()) return;
    absl::flat_hash_map<std::string, Change> changes;  // by plan-year
    for (const std::shared_ptr<const WatchedRow>& row : rows) {
      std::string plan_year = projection::PlanYearPrefix(row->row.ente, row->row.year);
      if (!state_->by_plan_year.contains(plan_year)) continue;
      changes[std::move(plan_year)].rows.push_back(row);
    }
    const absl::Duration now = state_->timer.clock().Elapsed();
    for (auto& [plan_year, change] : changes) {
      for (const std::shared_ptr<Watch::Entry>& entry : state_->by_plan_year.at(plan_year)) {
        if (entry->ended.has_value()) continue;
        const SharedRows& wanted = Choose(change, entry->kinds);
        if (!wanted->empty()) state_->OfferRows(*entry, wanted, now, due);
      }
    }
  }
  state_->Deliver(std::move(due));
}

void WatchHub::Stop() {
  State::Due due;
  std::optional<Timer::Id> alarm;
  Timer::Id swept = 0;
  {
    absl::MutexLock lock(&state_->mutex);
    state_->stopped = true;
    alarm = state_->alarm;
    swept = state_->swept;
    const absl::Duration now = state_->timer.clock().Elapsed();
    for (auto& [plan_year, entries] : state_->by_plan_year) {
      for (const std::shared_ptr<Watch::Entry>& entry : entries) {
        state_->End(*entry, WatchEvent::Kind::kShuttingDown, now, due);
      }
    }
  }
  if (alarm.has_value()) state_->timer.Cancel(*alarm);
  state_->timer.Cancel(swept);
  state_->Deliver(std::move(due));
}

Watch::Watch(WatchHub& hub, std::shared_ptr<Entry> entry, storage::Position begun_at)
    : hub_(hub), entry_(std::move(entry)), begun_at_(begun_at) {}

Watch::~Watch() { Cancel(); }

void Watch::Next(WatchCallback callback) {
  WatchHub::State& hub = *hub_.state_;
  WatchHub::State::Due due;
  {
    absl::MutexLock lock(&hub.mutex);
    entry_->quiet_since = hub.timer.clock().Elapsed();
    if (!entry_->has_something()) {
      entry_->question = std::move(callback);
      return;
    }
    due.emplace_back(std::move(callback), hub.TakeEvent(*entry_, WatchEvent::Kind::kHeartbeat));
  }
  hub.Deliver(std::move(due));
}

void Watch::Cancel() {
  WatchHub::State& hub = *hub_.state_;
  WatchCallback dropped;  // may hold much; let go outside the lock
  std::map<std::string, std::shared_ptr<const WatchedRow>> changed;
  absl::MutexLock lock(&hub.mutex);
  dropped = std::exchange(entry_->question, nullptr);
  changed.swap(entry_->changed);
  const auto entries = hub.by_plan_year.find(entry_->plan_year);
  if (entries == hub.by_plan_year.end()) return;
  const auto own = std::find(entries->second.begin(), entries->second.end(), entry_);
  if (own == entries->second.end()) return;
  *own = std::move(entries->second.back());
  entries->second.pop_back();
  if (entries->second.empty()) hub.by_plan_year.erase(entries);
  --hub.count;
}

}  // namespace traguardo::runtime
