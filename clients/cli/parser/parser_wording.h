// What the parser of command lines (CLI11) complains of, in Italian. It has its English sentences
// in its own headers; here is the Italian one for each of them.

#ifndef TRAGUARDO_CLIENTS_CLI_PARSER_PARSER_WORDING_H_
#define TRAGUARDO_CLIENTS_CLI_PARSER_PARSER_WORDING_H_

#include <optional>
#include <string>
#include <string_view>

namespace traguardo::cli {

// Names of options and values as the parser shows them. None for a sentence that it is not known to
// say.
std::optional<std::string> ParserSentenceInItalian(std::string_view english);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_PARSER_PARSER_WORDING_H_
