// A few threads for what may wait on the disk. Jobs are not bounded here: whoever hands them over
// bounds them (the sequencer: one per ente whose commands wait).

#ifndef TRAGUARDO_SERVICES_RUNTIME_THREADS_WORKER_POOL_H_
#define TRAGUARDO_SERVICES_RUNTIME_THREADS_WORKER_POOL_H_

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"

namespace traguardo::runtime {

class WorkerPool {
 public:
  using Job = absl::AnyInvocable<void() &&>;

  // `name`: what its threads are called.
  WorkerPool(const char* name, size_t threads);
  // Runs every job that was handed over, then joins.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Any thread, also a job.
  void Run(Job job);

 private:
  void Work();

  absl::Mutex mutex_;
  absl::CondVar changed_;
  std::deque<Job> jobs_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_THREADS_WORKER_POOL_H_
