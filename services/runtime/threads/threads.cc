#include "services/runtime/threads/threads.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace traguardo::runtime {
namespace {

// About a third of the weight of a thread of normal priority.
constexpr int kNiceBehind = 5;

void LowerPriority() {
  // On Linux the nice value belongs to the thread. Where it may not be set, nothing but the order
  // of threads is different.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceBehind);
}

}  // namespace

std::thread StartThread(const char* name, Priority priority, std::function<void()> run) {
  return std::thread([name, priority, run = std::move(run)] {
    // Fails for a name that is too long, and then the thread has its parent's.
    pthread_setname_np(pthread_self(), name);
    if (priority == Priority::kBehind) LowerPriority();
    run();
  });
}

}  // namespace traguardo::runtime
