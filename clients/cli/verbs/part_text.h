// A part of a fact that is a message of its own (an act, a period, a cause), as a few words.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_PART_TEXT_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_PART_TEXT_H_

#include <string>

#include "clients/cli/screen/text.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// Empty for a kind of message that has no words of its own.
std::string PartText(const google::protobuf::Message& part, Language language);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_PART_TEXT_H_
