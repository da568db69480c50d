// Runs the program as a user would, with an environment of the test's own.

#ifndef TRAGUARDO_TESTS_CLIENTS_CLI_PROGRAM_RUN_H_
#define TRAGUARDO_TESTS_CLIENTS_CLI_PROGRAM_RUN_H_

#include <map>
#include <string>
#include <vector>

#include "tests/clients/cli/fake_server.h"

namespace traguardo::cli {

struct RunResult {
  int exit_code;
  std::string out;
  std::string err;
};

struct RunOptions {
  std::map<std::string, std::string> variables;
  std::string in;
  bool terminal = false;
  size_t screen_width = 0;
  // Where gRPC is to look for a server; null: wherever --server says.
  FakeServer* server = nullptr;
};

// With a token, and "demo" and 2025 as the plan, unless `variables` say something else.
RunResult RunProgramWith(const std::vector<std::string>& arguments, RunOptions options = {});

// Compares with golden/`name`; with TRAGUARDO_UPDATE_GOLDEN=1 in the environment writes it anew.
void ExpectGolden(const std::string& folder, const std::string& name, const std::string& text);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_TESTS_CLIENTS_CLI_PROGRAM_RUN_H_
