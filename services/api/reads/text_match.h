// Comparing texts as people do who look for something in a list.

#ifndef TRAGUARDO_SERVICES_API_READS_TEXT_MATCH_H_
#define TRAGUARDO_SERVICES_API_READS_TEXT_MATCH_H_

#include <string>
#include <string_view>

namespace traguardo::api {

// Small letters, accented ones too.
std::string FoldCase(std::string_view text);

// Whether `part`, folded already, occurs in `text`.
bool ContainsFolded(std::string_view text, std::string_view folded_part);

// "OB 2" before "OB 10": runs of digits count as numbers.
bool CodeLess(std::string_view a, std::string_view b);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_TEXT_MATCH_H_
