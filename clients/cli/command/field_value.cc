#include "clients/cli/command/field_value.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "clients/document/field_names.h"

namespace traguardo::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

[[noreturn]] void WrongPath(const Message& root, std::string_view path) {
  std::fprintf(stderr, "no field %s in %s\n", std::string(path).c_str(),
               root.GetDescriptor()->full_name().c_str());
  std::abort();
}

// "NOTA_PROTOCOLLO" → "nota-protocollo"
std::string Typed(std::string name) {
  for (char& c : name) c = c == '_' ? '-' : static_cast<char>(std::tolower(c));
  return name;
}

std::optional<bool> TruthOf(const std::string& text) {
  const std::string typed = Typed(text);
  if (typed == "true" || typed == "yes" || typed == "si" || typed == "sì") return true;
  if (typed == "false" || typed == "no") return false;
  return std::nullopt;
}

std::string Join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

template <typename Number>
std::optional<Complaint> PutNumber(Message& message, const FieldDescriptor& field,
                                   const std::string& text,
                                   void (Reflection::*set)(Message*, const FieldDescriptor*,
                                                           Number) const,
                                   void (Reflection::*add)(Message*, const FieldDescriptor*,
                                                           Number) const) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Complaint{"\"" + text + "\" non è un numero intero ammesso qui",
                     "\"" + text + "\" is not a whole number that fits here"};
  }
  (message.GetReflection()->*(field.is_repeated() ? add : set))(&message, &field, number);
  return std::nullopt;
}

std::optional<Complaint> PutEnum(Message& message, const FieldDescriptor& field,
                                 std::string text) {
  std::replace(text.begin(), text.end(), '-', '_');
  const auto* value = document::FindEnumValue(*field.enum_type(), text);
  if (value == nullptr || value->number() == 0) {
    const std::string choices = Join(ChoicesOf(field));
    return Complaint{"\"" + text + "\" non si può scegliere; si può: " + choices,
                     "\"" + text + "\" cannot be chosen; what can: " + choices};
  }
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) {
    reflection.AddEnum(&message, &field, value);
  } else {
    reflection.SetEnum(&message, &field, value);
  }
  return std::nullopt;
}

}  // namespace

FieldPlace FindPlace(Message& root, std::string_view path) {
  Message* message = &root;
  std::string_view rest = path;
  for (;;) {
    const size_t dot = rest.find('.');
    const FieldDescriptor* field =
        message->GetDescriptor()->FindFieldByName(std::string(rest.substr(0, dot)));
    if (field == nullptr) WrongPath(root, path);
    if (dot == std::string_view::npos) return {message, field};
    message = message->GetReflection()->MutableMessage(message, field);
    rest.remove_prefix(dot + 1);
  }
}

const FieldDescriptor& DescribePlace(const Message& root, std::string_view path) {
  const google::protobuf::Descriptor* message = root.GetDescriptor();
  std::string_view rest = path;
  for (;;) {
    const size_t dot = rest.find('.');
    const FieldDescriptor* field = message->FindFieldByName(std::string(rest.substr(0, dot)));
    if (field == nullptr) WrongPath(root, path);
    if (dot == std::string_view::npos) return *field;
    message = field->message_type();
    if (message == nullptr) WrongPath(root, path);
    rest.remove_prefix(dot + 1);
  }
}

std::vector<std::string> ChoicesOf(const FieldDescriptor& field) {
  std::vector<std::string> choices;
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM) return choices;
  const EnumDescriptor& type = *field.enum_type();
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) {
      choices.push_back(Typed(document::ShortEnumName(*type.value(i))));
    }
  }
  return choices;
}

bool IsEmpty(const Message& root, std::string_view path) {
  const Message* message = &root;
  std::string_view rest = path;
  for (;;) {
    const size_t dot = rest.find('.');
    const FieldDescriptor* field =
        message->GetDescriptor()->FindFieldByName(std::string(rest.substr(0, dot)));
    if (field == nullptr) WrongPath(root, path);
    const Reflection& reflection = *message->GetReflection();
    if (field->is_repeated()) return reflection.FieldSize(*message, field) == 0;
    if (dot == std::string_view::npos) return !reflection.HasField(*message, field);
    if (!reflection.HasField(*message, field)) return true;
    message = &reflection.GetMessage(*message, field);
    rest.remove_prefix(dot + 1);
  }
}

std::optional<Complaint> PutValue(Message& root, std::string_view path, const std::string& value) {
  const FieldPlace place = FindPlace(root, path);
  Message& message = *place.message;
  const FieldDescriptor& field = *place.field;
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.is_repeated()) {
        reflection.AddString(&message, &field, value);
      } else {
        reflection.SetString(&message, &field, value);
      }
      return std::nullopt;
    case FieldDescriptor::CPPTYPE_BOOL: {
      const std::optional<bool> truth = TruthOf(value);
      if (!truth.has_value()) {
        return Complaint{"\"" + value + "\": qui serve sì o no", "\"" + value + "\": yes or no"};
      }
      reflection.SetBool(&message, &field, *truth);
      return std::nullopt;
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return PutEnum(message, field, value);
    case FieldDescriptor::CPPTYPE_INT32:
      return PutNumber<int32_t>(message, field, value, &Reflection::SetInt32,
                                &Reflection::AddInt32);
    case FieldDescriptor::CPPTYPE_UINT32:
      return PutNumber<uint32_t>(message, field, value, &Reflection::SetUInt32,
                                 &Reflection::AddUInt32);
    case FieldDescriptor::CPPTYPE_INT64:
      return PutNumber<int64_t>(message, field, value, &Reflection::SetInt64,
                                &Reflection::AddInt64);
    case FieldDescriptor::CPPTYPE_UINT64:
      return PutNumber<uint64_t>(message, field, value, &Reflection::SetUInt64,
                                 &Reflection::AddUInt64);
    case FieldDescriptor::CPPTYPE_MESSAGE:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      break;
  }
  WrongPath(root, path);
}

}  // namespace traguardo::cli
