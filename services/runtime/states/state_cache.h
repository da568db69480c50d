// Folded states in memory, part by part: an ente's base and each of its plan-years come and go by
// themselves. Bounded in bytes; the ente that was not used for longest goes first.
//
// Not thread-safe: the sequencer and the projector have one each.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_CACHE_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "services/domain/state/state.h"
#include "services/runtime/states/state_parts.h"

namespace traguardo::runtime {

// What is in memory of one ente. A year that is here and has no entry in `state.years` has no
// facts.
struct ResidentEnte {
  domain::Ente state;
  StateParts parts;
  size_t measured_bytes = 0;
  size_t grown_bytes = 0;  // since it was measured, roughly
  size_t unfolded = 0;     // at most so many of its definitions are
  bool is_awake = false;   // it was used since all definitions were folded up
};

class StateCache {
 public:
  // So many definitions that were unfolded to be read (domain/state/packed.h) stay so for the next
  // reader, some 15 MB; then all are folded up again. Between two notes there may be more, by as
  // many as one ente has.
  static constexpr size_t kMaxUnfolded = 8192;

  // Null when nothing of the ente is here. Counts as a use, and as one definition read: that is
  // enough for a command about one objective. Invalidates references into definitions, now and
  // then.
  ResidentEnte* Find(const std::string& ente);
  // Adds an ente without parts when there is none.
  ResidentEnte& FindOrAdd(const std::string& ente);

  // Puts `loaded`, which has exactly `parts`, in the place of what is here of them.
  void Adopt(domain::Ente loaded, const StateParts& parts);

  // Forgets these parts.
  void Drop(const std::string& ente, const StateParts& parts);

  // A fact of this size was added to a part. Measures anew now and then.
  void NoteGrowth(ResidentEnte& resident, size_t fact_bytes);

  // After reading more definitions of an ente than the one that Find() counts: at most so many
  // (kAll: who knows which). Never counts more than it has. Invalidates references into
  // definitions, now and then.
  static constexpr size_t kAll = SIZE_MAX;
  void NoteUnfolded(ResidentEnte& resident, size_t definitions);

  // Evicts until at most `bytes` are left, passing over those that may not go. The evicted states
  // are handed over, because taking a large one apart takes time.
  std::vector<domain::Ente> EvictTo(size_t bytes,
                                    absl::FunctionRef<bool(const std::string& ente)> may_go);

  size_t bytes() const { return bytes_; }
  size_t enti() const { return by_ente_.size(); }

 private:
  using Order = std::list<ResidentEnte>;  // the most recently used first

  void Measure(ResidentEnte& resident);
  void Use(Order::iterator entry);
  void Count(ResidentEnte& resident, size_t definitions);
  void RestAwake();
  // Takes what it costs out of the sums.
  void Discount(const ResidentEnte& resident);

  Order order_;
  absl::flat_hash_map<std::string, Order::iterator> by_ente_;
  size_t bytes_ = 0;
  size_t unfolded_ = 0;  // the sum of all enti's
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_CACHE_H_
