// Everything a message of the API says, a line for each field: for programs that are asked about
// one thing and want all of it.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_MESSAGE_FIELDS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_MESSAGE_FIELDS_H_

#include <set>
#include <string>
#include <string_view>

#include "clients/cli/screen/table.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// Adds lines to a table of names and values that only CSV shows. The name is the path of the field,
// parts that there are several of counted from 1: "indicators.2.measurements.1.value". A part that
// is not there is one line with an empty value. `shown` are fields of `message` itself that the
// table has already, by whatever name.
void AddFields(const google::protobuf::Message& message, const std::set<std::string_view>& shown,
               Table* fields);
// The same with `prefix` before every name: "variations.1.".
void AddFields(const std::string& prefix, const google::protobuf::Message& message, Table* fields);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_MESSAGE_FIELDS_H_
