// The inside of the Sequencer. Private to its sources: sequencer.cc is the side of those who
// submit, sequencer_judge.cc how a group comes to be, sequencer_thread.cc how the two threads take
// turns and write it, sequencer_conditions.cc what keeps them from doing so.

#ifndef TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_SEQUENCER_STATE_H_
#define TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_SEQUENCER_STATE_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/domain/decide/decide.h"
#include "services/domain/state/state.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/group/group.h"
#include "services/runtime/group/recent_requests.h"
#include "services/runtime/sequencer/ente_queues.h"
#include "services/runtime/sequencer/sequencer.h"
#include "services/runtime/sequencer/withdrawals.h"
#include "services/runtime/states/state_cache.h"
#include "services/runtime/threads/worker_pool.h"

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

  // A group from its first command to its last answer; each thread has one, which it uses again.
  struct Turn {
    Group group;
    absl::Time stamp;
    std::vector<storage::Position> to_withdraw;
    // What must not be read from the log before the group is in it.
    std::vector<absl::AnyInvocable<void() &&>> to_load;
    // Lanes whose state was dropped: what it needs from the log may be in this group.
    std::vector<Lane*> held_until_written;
    // The other thread was writing while this group was judged: commands come faster than writes.
    bool has_waited = false;

    void Clear();
  };

  // sequencer_judge.cc: the thread that judges.

  enum class Verdict {
    kAnswered,            // or will be when the group is written
    kAnsweredAndDropped,  // its state was dropped: the next one waits until it can be folded again
    kMustWait,            // not judged: something has to be read first
  };

  void Stamp(Turn& turn);
  void Restamp(Turn& turn);
  void Fill(Turn& turn);
  // Judges what was taken up to the first that has to wait; the lane is held from there on.
  void Judge(Turn& turn, Lane& lane);
  Verdict JudgeOne(Turn& turn, PendingCommand& command);
  Verdict DecideOne(Turn& turn, ResidentEnte& resident, PendingCommand& command);
  // False when the facts do not fit the log, which is an error of ours.
  bool Accept(Turn& turn, ResidentEnte& resident, PendingCommand& command,
              domain::Acceptance acceptance);
  void HoldAndLoad(Turn& turn, Lane& lane, size_t first);
  void FinishLoad(Lane& lane, const StateParts& parts, absl::StatusOr<domain::Ente> loaded);
  void TrimCache();

  // sequencer_thread.cc: each of the two threads, in turn.

  void Run();
  // Judges until there is something to write or to answer, and nobody else writes. False when all
  // is over.
  bool FillATurn(Turn& turn);
  void RunTasks();
  // Nobody else wants to be judged while this is written.
  bool IsAlone(const Turn& turn) const;
  void WriteAndAnswer(Turn& turn);
  absl::Status Write(Turn& turn);
  void AnswerGroup(Turn& turn);
  // Lets the next group be written, and what waited for this one go on.
  void Settle(std::vector<Lane*> held_until_written);
  void AnswerAll(Commands commands, const Trouble& trouble);
  Trouble LogClosed();

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

  // Counters for statistics.
  std::atomic<uint64_t> accepted{0};
  std::atomic<uint64_t> refused{0};
  std::atomic<uint64_t> replayed{0};
  std::atomic<uint64_t> troubled{0};
  std::atomic<uint64_t> groups{0};
  std::atomic<uint64_t> facts{0};
  std::atomic<uint64_t> loads{0};
  std::atomic<size_t> cache_bytes{0};
  std::atomic<size_t> cache_enti{0};

  // One thread judges at a time: it holds this, and everything below belongs to it. What it judges
  // may stand on facts that the other thread has not written yet; if that write fails, all of it
  // is told that the log is closed.
  absl::Mutex judging;
  StateCache cache;
  RecentRequests recent;
  Commands taken;
  std::vector<EnteQueues::Task> tasks;
  storage::Position last_judged = 0;  // the last position given away
  bool is_writing = false;            // a group is on its way to the log
  absl::Time last_stamp;
  absl::Time now;
  domain::CivilDate today;
  absl::Time today_begins;
  absl::Time today_ends;

  // Belongs to the thread that writes: the one for which `is_writing` was set.
  Withdrawals withdrawals;

  std::unique_ptr<WorkerPool> loaders;
  std::array<std::thread, 2> threads;
  absl::Mutex stop_mutex;
  bool stopped ABSL_GUARDED_BY(stop_mutex) = false;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_SEQUENCER_STATE_H_
