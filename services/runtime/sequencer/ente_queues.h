// The queues between submitting threads and the sequencer: one per ente, bounded, served in turn.
//
// A lane is an ente's queue. The sequencer takes from the lanes in rotation, a few commands at a
// time; a lane that has had its share of the group rests until the next one. A lane may be held
// while its state is loaded; then its commands wait, and others go on.

#ifndef TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_ENTE_QUEUES_H_
#define TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_ENTE_QUEUES_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "services/runtime/commands/pending_command.h"
#include "services/runtime/sequencer/sequencer.h"

namespace traguardo::runtime {

class EnteQueues {
 public:
  struct Lane {
    explicit Lane(std::string name) : ente(std::move(name)) {}

    const std::string ente;
    // In the order in which they were pushed.
    std::deque<std::unique_ptr<PendingCommand>> commands;
    size_t counted = 0;      // commands waiting here, or taken and not judged
    uint64_t group = 0;      // the last group that took from it
    size_t facts_taken = 0;  // in that group
    bool has_turn = false;   // in the rotation, or resting until the next group
    bool held = false;
  };
  using Task = absl::AnyInvocable<void() &&>;

  explicit EnteQueues(const SequencerOptions& options) : options_(options) {}

  // Any thread. On anything but kQueued the command stays the caller's.
  enum class PushResult { kQueued, kEnteFull, kAllFull, kClosed };
  PushResult Push(std::unique_ptr<PendingCommand>& command);

  // Any thread: runs `task` on the thread that judges, also after Close().
  void Post(Task task);

  // Nothing is pushed from now on.
  void Close();

  // The rest is for the thread that judges. ------------------------------------------------------

  // Begins a group: waits until a command can be taken or a task was posted, and hands the tasks
  // over. False when the queues are closed and empty.
  bool BeginGroup(std::vector<Task>& tasks);

  // For a group that stays open: waits until another command can be taken, unless one did not fit
  // already, or until a task was posted; and hands the tasks over.
  void AwaitMore(std::vector<Task>& tasks);

  // Whether a lane waits for its turn, in this group or in the next.
  bool HasTurns() const;

  struct Room {
    size_t commands = 0;
    size_t facts = 0;
    size_t bytes = 0;
  };
  // The next few commands of the next lane, as far as there is room; with `at_least_one` the first
  // one always fits. Null when there is nothing (more) to take. What was taken before counts as
  // judged now.
  Lane* Take(const Room& room, bool at_least_one,
             std::vector<std::unique_ptr<PendingCommand>>& taken);

  // Puts back what was taken last and not judged, in order, from `first` on; and holds the lane
  // until Release(). Settles the rest.
  void Hold(Lane& lane, std::vector<std::unique_ptr<PendingCommand>>& taken, size_t first);
  void Release(Lane& lane);

  // Every command of every lane that is not held.
  std::vector<std::unique_ptr<PendingCommand>> TakeAll();
  // Every command of a held lane, which is released.
  std::vector<std::unique_ptr<PendingCommand>> TakeAll(Lane& lane);

  // Any thread ---------------------------------------------------------------------------------

  bool HasCommands(const std::string& ente) const;
  void ReadLengths(size_t& commands, size_t& bytes) const;
  std::vector<QueueLength> Longest(size_t limit) const;

 private:
  Lane* NextLane() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  size_t ShareLeft(const Lane& lane) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void GiveTurn(Lane& lane) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SettleTaken() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Uncount(Lane& lane, size_t commands, size_t bytes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void EraseIfIdle(Lane& lane) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Empty(Lane& lane, std::vector<std::unique_ptr<PendingCommand>>& out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Sleep() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Wake() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const SequencerOptions options_;

  mutable absl::Mutex mutex_;
  absl::CondVar changed_;
  bool sleeping_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_map<std::string, std::unique_ptr<Lane>> lanes_ ABSL_GUARDED_BY(mutex_);
  std::deque<Lane*> rotation_ ABSL_GUARDED_BY(mutex_);
  std::vector<Lane*> resting_ ABSL_GUARDED_BY(mutex_);
  std::vector<Task> tasks_ ABSL_GUARDED_BY(mutex_);
  uint64_t group_ ABSL_GUARDED_BY(mutex_) = 0;
  bool is_group_full_ ABSL_GUARDED_BY(mutex_) = false;
  size_t counted_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t counted_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  // The last Take(), not judged yet.
  Lane* taken_from_ ABSL_GUARDED_BY(mutex_) = nullptr;
  size_t taken_commands_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t taken_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_ENTE_QUEUES_H_
