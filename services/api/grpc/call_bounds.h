// How many calls and streams one server has under way, and how many it takes.

#ifndef TRAGUARDO_SERVICES_API_GRPC_CALL_BOUNDS_H_
#define TRAGUARDO_SERVICES_API_GRPC_CALL_BOUNDS_H_

#include <atomic>
#include <cstddef>

#include "absl/time/time.h"

namespace traguardo::api {

class CallBound {
 public:
  explicit CallBound(size_t limit) : limit_(limit) {}

  // False, and nothing is counted, when the bound is reached.
  bool TryEnter() {
    if (count_.fetch_add(1, std::memory_order_relaxed) < limit_) return true;
    Leave();
    return false;
  }
  void Leave() { count_.fetch_sub(1, std::memory_order_relaxed); }
  size_t count() const { return count_.load(std::memory_order_relaxed); }

 private:
  const size_t limit_;
  std::atomic<size_t> count_{0};
};

struct CallBounds {
  CallBounds(size_t max_unary_calls, size_t max_streams, absl::Duration stall)
      : unary_calls(max_unary_calls), streams(max_streams), stall_limit(stall) {}

  CallBound unary_calls;
  CallBound streams;
  // A stream whose caller takes nothing for this long is cut, within half of it more.
  const absl::Duration stall_limit;
  // Cleared when the server stops taking calls.
  std::atomic<bool> accepting{true};
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_CALL_BOUNDS_H_
