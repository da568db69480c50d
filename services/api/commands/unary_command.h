// The part that all unary commands share: build, submit, answer.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_UNARY_COMMAND_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_UNARY_COMMAND_H_

#include <memory>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"
#include "services/api/commands/command_methods.h"
#include "services/api/method.h"

namespace traguardo::api {

// How one type of request becomes a command. One per method, for the life of the server; any thread.
class CommandTranslator {
 public:
  virtual ~CommandTranslator() = default;

  // May take the facts out of the request, but leaves what names their targets.
  virtual ErrorStatus Translate(const CallContext& context, const CommandClock& clock,
                                google::protobuf::Message& request,
                                runtime::Submission& submission) const = 0;
  // For errors, after Translate(): which resource a proposal is about, and where its fields are in
  // the request.
  virtual std::string SubjectOf(const google::protobuf::Message& request,
                                int proposal_index) const = 0;
  virtual std::string PathOf(const google::protobuf::Message& request, int proposal_index,
                             std::string_view field) const = 0;
};

// A method that records what the translator makes of its requests.
UnaryMethod CommandMethod(std::string name, const google::protobuf::Message& prototype,
                          const CommandParts& parts,
                          std::shared_ptr<const CommandTranslator> translator);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_UNARY_COMMAND_H_
