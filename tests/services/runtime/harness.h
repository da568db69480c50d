// The whole runtime over a real log in a temporary directory, under a clock that stands still: what
// the tests of this folder start, stop, start again and look into.

#ifndef TRAGUARDO_TESTS_SERVICES_RUNTIME_HARNESS_H_
#define TRAGUARDO_TESTS_SERVICES_RUNTIME_HARNESS_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/synchronization/notification.h"
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
#include "tests/testing/fact_builder.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::runtime {

using testing::FactBuilder;

struct HarnessOptions {
  SequencerOptions sequencer;
  ProjectorOptions projector;
  WatchOptions watch;
  bool with_views = true;  // else only log and sequencer
  rocksdb::Env* env = nullptr;
};

// The only ente unless a test says otherwise.
inline constexpr char kDemo[] = "demo";

class Harness {
 public:
  explicit Harness(HarnessOptions options = {});
  ~Harness();

  // Starts everything; the test ends when that fails.
  void Start();
  // As the server stops: drains, flushes, closes.
  void Stop();
  void Restart() {
    Stop();
    Start();
  }

  // A command of these facts, by the actor of the first one.
  static Submission MakeCommand(const std::vector<FactBuilder>& facts, std::string_view request_id,
                                std::string_view ente = kDemo);
  // Submits and waits for the answer.
  SubmitResult Submit(Submission submission);
  // One command with a request id of its own.
  SubmitResult Submit(const std::vector<FactBuilder>& facts, std::string_view ente = kDemo);
  // Each fact a command of its own, all accepted; the last position.
  storage::Position Record(const std::vector<FactBuilder>& facts, std::string_view ente = kDemo);
  // All facts one command, accepted.
  storage::Position RecordTogether(const std::vector<FactBuilder>& facts,
                                   std::string_view ente = kDemo);

  // Waits until the views hold everything that is recorded.
  void AwaitViews();
  // Everything that is stored in the live views, but for what differs between logs.
  std::map<std::string, std::string> ViewRows() const;

  std::string path(std::string_view name) const { return directory_.File(name); }
  ManualClock clock{absl::FromUnixSeconds(1'735'000'000)};  // 24 December 2024
  const domain::RomeCalendar calendar;
  const HarnessOptions options;

  // Null while stopped. In the order in which they are made.
  std::unique_ptr<storage::EventLog> log;
  std::unique_ptr<Readiness> readiness;
  std::unique_ptr<Timer> timer;
  std::unique_ptr<LiveViews> views;
  std::unique_ptr<WatchHub> watches;
  std::unique_ptr<storage::ViewGenerations> generations;
  std::unique_ptr<Projector> projector;
  std::unique_ptr<ViewReader> reader;
  std::unique_ptr<TimeTravel> time_travel;
  std::unique_ptr<Sequencer> sequencer;

  // Called after each group, on the sequencer's thread; set it while stopped.
  std::function<void()> on_group_answered;

 private:
  testing::TemporaryDirectory directory_;
  std::atomic<uint64_t> last_request_{0};
};

// Keeps the sequencer's thread busy until it is let go, so that commands pile up behind it.
class Plug {
 public:
  // Returns once the thread is held. The ente must be registered, or the command is refused, which
  // holds the thread as well.
  Plug(Harness& harness, std::string_view ente = "plug");
  ~Plug() { LetGo(); }
  void LetGo();

 private:
  absl::Notification holding_;
  absl::Notification let_go_;
  absl::Notification done_;
};

// A drafted and adopted plan of 2024 with the objectives "ob-1" and "ob-2" of weights 60 and 40;
// "ob-1" has the indicator "atti" (2500, up) and the milestone "bando" due 2024-06-30.
std::vector<FactBuilder> DraftedPlan();
std::vector<FactBuilder> AdoptedPlan();

// Some of everything that moves rows: two enti, two years, an act over several objectives, a round,
// a removed objective, corrections, a withdrawal.
void RecordBusyYears(Harness& harness);

FactBuilder Correction(uint64_t position);
FactBuilder Withdrawal(std::vector<uint64_t> positions);

// Expectations.
const Outcome& Accepted(const SubmitResult& result);
const domain::Refusal& Refused(const SubmitResult& result);
const Trouble& Troubled(const SubmitResult& result);
std::string Describe(const SubmitResult& result);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_TESTS_SERVICES_RUNTIME_HARNESS_H_
