// The messages that were made last for watchers who keep up: a change that many of them are told is
// put together once for all who are told the same, and its rows once for all who see the same rows.

#ifndef TRAGUARDO_SERVICES_API_READS_RECENT_MESSAGES_H_
#define TRAGUARDO_SERVICES_API_READS_RECENT_MESSAGES_H_

#include <array>
#include <cstddef>
#include <mutex>
#include <string>

#include "services/api/payload.h"
#include "services/api/reads/watch_token.h"
#include "services/domain/values/civil_date.h"
#include "services/runtime/watch/watch_hub.h"

namespace traguardo::api {

// Any thread.
class RecentMessages {
 public:
  // How many are kept. A change is told to all its watchers in one go, one caller's watch after the
  // other's: this is for callers who take turns.
  static constexpr size_t kKept = 8;
  // A longer message is not kept: a row may have megabytes, and eight of them would stay here until
  // others come.
  static constexpr size_t kMaxKeptBytes = 64 << 10;

  // All that a message is made from. Rows are the same when the pointer is.
  struct Content {
    runtime::SharedRows rows;
    std::string sent_kinds;
    domain::DayNumber day = 0;
    // What the token is bound to, its state, and whether a snapshot was complete before.
    std::string binding;
    WatchToken token;
    bool snapshot_complete = false;
  };

  struct Found {
    SharedBytes message;  // null when it has to be made
    SharedBytes rows;     // the rows of it, framed; null when they have to be made
  };
  Found Find(const Content& content) const;

  // In place of the oldest. Does nothing when the message is longer than kMaxKeptBytes.
  void Keep(Content content, SharedBytes message, SharedBytes rows);

 private:
  struct Kept {
    Content content;
    SharedBytes message;
    SharedBytes rows;
  };

  mutable std::mutex mutex_;
  std::array<Kept, kKept> kept_;
  size_t oldest_ = 0;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_RECENT_MESSAGES_H_
