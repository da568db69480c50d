#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using view::v1::Objective;
using view::v1::SilentMiss;
using view::v1::UnitResult;

namespace {

// Before the id of the ripianificazione, in the subject of a miss.
constexpr char kActPrefix[] = "ripianificazione:";

// The row keeps the results of units that an act took out of the objective; nobody waits for them.
bool HasLeft(const Objective& objective, const UnitResult& result) {
  return !result.unit().empty() && std::find(objective.units().begin(), objective.units().end(),
                                             result.unit()) == objective.units().end();
}

int CountResults(const Objective& objective) {
  return static_cast<int>(
      std::count_if(objective.results().begin(), objective.results().end(),
                    [&](const UnitResult& result) { return !HasLeft(objective, result); }));
}

int DeclaredResults(const Objective& objective) {
  return static_cast<int>(std::count_if(
      objective.results().begin(), objective.results().end(), [&](const UnitResult& result) {
        return result.declaration() == view::v1::DECLARATION_DECLARED &&
               !HasLeft(objective, result);
      }));
}

// The declared share of the whole objective, "—" where nobody said anything, or how many of a
// transversal objective's units did.
std::string DeclaredText(const Objective& objective, Language language) {
  if (objective.results_size() > 1) {
    return std::to_string(DeclaredResults(objective)) + "/" +
           std::to_string(CountResults(objective));
  }
  if (objective.results().empty()) return std::string(kNoValue);
  const UnitResult& result = objective.results(0);
  if (!result.percent().empty()) return result.percent() + "%";
  if (result.outcome() != event::v1::OUTCOME_UNSPECIFIED) return Label(result.outcome(), language);
  if (result.declaration() == view::v1::DECLARATION_NOT_DECLARED) return std::string(kNoValue);
  return Label(result.declaration(), language);
}

bool HoldsOn(const event::v1::Period& validity, const std::string& day) {
  // A date of a month or a year is the beginning of days: "2025-06" covers all of June.
  return (validity.from().empty() || validity.from() <= day) &&
         (validity.to().empty() || day.substr(0, validity.to().size()) <= validity.to());
}

// Those who answer for what was missed: of a transversal objective the unit's own, not everybody's.
std::vector<std::string> ResponsabiliOf(const Objective& objective, const SilentMiss& miss) {
  const auto& today = objective.today();
  std::set<std::string> of_unit;
  for (const auto& assignment : objective.assignments()) {
    const bool concerned = assignment.unit().empty() || assignment.unit() == miss.unit();
    if (concerned && HoldsOn(assignment.validity(), today.date())) {
      of_unit.insert(assignment.responsabile());
    }
  }
  std::vector<std::string> responsabili;
  for (const std::string& responsabile : today.responsabili()) {
    if (miss.unit().empty() || of_unit.contains(responsabile)) responsabili.push_back(responsabile);
  }
  return responsabili;
}

std::vector<Cell> MissCells(const Objective& objective, const SilentMiss& miss,
                            const std::string& subject) {
  return {{objective.id(), Tone::kStrong},
          {objective.title()},
          {miss.unit()},
          {.text = subject, .csv = miss.subject()},
          {miss.planned()},
          {miss.actual().empty() ? std::string(kNoValue) : miss.actual(), Tone::kBad},
          {miss.since()},
          {Joined(ResponsabiliOf(objective, miss))}};
}

// A line for each thing that an act took back: of the miss itself only the first is told, and not
// of what it is.
void AddTakenBack(const Objective& objective, const SilentMiss& miss, Language language,
                  Table* table) {
  const std::string act = SubjectLabel(miss.subject(), "", language);
  const size_t rows_before = table->rows.size();
  for (const auto& variation : objective.unexplained_variations()) {
    const bool is_of_act = miss.subject() == kActPrefix + variation.ripianificazione();
    if (!is_of_act || variation.decided_on() > objective.today().date()) continue;
    SilentMiss taken_back = miss;
    taken_back.set_planned(variation.before());
    taken_back.set_actual(variation.after());
    taken_back.set_since(variation.decided_on());
    table->rows.push_back(MissCells(objective, taken_back,
                                    act + ": " + SubjectLabel(variation.what(), "", language)));
  }
  if (table->rows.size() == rows_before) table->rows.push_back(MissCells(objective, miss, act));
}

std::vector<Column> ObjectiveColumns() {
  return {
      {.key = "id", .heading = {"Id", "Id"}},
      {.key = "code", .heading = {"Codice", "Code"}, .aside = 4},
      {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true},
      {.key = "units", .heading = {"Unità", "Units"}, .wraps = true, .aside = 6},
      {.key = "responsabili",
       .heading = {"Responsabili", "Responsabili"},
       .wraps = true,
       .aside = 7},
      {.key = "weight", .heading = {"Peso", "Weight"}, .align = Align::kRight, .aside = 3},
      {.key = "state", .heading = {"Stato", "State"}},
      {.key = "declared",
       .heading = {"Dichiarato", "Declared"},
       .align = Align::kRight,
       .medium = Medium::kScreen},
      {.key = "percent", .medium = Medium::kCsv},
      {.key = "outcome", .medium = Medium::kCsv},
      {.key = "declaration", .medium = Medium::kCsv},
      {.key = "declared_results", .medium = Medium::kCsv},
      {.key = "results", .medium = Medium::kCsv},
      {.key = "planned", .heading = {"Previsto", "Planned"}, .align = Align::kRight, .aside = 1},
      {.key = "deadline", .heading = {"Scadenza", "Deadline"}},
      {.key = "original_deadline", .heading = {"Era", "Was"}, .aside = 5},
      {.key = "silence_days",
       .heading = {"Giorni di silenzio", "Days of silence"},
       .align = Align::kRight,
       .aside = 2},
      {.key = "silent", .medium = Medium::kCsv},
      {.key = "scostamenti", .heading = {"Scost.", "Scost."}, .align = Align::kRight, .aside = 1},
      {.key = "silent_misses",
       .heading = {"Mancati senza scostamento", "Missed without scostamento"},
       .align = Align::kRight,
       .aside = 1},
  };
}

}  // namespace

