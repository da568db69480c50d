// From stored bytes to envelopes, for everything that folds: the loader, the projector and
// questions about the past. What the bytes say is checked against where they stand: DATA_LOSS,
// naming the position, when the two differ.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_FACT_READER_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_FACT_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/arena.h"
#include "storage/log/event_log.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::runtime {

enum class Texts {
  kLeftOut,   // the envelope as stored: enough to decide
  kIncluded,  // the private part put back, where it was not withdrawn
};

// Facts in memory for the length of one fold.
class FactSet {
 public:
  FactSet();
  FactSet(const FactSet&) = delete;
  FactSet& operator=(const FactSet&) = delete;

  const std::vector<event::v1::Envelope*>& facts() const { return facts_; }
  // An empty envelope, to be filled.
  event::v1::Envelope& Add();
  // Forgets all facts and keeps a little memory for the next ones.
  void Clear();

 private:
  static constexpr size_t kFirstBlockBytes = 16 << 10;

  std::unique_ptr<char[]> first_block_;
  google::protobuf::Arena arena_;
  std::vector<event::v1::Envelope*> facts_;
};

using WithdrawnPositions = absl::btree_set<uint64_t>;

// Reads one stored fact into `fact`, which is empty. A fact named in `withdrawn` loses its texts
// also in the short time before the log has rewritten it.
absl::Status ParseFact(const storage::FactView& stored, Texts texts,
                       const WithdrawnPositions& withdrawn, event::v1::Envelope& fact);
absl::Status ParseFact(const storage::StoredFact& stored, Texts texts,
                       const WithdrawnPositions& withdrawn, event::v1::Envelope& fact);

// Which streams: the one of this name and everything below it, or only the one.
struct StreamSelection {
  std::string_view ente;
  std::string_view stream;  // "ente", "plans/2024", …; empty with `below`: all of the ente's
  bool below = false;
};

bool IsSelected(const StreamSelection& selection, std::string_view stream);

// Calls `visit` once for every fact of the streams with position <= up_to, until it returns an
// error. The order is that of the log for the first kFactsPerWindow, then for the next, and so on:
// near facts are read together, and what is held does not grow with their number.
inline constexpr size_t kFactsPerWindow = 32768;
absl::Status ForEachStored(
    const storage::EventLog& log, const StreamSelection& selection, storage::Position up_to,
    absl::FunctionRef<absl::Status(const storage::StreamEntry&, const storage::StoredFact&)> visit);

// DATA_LOSS unless the fact says of itself what the stream index says of it.
absl::Status CheckPlace(const storage::StreamEntry& entry, std::string_view ente,
                        const event::v1::Envelope& fact);

// The streams of a plan-year begin with its name.
std::string YearStream(int year);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_FACT_READER_H_
