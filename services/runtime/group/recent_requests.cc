#include "services/runtime/group/recent_requests.h"

#include <algorithm>
#include <utility>

namespace traguardo::runtime {

RecentRequests::RecentRequests(size_t capacity, storage::Position head)
    : capacity_(std::max<size_t>(capacity, 1)), floor_(head) {}

const RecentRequest* RecentRequests::Find(const storage::RequestKey& key) const {
  const auto found = requests_.find(key);
  return found == requests_.end() ? nullptr : &found->second;
}

void RecentRequests::Add(storage::RequestKey key, RecentRequest request) {
  if (order_.size() == capacity_) {
    const auto oldest = requests_.find(*order_.front());
    floor_ = oldest->second.last_position;
    order_.pop_front();
    requests_.erase(oldest);
  }
  const auto [added, inserted] = requests_.emplace(std::move(key), std::move(request));
  order_.push_back(&added->first);
}

}  // namespace traguardo::runtime
