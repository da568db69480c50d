// The inside of the Projector. Private to its sources: projector.cc opens and keeps the live
// generation up, projector_rebuild.cc fills another one.

#ifndef TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_PROJECTOR_STATE_H_
#define TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_PROJECTOR_STATE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/runtime/projector/projector.h"
#include "services/runtime/projector/view_builder.h"

namespace traguardo::runtime {

// Where the projector's thread sleeps. Shared with generations that readers may let go of later
// than the projector lives.
struct Doorbell {
  absl::Mutex mutex;
  absl::CondVar rung;
  bool stopping ABSL_GUARDED_BY(mutex) = false;
  // Facts alone do not wake it; whoever waits for them does.
  bool resting ABSL_GUARDED_BY(mutex) = false;
  // Filled and waiting to take the live one's place; then how that went.
  std::unique_ptr<ViewBuilder> replacement ABSL_GUARDED_BY(mutex);
  std::optional<absl::Status> replaced ABSL_GUARDED_BY(mutex);
  // The thread that keeps the live generation up has ended.
  bool ended ABSL_GUARDED_BY(mutex) = false;
  // Outlived: no reader has them any more. The projector's thread closes and removes them.
  std::vector<std::unique_ptr<ViewGeneration>> outlived ABSL_GUARDED_BY(mutex);
};

struct Projector::State {
  State(const storage::EventLog& log, const domain::RomeCalendar& calendar,
        storage::ViewGenerations& generations, LiveViews& views, WatchHub& watches,
        Readiness& readiness, const ProjectorOptions& options);

  // projector.cc
  absl::StatusOr<std::shared_ptr<ViewGeneration>> OpenLive();
  absl::StatusOr<std::shared_ptr<ViewGeneration>> OpenGeneration(const std::string& name);
  absl::StatusOr<std::shared_ptr<ViewGeneration>> BeginGeneration();
  void Run();
  absl::Status Work();
  absl::Status StepLive(storage::Position head);
  void RestAfter(absl::Duration worked);
  ViewBuilderOptions BuilderOptions(bool is_live) const;
  BatchLimits LimitsFor(storage::Position behind) const;
  void TellReadiness(storage::Position head, const absl::Status& room);
  void RemoveOutlived();

  // projector_rebuild.cc
  void Rebuild(const std::function<void(const RebuildProgress&)>& on_progress,
               const std::function<void(absl::Status)>& on_done);
  absl::Status RebuildBeside(const std::function<void(const RebuildProgress&)>& on_progress);
  absl::Status Fill(ViewBuilder& builder,
                    const std::function<void(const RebuildProgress&)>& on_progress);
  // Offers it to the live thread, and waits.
  absl::Status HandOver(std::unique_ptr<ViewBuilder> builder);
  // On the live thread: takes the last steps and switches.
  absl::Status PutInPlace(std::unique_ptr<ViewBuilder> replacement);

  const storage::EventLog& log;
  const domain::RomeCalendar calendar;
  storage::ViewGenerations& generations;
  LiveViews& views;
  WatchHub& watches;
  Readiness& readiness;
  const ProjectorOptions options;
  const std::shared_ptr<Doorbell> doorbell = std::make_shared<Doorbell>();

  // The live thread's.
  std::unique_ptr<ViewBuilder> live;
  storage::Position ready_at = 0;  // the head at the start
  bool is_ready = false;

  // Names and directories of generations are given out and removed by two threads.
  absl::Mutex generations_mutex;

  mutable absl::Mutex failure_mutex;
  absl::Status failure ABSL_GUARDED_BY(failure_mutex);

  absl::Mutex threads_mutex;
  bool stopped ABSL_GUARDED_BY(threads_mutex) = false;
  std::atomic<bool> is_rebuilding{false};
  std::thread rebuild_thread ABSL_GUARDED_BY(threads_mutex);
  std::thread live_thread;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_PROJECTOR_STATE_H_
