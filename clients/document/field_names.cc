#include "clients/document/field_names.h"

#include <cctype>
#include <vector>

namespace traguardo::document {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

// "DIRECTION_" of an enum whose zero is "DIRECTION_UNSPECIFIED".
std::string Prefix(const EnumDescriptor& type) {
  constexpr std::string_view kZero = "UNSPECIFIED";
  std::string name = type.value(0)->name();
  if (name.size() < kZero.size()) return "";
  return name.substr(0, name.size() - kZero.size());
}

std::string Join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    if (!joined.empty()) joined += ", ";
    joined += word;
  }
  return joined;
}

}  // namespace

const FieldDescriptor* FindField(const Descriptor& message, std::string_view name) {
  const std::string wanted(name);
  if (const FieldDescriptor* field = message.FindFieldByName(wanted)) return field;
  for (int i = 0; i < message.field_count(); ++i) {
    if (message.field(i)->json_name() == wanted) return message.field(i);
  }
  return nullptr;
}

const EnumValueDescriptor* FindEnumValue(const EnumDescriptor& type, std::string_view name) {
  const std::string upper = Upper(name);
  if (const EnumValueDescriptor* value = type.FindValueByName(upper)) return value;
  return type.FindValueByName(Prefix(type) + upper);
}

std::string ShortEnumName(const EnumValueDescriptor& value) {
  const std::string prefix = Prefix(*value.type());
  if (value.name().rfind(prefix, 0) != 0) return value.name();
  return value.name().substr(prefix.size());
}

std::string EnumChoices(const EnumDescriptor& type) {
  std::vector<std::string> names;
  for (int i = 1; i < type.value_count(); ++i) names.push_back(ShortEnumName(*type.value(i)));
  return Join(names);
}

std::string FieldChoices(const Descriptor& message) {
  std::vector<std::string> names;
  for (int i = 0; i < message.field_count(); ++i) names.push_back(message.field(i)->json_name());
  return Join(names);
}

}  // namespace traguardo::document
