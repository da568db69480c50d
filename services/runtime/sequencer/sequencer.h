// The single writer: judges commands one after the other, gives them positions, and writes them to
// the log in groups, one synced write each. Two threads take turns: one judges the next group while
// the other writes the last.
//
// Promise. An accepted command is on disk before it is answered, once, for ever; the same request
// again gets the same answer. Commands of one ente are judged in the order in which they were
// submitted, each seeing all earlier ones. Answers of a group come after its write, in order.
//
// Fairness. Every ente has a queue of its own, served in turn; a group takes no more than a share
// of each, and stays open to whoever comes while it is judged. An import never starves others.
//
// Waiting. The judging never reads the disk. An ente whose state is not in memory is loaded by
// another thread, and so are the facts that a command takes back or whose texts it withdraws; the
// ente's commands wait while others go on.
//
// Failure. The first failed write ends writing for good: every command of that group and all later
// ones answer kLogClosed, and readiness turns off. Only a restart, which reads what the disk really
// holds, goes on. So that a full disk is no such failure, commands are refused with kLittleRoom
// while there is still room for what is recorded; they are refused with kClockBehind while the
// clock is more than max_clock_lag behind the last fact, for times that are wrong in the log are
// wrong for ever. Readiness is off meanwhile, what was accepted is answered again, and it goes on
// by itself. A clock that runs ahead cannot be told from time that has passed.

#ifndef TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_SEQUENCER_H_
#define TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_SEQUENCER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/commands/submission.h"
#include "services/runtime/readiness/readiness.h"
#include "storage/log/event_log.h"

namespace traguardo::runtime {

// Every bound of the write path. See README.md for why these values.
struct SequencerOptions {
  // Commands waiting or being judged.
  size_t max_queued_per_ente = 1024;
  size_t max_queued = 32768;
  size_t max_queued_bytes = 256u << 20;
  // One command.
  size_t max_command_bytes = 6u << 20;

  // One group. A single command larger than the last two is a group of its own.
  size_t max_group_commands = 1024;
  size_t max_group_facts = 4096;
  size_t max_group_bytes = 8u << 20;
  // Facts of one ente in one group: while others wait, and while nobody does.
  size_t ente_share_facts = 64;
  size_t lone_ente_share_facts = 96;

  // How far the clock may be behind the last recorded fact. Infinite where time is virtual.
  absl::Duration max_clock_lag = absl::Minutes(5);

  // Folded states kept in memory.
  size_t state_cache_bytes = 512u << 20;
  size_t loader_threads = 1;

  // Accepted requests remembered in memory, to close the gap between looking a request up in the
  // log and judging it.
  size_t recent_requests = 65536;
};

struct SequencerHooks {
  // After every group's write, when its answers are given; on a thread of the sequencer. Wakes the
  // projector.
  std::function<void(storage::Position head)> on_head_moved;
  // After the last answer of a group; on a thread of the sequencer, perhaps on both at once.
  std::function<void()> on_group_answered;
};

struct SequencerStatistics {
  uint64_t accepted = 0;
  uint64_t refused = 0;
  uint64_t replayed = 0;
  uint64_t troubled = 0;
  uint64_t groups = 0;  // writes
  uint64_t facts = 0;
  uint64_t loads = 0;  // states folded from the log
  size_t queued_commands = 0;
  size_t queued_bytes = 0;
  size_t state_cache_bytes = 0;
  size_t state_cache_enti = 0;
};

struct QueueLength {
  std::string ente;
  size_t commands = 0;
};

class Sequencer {
 public:
  // Starts the threads. Nobody else may write to `log` until Stop(). Log, clock and readiness are
  // not owned and must outlive it.
  static absl::StatusOr<std::unique_ptr<Sequencer>> Start(storage::EventLog& log, Clock& clock,
                                                          const domain::RomeCalendar& calendar,
                                                          Readiness& readiness,
                                                          SequencerOptions options,
                                                          SequencerHooks hooks);

  // Stops.
  ~Sequencer();
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  // Any thread. Looks the request up in the log (microseconds), then queues the command.
  void Submit(Submission submission, Answer answer);

  // Refuses what comes from now on with kShuttingDown, answers everything that is queued, and joins
  // the threads. Harmless when repeated; not from an Answer or a hook.
  void Stop();

  // Looks whether there is room and whether the clock is right, and tells readiness. Any thread;
  // every group does so too, so this is for the time without commands: call it now and then.
  void LookAround();

  // Any thread.
  SequencerStatistics ReadStatistics() const;
  // The longest queues, longest first.
  std::vector<QueueLength> LongestQueues(size_t limit) const;

 private:
  struct State;  // sequencer_state.h
  explicit Sequencer(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_SEQUENCER_H_
