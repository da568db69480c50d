#include "clients/cli/verbs/rows.h"

#include "clients/cli/screen/labels.h"

namespace traguardo::cli {

using view::v1::GroupSummary;
using view::v1::Objective;
using view::v1::UnitResult;

namespace {

// Empty for zero: a table of zeros hides what is not zero.
std::string Count(uint32_t count) { return count == 0 ? "" : std::to_string(count); }

Cell CountCell(uint32_t count, Tone tone) { return {Count(count), count == 0 ? Tone::kPlain : tone}; }

Cell PercentCell(const std::string& percent) {
  if (percent.empty()) return {};
  return {.text = percent + "%", .csv = percent};
}

// The declared share of the whole objective, "—" where nobody said anything, or how many of a
// transversal objective's units did.
Cell DeclaredCell(const Objective& objective, Language language) {
  if (objective.results_size() > 1) {
    int declared = 0;
    for (const UnitResult& result : objective.results()) {
      if (result.declaration() == view::v1::DECLARATION_DECLARED) ++declared;
    }
    return {std::to_string(declared) + "/" + std::to_string(objective.results_size())};
  }
  if (objective.results().empty()) return {std::string(kNoValue)};
  const UnitResult& result = objective.results(0);
  if (!result.percent().empty()) return PercentCell(result.percent());
  if (result.outcome() != event::v1::OUTCOME_UNSPECIFIED) {
    return {Label(result.outcome(), language)};
  }
  if (result.declaration() == view::v1::DECLARATION_NOT_DECLARED) return {std::string(kNoValue)};
  return {Label(result.declaration(), language)};
}

Cell DeadlineCell(const Objective& objective) {
  if (objective.original_deadline().empty() ||
      objective.original_deadline() == objective.current_deadline()) {
    return {objective.current_deadline()};
  }
  return {.text = objective.current_deadline() + " (" + objective.original_deadline() + ")",
          .csv = objective.current_deadline()};
}

}  // namespace

Table ObjectivesTable(const Rows<Objective>& objectives, Language language) {
  Table table{.columns = {
                  {.key = "id", .heading = {"Id", "Id"}},
                  {.key = "code", .heading = {"Codice", "Code"}},
                  {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true},
                  {.key = "units", .heading = {"Unità", "Units"}, .flexible = true},
                  {.key = "responsabili", .heading = {"Responsabili", "Responsabili"},
                   .flexible = true},
                  {.key = "weight", .heading = {"Peso", "Weight"}, .align = Align::kRight},
                  {.key = "state", .heading = {"Stato", "State"}},
                  {.key = "declared", .heading = {"Dichiarato", "Declared"}, .align = Align::kRight},
                  {.key = "planned", .heading = {"Previsto", "Planned"}, .align = Align::kRight},
                  {.key = "deadline", .heading = {"Scadenza (originale)", "Deadline (original)"}},
                  {.key = "original_deadline", .csv_only = true},
                  {.key = "silence_days", .heading = {"Silenzio", "Silence"},
                   .align = Align::kRight},
                  {.key = "scostamenti", .heading = {"Scost.", "Scost."}, .align = Align::kRight},
                  {.key = "silent_misses", .heading = {"Sotto", "Below"}, .align = Align::kRight},
              }};
  for (const Objective& objective : objectives) {
    const auto& today = objective.today();
    table.rows.push_back(
        {{objective.id(), Tone::kStrong},
         {objective.code()},
         {objective.title()},
         {Joined(objective.units())},
         {Joined(today.responsabili())},
         {objective.weight()},
         {.text = Label(today.state(), language),
          .tone = ToneOf(today.state()),
          .csv = view::v1::ObjectiveState_Name(today.state())},
         DeclaredCell(objective, language),
         PercentCell(today.planned_percent()),
         DeadlineCell(objective),
         {objective.original_deadline()},
         {today.has_silence_days() ? std::to_string(today.silence_days()) : "",
          today.silent() ? Tone::kWarning : Tone::kPlain},
         CountCell(objective.open_scostamenti_count(), Tone::kWarning),
         CountCell(static_cast<uint32_t>(today.silent_misses_size()), Tone::kBad)});
  }
  return table;
}

Table SilentMissesTable(const Rows<Objective>& objectives, Language language) {
  Table table{.columns = {
                  {.key = "objective", .heading = {"Obiettivo", "Objective"}},
                  {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true},
                  {.key = "unit", .heading = {"Unità", "Unit"}},
                  {.key = "subject", .heading = {"Che cosa", "What"}},
                  {.key = "planned", .heading = {"Previsto", "Planned"}, .align = Align::kRight},
                  {.key = "actual", .heading = {"Effettivo", "Actual"}, .align = Align::kRight},
                  {.key = "since", .heading = {"Da quando", "Since"}},
                  {.key = "responsabili", .heading = {"Responsabili", "Responsabili"},
                   .flexible = true},
              }};
  for (const Objective& objective : objectives) {
    for (const auto& miss : objective.today().silent_misses()) {
      table.rows.push_back({{objective.id(), Tone::kStrong},
                            {objective.title()},
                            {miss.unit()},
                            {.text = SubjectLabel(miss.subject(), "", language),
                             .csv = miss.subject()},
                            {miss.planned()},
                            {miss.actual().empty() ? std::string(kNoValue) : miss.actual(),
                             Tone::kBad},
                            {miss.since()},
                            {Joined(objective.today().responsabili())}});
    }
  }
  return table;
}

Table GroupsTable(const std::vector<const GroupSummary*>& groups, Language language) {
  // A column for every state that occurs.
  std::vector<view::v1::ObjectiveState> states;
  for (int number = view::v1::ObjectiveState_MIN; number <= view::v1::ObjectiveState_MAX;
       ++number) {
    const auto state = static_cast<view::v1::ObjectiveState>(number);
    for (const GroupSummary* group : groups) {
      bool occurs = false;
      for (const auto& count : group->states()) {
        occurs = occurs || (count.state() == state && count.count() > 0);
      }
      if (!occurs) continue;
      states.push_back(state);
      break;
    }
  }
  Table table{.columns = {{.key = "group", .heading = {"", ""}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "objectives", .heading = {"Obiettivi", "Objectives"},
                           .align = Align::kRight}}};
  for (const auto state : states) {
    // Headings are views of texts that outlive the table: labels are constants.
    const auto* value = view::v1::ObjectiveState_descriptor()->FindValueByNumber(state);
    table.columns.push_back({.key = value->name(),
                             .heading = LabelText(*value),
                             .align = Align::kRight});
  }
  const std::vector<Column> last = {
      {.key = "not_declared", .heading = {"Non dichiarati", "Not declared"},
       .align = Align::kRight},
      {.key = "silent", .heading = {"Silenziosi", "Silent"}, .align = Align::kRight},
      {.key = "silent_misses", .heading = {"Sotto e muti", "Silent misses"},
       .align = Align::kRight},
      {.key = "open_scostamenti", .heading = {"Scostamenti", "Scostamenti"},
       .align = Align::kRight},
      {.key = "overdue_measures", .heading = {"Misure scadute", "Overdue measures"},
       .align = Align::kRight},
      {.key = "declared_mean", .heading = {"Media dich.", "Declared mean"},
       .align = Align::kRight},
      {.key = "declared_weight", .heading = {"su peso", "of weight"}, .align = Align::kRight},
      {.key = "next_deadline", .heading = {"Prossima scadenza", "Next deadline"}},
  };
  table.columns.insert(table.columns.end(), last.begin(), last.end());
  for (const GroupSummary* group : groups) {
    std::vector<Cell> row = {{group->id().empty() ? Label(group->kind(), language) : group->id(),
                              Tone::kStrong},
                             {group->name() == group->id() ? "" : group->name()},
                             {std::to_string(group->objectives_count())}};
    for (const auto state : states) {
      uint32_t count = 0;
      for (const auto& entry : group->states()) {
        if (entry.state() == state) count = entry.count();
      }
      row.push_back(CountCell(count, ToneOf(state)));
    }
    row.push_back({Count(group->not_declared_count())});
    row.push_back(CountCell(group->silent_count(), Tone::kWarning));
    row.push_back(CountCell(group->silent_misses_count(), Tone::kBad));
    row.push_back(CountCell(group->open_scostamenti_count(), Tone::kWarning));
    row.push_back(CountCell(group->overdue_measures_count(), Tone::kBad));
    row.push_back(PercentCell(group->declared_mean_percent()));
    row.push_back({group->declared_weight()});
    row.push_back({group->next_deadline()});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace traguardo::cli
