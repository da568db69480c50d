// Threads for reads that must not keep a transport's thread from other calls. Bounded: what does
// not fit is refused at once.

#ifndef TRAGUARDO_SERVICES_API_READS_READ_POOL_H_
#define TRAGUARDO_SERVICES_API_READS_READ_POOL_H_

#include <atomic>
#include <cstddef>
#include <utility>

#include "services/runtime/threads/worker_pool.h"

namespace traguardo::api {

class ReadPool {
 public:
  ReadPool(size_t threads, size_t max_jobs) : max_jobs_(max_jobs), workers_("reads", threads) {}

  // False, and the job is untouched, when too many wait already. Any thread.
  bool TryRun(runtime::WorkerPool::Job& job) {
    if (jobs_.fetch_add(1, std::memory_order_relaxed) >= max_jobs_) {
      jobs_.fetch_sub(1, std::memory_order_relaxed);
      return false;
    }
    workers_.Run([this, job = std::move(job)]() mutable {
      std::move(job)();
      jobs_.fetch_sub(1, std::memory_order_relaxed);
    });
    return true;
  }

 private:
  const size_t max_jobs_;
  std::atomic<size_t> jobs_{0};
  runtime::WorkerPool workers_;  // last: its jobs use the rest
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_READ_POOL_H_
