// How fields and enum values are called in a document: the names of the proto JSON mapping, and
// beside them the ones people write by hand.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_FIELD_NAMES_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_FIELD_NAMES_H_

#include <string>
#include <string_view>

#include "google/protobuf/descriptor.h"

namespace traguardo::document {

// The field called `name` ("effectiveOn" or "effective_on"), or nullptr.
const google::protobuf::FieldDescriptor* FindField(const google::protobuf::Descriptor& message,
                                                   std::string_view name);

// The value called `name`: its full name ("DIRECTION_UP"), or the part after the enum's prefix in
// any case ("UP", "up"). nullptr when there is none.
const google::protobuf::EnumValueDescriptor* FindEnumValue(
    const google::protobuf::EnumDescriptor& type, std::string_view name);

// The short name: "UP" of "DIRECTION_UP".
std::string ShortEnumName(const google::protobuf::EnumValueDescriptor& value);

// "UP, DOWN, EXACT": what somebody may write, without UNSPECIFIED.
std::string EnumChoices(const google::protobuf::EnumDescriptor& type);

// The known field names, for the message about an unknown one.
std::string FieldChoices(const google::protobuf::Descriptor& message);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_FIELD_NAMES_H_
