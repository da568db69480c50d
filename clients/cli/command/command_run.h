// One run of a verb that records something: what its options put into the request, sending it, and
// what is said of it afterwards. CommandVerb fills it in while the verb is described.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_COMMAND_RUN_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_COMMAND_RUN_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/option_names.h"
#include "clients/cli/command/verb.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

struct CommandVerb::State {
  struct RequiredField {
    std::string flags;
    std::string path;
    Text help;
  };
  // What the options put in, over what the file has: so after it was read.
  struct Put {
    std::string flags;
    std::function<std::optional<Complaint>()> put;
    bool is_custom = false;
  };

  Target target = Target::kNone;
  std::unique_ptr<google::protobuf::Message> request;
  std::unique_ptr<google::protobuf::Message> response;
  SendCommand send;
  std::string name;  // as typed
  std::string from_file;
  std::vector<RequiredField> required;
  // Field and option.
  std::vector<std::pair<std::string, std::string>> fields;
  bool from_fills_request = false;
  std::function<void(const std::string& target_name)> complete;
  std::function<void(Session&, google::protobuf::Message& request)> enrich;
  std::vector<Put> puts;
  // What custom options add to, and which they are; empty when they do not.
  std::string custom_list;
  std::vector<std::string> custom_flags;

  TakeValue Later(const std::string& flags,
                  std::function<std::optional<Complaint>(const std::string&)> put,
                  bool is_custom = false);
  int Run(Session& session);

 private:
  bool ReadFile(Session& session);
  // The message that --from fills: the fact, or the whole request where there is no single one.
  google::protobuf::Message& Fillable();
  void NameFields(OptionNames& names) const;
  bool PutOptions(Session& session) const;
  bool CheckRequired(Session& session) const;
  // One of which has to be given: those that fill a part that the request cannot be without, or
  // make elements of its list. Empty when nothing of the kind is missing.
  std::vector<std::string> OptionsOfMissingPart() const;
  std::optional<std::string> TargetName(Session& session) const;
  int SendAndShow(Session& session, const client::Connection& connection);
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_COMMAND_RUN_H_
