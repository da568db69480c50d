// The year at a glance, a row for each unit, responsabile or scope.

#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using view::v1::GroupSummary;
using view::v1::ObjectiveState;

namespace {

// Every state there is, as the proto has them: columns do not come and go with the data.
std::vector<ObjectiveState> States() {
  std::vector<ObjectiveState> states;
  for (int number = view::v1::ObjectiveState_MIN; number <= view::v1::ObjectiveState_MAX;
       ++number) {
    if (number != view::v1::OBJECTIVE_STATE_UNSPECIFIED &&
        view::v1::ObjectiveState_IsValid(number)) {
      states.push_back(static_cast<ObjectiveState>(number));
    }
  }
  return states;
}

uint32_t CountOf(const GroupSummary& group, ObjectiveState state) {
  for (const auto& entry : group.states()) {
    if (entry.state() == state) return entry.count();
  }
  return 0;
}

// What needs somebody stays in the line where there is no room for everything.
bool NeedsAttention(ObjectiveState state) {
  const Tone tone = ToneOf(state);
  return tone == Tone::kBad || state == view::v1::OBJECTIVE_STATE_NOT_DECLARED;
}

Text GroupHeading(const std::vector<const GroupSummary*>& groups) {
  const auto kind = groups.empty() ? view::v1::GROUP_KIND_ENTE : groups[0]->kind();
  return LabelText(*view::v1::GroupKind_descriptor()->FindValueByNumber(kind));
}

std::vector<Column> GroupColumns(const std::vector<const GroupSummary*>& groups) {
  std::vector<Column> columns = {
      {.key = "kind", .medium = Medium::kCsv},
      {.key = "group", .heading = GroupHeading(groups)},
      {.key = "name", .heading = {"nome", "name"}, .flexible = true, .aside = 3},
      {.key = "objectives", .heading = {"obiettivi", "objectives"}, .align = Align::kRight}};
  for (const ObjectiveState state : States()) {
    // Headings are views of texts that outlive the table: labels are constants.
    const auto* value = view::v1::ObjectiveState_descriptor()->FindValueByNumber(state);
    columns.push_back({.key = value->name(),
                       .heading = LabelText(*value),
                       .align = Align::kRight,
                       .aside = NeedsAttention(state) ? 1 : 4});
  }
  const std::vector<Column> figures = {
      {.key = "nothing_declared",
       .heading = {"ancora senza dati", "no figures yet"},
       .align = Align::kRight,
       .aside = 7},
      {.key = "silent", .heading = {"in silenzio", "silent"}, .align = Align::kRight, .aside = 5},
      {.key = "silent_misses",
       .heading = {"mancati senza scostamento", "missed without scostamento"},
       .align = Align::kRight,
       .aside = 1},
      {.key = "open_scostamenti",
       .heading = {"scost. aperti", "open scost."},
       .align = Align::kRight,
       .aside = 1},
      {.key = "overdue_measures",
       .heading = {"misure scadute", "overdue measures"},
       .align = Align::kRight,
       .aside = 5},
      {.key = "declared_mean",
       .heading = {"media dichiarata", "declared mean"},
       .align = Align::kRight,
       .aside = 2},
      {.key = "declared_weight",
       .heading = {"su peso", "of weight"},
       .align = Align::kRight,
       .aside = 8},
      {.key = "next_deadline", .heading = {"prossima scadenza", "next deadline"}, .aside = 6},
      {.key = "pending_ripianificazioni",
       .heading = {"ripianif. da decidere", "ripianif. pending"},
       .align = Align::kRight,
       .aside = 5},
  };
  columns.insert(columns.end(), figures.begin(), figures.end());
  return columns;
}

}  // namespace

Table GroupsTable(const std::vector<const GroupSummary*>& groups, Language language) {
  Table table{.columns = GroupColumns(groups)};
  for (const GroupSummary* group : groups) {
    std::vector<Cell> row = {
        EnumCell(group->kind(), language),
        {.text = group->id().empty() ? Label(group->kind(), language) : group->id(),
         .tone = Tone::kStrong,
         .csv = group->id()},
        {.text = group->name() == group->id() ? "" : group->name(), .csv = group->name()},
        NumberCell(group->objectives_count())};
    for (const ObjectiveState state : States()) {
      row.push_back(CountCell(CountOf(*group, state), ToneOf(state)));
    }
    row.push_back(CountCell(group->not_declared_count(), Tone::kPlain));
    row.push_back(CountCell(group->silent_count(), Tone::kWarning));
    row.push_back(CountCell(group->silent_misses_count(), Tone::kBad));
    row.push_back(CountCell(group->open_scostamenti_count(), Tone::kWarning));
    row.push_back(CountCell(group->overdue_measures_count(), Tone::kBad));
    row.push_back(PercentCell(group->declared_mean_percent()));
    row.push_back({group->declared_weight()});
    row.push_back({group->next_deadline()});
    row.push_back(CountCell(group->pending_ripianificazioni_count(), Tone::kWarning));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace traguardo::cli
