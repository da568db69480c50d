// Everything that a running server says it has recorded, asked for as any reader would ask.

#ifndef TRAGUARDO_TESTS_CRASH_LISTED_FACTS_H_
#define TRAGUARDO_TESTS_CRASH_LISTED_FACTS_H_

#include <string>
#include <variant>
#include <vector>

#include "clients/cpp/call_error.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::crash {

// The facts of all enti of the world, with their texts, by position; or how a page failed.
std::variant<std::vector<event::v1::Envelope>, client::CallError> ListAllFacts(
    const std::string& address);

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_LISTED_FACTS_H_
