// A table of names and values: everything about one thing.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_FIELDS_TABLE_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_FIELDS_TABLE_H_

#include <optional>
#include <string>
#include <utility>

#include "clients/cli/screen/table.h"

namespace traguardo::cli {

class FieldsTable {
 public:
  // `heading` stands above the names. In CSV the columns are "field" and "value".
  FieldsTable(Language language, const Text& heading) : language_(language) {
    table_.is_fields = true;
    table_.columns = {{.key = "field", .heading = heading},
                      {.key = "value", .heading = {"", ""}, .wraps = true}};
  }

  // `key` names it in CSV, where `csv` stands instead of the value if it differs. Without a value
  // it is not shown on the screen.
  void Add(std::string key, const Text& name, std::string value,
           std::optional<std::string> csv = std::nullopt, Tone tone = Tone::kPlain) {
    table_.rows.push_back({{.text = std::string(name.In(language_)), .csv = std::move(key)},
                           {.text = std::move(value), .tone = tone, .csv = std::move(csv)}});
  }

  // For people alone, where programs have the parts of it in lines of their own.
  void AddForPeople(const Text& name, std::string value) { Add("", name, std::move(value), ""); }

  Table Take() && { return std::move(table_); }

 private:
  const Language language_;
  Table table_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_FIELDS_TABLE_H_
