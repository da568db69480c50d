// traguardo ripianificazione …: proposals to change the plan, and the acts that decide them.

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;
using event::v1::Change;
using Pair = std::pair<std::string, std::string>;

namespace {

// An option that adds one change to the proposal. May be given for several things of a kind.
Option ChangeOption(CommandVerb& verb, const std::string& flags, const Text& help,
                    const Text& value,
                    std::function<std::optional<Complaint>(const std::string&, Change*)> put) {
  auto* request = static_cast<api::v1::ProposeRipianificazioneRequest*>(&verb.request());
  return {.flags = flags,
          .help = help,
          .value = value,
          .repeated = true,
          .take = [request, put = std::move(put)](const std::string& given) {
            return put(given, request->mutable_proposal()->add_changes());
          }};
}

// The same for a change that is one value.
Option ValueOption(CommandVerb& verb, const std::string& flags, const Text& help, const Text& value,
                   const std::string& path) {
  return ChangeOption(verb, flags, help, value, [path](const std::string& given, Change* change) {
    return PutValue(*change, path, given);
  });
}

// The objective has one of it.
Option Once(Option option) {
  option.repeated = false;
  return option;
}

std::optional<Complaint> WithPair(const std::string& given,
                                  const std::function<std::optional<Complaint>(const Pair&)>& put) {
  Pair pair;
  if (auto complaint = ParsePair(given, &pair); complaint) return complaint;
  return put(pair);
}

// "tributi,lavori-pubblici"
std::optional<Complaint> PutUnits(const std::string& given, Change* change) {
  for (const absl::string_view unit : absl::StrSplit(given, ',')) {
    const absl::string_view id = absl::StripAsciiWhitespace(unit);
    if (id.empty()) {
      return Complaint{"\"" + given + "\": gli id delle unità si separano con una virgola",
                       "\"" + given + "\": ids of units are separated by one comma"};
    }
    change->mutable_units()->add_units(std::string(id));
  }
  return std::nullopt;
}

void AddPropose(Verb group) {
  CommandVerb verb =
      Command(group, "propose",
              {"propone di cambiare il piano; nulla cambia finché un atto non approva",
               "propose to change the plan; nothing changes until an act approves"},
              Target::kObjective, &Connection::monitoring,
              &MonitoringService::Stub::ProposeRipianificazione);
  verb.Default("proposal.ripianificazione", "r1")
      .Field("--id", "proposal.ripianificazione",
             {"id della proposta (senza: r1)", "id of the proposal (without it: r1)"}, {"ID", "ID"})
      .Field("--reason", "proposal.reason", {"motivo", "reason"}, {"TESTO", "TEXT"})
      .Field("--scostamento", "proposal.scostamenti",
             {"scostamento a cui risponde", "scostamento it answers"}, {"ID", "ID"});
  verb.CustomAddsTo("proposal.changes");
  verb.Custom(Once(
      ValueOption(verb, "--deadline", {"nuova scadenza", "new deadline"}, kDateValue, "deadline")));
  verb.Custom(Once(
      ValueOption(verb, "--weight", {"nuovo peso", "new weight"}, {"PESO", "WEIGHT"}, "weight")));
  verb.Custom(Once(ChangeOption(
      verb, "--units",
      {"tutte le unità da ora in poi, separate da virgole", "all units from now on, with commas"},
      {"ID,ID", "ID,ID"}, PutUnits)));
  verb.Custom(ChangeOption(
      verb, "--target", {"nuovo valore atteso di un indicatore", "new target of an indicator"},
      kPairForm, [](const std::string& given, Change* change) {
        return WithPair(given, [&](const Pair& pair) -> std::optional<Complaint> {
          change->mutable_indicator()->set_indicator(pair.first);
          return PutValue(*change, "indicator.target", pair.second);
        });
      }));
  verb.Custom(
      ChangeOption(verb, "--target-date",
                   {"nuova data attesa di un indicatore", "new target date of an indicator"},
                   kPairForm, [](const std::string& given, Change* change) {
                     return WithPair(given, [&](const Pair& pair) -> std::optional<Complaint> {
                       change->mutable_indicator()->set_indicator(pair.first);
                       return PutValue(*change, "indicator.target_date", pair.second);
                     });
                   }));
  verb.Custom(
      ChangeOption(verb, "--milestone", {"nuova data di un traguardo", "new date of a milestone"},
                   kPairForm, [](const std::string& given, Change* change) {
                     return WithPair(given, [&](const Pair& pair) -> std::optional<Complaint> {
                       change->mutable_milestone()->set_milestone(pair.first);
                       return PutValue(*change, "milestone.due", pair.second);
                     });
                   }));
  verb.Custom(
      ChangeOption(verb, "--phase",
                   {"nuovo periodo di una fase: ID=DAL..AL", "new period of a phase: ID=FROM..TO"},
                   kPairForm, [](const std::string& given, Change* change) {
                     return WithPair(given, [&](const Pair& pair) {
                       change->mutable_phase()->set_phase(pair.first);
                       return ParsePeriod(pair.second, change->mutable_phase()->mutable_planned());
                     });
                   }));
  verb.Custom(ChangeOption(verb, "--add-milestone", {"traguardo in più", "additional milestone"},
                           kMilestoneForm, [](const std::string& given, Change* change) {
                             return ParseMilestone(given, change->mutable_milestone_added());
                           }));
  verb.Custom(ChangeOption(verb, "--add-indicator", {"indicatore in più", "additional indicator"},
                           kIndicatorForm, [](const std::string& given, Change* change) {
                             return ParseIndicator(given, change->mutable_indicator_added());
                           }));
  verb.Custom(ChangeOption(verb, "--add-phase", {"fase in più", "additional phase"}, kPhaseForm,
                           [](const std::string& given, Change* change) {
                             return ParsePhase(given, change->mutable_phase_added());
                           }));
  verb.Custom(ValueOption(verb, "--remove-milestone", {"toglie un traguardo", "remove a milestone"},
                          {"ID", "ID"}, "milestone_removed"));
  verb.Custom(ValueOption(verb, "--remove-indicator",
                          {"toglie un indicatore", "remove an indicator"}, {"ID", "ID"},
                          "indicator_removed"));
  verb.Custom(ValueOption(verb, "--remove-phase", {"toglie una fase", "remove a phase"},
                          {"ID", "ID"}, "phase_removed"));
  verb.Custom(ChangeOption(verb, "--responsabile", {"chi ne risponde", "who answers for it"},
                           kAssignmentForm, [](const std::string& given, Change* change) {
                             return ParseAssignment(given, change->mutable_assignment());
                           }));
  verb.Custom(Once(ChangeOption(verb, "--drop", {"sopprime l'obiettivo", "drop the objective"}, {},
                                [](const std::string&, Change* change) {
                                  change->mutable_dropped();
                                  return std::nullopt;
                                })));
}

// An act decides about a proposal.
CommandVerb& Decision(CommandVerb&& verb, const std::string& message, const Text& act) {
  return verb
      .Field("ripianificazione", message + ".ripianificazione",
             {"id della proposta", "id of the proposal"}, {"ID", "ID"})
      .Item<event::v1::Act>("--act", message + ".act", act, kActForm, ParseAct);
}

void AddList(Verb group) {
  struct Options {
    std::string plan;
    std::vector<std::string> objectives;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb =
      group.Sub("list", {"elenca le proposte e le decisioni", "list proposals and decisions"});
  AddPlanArgument(verb, &options->plan);
  AddObjectives(verb, &options->objectives);
  AddLimit(verb, &options->limit);
  verb.Runs([options](Session& session) {
    return ShowVariations(session, options->plan, options->objectives, options->limit);
  });
}

}  // namespace

void AddRipianificazione(Verb root) {
  Verb group =
      root.Sub("ripianificazione", {"proposte di cambiare il piano e atti che le decidono",
                                    "proposals to change the plan and acts that decide them"});
  AddPropose(group);

  Decision(Command(group, "approve",
                   {"approva una proposta con un atto", "approve a proposal by an act"},
                   Target::kObjective, &Connection::monitoring,
                   &MonitoringService::Stub::ApproveRipianificazione),
           "approval", {"atto che approva", "act that approves"});
  Decision(
      Command(group, "reject", {"respinge una proposta con un atto", "reject a proposal by an act"},
              Target::kObjective, &Connection::monitoring,
              &MonitoringService::Stub::RejectRipianificazione),
      "rejection", {"atto che respinge", "act that rejects"})
      .Field("--reason", "rejection.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});
  AddList(group);
}

}  // namespace traguardo::cli
