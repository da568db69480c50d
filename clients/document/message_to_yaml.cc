#include "clients/document/message_to_yaml.h"

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "yaml-cpp/yaml.h"

namespace traguardo::document {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void Emit(const Message& message, YAML::Emitter& out);

// Quoted always: a decimal or a date must stay a text for every other YAML reader too.
void EmitText(const std::string& text, YAML::Emitter& out) { out << YAML::DoubleQuoted << text; }

// `index` < 0: the field is not repeated.
void EmitValue(const Message& message, const FieldDescriptor& field, int index,
               YAML::Emitter& out) {
  const Reflection& reflection = *message.GetReflection();
  const bool one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Emit(one ? reflection.GetMessage(message, &field)
                      : reflection.GetRepeatedMessage(message, &field, index),
                  out);
    case FieldDescriptor::CPPTYPE_STRING:
      return EmitText(one ? reflection.GetString(message, &field)
                          : reflection.GetRepeatedString(message, &field, index),
                      out);
    case FieldDescriptor::CPPTYPE_BOOL:
      out << (one ? reflection.GetBool(message, &field)
                  : reflection.GetRepeatedBool(message, &field, index));
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      out << (one ? reflection.GetEnum(message, &field)
                  : reflection.GetRepeatedEnum(message, &field, index))
                 ->name();
      return;
    case FieldDescriptor::CPPTYPE_INT32:
      out << (one ? reflection.GetInt32(message, &field)
                  : reflection.GetRepeatedInt32(message, &field, index));
      return;
    case FieldDescriptor::CPPTYPE_UINT32:
      out << (one ? reflection.GetUInt32(message, &field)
                  : reflection.GetRepeatedUInt32(message, &field, index));
      return;
    // The JSON mapping writes 64-bit numbers as texts.
    case FieldDescriptor::CPPTYPE_INT64:
      return EmitText(std::to_string(one ? reflection.GetInt64(message, &field)
                                         : reflection.GetRepeatedInt64(message, &field, index)),
                      out);
    case FieldDescriptor::CPPTYPE_UINT64:
      return EmitText(std::to_string(one ? reflection.GetUInt64(message, &field)
                                         : reflection.GetRepeatedUInt64(message, &field, index)),
                      out);
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      // No message of ours has one.
      out << YAML::Null;
      return;
  }
}

void Emit(const Message& message, YAML::Emitter& out) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  if (fields.empty()) {
    out << YAML::Flow << YAML::BeginMap << YAML::EndMap;
    return;
  }
  out << YAML::Block << YAML::BeginMap;
  for (const FieldDescriptor* field : fields) {
    out << YAML::Key << field->json_name() << YAML::Value;
    if (!field->is_repeated()) {
      EmitValue(message, *field, -1, out);
      continue;
    }
    const bool scalars = field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE;
    out << (scalars ? YAML::Flow : YAML::Block) << YAML::BeginSeq;
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) EmitValue(message, *field, i, out);
    out << YAML::EndSeq;
  }
  out << YAML::EndMap;
}

}  // namespace

std::string MessageToYaml(const Message& message) {
  YAML::Emitter out;
  out.SetOutputCharset(YAML::EmitNonAscii);
  Emit(message, out);
  return std::string(out.c_str()) + "\n";
}

std::string MessageToJson(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  // Fails only for messages with an Any that nobody knows; ours have none.
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) return "";
  return json;
}

}  // namespace traguardo::document
