#include "services/api/reads/read_call.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/api/refusal_status.h"

namespace traguardo::api {
namespace {

// A caller without a deadline does not wait for ever.
constexpr absl::Duration kMaxWait = absl::Seconds(60);
// What is left of a caller's deadline for the answer to arrive, so that the caller learns why
// instead of giving up: a tenth of it, within these.
constexpr absl::Duration kLeastReturn = absl::Milliseconds(5);
constexpr absl::Duration kMostReturn = absl::Milliseconds(250);

// A read that waits. Lives until it has answered.
struct WaitingRead {
  const ReadParts& parts;
  const CallContext& context;
  uint64_t min_position;
  Reply reply;
  ReadJob job;
};

void Fail(WaitingRead& read, ErrorStatus error) {
  std::move(read.reply).Send(Result{std::move(error), Payload()});
}

void RunOnPool(std::unique_ptr<WaitingRead> read) {
  // The pool takes the job or leaves it: the read is answered either way.
  auto shared = std::make_shared<std::unique_ptr<WaitingRead>>(std::move(read));
  runtime::WorkerPool::Job job = [shared] {
    std::unique_ptr<WaitingRead> owned = std::move(*shared);
    std::move(owned->reply).Send(std::move(owned->job)());
  };
  if (!(*shared)->parts.pool->TryRun(job)) {
    Fail(**shared, ErrorOf(v1::ERROR_REASON_SERVER_BUSY, (*shared)->context.language));
  }
}

ErrorStatus ErrorOfWait(const WaitingRead& read, runtime::ReachResult result) {
  switch (result) {
    case runtime::ReachResult::kReached:
      return nullptr;
    case runtime::ReachResult::kDeadlinePassed:
      return ErrorOf(v1::ERROR_REASON_VIEW_BEHIND, read.context.language,
                     {{"position", absl::StrCat(read.parts.views->position())},
                      {"min_position", absl::StrCat(read.min_position)}});
    case runtime::ReachResult::kShuttingDown:
      return ErrorOf(v1::ERROR_REASON_SHUTTING_DOWN, read.context.language);
    case runtime::ReachResult::kTooManyWaiters:
      return ErrorOf(v1::ERROR_REASON_SERVER_BUSY, read.context.language);
  }
  return nullptr;
}

}  // namespace

void RunRead(const ReadParts& parts, const CallContext& context, uint64_t min_position,
             ReadWhere where, Reply reply, ReadJob job) {
  const bool ready = min_position <= parts.views->position();
  if (ready && where == ReadWhere::kHereIfReady) {
    std::move(reply).Send(std::move(job)());
    return;
  }
  auto read = std::make_unique<WaitingRead>(
      WaitingRead{parts, context, min_position, std::move(reply), std::move(job)});
  if (ready) {
    RunOnPool(std::move(read));
    return;
  }
  if (min_position > parts.travel->head()) {
    // No waiting helps with a position that nobody was ever told.
    Fail(*read, ErrorOfWait(*read, runtime::ReachResult::kDeadlinePassed));
    return;
  }
  const absl::Time now = parts.clock->Now();
  const absl::Duration left = context.deadline - now;
  const absl::Duration wait =
      std::min(left - std::clamp(left / 10, kLeastReturn, kMostReturn), kMaxWait);
  parts.views->WhenReached(min_position, now + wait,
                           [read = std::move(read)](runtime::ReachResult result) mutable {
                             if (ErrorStatus error = ErrorOfWait(*read, result)) {
                               Fail(*read, std::move(error));
                             } else {
                               RunOnPool(std::move(read));
                             }
                           });
}

ErrorStatus NotFound(std::string_view name, const Moment& moment, Language language) {
  return ErrorOf(v1::ERROR_REASON_NOT_FOUND, language,
                 {{"name", std::string(name)}, {"moment", DescribeMoment(moment)}});
}

}  // namespace traguardo::api
