// What the log has of a year before a document is imported into it.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_KNOWN_FACTS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_KNOWN_FACTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {

// Commands go by the position of their first fact. Belongs to one thread.
class KnownFacts {
 public:
  // In log order, as far as each stream goes.
  void Add(const api::v1::ListFactsResponse& page);

  // Everything up to here was there.
  uint64_t position() const { return position_; }
  bool ente_registered() const { return ente_registered_; }

  // Of all that were recorded under this request id: principals may use the same one.
  std::vector<uint64_t> Under(const std::string& request_id) const;

  // Whether a command begins there, or the part of one that is this year's, that says the same in
  // each of its facts (document::ContentHash).
  // A fact whose texts were withdrawn is compared without them, so that a document that still has
  // them does not bring them back.
  bool SaysAt(uint64_t first_position, const api::v1::Command& command) const;

 private:
  struct Fact {
    std::string content;
    bool is_withdrawn = false;
  };
  // By their place in the command. Some are missing of one that speaks of another year, too.
  using Facts = std::map<uint32_t, Fact>;

  // Null when none begins there.
  const Facts* CommandAt(uint64_t first_position) const;

  uint64_t position_ = 0;
  bool ente_registered_ = false;
  std::unordered_map<uint64_t, Facts> commands_;
  // Where the command of each fact begins, which may be a fact of another year.
  std::unordered_map<uint64_t, uint64_t> command_of_;
  // First positions by the hash of the request id.
  std::unordered_map<std::string, std::vector<uint64_t>> by_request_id_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_KNOWN_FACTS_H_
