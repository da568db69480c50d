#include "services/api/commands/command_answer.h"

#include <utility>
#include <variant>

#include "services/api/wire_format.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::api {

std::string SerialiseOutcome(const runtime::Outcome& outcome, Language language) {
  std::string bytes;
  AppendNumberField(v1::CommandOutcome::kPositionFieldNumber, outcome.position, bytes);
  AppendNumberField(v1::CommandOutcome::kFirstPositionFieldNumber, outcome.first_position, bytes);
  AppendNumberField(v1::CommandOutcome::kRevisionFieldNumber, outcome.revision, bytes);
  for (const event::v1::RecordedWarning& recorded : outcome.warnings) {
    v1::CommandWarning warning;
    warning.set_reason(recorded.reason());
    warning.set_proposal_index(recorded.proposal_index());
    Details details;
    for (const event::v1::WarningDetail& detail : recorded.details()) {
      details.emplace(detail.name(), detail.value());
    }
    warning.set_message(WarningMessage(recorded.reason(), details, language));
    AppendBytesField(v1::CommandOutcome::kWarningsFieldNumber, warning.SerializeAsString(), bytes);
  }
  return bytes;
}

std::string SerialiseCommandResponse(const runtime::Outcome& outcome, Language language) {
  std::string bytes;
  AppendBytesField(v1::RecordCommandResponse::kOutcomeFieldNumber,
                   SerialiseOutcome(outcome, language), bytes);
  return bytes;
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
