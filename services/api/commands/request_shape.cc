#include "services/api/commands/request_shape.h"

#include <memory>

#include "absl/strings/str_cat.h"

namespace traguardo::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The numbers that these fields have in every request.
constexpr int kHeaderNumber = 1;
constexpr int kTargetNumber = 2;
constexpr int kUnitNumber = 3;
constexpr int kFactNumber = 4;

const FieldDescriptor* KindWithType(const Descriptor* type) {
  const google::protobuf::OneofDescriptor* kinds =
      event::v1::Fact::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    if (kinds->field(i)->message_type() == type) return kinds->field(i);
  }
  return nullptr;
}

bool IsText(const FieldDescriptor* field) {
  return field != nullptr && !field->is_repeated() &&
         field->type() == FieldDescriptor::TYPE_STRING;
}

bool IsMessage(const FieldDescriptor* field) {
  return field != nullptr && !field->is_repeated() &&
         field->type() == FieldDescriptor::TYPE_MESSAGE;
}

}  // namespace

std::optional<RequestShape> RequestShape::Of(const Descriptor& request) {
  RequestShape shape;
  shape.header_ = request.FindFieldByNumber(kHeaderNumber);
  shape.target_ = request.FindFieldByNumber(kTargetNumber);
  shape.unit_ = request.FindFieldByNumber(kUnitNumber);
  shape.fact_ = request.FindFieldByNumber(kFactNumber);
  const int known_fields = shape.unit_ == nullptr ? 3 : 4;
  if (!IsMessage(shape.header_) ||
      shape.header_->message_type() != v1::CommandHeader::descriptor() || !IsText(shape.target_) ||
      (shape.unit_ != nullptr && !IsText(shape.unit_)) || !IsMessage(shape.fact_) ||
      request.field_count() != known_fields) {
    return std::nullopt;
  }
  shape.kind_ = KindWithType(shape.fact_->message_type());
  if (shape.kind_ == nullptr) return std::nullopt;
  return shape;
}

v1::CommandHeader& RequestShape::Header(Message& request) const {
  return static_cast<v1::CommandHeader&>(
      *request.GetReflection()->MutableMessage(&request, header_));
}

std::string RequestShape::Target(const Message& request) const {
  return request.GetReflection()->GetString(request, target_);
}

std::string RequestShape::Unit(const Message& request) const {
  if (unit_ == nullptr) return {};
  return request.GetReflection()->GetString(request, unit_);
}

event::v1::Fact RequestShape::TakeFact(Message& request) const {
  event::v1::Fact fact;
  std::unique_ptr<Message> taken(request.GetReflection()->ReleaseMessage(&request, fact_));
  fact.GetReflection()->SetAllocatedMessage(&fact, taken.release(), kind_);
  return fact;
}

std::string RequestShape::PathOf(std::string_view proposal_field) const {
  const std::string prefix = absl::StrCat("fact.", kind_->name());
  if (proposal_field.starts_with(prefix)) {
    return absl::StrCat(fact_->name(), std::string(proposal_field.substr(prefix.size())));
  }
  if (proposal_field == "stream") return target_->name();
  const std::string in_header = HeaderPathOf(proposal_field);
  return in_header.empty() ? std::string(proposal_field) : in_header;
}

std::string HeaderPathOf(std::string_view proposal_field) {
  if (proposal_field == "actor.on_behalf_of") return "header.on_behalf_of";
  if (proposal_field == "expected_revision" || proposal_field == "effective_on" ||
      proposal_field.starts_with("evidence")) {
    return absl::StrCat("header.", std::string(proposal_field));
  }
  return {};
}

}  // namespace traguardo::api
