// What falls due, by date.

#include <string>

#include "clients/cli/command/names.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using view::v1::CalendarEntry;

namespace {

// Feminine where the Italian word is: "verifica scaduta", "traguardo scaduto".
bool IsFeminine(view::v1::CalendarKind kind) {
  switch (kind) {
    case view::v1::CALENDAR_KIND_DEADLINE:
    case view::v1::CALENDAR_KIND_PHASE_END:
    case view::v1::CALENDAR_KIND_RECURRING_CHECK:
    case view::v1::CALENDAR_KIND_MEASURE_DUE:
    case view::v1::CALENDAR_KIND_ROUND_DUE:
      return true;
    case view::v1::CALENDAR_KIND_MILESTONE:
    case view::v1::CALENDAR_KIND_INDICATOR_DUE:
    case view::v1::CALENDAR_KIND_INSTITUTIONAL_TERM:
    case view::v1::CALENDAR_KIND_UNSPECIFIED:
    case view::v1::CalendarKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::CalendarKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

}  // namespace

Table CalendarTable(const Rows<CalendarEntry>& entries, Language language) {
  Table table{
      .columns = {
          {.key = "date", .heading = {"Data", "Date"}},
          {.key = "kind", .heading = {"Che cosa", "What"}},
          // Of an objective, a round or the plan: programs need the whole name to tell them apart.
          {.key = "name", .heading = {"Di", "Of"}},
          {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true, .aside = 1},
          {.key = "detail", .heading = {"Dettaglio", "Detail"}, .flexible = true, .aside = 2},
          {.key = "state", .heading = {"Stato", "State"}, .medium = Medium::kScreen},
          {.key = "done", .medium = Medium::kCsv},
          {.key = "overdue", .medium = Medium::kCsv},
          {.key = "responsabili",
           .heading = {"Responsabili", "Responsabili"},
           .wraps = true,
           .aside = 3},
      }};
  constexpr Text kDone[] = {{"fatto", "done"}, {"fatta", "done"}};
  constexpr Text kOverdue[] = {{"scaduto", "overdue"}, {"scaduta", "overdue"}};
  for (const CalendarEntry& entry : entries) {
    Cell state;
    if (entry.done()) {
      state = {std::string(kDone[IsFeminine(entry.kind()) ? 1 : 0].In(language)), Tone::kGood};
    } else if (entry.overdue()) {
      state = {std::string(kOverdue[IsFeminine(entry.kind()) ? 1 : 0].In(language)), Tone::kBad};
    }
    table.rows.push_back(
        {{entry.date()},
         EnumCell(entry.kind(), language),
         {.text = IdOf(entry.name()), .tone = Tone::kStrong, .csv = entry.name()},
         {entry.title()},
         {.text = entry.detail_name().empty() ? SubjectLabel(entry.detail(), "", language)
                                              : entry.detail_name(),
          .csv = entry.detail()},
         state,
         TruthCell(entry.done(), {}),
         TruthCell(entry.overdue(), {}),
         {Joined(entry.responsabili())}});
  }
  return table;
}

}  // namespace traguardo::cli
