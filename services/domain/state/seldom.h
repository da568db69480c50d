// A Register or an Attributed that most states do without: a null pointer until something is
// offered. Half a million objectives are in memory, and few are excluded, removed or assessed.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_SELDOM_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_SELDOM_H_

#include <utility>

#include "services/domain/state/frozen.h"

namespace traguardo::domain {

template <typename Entry>
class Seldom {
 public:
  bool is_set() const { return entry_.is_set(); }
  // An entry that is not set, when nothing was offered.
  const Entry& operator*() const { return *entry_; }
  const Entry* operator->() const { return &*entry_; }

  // As the entry's own.
  template <typename By, typename Value>
  bool Offer(const By& by, Value candidate) {
    Entry entry = *entry_;
    if (!entry.Offer(by, std::move(candidate))) return false;
    entry_ = Frozen<Entry>(std::move(entry));
    return true;
  }

  friend bool operator==(const Seldom&, const Seldom&) = default;

 private:
  Frozen<Entry> entry_;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_SELDOM_H_
