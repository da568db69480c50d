// On which line of a JSON text something stands, for people who edit it: the parser tells no lines.

#ifndef TRAGUARDO_SERVICES_API_JSON_LINES_H_
#define TRAGUARDO_SERVICES_API_JSON_LINES_H_

#include <string_view>
#include <vector>

namespace traguardo::api {

// Where each element of the list `name` of the outermost object begins, from line 1. For a text
// that the parser has accepted; empty where it is written in a way that only the parser
// understands.
std::vector<int> LinesOfList(std::string_view json, std::string_view name);

// Where the parser stopped, from what it says; 0 where that cannot be told.
int LineOfParseError(std::string_view json, std::string_view error);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_JSON_LINES_H_
