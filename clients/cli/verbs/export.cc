// traguardo export: a whole year as one document.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/document/message_to_yaml.h"
#include "clients/document/year_export.h"

namespace traguardo::cli {
namespace {

using api::v1::ListFactsRequest;
using api::v1::ListFactsResponse;
using api::v1::ProjectionService;
using client::Connection;

struct Options {
  std::string plan;
  std::string file;
  std::string known_at;
  bool json = false;
  bool force = false;
};

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

// Beside and then renamed, so that a full disk leaves no half document under the right name.
bool WriteFile(const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) return false;
  }
  return std::rename(beside.c_str(), path.c_str()) == 0;
}

bool EndsWithJson(const std::string& path) {
  return path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0;
}

int Run(Session& session, const Options& options) {
  const auto plan = PlanName(session, options.plan);
  if (!plan.has_value()) return session.exit_code();
  const bool to_file = !options.file.empty() && options.file != "-";
  if (to_file && !options.force && std::ifstream(options.file).good()) {
    return session.Fail(ExitCode::kFile, Fill(session.Say(messages::kFileExists), options.file));
  }
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
  const bool json = options.json || EndsWithJson(options.file) ||
                    session.settings().format == Format::kJson;
  const std::string text =
      json ? document::MessageToJson(document) : document::MessageToYaml(document);
  if (!to_file) {
    session.environment().out << text;
  } else if (!WriteFile(options.file, text)) {
    return session.Fail(ExitCode::kFile,
                        Fill(session.Say(messages::kFileUnwritable), options.file));
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
  verb.Add("-o,--output", {"file da scrivere; .json per JSON, altrimenti YAML (senza: standard output)",
                           "file to write; .json for JSON, otherwise YAML (without it: standard "
                           "output)"},
           {"FILE", "FILE"}, &options->file);
  verb.Switch("--json", {"JSON invece di YAML", "JSON instead of YAML"}, &options->json);
  verb.Switch("--force", {"sovrascrive il file", "overwrite the file"}, &options->force);
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
