// The small region that the crash tests live in: three enti with an adopted plan each, two callers,
// and an endless supply of commands. A function of its seed.

#ifndef TRAGUARDO_TESTS_CRASH_WORLD_H_
#define TRAGUARDO_TESTS_CRASH_WORLD_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/testing/fact_builder.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::crash {

inline constexpr std::array<const char*, 3> kEnti = {"uno", "due", "tre"};

enum class Caller { kAmministratore, kSegretario };
std::string_view PrincipalOf(Caller caller);
std::string_view TokenOf(Caller caller);
// The principals file that lets both in.
std::string PrincipalsFile();

struct PlannedCommand {
  api::v1::Command command;
  Caller caller = Caller::kSegretario;
  // Something in it is wrong on purpose: the server must refuse all of it.
  bool must_be_refused = false;
};

// One command of these facts.
api::v1::Command CommandOf(std::string_view ente, std::string_view request_id,
                           const std::vector<testing::FactBuilder>& facts);

// What makes the enti and their plans, in order.
std::vector<PlannedCommand> SetUpCommands();

// Commands on the plans; their request ids begin with `name`, which no other maker has.
class CommandMaker {
 public:
  CommandMaker(uint64_t seed, std::string name) : random_(seed), name_(std::move(name)) {}

  PlannedCommand Next();
  uint64_t Below(uint64_t bound) { return random_() % bound; }

 private:
  testing::FactBuilder RandomFact();
  std::string RandomNote();
  std::string RandomObjective();

  std::mt19937_64 random_;
  const std::string name_;
  uint64_t last_ = 0;
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_WORLD_H_
