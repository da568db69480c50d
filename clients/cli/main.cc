// traguardo: see program.h.

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "clients/cli/program.h"
#include "google/protobuf/stubs/logging.h"

namespace {

size_t ScreenWidth() {
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace

int main(int argc, char** argv) {
  // What the libraries have to say goes to nobody's terminal unless it is asked for.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  google::protobuf::SetLogHandler(nullptr);
  traguardo::cli::Environment environment{
      .out = std::cout,
      .err = std::cerr,
      .in = std::cin,
      .out_is_terminal = isatty(STDOUT_FILENO) != 0,
      .err_is_terminal = isatty(STDERR_FILENO) != 0,
      .screen_width = ScreenWidth(),
      .variable =
          [](const char* name) {
            const char* value = std::getenv(name);
            return std::string(value == nullptr ? "" : value);
          },
      .channel = nullptr,
  };
  return traguardo::cli::RunProgram(std::vector<std::string>(argv + 1, argv + argc), environment);
}
