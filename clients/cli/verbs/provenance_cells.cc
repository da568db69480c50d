#include "clients/cli/verbs/provenance_cells.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/rome_time.h"

namespace traguardo::cli {

using view::v1::Provenance;

std::string WhoText(const Provenance& by, Language language) {
  if (by.on_behalf_of().empty()) return by.principal();
  return absl::StrCat(by.principal(), " ",
                      Fill(messages::kOnBehalfOf.In(language), by.on_behalf_of()));
}

std::string OtherResponsabileThen(const Provenance& by) {
  const std::string& then = by.responsabile_then();
  return then == by.principal() || then == by.on_behalf_of() ? std::string() : then;
}

void AddProvenanceColumns(const std::string& prefix, const Text& moment, int aside,
                          std::vector<Column>* columns) {
  const std::vector<Column> added = {
      {.key = prefix + "effective_on", .medium = Medium::kCsv},
      {.key = prefix + "at", .heading = moment, .aside = aside},
      {.key = prefix + "who",
       .heading = {"Da chi", "By whom"},
       .aside = aside,
       .medium = Medium::kScreen},
      {.key = prefix + "principal", .medium = Medium::kCsv},
      {.key = prefix + "on_behalf_of", .medium = Medium::kCsv},
      {.key = prefix + "responsabile_then",
       .heading = {"Responsabile allora", "Responsabile then"},
       .aside = aside + 1},
      {.key = prefix + "position",
       .heading = {"Posizione", "Position"},
       .align = Align::kRight,
       .aside = aside + 2},
  };
  columns->insert(columns->end(), added.begin(), added.end());
}

void AddProvenanceCells(const Provenance& by, Language language, std::vector<Cell>* row) {
  const bool known = by.recorded_at_seconds() != 0;
  row->push_back({by.effective_on()});
  row->push_back({.text = known ? RomeTime(by.recorded_at_seconds()) : "",
                  .csv = known ? UtcTime(by.recorded_at_seconds()) : ""});
  row->push_back({WhoText(by, language)});
  row->push_back({by.principal()});
  row->push_back({by.on_behalf_of()});
  row->push_back({.text = OtherResponsabileThen(by), .csv = by.responsabile_then()});
  row->push_back({by.position() == 0 ? "" : std::to_string(by.position())});
}

void AddProvenance(const std::string& prefix, const Text& name, const Provenance& by,
                   Language language, FieldsTable* table) {
  std::vector<Column> columns;
  std::vector<Cell> cells;
  AddProvenanceColumns(prefix, name, 0, &columns);
  AddProvenanceCells(by, language, &cells);
  std::string text;
  if (by.position() != 0) {
    constexpr Text kLine{"{} da {}, posizione {}", "{} by {}, position {}"};
    constexpr Text kThen{"; responsabile allora: {}", "; responsabile then: {}"};
    text = Fill(kLine.In(language), RomeTime(by.recorded_at_seconds()), WhoText(by, language),
                std::to_string(by.position()));
    const std::string then = OtherResponsabileThen(by);
    if (!then.empty()) text += Fill(kThen.In(language), then);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].medium == Medium::kScreen) continue;
    // The moment's line has all of it for people.
    const bool is_moment = columns[i].key == prefix + "at";
    table->Add(columns[i].key, name, is_moment ? text : "", cells[i].csv.value_or(cells[i].text));
  }
}

}  // namespace traguardo::cli
