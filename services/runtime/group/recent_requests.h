// The requests that were accepted last, those of the group at hand included.
//
// A request is looked up in the log before it is queued; it may be accepted by a twin between that
// look and its turn. This window closes the gap: a request that is neither in the log at position P
// nor here was never accepted, as long as P has not fallen behind floor().
//
// Not thread-safe: belongs to the sequencer.

#ifndef TRAGUARDO_SERVICES_RUNTIME_GROUP_RECENT_REQUESTS_H_
#define TRAGUARDO_SERVICES_RUNTIME_GROUP_RECENT_REQUESTS_H_

#include <cstddef>
#include <deque>
#include <string>

#include "absl/container/node_hash_map.h"
#include "storage/bytes/position.h"
#include "storage/layout/request_key.h"

namespace traguardo::runtime {

struct RecentRequest {
  storage::RequestFingerprint fingerprint{};
  storage::Position last_position = 0;
  std::string answer;  // serialised event.v1.RecordedAnswer
};

class RecentRequests {
 public:
  // Holds at least one.
  RecentRequests(size_t capacity, storage::Position head);

  // Valid until the next Add().
  const RecentRequest* Find(const storage::RequestKey& key) const;

  // `key` must not be here yet; positions ascend. The oldest one goes when there is no room.
  void Add(storage::RequestKey key, RecentRequest request);

  // Every request accepted after this position is here.
  storage::Position floor() const { return floor_; }

 private:
  const size_t capacity_;
  storage::Position floor_;
  // Nodes stay where they are, so that each key is kept once.
  absl::node_hash_map<storage::RequestKey, RecentRequest> requests_;
  std::deque<const storage::RequestKey*> order_;  // the oldest first
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_GROUP_RECENT_REQUESTS_H_
