#include "clients/cli/command/command_verb.h"

#include <utility>

#include "clients/cli/command/command_run.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/short_forms.h"

namespace traguardo::cli {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

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
      target_argument("ente",
                      {"ente: id o nome completo (senza: --ente)",
                       "ente: id or full name (without it: --ente)"},
                      false);
      break;
    case Target::kPlan:
      target_argument("--plan",
                      {"piano: \"2025\" o \"enti/demo/plans/2025\" (senza: --ente e --year)",
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
      target_argument("name",
                      {"obiettivo (id), o nome completo di ente, piano o rilevazione",
                       "objective (id), or full name of an ente, plan or round"},
                      true);
      break;
    case Target::kNone:
      break;
  }
  verb_.Add("--from",
            {"legge il contenuto da un file YAML o JSON (- per lo standard input); le altre "
             "opzioni lo completano",
             "reads the content from a YAML or JSON file (- for standard input); other "
             "options complete it"},
            {"FILE", "FILE"}, &state_->from_file);
  verb_.Runs([state = state_](Session& session) { return state->Run(session); });
  constexpr Text kOnInstead{"; per il giorno del fatto usare --on",
                            "; for the day of the fact use --on"};
  verb_.Refuses({"--as-of", "--known-at", "--min-position"}, kOnInstead).Footer(kActsFooter);
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
  verb_.Add(
      {.flags = "--request-id",
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

CommandVerb& CommandVerb::BeforeTelling(std::function<void(Session&, Message&)> enrich) {
  state_->enrich = std::move(enrich);
  return *this;
}

CommandVerb& CommandVerb::Footer(const Text& text) {
  verb_.Footer(text);
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
             .take = state_->Later(
                 flags, [state = state_.get(), place = std::string(path)](const auto& given) {
                   return PutValue(*state->request, place, given);
                 })});
  state_->fields.emplace_back(path, Verb::LongName(flags));
  if (IsRequired(field)) state_->required.push_back({flags, std::string(path), help});
  return *this;
}

CommandVerb& CommandVerb::OfUnit() {
  return Field(
      "--unit", "unit",
      {"per un obiettivo trasversale: quale unità", "for a transversal objective: which unit"},
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
  state_->custom_flags.push_back(Verb::LongName(option.flags));
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
