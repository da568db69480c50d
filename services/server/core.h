// Everything of one server but its listener: log, sequencer, views, projector, watches. The offline
// import runs on it alone; tests and the crash harness give it another file system and clock.

#ifndef TRAGUARDO_SERVICES_SERVER_CORE_H_
#define TRAGUARDO_SERVICES_SERVER_CORE_H_

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/projector/projector.h"
#include "services/runtime/readiness/readiness.h"
#include "services/runtime/sequencer/sequencer.h"
#include "services/runtime/threads/timer.h"
#include "services/runtime/time_travel/time_travel.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/views/view_reader.h"
#include "services/runtime/watch/watch_hub.h"
#include "storage/log/event_log.h"
#include "storage/views/view_generations.h"

namespace traguardo::server {

struct CoreOptions {
  // Holds "log" and "views"; made when missing.
  std::string data_directory;
  uint64_t log_block_cache_bytes = 256ull << 20;
  uint64_t log_write_buffer_bytes = 64ull << 20;
  runtime::SequencerOptions sequencer;
  runtime::ProjectorOptions projector;
  runtime::WatchOptions watches;
  // Null: the operating system's file system. Not owned.
  rocksdb::Env* env = nullptr;
  // Null: the system's clock. Not owned.
  runtime::Clock* clock = nullptr;
  // Told what start-up is doing.
  std::function<void(std::string_view)> on_progress;
  // After the last answer of each group, on the sequencer's thread.
  std::function<void()> on_group_answered;
};

class Core {
 public:
  // Opens the log, starts the threads, and returns while the views may still be catching up.
  static absl::StatusOr<std::unique_ptr<Core>> Open(const CoreOptions& options);
  // Stops.
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  storage::EventLog& log() { return *log_; }
  runtime::Clock& clock() { return *clock_; }
  const domain::RomeCalendar& calendar() const { return calendar_; }
  runtime::Readiness& readiness() { return readiness_; }
  runtime::Timer& timer() { return *timer_; }
  runtime::LiveViews& live_views() { return *live_views_; }
  runtime::WatchHub& watches() { return *watches_; }
  runtime::ViewReader& views() { return *views_; }
  runtime::TimeTravel& time_travel() { return *time_travel_; }
  runtime::Sequencer& sequencer() { return *sequencer_; }
  runtime::Projector& projector() { return *projector_; }

  // Answers what is queued, flushes the views where they stand, and joins all threads. Whoever
  // answers calls must still be there. Harmless when repeated.
  void Stop();

 private:
  Core(const CoreOptions& options, domain::RomeCalendar calendar);
  absl::Status Start(const CoreOptions& options);
  void LookAroundNowAndThen();
  void StopLookingAround();

  domain::RomeCalendar calendar_;
  runtime::SystemClock system_clock_;
  runtime::Clock* const clock_;
  runtime::Readiness readiness_;
  std::unique_ptr<storage::EventLog> log_;
  std::unique_ptr<storage::ViewGenerations> generations_;
  std::unique_ptr<runtime::Timer> timer_;
  std::unique_ptr<runtime::LiveViews> live_views_;
  std::unique_ptr<runtime::WatchHub> watches_;
  std::unique_ptr<runtime::ViewReader> views_;
  std::unique_ptr<runtime::TimeTravel> time_travel_;
  std::unique_ptr<runtime::Projector> projector_;
  std::unique_ptr<runtime::Sequencer> sequencer_;

  // How soon a full disk or a wrong clock is noticed while nobody records.
  static constexpr absl::Duration kLookEvery = absl::Seconds(5);
  std::mutex look_mutex_;
  bool look_stopped_ = false;          // guarded by look_mutex_
  runtime::Timer::Id look_alarm_ = 0;  // guarded by look_mutex_
};

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_CORE_H_
