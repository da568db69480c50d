// Starts threads that have a name, which is what a profile, a debugger and `ps -L` show, and a
// place in the queue for the processor.

#ifndef TRAGUARDO_SERVICES_RUNTIME_THREADS_THREADS_H_
#define TRAGUARDO_SERVICES_RUNTIME_THREADS_THREADS_H_

#include <functional>
#include <thread>

namespace traguardo::runtime {

enum class Priority {
  kNormal,
  // When more threads want to run than there are cores, those that answer somebody go first. Still
  // gets its share: nobody starves. The threads it starts have the same.
  kBehind,
};

// `name`: at most 15 characters.
std::thread StartThread(const char* name, Priority priority, std::function<void()> run);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_THREADS_THREADS_H_
