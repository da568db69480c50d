// Requests that record one fact all look alike: a header, the name of the target, perhaps a unit,
// and the fact. This is how one handler serves all of them: the message type of the fact says which
// kind of fact it is, since every kind has a type of its own.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_REQUEST_SHAPE_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_REQUEST_SHAPE_H_

#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::api {

class RequestShape {
 public:
  // Null for a request that is not of this shape.
  static std::optional<RequestShape> Of(const google::protobuf::Descriptor& request);

  event::v1::Fact::KindCase kind() const {
    return static_cast<event::v1::Fact::KindCase>(kind_->number());
  }
  const std::string& target_field() const { return target_->name(); }

  v1::CommandHeader& Header(google::protobuf::Message& request) const;
  std::string Target(const google::protobuf::Message& request) const;
  std::string Unit(const google::protobuf::Message& request) const;
  // Takes it out of the request, which is left without.
  event::v1::Fact TakeFact(google::protobuf::Message& request) const;

  // Where a proposal's field stands in the request: "fact.progress_recorded.percent" is
  // "progress.percent", "effective_on" is "header.effective_on".
  std::string PathOf(std::string_view proposal_field) const;

 private:
  const google::protobuf::FieldDescriptor* header_ = nullptr;
  const google::protobuf::FieldDescriptor* target_ = nullptr;
  const google::protobuf::FieldDescriptor* unit_ = nullptr;  // null: the request has none
  const google::protobuf::FieldDescriptor* fact_ = nullptr;
  const google::protobuf::FieldDescriptor* kind_ = nullptr;  // in event.v1.Fact
};

// The fields of a proposal that stand in the header of a request; empty for any other.
std::string HeaderPathOf(std::string_view proposal_field);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_REQUEST_SHAPE_H_
