#include "services/runtime/projector/projector.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/projector/projector_state.h"
#include "services/runtime/threads/threads.h"
#include "services/runtime/views/view_row.h"

namespace traguardo::runtime {

using storage::Position;

namespace {

constexpr absl::Duration kLookForRoomEvery = absl::Seconds(1);
// Also after a small batch: those who wait for an answer come first.
constexpr absl::Duration kShortestRest = absl::Milliseconds(1);

}  // namespace

Projector::State::State(const storage::EventLog& log_in, const domain::RomeCalendar& calendar_in,
                        storage::ViewGenerations& generations_in, LiveViews& views_in,
                        WatchHub& watches_in, Readiness& readiness_in,
                        const ProjectorOptions& options_in)
    : log(log_in),
      calendar(calendar_in),
      generations(generations_in),
      views(views_in),
      watches(watches_in),
      readiness(readiness_in),
      options(options_in) {}

absl::StatusOr<std::unique_ptr<Projector>> Projector::Start(const storage::EventLog& log,
                                                            const domain::RomeCalendar& calendar,
                                                            storage::ViewGenerations& generations,
                                                            LiveViews& views, WatchHub& watches,
                                                            Readiness& readiness,
                                                            const ProjectorOptions& options) {
  auto state =
      std::make_unique<State>(log, calendar, generations, views, watches, readiness, options);
  absl::StatusOr<std::shared_ptr<ViewGeneration>> generation = state->OpenLive();
  if (!generation.ok()) return generation.status();
  state->live = std::make_unique<ViewBuilder>(log, calendar, *std::move(generation),
                                              state->BuilderOptions(/*is_live=*/true));
  state->ready_at = log.head();
  const Position position = state->live->checkpoint();
  views.Switch(state->live->generation(), position);
  watches.Publish(position, {});
  views.TellOfWaiters([bell = state->doorbell] {
    absl::MutexLock lock(&bell->mutex);
    bell->resting = false;
    bell->rung.SignalAll();
  });
  state->live_thread =
      StartThread("projector", Priority::kBehind, [running = state.get()] { running->Run(); });
  return std::unique_ptr<Projector>(new Projector(std::move(state)));
}

Projector::Projector(std::unique_ptr<State> state) : state_(std::move(state)) {}

Projector::~Projector() { Stop(); }

void Projector::HeadMoved() {
  absl::MutexLock lock(&state_->doorbell->mutex);
  if (!state_->doorbell->resting) state_->doorbell->rung.SignalAll();
}

void Projector::Stop() {
  absl::MutexLock threads(&state_->threads_mutex);
  if (state_->stopped) return;
  state_->stopped = true;
  {
    absl::MutexLock lock(&state_->doorbell->mutex);
    state_->doorbell->stopping = true;
    state_->doorbell->rung.SignalAll();
  }
  state_->live_thread.join();
  if (state_->rebuild_thread.joinable()) state_->rebuild_thread.join();
  // Only the speed of the next start hangs on it: the log has everything.
  state_->live->generation()->store->Flush().IgnoreError();
}

absl::Status Projector::failure() const {
  absl::MutexLock lock(&state_->failure_mutex);
  return state_->failure;
}

absl::StatusOr<std::shared_ptr<ViewGeneration>> Projector::State::OpenLive() {
  const std::string old = generations.live();
  if (!old.empty() && storage::ViewGenerations::VersionOf(old) == kViewVersion) {
    absl::StatusOr<std::shared_ptr<ViewGeneration>> opened = OpenGeneration(old);
    if (opened.ok()) {
      const storage::ViewStore& store = *(*opened)->store;
      const absl::StatusOr<std::optional<std::string>> log_id = store.Get(kLogIdKey);
      const bool is_of_this_log = log_id.ok() && log_id->has_value() && **log_id == log.log_id();
      if (is_of_this_log && store.checkpoint() <= log.head()) return opened;
    }
  }
  absl::StatusOr<std::shared_ptr<ViewGeneration>> begun = BeginGeneration();
  if (!begun.ok()) return begun.status();
  if (absl::Status switched = generations.SwitchTo((*begun)->name); !switched.ok()) return switched;
  RemoveOutlived();
  if (!old.empty()) {
    if (absl::Status removed = generations.Remove(old); !removed.ok()) return removed;
  }
  return begun;
}

absl::StatusOr<std::shared_ptr<ViewGeneration>> Projector::State::OpenGeneration(
    const std::string& name) {
  storage::ViewStoreOptions store_options = options.store;
  store_options.directory = generations.DirectoryOf(name);
  absl::StatusOr<std::unique_ptr<storage::ViewStore>> store =
      storage::ViewStore::Open(store_options);
  if (!store.ok()) return store.status();
  auto generation = std::make_unique<ViewGeneration>();
  generation->name = name;
  generation->store = *std::move(store);
  // Whoever lets go last must not pay for closing a database.
  return std::shared_ptr<ViewGeneration>(generation.release(),
                                         [bell = doorbell](ViewGeneration* outlived) {
                                           absl::MutexLock lock(&bell->mutex);
                                           bell->outlived.emplace_back(outlived);
                                           bell->rung.SignalAll();
                                         });
}

absl::StatusOr<std::shared_ptr<ViewGeneration>> Projector::State::BeginGeneration() {
  std::string name;
  {
    absl::MutexLock lock(&generations_mutex);
    absl::StatusOr<std::string> fresh = generations.NewGeneration(kViewVersion);
    if (!fresh.ok()) return fresh.status();
    name = *std::move(fresh);
  }
  absl::StatusOr<std::shared_ptr<ViewGeneration>> generation = OpenGeneration(name);
  if (!generation.ok()) return generation;
  storage::ViewBatch batch;
  batch.Put(kLogIdKey, log.log_id());
  absl::Status begun = (*generation)->store->Write(batch, 0);
  if (begun.ok()) begun = (*generation)->store->Flush();
  if (!begun.ok()) return begun;
  return generation;
}

void Projector::State::Run() {
  const absl::Status ended = Work();
  if (!ended.ok()) {
    readiness.ReportNotReady(Part::kViews, absl::StrCat("stopped: ", ended.ToString()));
    absl::MutexLock lock(&failure_mutex);
    failure = ended;
  }
  absl::MutexLock lock(&doorbell->mutex);
  doorbell->ended = true;
  doorbell->rung.SignalAll();
}

absl::Status Projector::State::Work() {
  while (true) {
    // A write that meets a full disk would be the last one; so it waits until there is room.
    const absl::Status room = live->CheckRoom();
    TellReadiness(log.head(), room);
    std::unique_ptr<ViewBuilder> replacement;
    {
      absl::MutexLock lock(&doorbell->mutex);
      if (!room.ok() && !doorbell->stopping && doorbell->outlived.empty()) {
        doorbell->rung.WaitWithTimeout(&doorbell->mutex, kLookForRoomEvery);
        if (!doorbell->stopping) continue;
      }
      while (!doorbell->stopping && doorbell->replacement == nullptr &&
             doorbell->outlived.empty() && log.head() <= live->checkpoint()) {
        doorbell->rung.Wait(&doorbell->mutex);
      }
      if (doorbell->stopping) return absl::OkStatus();
      replacement = std::move(doorbell->replacement);
    }
    RemoveOutlived();
    if (replacement != nullptr) {
      absl::Status replaced = PutInPlace(std::move(replacement));
      absl::MutexLock lock(&doorbell->mutex);
      doorbell->replaced = std::move(replaced);
      doorbell->rung.SignalAll();
    }
    const Position head = log.head();
    // Without room it is told and waited for above.
    if (head <= live->checkpoint() || !live->CheckRoom().ok()) continue;
    const Clock& clock = views.timer().clock();
    const absl::Duration begun = clock.Elapsed();
    const absl::Status stepped = StepLive(head);
    if (live->waits_for_room()) continue;
    if (!stepped.ok()) return stepped;
    RestAfter(clock.Elapsed() - begun);
  }
}

void Projector::State::RestAfter(absl::Duration worked) {
  if (options.longest_rest < kShortestRest) return;
  if (log.head() - live->checkpoint() > options.batch_facts) return;
  const absl::Duration rest =
      std::clamp(worked * options.rest_per_work, kShortestRest, options.longest_rest);
  // On a clock that is set by hand the rest might never end.
  if (views.timer().clock().SleepFor(rest) != rest) return;
  {
    absl::MutexLock lock(&doorbell->mutex);
    // Asked under the lock that whoever begins to wait takes afterwards, so nobody is overlooked.
    if (doorbell->stopping || views.HasWaiters()) return;
    doorbell->resting = true;
  }
  // An alarm that comes after the rest was cut short may shorten the next one, no more.
  views.timer().After(rest, [bell = doorbell] {
    absl::MutexLock lock(&bell->mutex);
    bell->resting = false;
    bell->rung.SignalAll();
  });
  absl::MutexLock lock(&doorbell->mutex);
  while (doorbell->resting && !doorbell->stopping && doorbell->replacement == nullptr &&
         doorbell->outlived.empty()) {
    doorbell->rung.Wait(&doorbell->mutex);
  }
  doorbell->resting = false;
}

absl::Status Projector::State::StepLive(Position head) {
  absl::Status stepped = live->Step(LimitsFor(head - live->checkpoint()), head);
  if (!stepped.ok()) return stepped;
  // First the rows are there, then it is asked who watches: whoever begins to watch in between
  // reads them in the snapshot.
  watches.Publish(live->checkpoint(), live->ChangedRows([this](const std::string& ente, int year) {
    return watches.IsWatched(ente, year);
  }));
  views.Advance(live->checkpoint());
  return absl::OkStatus();
}

ViewBuilderOptions Projector::State::BuilderOptions(bool is_live) const {
  ViewBuilderOptions builder;
  builder.state_cache_bytes = options.state_cache_bytes;
  builder.threads = options.catch_up_threads;
  builder.is_live = is_live;
  return builder;
}

BatchLimits Projector::State::LimitsFor(Position behind) const {
  BatchLimits limits{options.batch_facts, options.batch_bytes, options.catch_up_rows};
  if (behind > 4 * options.batch_facts) {
    limits.facts = options.catch_up_facts;
    limits.bytes = options.catch_up_bytes;
  }
  return limits;
}

void Projector::State::TellReadiness(Position head, const absl::Status& room) {
  if (!room.ok() && head > live->checkpoint()) {
    is_ready = false;
    readiness.ReportNotReady(Part::kViews,
                             absl::StrCat("waiting for room on the disk: ", room.message()));
    return;
  }
  if (is_ready) return;
  if (live->checkpoint() >= ready_at) {
    is_ready = true;
    readiness.ReportReady(Part::kViews);
    return;
  }
  readiness.ReportNotReady(Part::kViews,
                           absl::StrCat("replaying facts, ", live->checkpoint(), " of ", head));
}

void Projector::State::RemoveOutlived() {
  std::vector<std::unique_ptr<ViewGeneration>> outlived;
  {
    absl::MutexLock lock(&doorbell->mutex);
    outlived.swap(doorbell->outlived);
  }
  for (std::unique_ptr<ViewGeneration>& generation : outlived) {
    const std::string name = generation->name;
    generation.reset();
    absl::MutexLock lock(&generations_mutex);
    // What cannot be removed now is removed at the next start.
    if (name != generations.live()) generations.Remove(name).IgnoreError();
  }
}

}  // namespace traguardo::runtime
