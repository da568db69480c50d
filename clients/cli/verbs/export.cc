// traguardo export: a whole year as one document.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <ostream>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/write_file.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/document/message_to_yaml.h"
#include "clients/document/year_document.h"
#include "clients/document/year_export.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::ListFactsRequest;
using api::v1::ListFactsResponse;
using api::v1::ProjectionService;
using client::Connection;

struct Options {
  std::string plan;
  std::string file;
  bool json = false;
  bool force = false;
};

constexpr Text kNoCsv{
    "un anno non sta in una tabella: export scrive YAML (senza --format) o JSON (--format json).",
    "a year does not fit a table: export writes YAML (without --format) or JSON (--format json)."};
constexpr Text kTooManyEntries{
    "l'anno ha {} voci e un documento ne prende {}: non è stato scritto nulla. I fatti si leggono "
    "con "
    "\"traguardo facts list -r --format json\".",
    "the year has {} entries and a document takes {}: nothing was written. The facts can be read "
    "with \"traguardo facts list -r --format json\"."};
constexpr Text kTooManyBytes{
    "il documento avrebbe {} MiB e al massimo può averne {}: non è stato scritto nulla. I fatti si "
    "leggono con \"traguardo facts list -r --format json\".",
    "the document would have {} MiB and may have {} at most: nothing was written. The facts can be "
    "read with \"traguardo facts list -r --format json\"."};

// How many entries a document may have: what the import will ask.
uint32_t MaxEntries() {
  const auto& entries = *api::v1::YearDocument::descriptor()->FindFieldByName("entries");
  return entries.options().GetExtension(schema::v1::rule).max_items();
}

std::optional<ListFactsResponse> ListFacts(Session& session, const std::string& name,
                                           bool recursive, const std::string& known_at) {
  ListFactsRequest request;
  request.set_name(name);
  request.set_recursive(recursive);
  request.set_known_at(known_at);
  return ListAll(
      session, &Connection::projection, &ProjectionService::Stub::ListFacts, request, 0,
      +[](const ListFactsResponse& page) { return page.facts_size(); });
}

bool EndsWithJson(const std::string& path) {
  return path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0;
}

int Run(Session& session, const Options& options) {
  if (session.settings().format == Format::kCsv) {
    return session.Fail(ExitCode::kUsage, std::string(session.Say(kNoCsv)));
  }
  const auto plan = PlanName(session, options.plan);
  if (!plan.has_value()) return session.exit_code();
  const bool to_file = !options.file.empty() && options.file != "-";
  const IfThere if_there = options.force ? IfThere::kReplace : IfThere::kRefuse;
  if (to_file && !MayWriteFile(session, options.file, if_there)) return session.exit_code();
  const std::string ente = plan->substr(0, plan->find("/plans/"));
  const auto of_plan = ListFacts(session, *plan, true, session.settings().known_at);
  if (!of_plan.has_value()) return session.exit_code();
  // Both lists up to the same position, so that no command is torn.
  const auto of_ente = ListFacts(session, ente, false, absl::StrCat(of_plan->position()));
  if (!of_ente.has_value()) return session.exit_code();

  std::vector<event::v1::Envelope> facts;
  size_t withdrawn = 0;
  for (const ListFactsResponse* list : {&*of_ente, &*of_plan}) {
    for (const auto& fact : list->facts()) {
      facts.push_back(fact.envelope());
      if (fact.private_part_withdrawn()) ++withdrawn;
    }
  }
  std::sort(facts.begin(), facts.end(),
            [](const auto& a, const auto& b) { return a.position() < b.position(); });
  const api::v1::YearDocument document =
      document::ExportYear(IdOf(ente), std::stoi(IdOf(*plan)), facts);
  // What could not be imported again would be taken for a copy.
  const auto entries = static_cast<uint32_t>(document.entries_size());
  if (entries > MaxEntries()) {
    return session.Fail(
        ExitCode::kRefused,
        Fill(session.Say(kTooManyEntries), std::to_string(entries), std::to_string(MaxEntries())));
  }
  const bool json =
      options.json || EndsWithJson(options.file) || session.settings().format == Format::kJson;
  const std::string text =
      json ? document::MessageToJson(document) : document::MessageToYaml(document);
  if (text.size() > document::kMaxDocumentBytes) {
    return session.Fail(ExitCode::kRefused,
                        Fill(session.Say(kTooManyBytes), std::to_string(text.size() >> 20),
                             std::to_string(document::kMaxDocumentBytes >> 20)));
  }
  if (!to_file) {
    // Not written is said where the program ends; that it was exported is not said then.
    session.environment().out << text << std::flush;
    if (!session.environment().out.good()) return static_cast<int>(ExitCode::kFile);
  } else if (!WriteFile(session, options.file, text, if_there)) {
    return session.exit_code();
  }
  if (withdrawn > 0) {
    session.Note(Fill(session.Say(messages::kExportWithdrawn), std::to_string(withdrawn)));
  }
  session.Note(Fill(session.Say(messages::kExported), to_file ? options.file : "-",
                    std::to_string(document.entries_size()), std::to_string(facts.size())));
  return 0;
}

}  // namespace

void AddExport(Verb root) {
  auto options = std::make_shared<Options>();
  Verb verb = root.Sub("export", {"esporta un anno intero in un documento che si può importare",
                                  "export a whole year as a document that can be imported"});
  AddPlanArgument(verb, &options->plan);
  verb.Add("-o,--output",
           {"file da scrivere; .json per JSON, altrimenti YAML (senza: standard output)",
            "file to write; .json for JSON, otherwise YAML (without it: standard "
            "output)"},
           {"FILE", "FILE"}, &options->file);
  verb.Switch("--json", {"JSON invece di YAML", "JSON instead of YAML"}, &options->json);
  verb.Switch("--force",
              {"sovrascrive il file se c'è già (solo un file: mai un dispositivo o una cartella)",
               "overwrite the file if it is there (a file only: never a device or a folder)"},
              &options->force);
  verb.Refuses({"--as-of", "--min-position"});
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
