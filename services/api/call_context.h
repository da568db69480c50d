// What a handler knows about the call it answers.

#ifndef TRAGUARDO_SERVICES_API_CALL_CONTEXT_H_
#define TRAGUARDO_SERVICES_API_CALL_CONTEXT_H_

#include <memory>
#include <string_view>

#include "absl/time/time.h"
#include "services/api/caller.h"
#include "services/api/language.h"

namespace traguardo::api {

struct CallContext {
  // Never null once the call has reached a handler.
  std::shared_ptr<const Caller> caller;
  Language language = Language::kItalian;
  // On the clock of the server. InfiniteFuture when the caller set none.
  absl::Time deadline = absl::InfiniteFuture();
};

// What the transport read from the call's metadata. The views live only during the call that hands
// them over.
struct CallMetadata {
  std::string_view authorization;
  std::string_view accept_language;
  // InfiniteDuration when the caller set no deadline.
  absl::Duration time_left = absl::InfiniteDuration();
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_CALL_CONTEXT_H_
