#include "tests/services/server/program_run.h"

#include <signal.h>

#include <utility>

namespace traguardo::server {
namespace {

// Bounds for a machine that is busy with other things.
constexpr absl::Duration kUntilDone = absl::Seconds(60);
constexpr char kNeverSaid[] = "\n";  // no line begins so: waits for the end of what is said

ProgramRun RunToEnd(crash::ServerProcess& process) {
  process.WaitForLine(kNeverSaid, kUntilDone);
  ProgramRun run;
  if (process.WaitForEnd(kUntilDone)) run.exit_code = process.exit_code();
  run.said = process.output();
  return run;
}

std::vector<std::string> With(std::string first, std::vector<std::string> rest) {
  rest.insert(rest.begin(), std::move(first));
  return rest;
}

std::vector<std::string> ServeArguments(const std::string& data, const std::string& principals,
                                        const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {TRAGUARDOD,     "serve",    "--data",   data,
                                        "--principals", principals, "--listen", "127.0.0.1:0"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

ProgramRun RunServerProgram(std::vector<std::string> arguments) {
  crash::ServerProcess process(With(TRAGUARDOD, std::move(arguments)));
  return RunToEnd(process);
}

ProgramRun RunClientProgram(std::vector<std::string> arguments) {
  crash::ServerProcess process(With(TRAGUARDO, std::move(arguments)));
  return RunToEnd(process);
}

RunningServer::RunningServer(const std::string& data_directory, const std::string& principals_file,
                             std::vector<std::string> more_arguments)
    : process_(ServeArguments(data_directory, principals_file, more_arguments)),
      address_(process_.WaitForLine("Pronto su ", kUntilDone).value_or("")) {}

bool RunningServer::ReadAgain(const std::string& says) {
  process_.Send(SIGHUP);
  return process_.WaitForLine(says, kUntilDone).has_value();
}

ProgramRun RunningServer::Stop() {
  process_.Send(SIGTERM);
  return RunToEnd(process_);
}

}  // namespace traguardo::server
