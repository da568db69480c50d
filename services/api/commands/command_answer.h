// What became of a command, as the caller is told.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_ANSWER_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_ANSWER_H_

#include <string>
#include <string_view>

#include "services/api/language.h"
#include "services/api/refusal_status.h"
#include "services/api/reply.h"
#include "services/runtime/commands/submission.h"

namespace traguardo::api {

// A v1::CommandOutcome, serialised.
std::string SerialiseOutcome(const runtime::Outcome& outcome, Language language);

// Every response to a command is the outcome in its field 1, whatever the method is called.
std::string SerialiseCommandResponse(const runtime::Outcome& outcome, Language language);

// Names the resource that a proposal is about.
using SubjectOf = std::function<std::string(int proposal_index)>;

// The error, for anything but an outcome.
ErrorStatus ErrorOfResult(const runtime::SubmitResult& result, Language language,
                          const SubjectOf& subject, const RequestPath& path);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_ANSWER_H_
