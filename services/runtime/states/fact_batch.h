// The facts of one batch of the views, as bytes, gathered by ente and stream: an ente is then
// folded and rendered in one go while its state is in the processor's cache, and what depends on
// the stream alone is done once. (A fold does not depend on the order of its facts:
// domain/state/fact_order.h.)
//
// Only whole commands are in it. Not thread-safe while it is read; afterwards any number of threads
// may look at it.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_FACT_BATCH_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_FACT_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "services/runtime/states/bytes_arena.h"
#include "services/runtime/states/envelope_head.h"
#include "storage/log/event_log.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::runtime {

// A batch ends at the first end of a command past any of these.
struct BatchLimits {
  size_t facts = 0;
  size_t bytes = 0;
  size_t rows = 0;  // touched, roughly: streams
};

class FactBatch {
 public:
  // Index of no fact or stream.
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Fact {
    storage::Position position = 0;
    event::v1::Fact::KindCase kind = event::v1::Fact::KIND_NOT_SET;
    uint32_t next = kNone;  // of the same stream, in the order of the log
    std::string_view envelope;
    // Empty also where it stands behind the envelope already, see AppendTexts().
    std::string_view private_part;
  };
  struct Stream {
    std::string_view name;
    uint32_t first = kNone;
    uint32_t last = kNone;
    uint32_t next = kNone;  // of the same ente
  };
  struct Ente {
    std::string_view id;
    uint32_t first_stream = kNone;
    uint32_t last_stream = kNone;
  };

  // Reads the next batch, of facts from `first` to `head`, which is the end of a command. A command
  // that may make rows vanish is a batch of its own. DATA_LOSS when not even one command is whole.
  absl::Status Read(const storage::EventLog& log, storage::Position first, storage::Position head,
                    const BatchLimits& limits);

  storage::Position first_position() const { return first_; }
  storage::Position last_position() const { return last_; }
  // Of its facts, as they are stored.
  size_t bytes() const { return bytes_; }
  // Its one command may make rows vanish.
  bool is_alone() const { return is_alone_; }

  const std::vector<Ente>& enti() const { return enti_; }
  const Stream& stream(uint32_t index) const { return streams_[index]; }
  const Fact& fact(uint32_t index) const { return facts_[index]; }

  // Calls `visit` for each stream of the ente, and for each fact of the stream.
  template <typename Visit>
  absl::Status ForEachStream(const Ente& ente, const Visit& visit) const {
    absl::Status status;
    for (uint32_t i = ente.first_stream; status.ok() && i != kNone; i = streams_[i].next) {
      status = visit(streams_[i]);
    }
    return status;
  }
  template <typename Visit>
  absl::Status ForEachFact(const Stream& stream, const Visit& visit) const {
    absl::Status status;
    for (uint32_t i = stream.first; status.ok() && i != kNone; i = facts_[i].next) {
      status = visit(facts_[i]);
    }
    return status;
  }

 private:
  // A fact of the command that is being read.
  struct Pending {
    Fact fact;
    EnvelopeHead head;  // points into our own bytes
  };

  void Clear();
  absl::Status Add(const storage::FactView& stored);
  void AddCommand();
  void AddStream(const EnvelopeHead& head, uint32_t first_fact);
  bool IsFull(const BatchLimits& limits) const;

  storage::Position first_ = 0;
  storage::Position last_ = 0;
  bool is_alone_ = false;
  size_t bytes_ = 0;
  BytesArena arena_;
  std::vector<Pending> command_;
  std::vector<Fact> facts_;
  std::vector<Stream> streams_;
  std::vector<Ente> enti_;
  // By the bytes of ente and stream in an envelope, which stand side by side; then by ente. The
  // keys have memory of their own: close together they are compared several times faster.
  BytesArena places_;
  absl::flat_hash_map<std::string_view, uint32_t> stream_by_place_;
  absl::flat_hash_map<std::string_view, uint32_t> ente_by_id_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_FACT_BATCH_H_
