#include "tests/clients/cli/program_run.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "clients/cli/program.h"
#include "gtest/gtest.h"

namespace traguardo::cli {

RunResult RunProgramWith(const std::vector<std::string>& arguments, RunOptions options) {
  options.variables.insert(
      {{"TRAGUARDO_TOKEN", "secret"}, {"TRAGUARDO_ENTE", "demo"}, {"TRAGUARDO_YEAR", "2025"}});
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream in(options.in);
  Environment environment{
      .out = out,
      .err = err,
      .in = in,
      .out_is_terminal = options.terminal,
      .err_is_terminal = options.terminal,
      .screen_width = options.screen_width,
      .variable =
          [&](const char* name) {
            const auto found = options.variables.find(name);
            return found == options.variables.end() ? "" : found->second;
          },
      .channel = options.server == nullptr ? nullptr : options.server->channel(),
  };
  const int exit_code = RunProgram(arguments, environment);
  return {exit_code, out.str(), err.str()};
}

void ExpectGolden(const std::string& folder, const std::string& name, const std::string& text) {
  const std::string path = folder + "/" + name;
  if (std::getenv("TRAGUARDO_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is missing; TRAGUARDO_UPDATE_GOLDEN=1 writes it";
  const std::string golden{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(text, golden) << "in " << name << "; if it is meant, TRAGUARDO_UPDATE_GOLDEN=1";
}

}  // namespace traguardo::cli