Table ObjectivesTable(const Rows<Objective>& objectives, Language language) {
  Table table{.columns = ObjectiveColumns()};
  for (const Objective& objective : objectives) {
    const auto& today = objective.today();
    // A transversal objective has a result for each unit, and none of its own.
    const UnitResult result = objective.results_size() == 1 ? objective.results(0) : UnitResult();
    const bool moved = objective.original_deadline() != objective.current_deadline();
    table.rows.push_back(
        {{objective.id(), Tone::kStrong},
         {objective.code()},
         {objective.title()},
         {Joined(objective.units())},
         {Joined(today.responsabili())},
         {objective.weight()},
         EnumCell(today.state(), language, ToneOf(today.state())),
         {DeclaredText(objective, language)},
         {result.percent()},
         EnumCell(result.outcome(), language),
         EnumCell(result.declaration(), language),
         NumberCell(static_cast<uint64_t>(DeclaredResults(objective))),
         NumberCell(static_cast<uint64_t>(CountResults(objective))),
         PercentCell(today.planned_percent()),
         {objective.current_deadline()},
         {.text = moved ? objective.original_deadline() : "", .csv = objective.original_deadline()},
         {today.has_silence_days() ? std::to_string(today.silence_days()) : "",
          today.silent() ? Tone::kWarning : Tone::kPlain},
         TruthCell(today.silent(), {}),
         CountCell(objective.open_scostamenti_count(), Tone::kWarning),
         CountCell(static_cast<uint64_t>(today.silent_misses_size()), Tone::kBad)});
  }
  return table;
}

Table SilentMissesTable(const Rows<Objective>& objectives, Language language) {
  Table table{.columns = {
                  {.key = "objective", .heading = {"Obiettivo", "Objective"}},
                  {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true, .aside = 3},
                  {.key = "unit", .heading = {"Unità", "Unit"}},
                  {.key = "subject", .heading = {"Che cosa", "What"}},
                  {.key = "planned", .heading = {"Previsto", "Planned"}, .align = Align::kRight},
                  {.key = "actual", .heading = {"Effettivo", "Actual"}, .align = Align::kRight},
                  {.key = "since", .heading = {"Da quando", "Since"}, .aside = 1},
                  {.key = "responsabili",
                   .heading = {"Responsabili", "Responsabili"},
                   .wraps = true,
                   .aside = 2},
              }};
  for (const Objective& objective : objectives) {
    for (const SilentMiss& miss : objective.today().silent_misses()) {
      if (miss.subject().starts_with(kActPrefix)) {
        AddTakenBack(objective, miss, language, &table);
      } else {
        table.rows.push_back(
            MissCells(objective, miss, SubjectLabel(miss.subject(), "", language)));
      }
    }
  }
  return table;
}

}  // namespace traguardo::cli
