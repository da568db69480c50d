// Filling another generation beside the live one, and putting it in its place.

#include <utility>

#include "services/runtime/projector/projector_state.h"
#include "services/runtime/threads/threads.h"

namespace traguardo::runtime {

using storage::Position;

absl::Status Projector::Rebuild(std::function<void(const RebuildProgress&)> on_progress,
                                std::function<void(absl::Status)> on_done) {
  absl::MutexLock threads(&state_->threads_mutex);
  if (state_->stopped) return absl::CancelledError("the server is stopping");
  if (state_->is_rebuilding.exchange(true)) {
    return absl::AlreadyExistsError("the views are being rebuilt already");
  }
  if (state_->rebuild_thread.joinable()) state_->rebuild_thread.join();  // it has ended
  state_->rebuild_thread =
      StartThread("views-rebuild", Priority::kBehind,
                  [state = state_.get(), on_progress = std::move(on_progress),
                   on_done = std::move(on_done)] { state->Rebuild(on_progress, on_done); });
  return absl::OkStatus();
}

void Projector::State::Rebuild(const std::function<void(const RebuildProgress&)>& on_progress,
                               const std::function<void(absl::Status)>& on_done) {
  absl::Status rebuilt = RebuildBeside(on_progress);
  if (rebuilt.ok()) on_progress({views.position(), log.head(), /*switched=*/true});
  is_rebuilding.store(false);
  on_done(std::move(rebuilt));
}

absl::Status Projector::State::RebuildBeside(
    const std::function<void(const RebuildProgress&)>& on_progress) {
  absl::StatusOr<std::shared_ptr<ViewGeneration>> generation = BeginGeneration();
  if (!generation.ok()) return generation.status();
  // The new rows take about as much room as the old ones, which stay until they are replaced.
  const absl::StatusOr<storage::ViewStore::Statistics> old =
      views.Current()->store->ReadStatistics();
  if (!old.ok()) return old.status();
  absl::Status room = (*generation)->store->CheckRoom(old->disk_bytes);
  if (!room.ok()) return room;
  auto builder = std::make_unique<ViewBuilder>(log, calendar, *std::move(generation),
                                               BuilderOptions(/*is_live=*/false));
  absl::Status filled = Fill(*builder, on_progress);
  if (!filled.ok()) return filled;  // the generation outlives nobody, and is removed
  return HandOver(std::move(builder));
}

// Until there is no more to do than one small batch.
absl::Status Projector::State::Fill(
    ViewBuilder& builder, const std::function<void(const RebuildProgress&)>& on_progress) {
  const BatchLimits limits{options.catch_up_facts, options.catch_up_bytes, options.catch_up_rows};
  while (true) {
    const Position head = log.head();
    on_progress({builder.checkpoint(), head, /*switched=*/false});
    if (head - builder.checkpoint() <= options.batch_facts) return absl::OkStatus();
    {
      absl::MutexLock lock(&doorbell->mutex);
      if (doorbell->stopping) return absl::CancelledError("the server is stopping");
    }
    if (absl::Status room = builder.CheckRoom(); !room.ok()) return room;
    if (absl::Status stepped = builder.Step(limits, head); !stepped.ok()) return stepped;
  }
}

absl::Status Projector::State::HandOver(std::unique_ptr<ViewBuilder> builder) {
  std::unique_ptr<ViewBuilder> left;  // let go outside the lock, which its generation wants
  absl::MutexLock lock(&doorbell->mutex);
  doorbell->replaced.reset();
  doorbell->replacement = std::move(builder);
  doorbell->rung.SignalAll();
  while (!doorbell->replaced.has_value() && !doorbell->ended) {
    doorbell->rung.Wait(&doorbell->mutex);
  }
  if (doorbell->replaced.has_value()) return *std::move(doorbell->replaced);
  left = std::move(doorbell->replacement);
  return absl::CancelledError("the views were stopped before the new ones were put in place");
}

// Without room for the rows of either it is refused; the live one's are then waited for as usual.
absl::Status Projector::State::PutInPlace(std::unique_ptr<ViewBuilder> replacement) {
  // Both to where the one ahead stands: that is the live one, or not, when it was resting. What
  // comes after is told to watchers, so what comes before must have been.
  while (live->checkpoint() < replacement->checkpoint()) {
    absl::Status stepped = StepLive(replacement->checkpoint());
    if (!stepped.ok()) return stepped;
  }
  const Position target = live->checkpoint();
  while (replacement->checkpoint() < target) {
    absl::Status stepped = replacement->Step(LimitsFor(target - replacement->checkpoint()), target);
    if (!stepped.ok()) return stepped;
  }
  const ViewGeneration& generation = *replacement->generation();
  if (absl::Status flushed = generation.store->Flush(); !flushed.ok()) return flushed;
  {
    absl::MutexLock lock(&generations_mutex);
    absl::Status switched = generations.SwitchTo(generation.name);
    if (!switched.ok()) return switched;
  }
  live = std::move(replacement);
  live->GoLive();
  views.Switch(live->generation(), target);
  return absl::OkStatus();
}

}  // namespace traguardo::runtime
