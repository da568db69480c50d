// A server as a process of its own, and what it says on its standard output and error.

#ifndef TRAGUARDO_TESTS_CRASH_SERVER_PROCESS_H_
#define TRAGUARDO_TESTS_CRASH_SERVER_PROCESS_H_

#include <sys/types.h>

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"

namespace traguardo::crash {

class ServerProcess {
 public:
  // Runs arguments[0] with the rest. It dies with this process.
  explicit ServerProcess(const std::vector<std::string>& arguments);
  // Kills it if it is still there.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // The rest of the first line that begins with `prefix`, waiting for it; null when the process
  // ends, or the time passes, without one.
  std::optional<std::string> WaitForLine(const std::string& prefix, absl::Duration within);

  void Send(int signal) const;
  // Waits for the end. False: it still runs.
  bool WaitForEnd(absl::Duration within);

  // After its end.
  bool WasKilled() const;  // by SIGKILL
  int exit_code() const;   // -1 when it died of a signal

  // Everything it has said so far.
  std::string output() const;

  // Of its memory, from /proc: "VmRSS", "VmHWM"; 0 when it has ended.
  uint64_t MemoryBytes(const std::string& field) const;

 private:
  void ReadOutput(int from);

  pid_t pid_ = -1;
  int pid_file_ = -1;  // readable once the process has ended
  std::thread reader_;

  mutable std::mutex mutex_;
  std::condition_variable said_something_;
  std::string output_;
  bool output_ended_ = false;

  bool ended_ = false;
  int wait_status_ = 0;
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_SERVER_PROCESS_H_
