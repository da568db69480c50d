// Commands at random against the small ente: sensible enough to be accepted often, careless enough
// to be refused for many reasons.

#ifndef TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_RANDOM_COMMAND_H_
#define TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_RANDOM_COMMAND_H_

#include <cstdint>

#include "services/domain/commands/command.h"
#include "tests/testing/random_message.h"

namespace traguardo::domain {

// One to four facts about a handful of ids and days of 2024. `head` is the last position of the
// log: what corrections may point at.
Command SensibleCommand(testing::RandomEngine& random, uint64_t head);

// Any fact in any stream, by anybody, about any day; what a caller that checks nothing would hand
// in.
Command WildCommand(testing::RandomEngine& random, testing::Filling filling);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_RANDOM_COMMAND_H_
