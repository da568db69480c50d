// Carries out recorded withdrawals of personal data: once PersonalDataWithdrawn is in the log, the
// private parts it names are rewritten away, and their old bytes erased from the files.
//
// A note in the operational state says which part of the log may hold withdrawals that are not
// carried out yet. It is written before the group and removed after the erasure, so that a server
// killed in between finishes the work when it starts again.

#ifndef TRAGUARDO_SERVICES_RUNTIME_WITHDRAWALS_H_
#define TRAGUARDO_SERVICES_RUNTIME_WITHDRAWALS_H_

#include <cstddef>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "services/runtime/worker_pool.h"
#include "storage/event_log.h"

namespace traguardo::runtime {

// For the thread that writes the log.
class Withdrawals {
 public:
  // Not owned.
  explicit Withdrawals(storage::EventLog& log) : log_(log) {}

  // At the start: carries out what an earlier run left.
  absl::Status Finish();

  // Before a group that records withdrawals is appended.
  absl::Status Announce(storage::Position first, storage::Position last);

  // After it was. The private parts are gone from every read when this returns; erasing their old
  // bytes goes on in the background, and the destructor waits for it.
  absl::Status CarryOut(const std::vector<storage::Position>& positions);

 private:
  void Erase(const std::vector<storage::Position>& positions);

  storage::EventLog& log_;
  absl::Mutex mutex_;
  // What the note says: facts first_..last_ may hold withdrawals to carry out. 0: no note.
  storage::Position first_ ABSL_GUARDED_BY(mutex_) = 0;
  storage::Position last_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t announced_ ABSL_GUARDED_BY(mutex_) = 0;  // groups whose erasure is not finished
  bool failed_ ABSL_GUARDED_BY(mutex_) = false;   // then the note stays for the next start
  WorkerPool eraser_{1};
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_WITHDRAWALS_H_
