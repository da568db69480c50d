// Two options that exclude each other: both would fill the same oneof, and the second would
// silently put the first one out.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_OPTION_CONFLICTS_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_OPTION_CONFLICTS_H_

#include <map>
#include <optional>
#include <string>

#include "clients/cli/command/verb.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// Told after every option what the request looks like by then. What a file had said may be put out:
// options complete it.
class OptionConflicts {
 public:
  explicit OptionConflicts(const google::protobuf::Message& request) { Look(request); }

  // A complaint when `option` put something else where an earlier option had put something.
  std::optional<Complaint> After(const std::string& option,
                                 const google::protobuf::Message& request);

 private:
  // Place of a oneof → the number of its field that is set.
  using Choices = std::map<std::string, int>;

  void Look(const google::protobuf::Message& request);

  Choices choices_;
  std::map<std::string, std::string> chosen_by_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_OPTION_CONFLICTS_H_
