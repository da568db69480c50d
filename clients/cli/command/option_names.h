// Fields of requests and the options they are filled by: the server complains about
// "progress.percent", whoever typed the line knows "--percent".

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_OPTION_NAMES_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_OPTION_NAMES_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clients/cpp/call_error.h"

namespace traguardo::cli {

class OptionNames {
 public:
  // With the options that every verb has, and those of lists.
  OptionNames();

  // `option` as it is typed; it comes before one that was added for the same field earlier.
  void Add(std::string field, std::string option);

  // "--percent" for "progress.percent", "--cause (description)" for
  // "scostamento.causes[0].description"; a field that no option fills, as it is.
  std::string OptionFor(std::string_view field) const;

  // What the server advises, with options for the fields that it can only mean as such:
  // "effective_on" is "--on". For warnings, which have no list of fields.
  std::string InText(std::string text) const;

  // What the server says, with options for the fields it names.
  std::string InMessage(const client::CallError& error) const;

 private:
  std::vector<std::pair<std::string, std::string>> options_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_OPTION_NAMES_H_
