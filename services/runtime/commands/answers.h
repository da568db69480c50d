// The stored answer of an accepted command, and what a caller is told of it: the same the first
// time and every time after.

#ifndef TRAGUARDO_SERVICES_RUNTIME_COMMANDS_ANSWERS_H_
#define TRAGUARDO_SERVICES_RUNTIME_COMMANDS_ANSWERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/domain/commands/warning.h"
#include "services/runtime/commands/submission.h"
#include "storage/layout/request_key.h"
#include "traguardo/event/v1/answer.pb.h"

namespace traguardo::runtime {

// Keeps the first hundred warnings, and of those as many as fit storage::kMaxAnswerBytes.
event::v1::RecordedAnswer MakeRecordedAnswer(storage::Position first_position,
                                             storage::Position position, storage::Revision revision,
                                             const std::vector<domain::Warning>& warnings);

Outcome ToOutcome(event::v1::RecordedAnswer answer, bool replayed);

// What a request that was accepted before is answered now: its outcome again, or kRequestIdReused
SubmitResult AnswerAgain(std::string_view stored_answer,
                         const storage::RequestFingerprint& stored_fingerprint,
                         const storage::RequestFingerprint& fingerprint);

Trouble MakeTrouble(Trouble::Kind kind, std::string message);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_COMMANDS_ANSWERS_H_
