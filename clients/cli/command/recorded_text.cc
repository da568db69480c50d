#include "clients/cli/command/recorded_text.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/screen/display_width.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A command has up to 2,000 facts.
constexpr int kMaxLines = 10;

constexpr Text kToday{"oggi", "today"};
constexpr Text kFactLine{"{}{}, {}: {}", "{}{}, {}: {}"};
constexpr Text kMore{"… e altri {} fatti", "… and {} more facts"};

// The fact whose message is of the same type as `said`: a request has the message alone.
std::optional<event::v1::Fact> FactOf(const Message& said) {
  event::v1::Fact fact;
  const auto& oneof = *event::v1::Fact::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < oneof.field_count(); ++i) {
    const FieldDescriptor* field = oneof.field(i);
    if (field->message_type() != said.GetDescriptor()) continue;
    fact.GetReflection()->MutableMessage(&fact, field)->CopyFrom(said);
    return fact;
  }
  return std::nullopt;
}

std::string TextIn(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr) return "";
  return message.GetReflection()->GetString(message, field);
}

std::string LineOf(const Session& session, const std::string& target, const std::string& unit,
                   const std::string& day, const event::v1::Fact& fact) {
  return Fill(session.Say(kFactLine), OneLine(IdOf(target)),
              unit.empty() ? "" : absl::StrCat(" (", OneLine(unit), ")"),
              day.empty() ? std::string(session.Say(kToday)) : OneLine(day),
              OneLine(session.FactText(fact)));
}

std::vector<std::string> LinesOf(const Session& session, const api::v1::Command& command) {
  std::vector<std::string> lines;
  for (const api::v1::Proposal& proposal : command.proposals()) {
    if (lines.size() == kMaxLines) {
      lines.push_back(
          Fill(session.Say(kMore), std::to_string(command.proposals_size() - kMaxLines)));
      break;
    }
    const std::string& day =
        proposal.effective_on().empty() ? command.header().effective_on() : proposal.effective_on();
    lines.push_back(LineOf(session, proposal.target(), proposal.unit(), day, proposal.fact()));
  }
  return lines;
}

}  // namespace

std::vector<std::string> RecordedText(const Session& session, const Message& request) {
  const auto& reflection = *request.GetReflection();
  if (const auto* field = request.GetDescriptor()->FindFieldByName("command")) {
    return LinesOf(session,
                   static_cast<const api::v1::Command&>(reflection.GetMessage(request, field)));
  }
  const FieldDescriptor* said = request.GetDescriptor()->FindFieldByNumber(kFactField);
  const FieldDescriptor* header = request.GetDescriptor()->FindFieldByName("header");
  if (said == nullptr || said->is_repeated() || said->message_type() == nullptr ||
      header == nullptr) {
    return {};
  }
  const auto fact = FactOf(reflection.GetMessage(request, said));
  if (!fact.has_value()) return {};
  const std::string target =
      reflection.GetString(request, request.GetDescriptor()->FindFieldByNumber(kTargetField));
  return {LineOf(session, target, TextIn(request, "unit"),
                 TextIn(reflection.GetMessage(request, header), "effective_on"), *fact)};
}

}  // namespace traguardo::cli
