#include "clients/cli/command/outcome.h"

#include <ostream>
#include <string_view>

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

// The verb that does what the server advises, which knows none; empty where there is no single one.
std::string_view CommandFor(std::string_view reason) {
  if (reason == "SHORTFALL_WITHOUT_SCOSTAMENTO" || reason == "EXCUSED_AFTER_DUE_DAY" ||
      reason == "TAKEN_BACK_WITHOUT_SCOSTAMENTO") {
    return "traguardo scostamento record";
  }
  if (reason == "SCOSTAMENTO_WITHOUT_CAUSE") return "traguardo scostamento causes";
  return "";
}

std::string WarningText(Session& session, const api::v1::CommandWarning& warning) {
  std::string text = OneLine(session.option_names().InText(warning.message()));
  const std::string command(CommandFor(warning.reason()));
  if (!command.empty()) text += " " + Fill(session.Say(messages::kCommandFor), command);
  return Fill(session.Say(messages::kWarning), text);
}

}  // namespace

int ShowOutcome(Session& session, const google::protobuf::Message& response,
                const std::function<std::vector<std::string>()>& sentences) {
  const CommandOutcome& outcome = OutcomeOf(response);
  if (session.settings().format != Format::kTable) {
    session.Show(response, AsTable(outcome));
  } else {
    session.Line(Summary(session, outcome));
    session.environment().out.flush();
    for (const std::string& sentence : sentences()) session.Line("  " + sentence);
  }
  if (session.settings().format == Format::kJson) return 0;
  for (const auto& warning : outcome.warnings()) {
    session.Note(Coloured(WarningText(session, warning), Tone::kWarning,
                          session.settings().coloured && session.environment().err_is_terminal));
  }
  return 0;
}

}  // namespace traguardo::cli
