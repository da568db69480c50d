#include "tests/crash/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace traguardo::crash {
namespace {

// Only calls that are safe between fork and exec.
[[noreturn]] void RunChild(pid_t parent, int output, char* const* arguments) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // it died before we asked
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(127);
}

}  // namespace

ServerProcess::ServerProcess(const std::vector<std::string>& arguments) {
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  for (std::string& copy : copies) pointers.push_back(copy.data());
  pointers.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) abort();
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) abort();
  if (pid_ == 0) RunChild(parent, ends[1], pointers.data());
  close(ends[1]);
  // Debian's <sys/pidfd.h> declares it for C only.
  pid_file_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (pid_file_ < 0) abort();
  reader_ = std::thread([this, from = ends[0]] { ReadOutput(from); });
}

ServerProcess::~ServerProcess() {
  if (!ended_) {
    Send(SIGKILL);
    WaitForEnd(absl::Minutes(1));
  }
  reader_.join();
  close(pid_file_);
}

void ServerProcess::ReadOutput(int from) {
  char bytes[4096];
  ssize_t count;
  while ((count = read(from, bytes, sizeof(bytes))) > 0) {
    const std::lock_guard lock(mutex_);
    output_.append(bytes, static_cast<size_t>(count));
    said_something_.notify_all();
  }
  close(from);
  const std::lock_guard lock(mutex_);
  output_ended_ = true;
  said_something_.notify_all();
}

std::optional<std::string> ServerProcess::WaitForLine(const std::string& prefix,
                                                      absl::Duration within) {
  std::optional<std::string> found;
  const auto find = [&] {
    size_t begin = 0;
    for (size_t end; (end = output_.find('\n', begin)) != std::string::npos; begin = end + 1) {
      if (output_.compare(begin, prefix.size(), prefix) != 0) continue;
      found = output_.substr(begin + prefix.size(), end - begin - prefix.size());
      return true;
    }
    return output_ended_;
  };
  std::unique_lock lock(mutex_);
  said_something_.wait_for(lock, absl::ToChronoMilliseconds(within), find);
  return found;
}

void ServerProcess::Send(int signal) const {
  if (!ended_) kill(pid_, signal);
}

bool ServerProcess::WaitForEnd(absl::Duration within) {
  if (ended_) return true;
  pollfd end{pid_file_, POLLIN, 0};
  if (poll(&end, 1, static_cast<int>(absl::ToInt64Milliseconds(within))) <= 0) return false;
  if (waitpid(pid_, &wait_status_, 0) != pid_) abort();
  ended_ = true;
  return true;
}

bool ServerProcess::WasKilled() const {
  return ended_ && WIFSIGNALED(wait_status_) && WTERMSIG(wait_status_) == SIGKILL;
}

int ServerProcess::exit_code() const {
  return ended_ && WIFEXITED(wait_status_) ? WEXITSTATUS(wait_status_) : -1;
}

std::string ServerProcess::output() const {
  const std::lock_guard lock(mutex_);
  return output_;
}

uint64_t ServerProcess::MemoryBytes(const std::string& field) const {
  std::ifstream status(absl::StrCat("/proc/", pid_, "/status"));
  const std::string prefix = field + ":";
  for (std::string line; std::getline(status, line);) {
    if (absl::StartsWith(line, prefix)) {
      return std::strtoull(line.c_str() + prefix.size(), nullptr, 10) << 10;
    }
  }
  return 0;
}

}  // namespace traguardo::crash
