// The inside of the Sequencer. Private to its sources: sequencer.cc is the side of those who
// submit, sequencer_thread.cc the one thread that decides and writes, sequencer_conditions.cc what
// keeps it from doing so.

#ifndef TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_STATE_H_
#define TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_STATE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/domain/civil_date.h"
#include "services/domain/decide.h"
#include "services/domain/rome_calendar.h"
#include "services/domain/state.h"
#include "services/runtime/ente_queues.h"
#include "services/runtime/group.h"
#include "services/runtime/recent_requests.h"
#include "services/runtime/sequencer.h"
#include "services/runtime/state_cache.h"
#include "services/runtime/withdrawals.h"
#include "services/runtime/worker_pool.h"

namespace traguardo::runtime {

struct Sequencer::State {
  using Lane = EnteQueues::Lane;
  using Commands = std::vector<std::unique_ptr<PendingCommand>>;

  State(storage::EventLog& log, Clock& clock, const domain::RomeCalendar& calendar,
        Readiness& readiness, const SequencerOptions& options, SequencerHooks hooks);

  // sequencer.cc: any thread.

  // What is known without judging: a replay, or why the command is not queued; none to go on.
  std::optional<SubmitResult> Prepare(PendingCommand& command);
  std::optional<SubmitResult> LookUp(PendingCommand& command);

  // sequencer_conditions.cc: any thread, but for CloseLog().

  // Why nothing may be recorded for now; none to go on. Tells readiness when that changes.
  std::optional<Trouble> LookAround();
  std::optional<Trouble> FindObjection() const;
  void TellReadiness(const std::optional<Trouble>& objection)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(conditions_mutex);
  void CloseLog(absl::Status failure);

  // sequencer_thread.cc: the one thread.

  enum class Verdict {
    kAnswered,            // or will be when the group is written
    kAnsweredAndDropped,  // its state was dropped: the next one waits until it can be folded again
    kMustWait,            // not judged: something has to be read first
  };

  void Run();
  void StampGroup();
  void FillGroup();
  // Judges what was taken up to the first that has to wait; the lane is held from there on.
  void Judge(Lane& lane);
  Verdict JudgeOne(PendingCommand& command);
  Verdict DecideOne(ResidentEnte& resident, PendingCommand& command);
  // False when the facts do not fit the log, which is an error of ours.
  bool Accept(ResidentEnte& resident, PendingCommand& command, domain::Acceptance acceptance);
  void HoldAndLoad(Lane& lane, size_t first);
  void FinishLoad(Lane& lane, const StateParts& parts, absl::StatusOr<domain::Ente> loaded);
  absl::Status WriteGroup();
  void AnswerGroup();
  void AnswerAll(Commands commands, const Trouble& trouble);
  Trouble LogClosed();
  void TrimCache();

  storage::EventLog& log;
  Clock& clock;
  const domain::RomeCalendar calendar;
  Readiness& readiness;
  const SequencerOptions options;
  const SequencerHooks hooks;

  EnteQueues queues;
  // The log takes nothing any more; also `log_failure` is set then.
  std::atomic<bool> is_log_closed{false};
  absl::Mutex failure_mutex;
  absl::Status log_failure ABSL_GUARDED_BY(failure_mutex);

  absl::Mutex conditions_mutex;
  bool was_told ABSL_GUARDED_BY(conditions_mutex) = false;
  std::optional<Trouble::Kind> told_objection ABSL_GUARDED_BY(conditions_mutex);
  bool is_stopping ABSL_GUARDED_BY(conditions_mutex) = false;
  std::atomic<bool> has_objection{false};
  // What `recorded_at` is, for everybody.
  std::atomic<int64_t> last_recorded_micros{INT64_MIN};

  // Counters for statistics; only the sequencer's thread adds, but to troubled and replayed.
  std::atomic<uint64_t> accepted{0};
  std::atomic<uint64_t> refused{0};
  std::atomic<uint64_t> replayed{0};
  std::atomic<uint64_t> troubled{0};
  std::atomic<uint64_t> groups{0};
  std::atomic<uint64_t> facts{0};
  std::atomic<uint64_t> loads{0};
  std::atomic<size_t> cache_bytes{0};
  std::atomic<size_t> cache_enti{0};

  // Everything below belongs to the sequencer's thread.
  StateCache cache;
  RecentRequests recent;
  Withdrawals withdrawals;
  Group group;
  Commands taken;
  std::vector<EnteQueues::Task> tasks;
  // Lanes whose state was dropped: what it needs from the log may be in this group.
  std::vector<Lane*> held_until_written;
  std::vector<storage::Position> to_withdraw;
  absl::Time recorded_at;  // of the last group that is in the log
  absl::Time stamp;        // of the group at hand
  absl::Time now;
  domain::CivilDate today;
  absl::Time today_begins;
  absl::Time today_ends;

  std::unique_ptr<WorkerPool> loaders;
  std::thread thread;
  absl::Mutex stop_mutex;
  bool stopped ABSL_GUARDED_BY(stop_mutex) = false;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_STATE_H_
