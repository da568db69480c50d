#include "services/api/commands/unary_command.h"

#include <utility>
#include <variant>

#include "services/api/commands/command_answer.h"

namespace traguardo::api {
namespace {

using google::protobuf::Message;

Result Render(const runtime::SubmitResult& result, Language language, const Message& request,
              const CommandTranslator& translator) {
  if (const auto* outcome = std::get_if<runtime::Outcome>(&result)) {
    return Result::Ok(Payload(SerialiseCommandResponse(*outcome, language)));
  }
  return Result{
      ErrorOfResult(
          result, language,
          [&](int proposal_index) { return translator.SubjectOf(request, proposal_index); },
          [&](int proposal_index, std::string_view field) {
            return translator.PathOf(request, proposal_index, field);
          }),
      Payload()};
}

}  // namespace

UnaryMethod CommandMethod(std::string name, const Message& prototype, const CommandParts& parts,
                          std::shared_ptr<const CommandTranslator> translator) {
  UnaryHandler handle = [parts, translator = std::move(translator)](const CallContext& context,
                                                                    Message& request, Reply reply) {
    runtime::Submission submission;
    if (ErrorStatus error = translator->Translate(context, parts.clock, request, submission)) {
      std::move(reply).Send(Result{std::move(error), Payload()});
      return;
    }
    // Context and request live until the reply is sent, the translator as long as the table.
    parts.sequencer->Submit(
        std::move(submission), [&context, &request, translator = translator.get(),
                                reply = std::move(reply)](runtime::SubmitResult result) mutable {
          std::move(reply).SendRendered(
              [&context, &request, translator, result = std::move(result)]() mutable {
                return Render(result, context.language, request, *translator);
              });
        });
  };
  return {std::move(name), &prototype, Access::kRecord, std::move(handle)};
}

}  // namespace traguardo::api
