// An immutable value that copies share: state is copied for checkpoints and for questions about the
// past, and definitions, which are most of its bytes, never change once recorded.
//
// Equality is by content. An unset Frozen reads as an empty T, so that a fold over facts that came
// without the ones they name never meets a null pointer. Copies may be used from any thread.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_FROZEN_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_FROZEN_H_

#include <memory>
#include <type_traits>
#include <utility>

#include "google/protobuf/message_lite.h"

namespace traguardo::domain {

template <typename T>
class Frozen {
 public:
  Frozen() = default;
  explicit Frozen(T value) : value_(std::make_shared<const T>(std::move(value))) {}
  // Shares what somebody else holds too.
  explicit Frozen(std::shared_ptr<const T> value) : value_(std::move(value)) {}

  bool is_set() const { return value_ != nullptr; }
  const T& operator*() const { return value_ != nullptr ? *value_ : Empty(); }
  const T* operator->() const { return &**this; }

  friend bool operator==(const Frozen& a, const Frozen& b) {
    if (a.value_ == b.value_) return true;
    if (a.is_set() != b.is_set()) return false;
    if constexpr (std::is_base_of_v<google::protobuf::MessageLite, T>) {
      // The messages have no map fields, so equal content has equal bytes.
      return a->SerializeAsString() == b->SerializeAsString();
    } else {
      return *a == *b;
    }
  }

 private:
  static const T& Empty() {
    static const T* const empty = new T();
    return *empty;
  }

  std::shared_ptr<const T> value_;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_FROZEN_H_
