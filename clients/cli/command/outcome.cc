#include "clients/cli/command/outcome.h"

#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/messages.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::CommandOutcome;

const CommandOutcome& OutcomeOf(const google::protobuf::Message& response) {
  const auto* field = response.GetDescriptor()->FindFieldByName("outcome");
  return static_cast<const CommandOutcome&>(response.GetReflection()->GetMessage(response, field));
}

std::string Summary(const Session& session, const CommandOutcome& outcome) {
  if (outcome.first_position() == outcome.position()) {
    return Fill(session.Say(messages::kRecorded), std::to_string(outcome.position()),
                std::to_string(outcome.revision()));
  }
  return Fill(session.Say(messages::kRecordedSeveral),
              std::to_string(outcome.position() - outcome.first_position() + 1),
              std::to_string(outcome.first_position()), std::to_string(outcome.position()),
              std::to_string(outcome.revision()));
}

Table AsTable(const CommandOutcome& outcome) {
  return {.columns = {{.key = "first_position", .heading = {"Dalla", "From"}},
                      {.key = "position", .heading = {"Posizione", "Position"}},
                      {.key = "revision", .heading = {"Revisione", "Revision"}},
                      {.key = "warnings", .heading = {"Avvisi", "Warnings"}}},
          .rows = {{{std::to_string(outcome.first_position())},
                    {std::to_string(outcome.position())},
                    {std::to_string(outcome.revision())},
                    {std::to_string(outcome.warnings_size())}}}};
}

}  // namespace

int ShowOutcome(Session& session, const google::protobuf::Message& response,
                const std::vector<std::string>& sentences) {
  const CommandOutcome& outcome = OutcomeOf(response);
  if (session.settings().format != Format::kTable) {
    session.Show(response, AsTable(outcome));
  } else {
    session.Line(Summary(session, outcome));
    for (const std::string& sentence : sentences) session.Line("  " + sentence);
  }
  if (session.settings().format == Format::kJson) return 0;
  for (const auto& warning : outcome.warnings()) {
    session.Note(Coloured(Fill(session.Say(messages::kWarning),
                               OneLine(session.option_names().InText(warning.message()))),
                          Tone::kWarning,
                          session.settings().coloured && session.environment().err_is_terminal));
  }
  return 0;
}

}  // namespace traguardo::cli
