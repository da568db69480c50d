// One objective at a glance, a line for each thing it says of itself.

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/screen/fields_table.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/part_text.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using view::v1::Objective;

namespace {

// Days count while somebody can still do something about them: of what is over they would only say
// how long ago it was.
bool IsOver(view::v1::ObjectiveState state) {
  switch (state) {
    case view::v1::OBJECTIVE_STATE_DONE:
    case view::v1::OBJECTIVE_STATE_DONE_LATE:
    case view::v1::OBJECTIVE_STATE_EXCLUDED:
    case view::v1::OBJECTIVE_STATE_DROPPED:
      return true;
    case view::v1::OBJECTIVE_STATE_PLANNED:
    case view::v1::OBJECTIVE_STATE_RUNNING:
    case view::v1::OBJECTIVE_STATE_NOT_DECLARED:
    case view::v1::OBJECTIVE_STATE_MILESTONE_MISSED:
    case view::v1::OBJECTIVE_STATE_LATE:
    case view::v1::OBJECTIVE_STATE_SUSPENDED:
    case view::v1::OBJECTIVE_STATE_UNSPECIFIED:
    case view::v1::ObjectiveState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::ObjectiveState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

// What is computed for the day.
void AddToday(const view::v1::ObjectiveToday& today, FieldsTable& table) {
  const std::string days =
      today.has_days_to_deadline() ? std::to_string(today.days_to_deadline()) : "";
  const bool passed = today.days_to_deadline() < 0;
  if (passed && !IsOver(today.state())) {
    table.Add("days_to_deadline", {"giorni oltre la scadenza", "days past the deadline"},
              std::to_string(-today.days_to_deadline()), days, Tone::kBad);
  } else {
    table.Add("days_to_deadline", {"giorni alla scadenza", "days to deadline"},
              IsOver(today.state()) ? "" : days, days);
  }
  table.Add("planned_percent", {"previsto oggi", "planned today"},
            PercentCell(today.planned_percent()).text, today.planned_percent());
  table.Add("silence_days", {"giorni di silenzio", "days of silence"},
            today.has_silence_days() ? std::to_string(today.silence_days()) : "", std::nullopt,
            today.silent() ? Tone::kWarning : Tone::kPlain);
  const auto& next = today.next_milestone();
  table.Add("next_milestone", {"prossimo traguardo", "next milestone"},
            next.id().empty() ? "" : absl::StrCat(next.name(), " ", next.due()), next.id());
}

// "missione 04, linea di mandato scuola, PNRR M4C1"
std::string LinksText(const event::v1::Links& links, Language language) {
  const std::pair<Text, const std::string*> parts[] = {
      {{"missione", "missione"}, &links.missione()},
      {{"programma", "programma"}, &links.programma()},
      {{"obiettivo strategico", "strategic objective"}, &links.strategic_objective()},
      {{"linea di mandato", "linea di mandato"}, &links.linea_di_mandato()},
      {{"PNRR", "PNRR"}, &links.pnrr_measure()},
  };
  std::string text;
  for (const auto& [word, id] : parts) {
    if (id->empty()) continue;
    absl::StrAppend(&text, text.empty() ? "" : ", ", std::string(word.In(language)), " ", *id);
  }
  return text;
}

}  // namespace

Table ObjectiveTable(const Objective& objective, Language language) {
  FieldsTable table(language, {"Obiettivo", "Objective"});
  const auto& today = objective.today();
  const auto enumerated = [&](std::string key, const Text& name, auto value,
                              Tone tone = Tone::kPlain) {
    const Cell cell = EnumCell(value, language);
    table.Add(std::move(key), name, cell.text, cell.csv, tone);
  };
  const auto count = [&](std::string key, const Text& name, uint32_t value) {
    table.Add(std::move(key), name, value == 0 ? "" : std::to_string(value), std::to_string(value));
  };
  table.Add("name", {"nome", "name"}, objective.name());
  table.Add("code", {"codice", "code"}, objective.code());
  table.Add("title", {"titolo", "title"}, objective.title(), std::nullopt, Tone::kStrong);
  table.Add("expected_outcome", {"risultato atteso", "expected outcome"},
            objective.expected_outcome());
  table.Add("measurement", {"come si misura", "measured by"}, objective.measurement());
  enumerated("kind", {"tipo", "kind"}, objective.kind());
  enumerated("state", {"stato", "state"}, today.state(), ToneOf(today.state()));
  table.Add("units", {"unità", "units"}, Joined(objective.units()));
  table.Add("responsabili", {"responsabili", "responsabili"}, Joined(today.responsabili()));
  table.Add("contributors", {"contributi", "contributors"}, objective.contributors());
  table.Add("scope", {"ambito", "scope"}, objective.scope());
  table.AddForPeople({"collegamenti", "links"}, LinksText(objective.links(), language));
  table.Add("weight", {"peso (originale)", "weight (original)"},
            FromTo(objective.weight(), objective.original_weight()), objective.weight());
  table.Add("original_weight", {}, "", objective.original_weight());
  table.Add("pay_share", {"quota di retribuzione", "pay share"}, objective.pay_share());
  table.AddForPeople({"tempi", "time"}, PartText(objective.time_shape(), language));
  table.Add("deadline", {"scadenza (originale)", "deadline (original)"},
            FromTo(objective.current_deadline(), objective.original_deadline()),
            objective.current_deadline());
  table.Add("original_deadline", {}, "", objective.original_deadline());
  AddToday(today, table);
  table.Add("suspended_on", {"sospeso dal", "suspended since"}, objective.suspended_on());
  table.Add("excluded_on", {"escluso dal", "excluded since"}, objective.excluded_on());
  enumerated("exclusion_cause", {"causa dell'esclusione", "cause of the exclusion"},
             objective.exclusion_cause());
  table.Add("dropped_on", {"soppresso dal", "dropped since"}, objective.dropped_on());
  table.Add("added_on", {"aggiunto il", "added on"}, objective.added_on());
  table.Add("carried_over_from", {"continua", "continues"}, objective.carried_over_from());
  count("scostamenti", {"scostamenti", "scostamenti"}, objective.scostamenti_count());
  count("open_scostamenti", {"di cui aperti", "of them open"}, objective.open_scostamenti_count());
  count("corrections", {"fatti annullati", "facts taken back"}, objective.corrections_count());
  return std::move(table).Take();
}

}  // namespace traguardo::cli
