// What a log has of a year: what a document says of it is not recorded again.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_KNOWN_FACTS_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_KNOWN_FACTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {

// Commands go by the position of their first fact. Belongs to one thread.
class KnownFacts {
 public:
  enum class Kind {
    kOfYear,
    kOfEnte,        // in the ente's own stream, and neither of the two below
    kRegistration,  // of the ente
    kWithdrawal,    // of texts
  };
  struct Fact {
    std::string content;
    bool is_withdrawn = false;
    Kind kind = Kind::kOfYear;
  };

  // In log order, as far as each stream goes.
  void Add(const api::v1::ListFactsResponse& page);
  void Add(const event::v1::Envelope& envelope, bool is_withdrawn);

  // Everything up to here was there.
  uint64_t position() const { return position_; }
  // Where the ente was registered; 0 when it was not.
  uint64_t registration() const { return registration_; }

  // Of all that were recorded under this request id: principals may use the same one.
  std::vector<uint64_t> Under(const std::string& request_id) const;

  // Whether a command begins there, or the part of one that is this year's, that says the same in
  // each of its facts (ContentHash).
  // A fact whose texts were withdrawn is compared without them, so that a document that still has
  // them does not bring them back.
  bool SaysAt(uint64_t first_position, const api::v1::Command& command) const;

  // Where the facts of that command, or part of one, stand; empty when none begins there.
  std::vector<uint64_t> PositionsAt(uint64_t first_position) const;

  // Calls visit(position, fact) for all, in no order.
  template <typename Visit>
  void ForEachFact(const Visit& visit) const {
    for (const auto& [first, facts] : commands_) {
      for (const auto& [index, fact] : facts) visit(first + index, fact);
    }
  }

 private:
  // By their place in the command. Some are missing of one that speaks of another year, too.
  using Facts = std::map<uint32_t, Fact>;
  struct Found {
    uint64_t command_begins = 0;
    const Facts* facts = nullptr;  // null when no command begins there
  };

  Found CommandAt(uint64_t first_position) const;

  uint64_t position_ = 0;
  uint64_t registration_ = 0;
  std::unordered_map<uint64_t, Facts> commands_;
  // Where the command of each fact begins, which may be a fact of another year.
  std::unordered_map<uint64_t, uint64_t> command_of_;
  // First positions by the hash of the request id.
  std::unordered_map<std::string, std::vector<uint64_t>> by_request_id_;
};

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_KNOWN_FACTS_H_
