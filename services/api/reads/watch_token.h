// What a watch's token remembers: up to where its holder has seen the rows.

#ifndef TRAGUARDO_SERVICES_API_READS_WATCH_TOKEN_H_
#define TRAGUARDO_SERVICES_API_READS_WATCH_TOKEN_H_

#include <optional>
#include <string>
#include <string_view>

#include "services/api/seal.h"
#include "services/domain/values/civil_date.h"
#include "services/runtime/views/view_reader.h"

namespace traguardo::api {

struct WatchToken {
  // Everything up to here has been sent, of the rows up to `cursor`.
  storage::Position position = 0;
  // The day that the day-dependent fields were computed for.
  domain::DayNumber day = 0;
  // The snapshot has been sent up to this key and not further; empty once it is complete.
  std::string cursor;
};

std::string SealWatchToken(const WatchToken& token, const Sealer& sealer,
                           const SealBinding& binding);
// Null for a text that is no token of this binding.
std::optional<WatchToken> OpenWatchToken(std::string_view text, const Sealer& sealer,
                                         const SealBinding& binding);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_WATCH_TOKEN_H_
