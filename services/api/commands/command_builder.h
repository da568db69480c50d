// From requests to the one form in which the runtime takes commands.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_BUILDER_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_BUILDER_H_

#include <string>
#include <string_view>
#include <variant>

#include "absl/functional/function_ref.h"
#include "services/api/call_context.h"
#include "services/api/reply.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/commands/submission.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::api {

// Knows what day it is, for facts that do not say of which day they speak.
struct CommandClock {
  const runtime::Clock* clock = nullptr;
  const domain::RomeCalendar* calendar = nullptr;

  std::string Today() const { return runtime::Today(*clock, *calendar).ToString(); }
};

// One command, fact by fact. Asks for every fact whether the caller may record it.
//
// The fingerprint, by which a repeated request is known, covers what the caller said and nothing
// else: a date that was left out counts as left out, so that the request may be repeated tomorrow;
// the same facts asked for through another method are the same request.
class CommandBuilder {
 public:
  // `header` may be taken apart. All must outlive the builder.
  CommandBuilder(const CallContext& context, const CommandClock& clock, v1::CommandHeader& header);

  // Where a target stands in the request; asked for only when something is wrong with it.
  using TargetField = absl::FunctionRef<std::string()>;

  // The next fact. `effective_on` and `evidence` (null when not given) override the header's.
  // Null, or why the command cannot be.
  ErrorStatus Add(std::string_view target, TargetField target_field, std::string unit,
                  std::string_view effective_on, const event::v1::Evidence* evidence,
                  event::v1::Fact fact);

  // After the last fact.
  runtime::Submission Build() &&;

 private:
  ErrorStatus CheckCaller(std::string_view ente, event::v1::Fact::KindCase kind) const;

  const CallContext& context_;
  const CommandClock& clock_;
  v1::CommandHeader& header_;
  runtime::Submission submission_;
  std::string today_;      // asked for once, when somebody leaves the date out
  std::string canonical_;  // what the fingerprint is over
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_COMMAND_BUILDER_H_
