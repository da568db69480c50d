#include "services/runtime/threads/worker_pool.h"

#include <utility>

#include "services/runtime/threads/threads.h"

namespace traguardo::runtime {

WorkerPool::WorkerPool(const char* name, size_t threads) {
  for (size_t i = 0; i < threads; ++i) {
    threads_.push_back(StartThread(name, Priority::kNormal, [this] { Work(); }));
  }
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    changed_.SignalAll();
  }
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::Run(Job job) {
  absl::MutexLock lock(&mutex_);
  jobs_.push_back(std::move(job));
  changed_.Signal();
}

void WorkerPool::Work() {
  mutex_.Lock();
  while (true) {
    while (jobs_.empty() && !stopping_) changed_.Wait(&mutex_);
    if (jobs_.empty()) break;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    mutex_.Unlock();
    std::move(job)();
    job = nullptr;
    mutex_.Lock();
  }
  mutex_.Unlock();
}

}  // namespace traguardo::runtime
