#include "clients/cli/command/command_verb.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/option_names.h"
#include "clients/cli/command/outcome.h"
#include "clients/cli/command/read_text.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/screen/messages.h"
#include "clients/cpp/request_id.h"
#include "clients/document/text_to_message.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::cli {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

// Field numbers that all command requests share.
constexpr int kTargetField = 2;
constexpr int kFactField = 4;

struct RequiredField {
  std::string flags;
  std::string path;
  Text help;
};

bool IsRequired(const FieldDescriptor& field) {
  return field.options().GetExtension(schema::v1::rule).required();
}

}  // namespace

struct CommandVerb::State {
  Target target;
  std::unique_ptr<Message> request;
  std::unique_ptr<Message> response;
  SendCommand send;
  std::string name;  // as typed
  std::string from_file;
  std::vector<RequiredField> required;
  // Field and option.
  std::vector<std::pair<std::string, std::string>> fields;
  bool from_fills_request = false;
  std::function<void(const std::string&)> complete;
  // What the options put in, over what the file has: so after it was read.
  struct Put {
    std::string flags;
    std::function<std::optional<Complaint>()> put;
    bool is_custom = false;
  };
  std::vector<Put> puts;
  // What custom options add to; empty when they do not.
  std::string custom_list;

  TakeValue Later(const std::string& flags,
                  std::function<std::optional<Complaint>(const std::string&)> put,
                  bool is_custom = false) {
    return [this, flags, put = std::move(put), is_custom](const std::string& value) {
      puts.push_back({flags, [put, value] { return put(value); }, is_custom});
      return std::nullopt;
    };
  }

  void NameFields(OptionNames& names) const {
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

  bool PutOptions(Session& session) const {
    for (const Put& option : puts) {
      const auto complaint = option.put();
      if (!complaint.has_value()) continue;
      session.Fail(ExitCode::kUsage,
                   Fill(session.Say(messages::kBadValue), Verb::LongName(option.flags),
                        complaint->In(session.language())));
      return false;
    }
    return true;
  }

  std::optional<std::string> TargetName(Session& session) const {
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
      case Target::kNone:
        return name;
    }
    return std::nullopt;
  }

  // The message that --from fills: the fact, or the whole request where there is no single one.
  Message& Fillable() {
    const FieldDescriptor* fact = request->GetDescriptor()->FindFieldByNumber(kFactField);
    if (fact == nullptr || from_fills_request) return *request;
    return *request->GetReflection()->MutableMessage(request.get(), fact);
  }

  bool ReadFile(Session& session) {
    if (from_file.empty()) return true;
    const auto text = ReadText(session, from_file);
    if (!text.has_value()) return false;
    Message& message = Fillable();
    const document::ReadResult read = document::TextToMessage(*text, message);
    for (const document::Mistake& mistake : read.mistakes) {
      session.Fail(ExitCode::kUsage,
                   absl::StrCat(from_file, ":", mistake.line, ": ", mistake.path,
                                mistake.path.empty() ? "" : ": ",
                                session.language() == Language::kItalian ? mistake.italian
                                                                         : mistake.english));
    }
    return read.mistakes.empty();
  }

  bool CheckRequired(Session& session) const {
    for (const RequiredField& field : required) {
      if (!IsEmpty(*request, field.path)) continue;
      session.Fail(ExitCode::kUsage, Fill(session.Say(messages::kFieldMissing),
                                          Verb::LongName(field.flags),
                                          std::string(session.Say(field.help))));
      return false;
    }
    return true;
  }

