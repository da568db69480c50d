#include "services/api/reads/recent_messages.h"

#include <utility>

namespace traguardo::api {
namespace {

using Content = RecentMessages::Content;

bool HaveSameRows(const Content& a, const Content& b) {
  return a.rows == b.rows && a.day == b.day && a.sent_kinds == b.sent_kinds;
}

bool AreSame(const Content& a, const Content& b) {
  return HaveSameRows(a, b) && a.token.position == b.token.position && a.token.day == b.token.day &&
         a.token.cursor == b.token.cursor && a.snapshot_complete == b.snapshot_complete &&
         a.binding == b.binding;
}

}  // namespace

RecentMessages::Found RecentMessages::Find(const Content& content) const {
  const std::lock_guard lock(mutex_);
  Found found;
  for (const Kept& kept : kept_) {
    if (kept.message == nullptr || !HaveSameRows(kept.content, content)) continue;
    found.rows = kept.rows;
    if (!AreSame(kept.content, content)) continue;
    found.message = kept.message;
    break;
  }
  return found;
}

void RecentMessages::Keep(Content content, SharedBytes message, SharedBytes rows) {
  // Its rows are a part of it.
  if (message->size() > kMaxKeptBytes) return;
  Kept kept{std::move(content), std::move(message), std::move(rows)};
  // What goes is let go after the lock: `kept` was made before it.
  const std::lock_guard lock(mutex_);
  std::swap(kept_[oldest_], kept);
  oldest_ = (oldest_ + 1) % kKept;
}

}  // namespace traguardo::api
