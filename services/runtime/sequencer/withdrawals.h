// What is left to do of recorded withdrawals of personal data. The texts are gone from every read
// as soon as PersonalDataWithdrawn is in the log: the same write rewrites the facts it names. Their
// old bytes are still in the log's files, until a flush and a compaction have passed over them;
// that is done here, on a thread of its own.
//
// A note in the operational state says which part of the log may hold withdrawals whose bytes are
// not erased yet. It is written together with them and removed after the erasure, so that a server
// killed in between finishes the work when it starts again.

#ifndef TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_WITHDRAWALS_H_
#define TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_WITHDRAWALS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "services/runtime/threads/worker_pool.h"
#include "storage/log/event_log.h"

namespace traguardo::runtime {

// For the thread that writes the log.
class Withdrawals {
 public:
  // Permanent: "{first position} {last position}" in decimal.
  static constexpr std::string_view kNoteKey = "runtime/withdrawals under way";

  // Not owned.
  explicit Withdrawals(storage::EventLog& log) : log_(log) {}

  // At the start: carries out what an earlier run left.
  absl::Status Finish();

  // Before a group that records withdrawals is appended: what the note has to say, to be written
  // with it.
  std::string Announce(storage::Position first, storage::Position last);

  // After it was. Returns at once; the destructor waits for the erasure. Withdrawals that come
  // while one erasure runs share the next one; a position takes eight bytes until then.
  void EraseLater(const std::vector<storage::Position>& positions);

 private:
  void Erase();

  storage::EventLog& log_;
  absl::Mutex mutex_;
  // What the note says: facts first_..last_ may hold withdrawals to carry out. 0: no note.
  storage::Position first_ ABSL_GUARDED_BY(mutex_) = 0;
  storage::Position last_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t announced_ ABSL_GUARDED_BY(mutex_) = 0;  // groups whose erasure is not finished
  std::vector<storage::Position> waiting_ ABSL_GUARDED_BY(mutex_);
  size_t groups_waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  bool failed_ ABSL_GUARDED_BY(mutex_) = false;  // then the note stays for the next start
  WorkerPool eraser_{"eraser", 1};
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_SEQUENCER_WITHDRAWALS_H_
