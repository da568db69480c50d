// A text from the command line → a field of a request, as the field's own type wants it.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_FIELD_VALUE_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_FIELD_VALUE_H_

#include <optional>
#include <string>
#include <string_view>

#include "clients/cli/command/verb.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// The message and the field that a path such as "progress.percent" names below `root`; messages on
// the way come into being. The path is ours: a wrong one is a bug.
struct FieldPlace {
  google::protobuf::Message* message;
  const google::protobuf::FieldDescriptor* field;
};
FieldPlace FindPlace(google::protobuf::Message& root, std::string_view path);
const google::protobuf::FieldDescriptor& DescribePlace(const google::protobuf::Message& root,
                                                       std::string_view path);

// Sets the field, or adds to it when it is a list. Enum values by their short name in any case,
// "yes-no" for YES_NO, or by the words that tables show in either language, "raggiunto in parte" or
// "raggiunto-in-parte", an apostrophe as it is or as "-"; truth values as "sì", "no", "yes",
// "true", "false" in any case; dates and figures as typed_value.h reads them.
std::optional<Complaint> PutValue(google::protobuf::Message& root, std::string_view path,
                                  const std::string& value);

// "esogena", "endogena", … and "exogenous", "endogenous", …: what may be given for a field of an
// enum or a truth value; empty for others. Each is one word to any shell.
Choices ChoicesOf(const google::protobuf::FieldDescriptor& field);

// Field numbers that all command requests share.
inline constexpr int kTargetField = 2;
inline constexpr int kFactField = 4;

// By the field's rule in the protos.
bool IsRequired(const google::protobuf::FieldDescriptor& field);

// Whether the field has no value, or an empty one.
bool IsEmpty(const google::protobuf::Message& root, std::string_view path);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_FIELD_VALUE_H_
