#include "clients/cli/command/command_run.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/option_conflicts.h"
#include "clients/cli/command/outcome.h"
#include "clients/cli/command/read_text.h"
#include "clients/cli/command/recorded_text.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cpp/request_id.h"
#include "clients/document/text_to_message.h"

namespace traguardo::cli {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

constexpr Text kNothingAdded{"indicare almeno una fra: {}", "give at least one of: {}"};

// The first part below `message` that it cannot be without and that nothing was put into, as a path
// that begins with `path`; empty when there is none. Lists and values are none.
std::string MissingPart(const Message& message, const std::string& path) {
  const auto& reflection = *message.GetReflection();
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.is_repeated() || field.message_type() == nullptr) continue;
    const std::string place = absl::StrCat(path, ".", field.name());
    if (!reflection.HasField(message, &field)) {
      if (IsRequired(field)) return place;
      continue;
    }
    std::string missing = MissingPart(reflection.GetMessage(message, &field), place);
    if (!missing.empty()) return missing;
  }
  return "";
}

}  // namespace

TakeValue CommandVerb::State::Later(const std::string& flags,
                                    std::function<std::optional<Complaint>(const std::string&)> put,
                                    bool is_custom) {
  return [this, flags, put = std::move(put), is_custom](const std::string& value) {
    puts.push_back({flags, [put, value] { return put(value); }, is_custom});
    return std::nullopt;
  };
}

void CommandVerb::State::NameFields(OptionNames& names) const {
  for (const auto& [field, option] : fields) names.Add(field, option);
  if (custom_list.empty()) return;
  // The file's elements come first.
  const FieldPlace list = FindPlace(*request, custom_list);
  int index = list.message->GetReflection()->FieldSize(*list.message, list.field);
  for (const Put& option : puts) {
    if (!option.is_custom) continue;
    names.Add(absl::StrCat(custom_list, "[", index++, "]"), Verb::LongName(option.flags));
  }
}

bool CommandVerb::State::PutOptions(Session& session) const {
  OptionConflicts conflicts(*request);
  for (const Put& option : puts) {
    const std::string name = Verb::LongName(option.flags);
    auto complaint = option.put();
    if (!complaint.has_value()) complaint = conflicts.After(name, *request);
    if (!complaint.has_value()) continue;
    session.Fail(ExitCode::kUsage,
                 Fill(session.Say(messages::kBadValue), name, complaint->In(session.language())));
    return false;
  }
  return true;
}

std::optional<std::string> CommandVerb::State::TargetName(Session& session) const {
  switch (target) {
    case Target::kEnte:
      return EnteName(session, name);
    case Target::kPlan:
      return PlanName(session, name);
    case Target::kObjective:
      return ObjectiveName(session, name);
    case Target::kRound:
      return RoundName(session, name);
    case Target::kAnyName:
      return AnyName(session, name);
    case Target::kNone:
      return name;
  }
  return std::nullopt;
}

Message& CommandVerb::State::Fillable() {
  const FieldDescriptor* fact = request->GetDescriptor()->FindFieldByNumber(kFactField);
  const bool is_fact = fact != nullptr && !fact->is_repeated() && fact->message_type() != nullptr;
  if (!is_fact || from_fills_request) return *request;
  return *request->GetReflection()->MutableMessage(request.get(), fact);
}

bool CommandVerb::State::ReadFile(Session& session) {
  if (from_file.empty()) return true;
  const auto text = ReadText(session, from_file);
  if (!text.has_value()) return false;
  Message& message = Fillable();
  const document::ReadResult read = document::TextToMessage(*text, message);
  for (const document::Mistake& mistake : read.mistakes) {
    session.Fail(
        ExitCode::kUsage,
        absl::StrCat(from_file, ":", mistake.line, ": ", mistake.path,
                     mistake.path.empty() ? "" : ": ",
                     session.language() == Language::kItalian ? mistake.italian : mistake.english));
  }
  return read.mistakes.empty();
}

bool CommandVerb::State::CheckRequired(Session& session) const {
  for (const RequiredField& field : required) {
    if (!IsEmpty(*request, field.path)) continue;
    session.Fail(ExitCode::kUsage,
                 Fill(session.Say(messages::kFieldMissing), Verb::LongName(field.flags),
                      std::string(session.Say(field.help))));
    return false;
  }
  const std::vector<std::string> missing = OptionsOfMissingPart();
  if (missing.empty()) return true;
  session.Fail(ExitCode::kUsage, Fill(session.Say(kNothingAdded), absl::StrJoin(missing, ", ")));
  return false;
}

std::vector<std::string> CommandVerb::State::OptionsOfMissingPart() const {
  if (!custom_list.empty()) {
    const bool lacks =
        IsRequired(DescribePlace(*request, custom_list)) && IsEmpty(*request, custom_list);
    return lacks ? custom_flags : std::vector<std::string>();
  }
  const FieldDescriptor* fact = request->GetDescriptor()->FindFieldByNumber(kFactField);
  if (fact == nullptr || fact->is_repeated() || fact->message_type() == nullptr) return {};
  const std::string part =
      MissingPart(request->GetReflection()->GetMessage(*request, fact), fact->name());
  if (part.empty()) return {};
  std::vector<std::string> options;
  for (const auto& [field, option] : fields) {
    if (field.rfind(part + ".", 0) == 0) options.push_back(option);
  }
  options.insert(options.end(), custom_flags.begin(), custom_flags.end());
  return options;
}

int CommandVerb::State::Run(Session& session) {
  if (!ReadFile(session)) return session.exit_code();
  // A fact of which nothing has to be said is one all the same.
  Fillable();
  NameFields(session.option_names());
  if (!PutOptions(session) || !CheckRequired(session)) return session.exit_code();
  const client::Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  if (target != Target::kNone) {
    const auto target_name = TargetName(session);
    if (!target_name.has_value()) return session.exit_code();
    request->GetReflection()->SetString(
        request.get(), request->GetDescriptor()->FindFieldByNumber(kTargetField), *target_name);
    if (complete) complete(*target_name);
  }
  return SendAndShow(session, *connection);
}

int CommandVerb::State::SendAndShow(Session& session, const client::Connection& connection) {
  const std::string id_path = request->GetDescriptor()->FindFieldByName("command") != nullptr
                                  ? "command.header.request_id"
                                  : "header.request_id";
  if (IsEmpty(*request, id_path)) PutValue(*request, id_path, client::NewRequestId());
  const auto error = client::CallWithRetries(connection, [&](grpc::ClientContext* context) {
    return send(connection, context, *request, response.get());
  });
  if (error.has_value()) {
    const FieldPlace id = FindPlace(*request, id_path);
    return session.Fail(*error, id.message->GetReflection()->GetString(*id.message, id.field));
  }
  return ShowOutcome(session, *response, [&] {
    // Finding words may ask the server.
    if (enrich) enrich(session, *request);
    return RecordedText(session, *request);
  });
}

}  // namespace traguardo::cli
