#include "clients/cli/command/field_value.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "clients/cli/command/typed_value.h"
#include "clients/cli/screen/labels.h"
#include "clients/document/field_names.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

[[noreturn]] void WrongPath(const Message& root, std::string_view path) {
  std::fprintf(stderr, "no field %s in %s\n", std::string(path).c_str(),
               root.GetDescriptor()->full_name().c_str());
  std::abort();
}

// "NOTA_PROTOCOLLO" → "nota-protocollo", "Raggiunto in parte" → "raggiunto-in-parte", "deciso
// dall'organo" → "deciso-dall-organo": no shell has to be told to leave an apostrophe alone.
std::string Typed(std::string_view name) {
  constexpr std::string_view kCurlyApostrophe = "’";
  std::string typed;
  while (!name.empty()) {
    const bool is_curly = name.substr(0, kCurlyApostrophe.size()) == kCurlyApostrophe;
    const char c = name.front();
    if (is_curly || c == '_' || c == ' ' || c == '\'') {
      typed += '-';
    } else {
      typed += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    name.remove_prefix(is_curly ? kCurlyApostrophe.size() : 1);
  }
  // "À" to "Þ" are the byte 0xC3 and one that is 0x20 lower than that of "à" to "þ"; "×" has no
  // case.
  for (size_t i = 1; i < typed.size(); ++i) {
    const auto byte = static_cast<unsigned char>(typed[i]);
    const bool is_upper = typed[i - 1] == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    if (is_upper) typed[i] = static_cast<char>(byte + 0x20);
  }
  return typed;
}

std::optional<bool> TruthOf(const std::string& text) {
  const std::string typed = Typed(text);
  if (typed == "true" || typed == "yes" || typed == "si" || typed == "sì") return true;
  if (typed == "false" || typed == "no") return false;
  return std::nullopt;
}

// The value by the word that tables have for it.
const EnumValueDescriptor* FindLabel(const EnumDescriptor& type, const std::string& text) {
  const std::string typed = Typed(text);
  for (int i = 0; i < type.value_count(); ++i) {
    const EnumValueDescriptor& value = *type.value(i);
    if (value.number() == 0) continue;
    for (const Language language : {Language::kItalian, Language::kEnglish}) {
      if (Typed(Label(value, language)) == typed) return &value;
    }
  }
  return nullptr;
}

std::string Join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

template <typename Number>
std::optional<Complaint> PutNumber(Message& message, const FieldDescriptor& field,
                                   const std::string& text,
                                   void (Reflection::*set)(Message*, const FieldDescriptor*, Number)
                                       const,
                                   void (Reflection::*add)(Message*, const FieldDescriptor*, Number)
                                       const) {
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
                                 const std::string& text) {
  std::string name = text;
  std::replace(name.begin(), name.end(), '-', '_');
  const EnumValueDescriptor* value = document::FindEnumValue(*field.enum_type(), name);
  if (value == nullptr) value = FindLabel(*field.enum_type(), text);
  if (value == nullptr || value->number() == 0) {
    const Choices choices = ChoicesOf(field);
    return Complaint{"\"" + text + "\" non si può scegliere; si può: " + Join(choices.italian),
                     "\"" + text + "\" cannot be chosen; what can: " + Join(choices.english)};
  }
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) {
    reflection.AddEnum(&message, &field, value);
  } else {
    reflection.SetEnum(&message, &field, value);
  }
  return std::nullopt;
}

// Texts go as they are; dates and figures may be typed in other ways than the API has them.
std::optional<Complaint> PutText(Message& message, const FieldDescriptor& field,
                                 const std::string& typed) {
  std::string text = typed;
  switch (field.options().GetExtension(schema::v1::rule).form()) {
    case schema::v1::FORM_DATE:
    case schema::v1::FORM_DAY:
      text = TypedDate(typed);
      break;
    case schema::v1::FORM_DECIMAL:
    case schema::v1::FORM_PERCENT:
      if (auto complaint = TypedDecimal(typed, &text); complaint) return complaint;
      break;
    case schema::v1::FORM_UNSPECIFIED:
    case schema::v1::FORM_TEXT:
    case schema::v1::FORM_LABEL:
    case schema::v1::FORM_ID:
    case schema::v1::FORM_NAME:
    case schema::v1::FORM_URI:
    case schema::v1::FORM_SHA256:
    case schema::v1::FORM_BYTES:
    case schema::v1::Form_INT_MIN_SENTINEL_DO_NOT_USE_:
    case schema::v1::Form_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  if (field.is_repeated()) {
    message.GetReflection()->AddString(&message, &field, text);
  } else {
    message.GetReflection()->SetString(&message, &field, text);
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

Choices ChoicesOf(const FieldDescriptor& field) {
  Choices choices;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
    choices.italian = {"sì", "no"};
    choices.english = {"yes", "no"};
  }
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM) return choices;
  const EnumDescriptor& type = *field.enum_type();
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    choices.italian.push_back(Typed(Label(*type.value(i), Language::kItalian)));
    choices.english.push_back(Typed(document::ShortEnumName(*type.value(i))));
  }
  return choices;
}

bool IsRequired(const FieldDescriptor& field) {
  return field.options().GetExtension(schema::v1::rule).required();
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
      return PutText(message, field, value);
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
