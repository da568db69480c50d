// A verb that records something: one command of the API, its options, and what it answered.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_COMMAND_VERB_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_COMMAND_VERB_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "clients/cli/command/verb.h"
#include "clients/cpp/call.h"
#include "clients/cpp/connection.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// What a command is addressed to: field 2 of its request.
enum class Target {
  kEnte,       // an argument, or --ente
  kPlan,       // --plan, or --ente and --year
  kObjective,  // the first argument
  kRound,      // the first argument
  kAnyName,    // the first argument: an objective's id, or any resource name
  kNone,       // the request names its targets itself
};

using SendCommand = std::function<grpc::Status(
    const client::Connection& connection, grpc::ClientContext* context,
    const google::protobuf::Message& request, google::protobuf::Message* response)>;

class CommandVerb {
 public:
  struct State;

  // `request` and `response` are empty messages of the method's types.
  CommandVerb(Verb group, const std::string& name, const Text& help, Target target,
              std::unique_ptr<google::protobuf::Message> request,
              std::unique_ptr<google::protobuf::Message> response, SendCommand send);

  // An option that fills one field of the request. Required when the field is; an enum offers its
  // values. `flags` without dashes: an argument.
  CommandVerb& Field(const std::string& flags, std::string_view path, const Text& help,
                     const Text& value = {"VALORE", "VALUE"});
  // --unit: of a transversal objective, the one that the fact is for.
  CommandVerb& OfUnit();
  // The same as Field, and required although the field is not.
  CommandVerb& NeededField(const std::string& flags, std::string_view path, const Text& help,
                           const Text& value = {"VALORE", "VALUE"});
  // A list of messages, each written in a short form that `parse` understands.
  template <typename Part>
  CommandVerb& Items(const std::string& flags, std::string_view path, const Text& help,
                     const Text& value,
                     std::optional<Complaint> (*parse)(const std::string&, Part*)) {
    return Parsed(flags, path, help, value, /*repeated=*/true,
                  [parse](const std::string& text, google::protobuf::Message* item) {
                    return parse(text, static_cast<Part*>(item));
                  });
  }
  // One message, written in a short form.
  template <typename Part>
  CommandVerb& Item(const std::string& flags, std::string_view path, const Text& help,
                    const Text& value,
                    std::optional<Complaint> (*parse)(const std::string&, Part*)) {
    return Parsed(flags, path, help, value, /*repeated=*/false,
                  [parse](const std::string& text, google::protobuf::Message* item) {
                    return parse(text, static_cast<Part*>(item));
                  });
  }
  // Any other option; `take` changes the request.
  CommandVerb& Custom(Option option);
  // Every custom option adds one element to this list, so that errors about the third element name
  // the option that made it.
  CommandVerb& CustomAddsTo(std::string_view path);
  // A value that is there unless the options say something else.
  CommandVerb& Default(std::string_view path, const std::string& value);

  // --from fills the whole request instead of its fact.
  CommandVerb& FromFillsRequest();
  // Completes the request when the name of its target is known.
  CommandVerb& BeforeSending(std::function<void(const std::string& target_name)> complete);

  // Changes what is said of a request that was recorded: adds words that only the server knows.
  CommandVerb& BeforeTelling(
      std::function<void(Session& session, google::protobuf::Message& request)> enrich);
  // In place of the paragraph about acts.
  CommandVerb& Footer(const Text& text);

  google::protobuf::Message& request();

 private:
  CommandVerb& Parsed(
      const std::string& flags, std::string_view path, const Text& help, const Text& value,
      bool repeated,
      std::function<std::optional<Complaint>(const std::string&, google::protobuf::Message*)>
          parse);

  Verb verb_;
  std::shared_ptr<State> state_;
  // Heading of the options being added.
  Text group_;
};

// RecordsProgress: Command(group, "record", {…}, Target::kObjective,
//                          &client::Connection::monitoring,
//                          &MonitoringService::Stub::RecordProgress)
template <typename Stub, typename Request, typename Response>
CommandVerb Command(Verb group, const std::string& name, const Text& help, Target target,
                    Stub& (client::Connection::*stub)() const,
                    client::UnaryMethod<Stub, Request, Response> method) {
  return CommandVerb(
      group, name, help, target, std::make_unique<Request>(), std::make_unique<Response>(),
      [stub, method](const client::Connection& connection, grpc::ClientContext* context,
                     const google::protobuf::Message& request,
                     google::protobuf::Message* response) {
        return ((connection.*stub)().*method)(context, static_cast<const Request&>(request),
                                              static_cast<Response*>(response));
      });
}

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_COMMAND_VERB_H_
