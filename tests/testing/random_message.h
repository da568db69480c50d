// Messages filled at random from their descriptors: any fact, any request, without a hand-written
// generator that somebody would have to keep up with the protos.

#ifndef TRAGUARDO_TESTS_TESTING_RANDOM_MESSAGE_H_
#define TRAGUARDO_TESTS_TESTING_RANDOM_MESSAGE_H_

#include <cstdint>
#include <random>

#include "google/protobuf/message.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::testing {

enum class Filling {
  // Keeps every field's rule (traguardo/schema/v1/field_rule.proto). Ids and dates come from a
  // handful, so that facts about the same things meet.
  kValid,
  // Any text, empty elements, numbers that no enum has; still what proto3 can carry.
  kWild,
};

using RandomEngine = std::mt19937_64;

// Sets required fields, and about half of the others. The same engine state gives the same message.
void FillAtRandom(google::protobuf::Message& message, RandomEngine& random,
                  Filling filling = Filling::kValid);

// A fact of any kind in a stream it belongs to, of ente "demo", in 2024, with that position.
event::v1::Envelope AnyFact(RandomEngine& random, uint64_t position,
                            Filling filling = Filling::kValid);

}  // namespace traguardo::testing

#endif  // TRAGUARDO_TESTS_TESTING_RANDOM_MESSAGE_H_
