// What a test wrote to a log, and what the log must therefore still hold.
//
// The envelopes are small texts of their own, so that the tests need nothing but storage; Decode()
// reads them back for the checker.

#ifndef TRAGUARDO_TESTS_STORAGE_LEDGER_H_
#define TRAGUARDO_TESTS_STORAGE_LEDGER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/checker/checker.h"
#include "storage/log/event_log.h"

namespace traguardo::storage {

class Ledger {
 public:
  struct Fact {
    Position position = 0;
    std::string ente;
    std::string stream;
    Revision revision = 0;
    std::string envelope;
    std::string private_part;
    std::string entry_salt;
  };
  struct Request {
    RequestKey key;
    RequestFingerprint fingerprint{};
    Position first_position = 0;
    uint32_t fact_count = 0;
    std::string answer;
  };

  explicit Ledger(uint32_t seed = 1) : random_(seed) {}

  // A new group of `commands` commands of `facts_per_command` facts each, over a few enti and
  // streams, behind everything made before. Valid as long as the ledger.
  AppendGroup MakeGroup(size_t commands, size_t facts_per_command, size_t text_bytes = 40);

  // The log said OK to the last group.
  void Acknowledge() { acknowledged_ = facts_.size(); }
  // Made, appended, acknowledged; returns what the log said.
  absl::Status AppendTo(EventLog& log, size_t commands, size_t facts_per_command,
                        size_t text_bytes = 40);

  // Empty when `log` holds every acknowledged group, whole, as it was written, and of the group
  // after them everything or nothing; else what is wrong.
  std::string FindLoss(const EventLog& log) const;
  // Forgets the group that was made but did not reach the log.
  void ForgetUnacknowledged();

  Position acknowledged() const { return acknowledged_; }
  const std::deque<Fact>& facts() const { return facts_; }
  const std::deque<Request>& requests() const { return requests_; }

  // For CheckOptions::decode.
  static absl::StatusOr<DecodedHeader> Decode(std::string_view envelope);

 private:
  std::string RandomText(size_t bytes);
  void AddFact(const Request& request, const std::string& request_id, size_t text_bytes);

  std::mt19937 random_;
  std::deque<Fact> facts_;
  std::deque<Request> requests_;
  std::map<std::pair<std::string, std::string>, Revision> revisions_;
  Position acknowledged_ = 0;
};

// The root over leaves first..first+count-1, straight from the definition of RFC 6962.
Hash NaiveRoot(const std::vector<Hash>& leaves, size_t first, size_t count);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_TESTS_STORAGE_LEDGER_H_
