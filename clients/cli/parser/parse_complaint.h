// The parser's own words (its help and its complaints) in the reader's language.

#ifndef TRAGUARDO_CLIENTS_CLI_PARSER_PARSE_COMPLAINT_H_
#define TRAGUARDO_CLIENTS_CLI_PARSER_PARSE_COMPLAINT_H_

#include <string>

#include "CLI/CLI.hpp"
#include "clients/cli/screen/text.h"

namespace traguardo::cli {

// Sets the headings of `app`'s help, which every verb below takes over.
void DescribeHelp(CLI::App& app, Language language);

// What is wrong, and how to get help about `verb`.
std::string ComplaintAbout(const CLI::ParseError& error, const CLI::App& verb, Language language);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_PARSER_PARSE_COMPLAINT_H_
