// Commands of several facts: an act with everything it decides, and any command by itself.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_SEVERAL_FACTS_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_SEVERAL_FACTS_H_

#include <memory>
#include <string>
#include <string_view>

#include "services/api/commands/unary_command.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::api {

// The amendment, then its decisions, then the objectives it adds, each in the request's order.
std::shared_ptr<const CommandTranslator> AmendPlanTranslator();

std::shared_ptr<const CommandTranslator> RecordCommandTranslator();

// A command as RecordCommand and RecordFacts take it; its facts are taken out of it.
ErrorStatus TranslateCommand(const CallContext& context, const CommandClock& clock,
                             v1::Command& command, runtime::Submission& submission);
// Where a proposal's field is in such a command.
std::string PathInCommand(int proposal_index, std::string_view field);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_SEVERAL_FACTS_H_
