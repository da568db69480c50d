// Every unary method that records something.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_METHODS_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_METHODS_H_

#include "services/api/commands/command_builder.h"
#include "services/api/method_table.h"
#include "services/runtime/sequencer/sequencer.h"

namespace traguardo::api {

// What command handlers work with. Not owned.
struct CommandParts {
  runtime::Sequencer* sequencer = nullptr;
  CommandClock clock;
};

// Adds the methods of PlanService and MonitoringService whose requests record one fact, by their
// shape, and AmendPlan and RecordCommand, which record several.
void AddCommandMethods(const CommandParts& parts, MethodTable& table);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_METHODS_H_
