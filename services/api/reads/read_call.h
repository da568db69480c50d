// How a read waits for what it needs, and where it runs.

#ifndef TRAGUARDO_SERVICES_API_READS_READ_CALL_H_
#define TRAGUARDO_SERVICES_API_READS_READ_CALL_H_

#include <cstdint>
#include <string_view>

#include "absl/functional/any_invocable.h"
#include "services/api/call_context.h"
#include "services/api/reads/moment.h"
#include "services/api/reads/read_parts.h"
#include "services/api/reply.h"

namespace traguardo::api {

using ReadJob = absl::AnyInvocable<Result() &&>;

enum class ReadWhere {
  // On the calling thread when nothing has to be waited for: a point read of what is in memory.
  kHereIfReady,
  // On the pool.
  kPool,
};

// Answers `reply` with what `job` returns, once the views have reached `min_position`: VIEW_BEHIND
// when they do not within the call's deadline (told a moment before it passes), and at once for a
// position that the log does not have; SERVER_BUSY when too many reads wait. The context
// must live until the reply is sent.
void RunRead(const ReadParts& parts, const CallContext& context, uint64_t min_position,
             ReadWhere where, Reply reply, ReadJob job);

// NOT_FOUND for what was not there at that moment.
ErrorStatus NotFound(std::string_view name, const Moment& moment, Language language);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_READ_CALL_H_
