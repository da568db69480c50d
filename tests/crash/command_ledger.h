// What was sent, what was answered, and therefore what the log must hold: each accepted command
// once and whole, where its answer says; each refused one not at all; of the unanswered ones
// everything or nothing.
//
// Safe from any thread.

#ifndef TRAGUARDO_TESTS_CRASH_COMMAND_LEDGER_H_
#define TRAGUARDO_TESTS_CRASH_COMMAND_LEDGER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/log/event_log.h"
#include "tests/crash/wire_client.h"
#include "tests/crash/world.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::crash {

class CommandLedger {
 public:
  struct Counts {
    size_t accepted = 0;
    size_t refused = 0;
    size_t unanswered = 0;
  };

  // Before the command is sent for the first time. The pointer stays valid.
  const PlannedCommand* Add(PlannedCommand command);
  // Each time it is answered; the first answer binds all later ones.
  void NoteAnswer(const std::string& request_id, const Answer& answer);

  // The commands nobody answered yet, oldest first.
  std::vector<const PlannedCommand*> Unanswered() const;
  // At most `limit` of those that were accepted: half of them the last ones, the others any.
  std::vector<const PlannedCommand*> SomeAccepted(size_t limit, uint64_t seed) const;
  // The outcome of one that was accepted.
  std::optional<api::v1::CommandOutcome> OutcomeOf(const std::string& request_id) const;

  // Compares with a log; what is wrong becomes a violation. An unanswered command that is found in
  // the log must from now on be answered with the place where it was found.
  void CompareWith(const storage::EventLog& log);
  // The same with all facts that a server lists, by position, their texts inside.
  void CompareWith(const std::vector<event::v1::Envelope>& listed);

  // What was found wrong so far, of this ledger or by somebody else.
  void AddViolation(std::string violation);
  std::vector<std::string> violations() const;
  Counts counts() const;

 private:
  enum class State { kUnanswered, kAccepted, kRefused };
  struct Entry {
    PlannedCommand planned;
    size_t number = 0;  // in the order sent
    State state = State::kUnanswered;
    api::v1::CommandOutcome outcome;
    // Where the log has it, once somebody looked.
    storage::Position found_first = 0;
    storage::Position found_last = 0;
  };
  class Walk;  // over the facts of a log

  void ForgetWhatWasFound();

  void NoteAccepted(Entry& entry, const api::v1::CommandOutcome& outcome);
  void AddViolationLocked(std::string violation);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;  // by request id
  std::map<std::string, Entry*> by_hash_;           // of the request id
  std::vector<const Entry*> accepted_;              // in the order answered
  std::vector<std::string> violations_;
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_COMMAND_LEDGER_H_
