// A proto message → YAML or JSON text by the proto JSON mapping, fields in the order of the proto,
// enum values by their full names. What comes out reads back as the same message.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_MESSAGE_TO_YAML_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_MESSAGE_TO_YAML_H_

#include <string>

#include "google/protobuf/message.h"

namespace traguardo::document {

std::string MessageToYaml(const google::protobuf::Message& message);
std::string MessageToJson(const google::protobuf::Message& message);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_MESSAGE_TO_YAML_H_
