// Runs traguardod, and the client beside it, as a shell would: arguments in, what was said and the
// exit code out.

#ifndef TRAGUARDO_TESTS_SERVICES_SERVER_PROGRAM_RUN_H_
#define TRAGUARDO_TESTS_SERVICES_SERVER_PROGRAM_RUN_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/crash/server_process.h"

namespace traguardo::server {

struct ProgramRun {
  int exit_code = -1;
  std::string said;  // on standard output and error
};

// To its end.
ProgramRun RunServerProgram(std::vector<std::string> arguments);
ProgramRun RunClientProgram(std::vector<std::string> arguments);

// traguardod serve, ready to be called; it ends with the object.
class RunningServer {
 public:
  RunningServer(const std::string& data_directory, const std::string& principals_file,
                std::vector<std::string> more_arguments = {});

  // Where it listens; empty when it did not become ready.
  const std::string& address() const { return address_; }
  // Lets it read again who may call; false when it does not say a line that begins so.
  bool ReadAgain(const std::string& says);
  // As a shell's Ctrl-C or systemd does it.
  ProgramRun Stop();

 private:
  crash::ServerProcess process_;
  std::string address_;
};

}  // namespace traguardo::server

#endif  // TRAGUARDO_TESTS_SERVICES_SERVER_PROGRAM_RUN_H_
