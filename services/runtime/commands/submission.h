// A command on its way to the log, and what becomes of it.

#ifndef TRAGUARDO_SERVICES_RUNTIME_COMMANDS_SUBMISSION_H_
#define TRAGUARDO_SERVICES_RUNTIME_COMMANDS_SUBMISSION_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "services/domain/commands/command.h"
#include "services/domain/commands/refusal.h"
#include "storage/bytes/position.h"
#include "storage/layout/request_key.h"
#include "traguardo/event/v1/answer.pb.h"

namespace traguardo::runtime {

// The caller has checked form and permission: both come before a replayed answer is given.
struct Submission {
  // `corrected` stays empty: Submit() reads those facts. command_hash too: it is the key's.
  domain::Command command;
  // key.ente is command.ente, key.principal is command.actor.principal.
  storage::RequestKey key;
  // Over everything that makes two requests the same, whatever the serialisation.
  storage::RequestFingerprint fingerprint{};
  // A command that is judged only after it answers kDeadlinePassed and is not recorded.
  absl::Time deadline = absl::InfiniteFuture();
};

// The command is on disk. Told again word for word whenever the request comes again.
struct Outcome {
  storage::Position position = 0;  // of the command's last fact
  storage::Position first_position = 0;
  storage::Revision revision = 0;  // of the first fact's stream, after the command
  // At most a hundred, and only as many as fit the stored answer.
  std::vector<event::v1::RecordedWarning> warnings;
  bool replayed = false;
};

// Neither recorded nor refused on its merits.
struct Trouble {
  enum class Kind {
    kQueueFull,        // the queue of this ente, or all together; send it again after retry_after
    kRequestIdReused,  // the same request id was accepted with other content
    kLogClosed,        // a write failed; nothing is recorded until the server is restarted
    kLittleRoom,       // the disk is almost full; nothing is recorded until there is room again
    kClockBehind,  // the clock is behind the log's last fact; nothing is recorded until it is not
    kShuttingDown,
    kDeadlinePassed,
    kTooLarge,  // a fact or the whole command is larger than the log takes
    kDataLoss,  // stored bytes that the command needs do not verify
    kInternal,
  };
  Kind kind = Kind::kInternal;
  std::string message;  // English, for logs and developers
  absl::Duration retry_after = absl::ZeroDuration();
  int proposal_index = 0;  // kTooLarge: which fact
};

using SubmitResult = std::variant<Outcome, domain::Refusal, Trouble>;

// Called exactly once, under no lock that it could want: on the submitting thread when the answer
// is known at once, else on a thread of the sequencer, which everybody waits for. So it must be
// short, must not throw, and may submit again.
using Answer = absl::AnyInvocable<void(SubmitResult) &&>;

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_COMMANDS_SUBMISSION_H_
