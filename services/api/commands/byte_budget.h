// Memory that many streams share: what each takes is bounded by itself, and all of them together by
// this.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_BYTE_BUDGET_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_BYTE_BUDGET_H_

#include <atomic>
#include <cstddef>

namespace traguardo::api {

// Safe from any thread.
class ByteBudget {
 public:
  explicit ByteBudget(size_t limit) : limit_(limit) {}

  // False, and nothing is taken, when it does not fit.
  bool TryTake(size_t bytes) {
    if (taken_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= limit_) return true;
    Give(bytes);
    return false;
  }
  void Give(size_t bytes) { taken_.fetch_sub(bytes, std::memory_order_relaxed); }

  size_t taken() const { return taken_.load(std::memory_order_relaxed); }
  // Three quarters are taken: time to wait before asking for more, so that what is on its way
  // already still fits.
  bool is_tight() const { return taken() >= limit_ - limit_ / 4; }

 private:
  const size_t limit_;
  std::atomic<size_t> taken_{0};
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_BYTE_BUDGET_H_
