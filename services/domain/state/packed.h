// A protobuf message kept as its bytes until somebody reads it: an objective's definition takes
// some 1,700 bytes as a message and 250 as bytes, and most of the objectives of an open ente are
// not being written about.
//
// Reads like a Frozen. The first read unfolds the message (about a microsecond) and keeps it beside
// the bytes, for this and all copies, until the owner calls Rest. Copies may be used from any
// thread; Rest, like any change, needs a Packed of one's own, and invalidates no copy.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_PACKED_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_PACKED_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "services/domain/state/frozen.h"

namespace traguardo::domain {

template <typename T>
class Packed {
 public:
  Packed() = default;
  explicit Packed(const T& message)
      : node_(std::make_shared<const Node>(message.SerializeAsString())) {}

  bool is_set() const { return node_ != nullptr; }
  // The reference lives as long as this Packed, or a copy, is neither changed nor rested.
  const T& operator*() const { return node_ != nullptr ? node_->Unfolded() : *Frozen<T>(); }
  const T* operator->() const { return &**this; }
  // Shares the message, and lives as long as anybody holds it.
  operator Frozen<T>() const {  // NOLINT(google-explicit-constructor): the same value.
    if (node_ == nullptr) return Frozen<T>();
    return Frozen<T>(std::shared_ptr<const T>(node_, &node_->Unfolded()));
  }

  bool is_unfolded() const { return node_ != nullptr && node_->message != nullptr; }
  // Back to bytes only.
  void Rest() {
    if (is_unfolded()) node_ = std::make_shared<const Node>(node_->bytes);
  }

  // What the heap holds for it, malloc's own overhead apart.
  size_t HeapBytes() const {
    if (node_ == nullptr) return 0;
    const T* const message = node_->message;
    return sizeof(Node) + node_->bytes.capacity() +
           (message != nullptr ? message->SpaceUsedLong() : 0);
  }

  // The messages have no map fields, so equal content has equal bytes.
  friend bool operator==(const Packed& a, const Packed& b) {
    if (a.node_ == b.node_) return true;
    return a.is_set() && b.is_set() && a.node_->bytes == b.node_->bytes;
  }

 private:
  struct Node {
    explicit Node(std::string all_bytes) : bytes(std::move(all_bytes)) {}
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    ~Node() { delete message.load(); }

    const T& Unfolded() const {
      const T* present = message.load(std::memory_order_acquire);
      if (present != nullptr) return *present;
      auto fresh = std::make_unique<T>();
      // Our own bytes, serialised a moment ago: they parse.
      fresh->ParseFromString(bytes);
      // Of several threads that unfold at once one wins, and all read that one.
      if (message.compare_exchange_strong(present, fresh.get(), std::memory_order_acq_rel)) {
        return *fresh.release();
      }
      return *present;
    }

    const std::string bytes;
    mutable std::atomic<const T*> message = nullptr;
  };

  std::shared_ptr<const Node> node_;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_PACKED_H_
