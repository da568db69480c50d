// One run of the checker. Private to checker*.cc.

#ifndef TRAGUARDO_STORAGE_CHECKER_CHECKER_STATE_H_
#define TRAGUARDO_STORAGE_CHECKER_CHECKER_STATE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/checker/checker.h"
#include "storage/checker/position_set.h"
#include "storage/checker/tree_check.h"
#include "storage/layout/fact_record.h"

namespace rocksdb {
class Iterator;
}

namespace traguardo::storage {

class LogDatabase;
enum class Family;

class LogCheck {
 public:
  LogCheck(const CheckOptions& options, const LogDatabase& database);
  absl::StatusOr<CheckReport> Run();

 private:
  // checker.cc
  void CheckFiles();
  void CheckStreams();
  void CheckStreamEntry(std::string_view key, std::string_view value);
  void CheckRequests();
  void CheckRequestEntry(std::string_view key, std::string_view value);
  void CheckTreeKeys(uint64_t expected_tiles);
  void CheckOperational();

  // checker_facts.cc
  void CheckFacts();
  void CheckFact(Position position, std::string_view bytes, TreeCheck& tree);
  void CheckHeader(Position position, const DecodedHeader& header);
  void CheckCommand(Position position, const DecodedHeader& header);
  // Puts `facts` on the first fact after `position` that can be read; null when none can.
  std::optional<Position> SkipUnreadable(std::unique_ptr<rocksdb::Iterator>& facts,
                                         Position position);

  // Once cancelled, always: the walks end, and the report is thrown away.
  bool IsCancelled();
  void Find(CheckArea area, Position position, std::string what);
  void Tell(CheckArea area, uint64_t done, uint64_t total);
  // A cursor over a family from `from` on, past the cache.
  std::unique_ptr<rocksdb::Iterator> WalkOver(Family family, std::string_view from = "") const;
  uint64_t EstimateKeys(Family family) const;

  const CheckOptions& options_;
  const LogDatabase& database_;
  CheckReport report_;
  bool is_cancelled_ = false;

  // Facts that some entry of the index points at.
  PositionSet in_streams_;
  PositionSet in_requests_;
  bool walked_all_streams_ = false;

  // The stream of the last entry, and where it stood.
  std::string stream_;
  Revision revision_ = 0;
  Position stream_position_ = 0;

  // The command of the last fact, and the facts that its entry claims.
  std::optional<RequestKey> command_;
  Position command_first_ = 0;
  Position command_last_ = 0;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_CHECKER_CHECKER_STATE_H_