  int Run(Session& session) {
    if (!ReadFile(session)) return session.exit_code();
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

  int SendAndShow(Session& session, const client::Connection& connection) {
    const std::string id_path =
        request->GetDescriptor()->FindFieldByName("command") != nullptr
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
    return ShowOutcome(session, *response);
  }
};

CommandVerb::CommandVerb(Verb group, const std::string& name, const Text& help, Target target,
                         std::unique_ptr<Message> request, std::unique_ptr<Message> response,
                         SendCommand send)
    : verb_(group.Sub(name, help)), state_(std::make_shared<State>()) {
  state_->target = target;
  state_->request = std::move(request);
  state_->response = std::move(response);
  state_->send = std::move(send);
  const auto target_argument = [&](const char* word, const Text& what, bool required) {
    verb_.Add({.flags = word,
               .help = what,
               .value = {"NOME", "NAME"},
               .required = required,
               .take = [state = state_](const std::string& value) {
                 state->name = value;
                 return std::nullopt;
               }});
  };
  switch (target) {
    case Target::kEnte:
      target_argument("ente", {"ente: id o nome completo (senza: --ente)",
                               "ente: id or full name (without it: --ente)"},
                      false);
      break;
    case Target::kPlan:
      target_argument("--plan", {"piano: \"2025\" o \"enti/demo/plans/2025\" (senza: --ente e --year)",
                                 "plan: \"2025\" or \"enti/demo/plans/2025\" (without it: --ente and "
                                 "--year)"},
                      false);
      break;
    case Target::kObjective:
      target_argument("objective", {"obiettivo: id o nome completo", "objective: id or full name"},
                      true);
      break;
    case Target::kRound:
      target_argument("round", {"rilevazione: id o nome completo", "round: id or full name"}, true);
      break;
    case Target::kAnyName:
      target_argument("name", {"nome completo di ente, piano, obiettivo o rilevazione",
                               "full name of an ente, plan, objective or round"},
                      true);
      break;
    case Target::kNone:
      break;
  }
  verb_.Add("--from", {"legge il contenuto da un file YAML o JSON (- per lo standard input); le altre "
                       "opzioni lo completano",
                       "reads the content from a YAML or JSON file (- for standard input); other "
                       "options complete it"},
            {"FILE", "FILE"}, &state_->from_file);
  verb_.Runs([state = state_](Session& session) { return state->Run(session); });
  if (state_->request->GetDescriptor()->FindFieldByName("header") == nullptr) return;
  // What every command takes stands below what this one takes.
  group_ = {"Opzioni di ogni registrazione", "Options of every recording"};
  Field("--on", "header.effective_on",
        {"giorno di cui si parla (senza: oggi)", "day it speaks of (without it: today)"},
        {"DATA", "DATE"});
  Field("--on-behalf-of", "header.on_behalf_of",
        {"per conto di chi si scrive", "in whose name it is written"}, {"ID", "ID"});
  Item<event::v1::Act>("--evidence-act", "header.evidence.act",
                       {"atto che lo documenta", "act that documents it"}, kActForm, ParseAct);
  Field("--evidence-uri", "header.evidence.uri",
        {"indirizzo del documento che lo prova", "address of the document that proves it"},
        {"URI", "URI"});
  Field("--evidence-sha256", "header.evidence.sha256",
        {"impronta SHA-256 del documento", "SHA-256 of that document"}, {"HEX", "HEX"});
  Field("--evidence-note", "header.evidence.description",
        {"descrizione della prova", "what the evidence is"}, {"TESTO", "TEXT"});
  Field("--expected-revision", "header.expected_revision",
        {"rifiuta se nel frattempo qualcuno ha scritto altro",
         "refuse when somebody has written something else meanwhile"},
        {"N", "N"});
  verb_.Add({.flags = "--request-id",
             .help = {"identificativo della richiesta: la stessa, ripetuta, si registra una volta sola",
                      "id of the request: the same one, repeated, is recorded once"},
             .value = {"ID", "ID"},
             .group = group_,
             .take = state_->Later("--request-id", [state = state_.get()](const auto& value) {
               return PutValue(*state->request, "header.request_id", value);
             })});
  state_->fields.emplace_back("header.request_id", "--request-id");
  group_ = {};
}

CommandVerb& CommandVerb::FromFillsRequest() {
  state_->from_fills_request = true;
  return *this;
}

CommandVerb& CommandVerb::BeforeSending(std::function<void(const std::string&)> complete) {
  state_->complete = std::move(complete);
  return *this;
}

Message& CommandVerb::request() { return *state_->request; }

CommandVerb& CommandVerb::Field(const std::string& flags, std::string_view path, const Text& help,
                                const Text& value) {
  const FieldDescriptor& field = DescribePlace(*state_->request, path);
  verb_.Add({.flags = flags,
             .help = help,
             .value = value,
             .repeated = field.is_repeated(),
             .choices = ChoicesOf(field),
             .group = group_,
             .take = state_->Later(flags, [state = state_.get(),
                                           place = std::string(path)](const auto& given) {
               return PutValue(*state->request, place, given);
             })});
  state_->fields.emplace_back(path, Verb::LongName(flags));
  if (IsRequired(field)) state_->required.push_back({flags, std::string(path), help});
  return *this;
}

CommandVerb& CommandVerb::OfUnit() {
  return Field("--unit", "unit",
               {"per un obiettivo trasversale: quale unità",
                "for a transversal objective: which unit"},
               {"ID", "ID"});
}

CommandVerb& CommandVerb::NeededField(const std::string& flags, std::string_view path,
                                      const Text& help, const Text& value) {
  Field(flags, path, help, value);
  if (!IsRequired(DescribePlace(*state_->request, path))) {
    state_->required.push_back({flags, std::string(path), help});
  }
  return *this;
}

CommandVerb& CommandVerb::Parsed(
    const std::string& flags, std::string_view path, const Text& help, const Text& value,
    bool repeated, std::function<std::optional<Complaint>(const std::string&, Message*)> parse) {
  const FieldDescriptor& field = DescribePlace(*state_->request, path);
  verb_.Add({.flags = flags,
             .help = help,
             .value = value,
             .repeated = repeated,
             .group = group_,
             .take = state_->Later(flags, [state = state_.get(), place = std::string(path),
                                           repeated, parse = std::move(parse)](const auto& given) {
               const FieldPlace found = FindPlace(*state->request, place);
               const auto& reflection = *found.message->GetReflection();
               return parse(given, repeated
                                       ? reflection.AddMessage(found.message, found.field)
                                       : reflection.MutableMessage(found.message, found.field));
             })});
  state_->fields.emplace_back(path, Verb::LongName(flags));
  if (IsRequired(field)) state_->required.push_back({flags, std::string(path), help});
  return *this;
}

CommandVerb& CommandVerb::Custom(Option option) {
  option.take = state_->Later(option.flags, std::move(option.take), /*is_custom=*/true);
  verb_.Add(std::move(option));
  return *this;
}

CommandVerb& CommandVerb::CustomAddsTo(std::string_view path) {
  DescribePlace(*state_->request, path);
  state_->custom_list = std::string(path);
  return *this;
}

CommandVerb& CommandVerb::Default(std::string_view path, const std::string& value) {
  PutValue(*state_->request, path, value);
  return *this;
}

}  // namespace traguardo::cli
