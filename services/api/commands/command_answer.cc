#include "services/api/commands/command_answer.h"

#include <utility>
#include <variant>

#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::api {

v1::CommandOutcome ToCommandOutcome(const runtime::Outcome& outcome, Language language) {
  v1::CommandOutcome message;
  message.set_position(outcome.position);
  message.set_first_position(outcome.first_position);
  message.set_revision(outcome.revision);
  for (const event::v1::RecordedWarning& recorded : outcome.warnings) {
    v1::CommandWarning& warning = *message.add_warnings();
    warning.set_reason(recorded.reason());
    warning.set_proposal_index(recorded.proposal_index());
    Details details;
    for (const event::v1::WarningDetail& detail : recorded.details()) {
      details.emplace(detail.name(), detail.value());
    }
    warning.set_message(WarningMessage(recorded.reason(), details, language));
  }
  return message;
}

std::string SerialiseCommandResponse(const v1::CommandOutcome& outcome) {
  v1::RecordCommandResponse response;
  *response.mutable_outcome() = outcome;
  return response.SerializeAsString();
}

ErrorStatus ErrorOfResult(const runtime::SubmitResult& result, Language language,
                          const SubjectOf& subject, const RequestPath& path) {
  if (const auto* refusal = std::get_if<domain::Refusal>(&result)) {
    return ErrorOf(*refusal, language, subject(refusal->proposal_index), path);
  }
  if (const auto* trouble = std::get_if<runtime::Trouble>(&result)) {
    return ErrorOf(*trouble, language);
  }
  return nullptr;
}

}  // namespace traguardo::api
