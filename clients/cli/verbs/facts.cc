// traguardo facts …: what was recorded, and taking it back.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/cli/verbs/withdraw_texts.h"

namespace traguardo::cli {

using api::v1::ListFactsRequest;
using api::v1::ListFactsResponse;
using api::v1::MonitoringService;
using api::v1::ProjectionService;
using client::Connection;

namespace {

std::optional<std::string> FactsName(Session& session, const std::string& typed) {
  return typed.empty() ? PlanName(session, "") : AnyName(session, typed);
}

void AddList(Verb group) {
  struct Options {
    std::string name;
    bool recursive = false;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb = group.Sub("list", {"la storia: ogni fatto con chi, quando e da quando si sa",
                                 "the history: every fact with who, when, and since when known"});
  verb.Add("name",
           {"obiettivo, o nome completo di ente, piano o rilevazione (senza: il piano)",
            "objective, or full name of an ente, plan or round (without it: the plan)"},
           {"NOME", "NAME"}, &options->name);
  verb.Switch("-r,--recursive", {"anche tutto ciò che sta sotto", "also everything below it"},
              &options->recursive);
  AddLimit(verb, &options->limit);
  verb.Refuses({"--as-of", "--min-position"}, {"; per ciò che si sapeva allora usare --known-at",
                                               "; for what was known then use --known-at"});
  verb.Runs([options](Session& session) {
    const auto name = FactsName(session, options->name);
    if (!name.has_value()) return session.exit_code();
    ListFactsRequest request;
    request.set_name(*name);
    request.set_recursive(options->recursive);
    request.set_known_at(session.settings().known_at);
    const auto all = ListAll(
        session, &Connection::projection, &ProjectionService::Stub::ListFacts, request,
        options->limit, +[](const ListFactsResponse& page) { return page.facts_size(); });
    if (!all.has_value()) return session.exit_code();
    ShowFactsKnownAt(session);
    return session.Show(*all, FactsTable(*all, session));
  });
}

constexpr Text kRecordFooter{
    "Il file ha questa forma, in YAML o JSON; i fatti si chiamano come in \"facts list --format "
    "csv\":\n"
    "  command:\n"
    "    header: {effectiveOn: 2026-06-30}\n"
    "    proposals:\n"
    "      - target: enti/demo/plans/2025\n"
    "        fact:\n"
    "          consuntivoApproved:\n"
    "            version: 1\n"
    "            frozenPosition: 412\n"
    "            act: {organ: GIUNTA, kind: DELIBERA, number: '88', date: 2026-06-30}\n"
    "            # solo oltre il termine della Relazione\n"
    "            latenessReason: il Nucleo si è insediato a maggio\n"
    "      - target: enti/demo/plans/2025/objectives/ob-1\n"
    "        fact: {progressRecorded: {percent: '40', note: a metà}}",
    "The file has this form, in YAML or JSON; facts are called as in \"facts list --format csv\":\n"
    "  command:\n"
    "    header: {effectiveOn: 2026-06-30}\n"
    "    proposals:\n"
    "      - target: enti/demo/plans/2025\n"
    "        fact:\n"
    "          consuntivoApproved:\n"
    "            version: 1\n"
    "            frozenPosition: 412\n"
    "            act: {organ: GIUNTA, kind: DELIBERA, number: '88', date: 2026-06-30}\n"
    "            # only after the term of the Relazione\n"
    "            latenessReason: the Nucleo took office in May\n"
    "      - target: enti/demo/plans/2025/objectives/ob-1\n"
    "        fact: {progressRecorded: {percent: '40', note: half way}}"};

}  // namespace

void AddFacts(Verb root) {
  Verb group = root.Sub("facts", {"i fatti registrati, e come annullarne uno",
                                  "the recorded facts, and how to take one back"});
  AddList(group);

  Command(group, "correct",
          {"annulla un fatto con un motivo (storno); entrambi restano leggibili",
           "take a fact back with a reason; both stay readable"},
          Target::kAnyName, &Connection::monitoring, &MonitoringService::Stub::CorrectFact)
      .Field("--position", "correction.corrected_position",
             {"posizione del fatto da annullare", "position of the fact to take back"}, {"N", "N"})
      .Field("--reason", "correction.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "record",
          {"registra un comando qualsiasi da un file: da 1 a 2000 fatti, tutti o nessuno (--from)",
           "record any command from a file: 1 to 2,000 facts, all or none (--from)"},
          Target::kNone, &Connection::monitoring, &MonitoringService::Stub::RecordCommand)
      .Footer(kRecordFooter);
  AddWithdrawTexts(group);
}

}  // namespace traguardo::cli
