// traguardo round …: monitoring rounds (rilevazioni).

#include <memory>

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using api::v1::ProjectionService;
using client::Connection;

namespace {

std::optional<api::v1::ListRoundsResponse> ListRounds(Session& session, const std::string& plan,
                                                      bool open_only) {
  api::v1::ListRoundsRequest request;
  request.set_plan(plan);
  request.set_open_only(open_only);
  FillMoment(session, request.mutable_moment());
  return ListAll(
      session, &Connection::projection, &ProjectionService::Stub::ListRounds, request, 0,
      +[](const api::v1::ListRoundsResponse& page) { return page.rounds_size(); });
}

void AddList(Verb group) {
  struct Options {
    std::string plan;
    bool open = false;
  };
  auto options = std::make_shared<Options>();
  Verb verb = group.Sub("list", {"elenca le rilevazioni", "list the rounds"});
  AddPlanArgument(verb, &options->plan);
  verb.Switch("--open", {"solo quelle aperte", "only open ones"}, &options->open);
  verb.Runs([options](Session& session) {
    const auto plan = PlanName(session, options->plan);
    if (!plan.has_value()) return session.exit_code();
    const auto all = ListRounds(session, *plan, options->open);
    if (!all.has_value()) return session.exit_code();
    ShowMoment(session, all->as_of());
    return session.Show(*all, RoundsTable(all->rounds(), session.language()));
  });
}

void AddRoundStatus(Verb group) {
  auto typed = std::make_shared<std::string>();
  Verb verb = group.Sub("status", {"chi ha presentato il rapporto e chi manca",
                                   "who has reported and who is missing"});
  verb.Add("round", {"rilevazione (senza: l'ultima)", "round (without it: the latest)"},
           {"NOME", "NAME"}, typed.get());
  verb.Runs([typed](Session& session) {
    std::optional<std::string> name;
    std::optional<std::string> plan;
    if (typed->empty()) {
      plan = PlanName(session, "");
    } else {
      name = RoundName(session, *typed);
      if (name.has_value()) plan = name->substr(0, name->find("/rounds/"));
    }
    if (!plan.has_value()) return session.exit_code();
    const auto all = ListRounds(session, *plan, false);
    if (!all.has_value()) return session.exit_code();
    const view::v1::Round* found = nullptr;
    for (const auto& round : all->rounds()) {
      if (!name.has_value() || round.name() == *name) found = &round;
    }
    if (found == nullptr) {
      constexpr Text kNoRound{"non c'è nessuna rilevazione \"{}\" in {}",
                              "there is no round \"{}\" in {}"};
      return session.Fail(ExitCode::kNotFound, Fill(session.Say(kNoRound), *typed, *plan));
    }
    if (session.settings().format == Format::kTable) {
      constexpr Text kTitle{"Rilevazione {} al {}, rapporti entro il {}",
                            "Round {} as of {}, reports due {}"};
      ShowMoment(session, all->as_of());
      session.Line(Fill(session.Say(kTitle), found->id(), found->reference_date(),
                        found->due_date()));
    }
    return session.Show(*found, ReportsTable(*found, session.language()));
  });
}

}  // namespace

void AddRound(Verb root) {
  Verb group = root.Sub("round", {"rilevazioni: chi riferisce e quando",
                                  "monitoring rounds: who reports and when"});

  Command(group, "open", {"apre una rilevazione", "open a round"}, Target::kRound,
          &Connection::monitoring, &MonitoringService::Stub::OpenRound)
      .Field("--reference", "opening.reference_date", {"giorno a cui si riferisce",
                                                       "day the reports speak of"},
             {"DATA", "DATE"})
      .Field("--due", "opening.due_date", {"entro quando presentare", "due date of the reports"},
             {"DATA", "DATE"})
      .Field("--unit", "opening.units", {"solo queste unità (senza: tutte)",
                                         "only these units (without it: all)"},
             {"ID", "ID"})
      .Field("--note", "opening.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "submit", {"presenta il rapporto di un responsabile",
                            "submit a responsabile's report"},
          Target::kRound, &Connection::monitoring, &MonitoringService::Stub::SubmitReport)
      .Field("--responsabile", "report.responsabile", {"di chi è il rapporto", "whose report"},
             {"ID", "ID"})
      .Field("--objective", "report.objectives", {"obiettivo di cui riferisce",
                                                  "objective it covers"},
             {"ID", "ID"})
      .Field("--note", "report.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "return", {"restituisce un rapporto, con il motivo",
                            "return a report, with the reason"},
          Target::kRound, &Connection::monitoring, &MonitoringService::Stub::ReturnReport)
      .Field("--responsabile", "return.responsabile", {"di chi è il rapporto", "whose report"},
             {"ID", "ID"})
      .Field("--reason", "return.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "approve", {"approva un rapporto", "approve a report"}, Target::kRound,
          &Connection::monitoring, &MonitoringService::Stub::ApproveReport)
      .Field("--responsabile", "approval.responsabile", {"di chi è il rapporto", "whose report"},
             {"ID", "ID"})
      .Field("--note", "approval.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "close", {"chiude la rilevazione; i rapporti mancanti sono segnalati",
                           "close the round; missing reports are warned about"},
          Target::kRound, &Connection::monitoring, &MonitoringService::Stub::CloseRound)
      .Field("--note", "closing.note", {"nota", "note"}, {"TESTO", "TEXT"});

  AddList(group);
  AddRoundStatus(group);
}

}  // namespace traguardo::cli
