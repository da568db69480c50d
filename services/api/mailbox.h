// Where other threads leave things for a stream, and the stream picks them up.

#ifndef TRAGUARDO_SERVICES_API_MAILBOX_H_
#define TRAGUARDO_SERVICES_API_MAILBOX_H_

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "services/api/stream.h"

namespace traguardo::api {

// Shared by the stream and by whoever still brings something; outlives the stream when they do.
// It has no bound of its own: nothing comes that the stream has not asked for.
template <typename Delivery>
class Mailbox {
 public:
  explicit Mailbox(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}

  // Any thread. OnWake() of the stream follows.
  void Deliver(Delivery delivery) {
    {
      const std::lock_guard lock(mutex_);
      delivered_.push_back(std::move(delivery));
    }
    stream_->Wake();
  }

  // Everything delivered since the last time, in order. `into` gives its memory for the next round.
  void TakeAll(std::vector<Delivery>& into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    into.swap(delivered_);
  }

 private:
  const std::shared_ptr<Stream> stream_;
  std::mutex mutex_;
  std::vector<Delivery> delivered_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MAILBOX_H_
