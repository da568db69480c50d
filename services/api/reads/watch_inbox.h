// What other threads bring a watch: one thing at a time of each kind.

#ifndef TRAGUARDO_SERVICES_API_READS_WATCH_INBOX_H_
#define TRAGUARDO_SERVICES_API_READS_WATCH_INBOX_H_

#include <memory>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "services/api/reads/watch_chunk.h"
#include "services/api/stream.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/watch/watch_hub.h"

namespace traguardo::api {

using WatchDelivery =
    std::variant<runtime::ReachResult, absl::StatusOr<Chunk>, runtime::WatchEvent>;

// Shared by the stream and by whoever still brings something; outlives the stream when they do.
class WatchInbox {
 public:
  explicit WatchInbox(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}

  // Any thread.
  void Deliver(WatchDelivery delivery) {
    {
      const std::lock_guard lock(mutex_);
      delivered_.push_back(std::move(delivery));
    }
    stream_->Wake();
  }

  // Everything delivered since the last time, in order. `into` gives its memory for the next round.
  void TakeAll(std::vector<WatchDelivery>& into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    into.swap(delivered_);
  }

 private:
  const std::shared_ptr<Stream> stream_;
  std::mutex mutex_;
  std::vector<WatchDelivery> delivered_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_WATCH_INBOX_H_
