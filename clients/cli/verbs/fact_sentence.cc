#include "clients/cli/verbs/fact_sentence.h"

#include <optional>

#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/fact_sentences.h"
#include "clients/cli/verbs/part_text.h"
#include "clients/document/entry_command.h"

namespace traguardo::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// One value: the field's own, or element `index` of a list.
std::string ValueText(const Message& message, const FieldDescriptor& field, int index,
                      Language language) {
  const Reflection& reflection = *message.GetReflection();
  const bool in_list = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return in_list ? reflection.GetRepeatedString(message, &field, index)
                     : reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto* value = in_list ? reflection.GetRepeatedEnum(message, &field, index)
                                  : reflection.GetEnum(message, &field);
      // Values are exact unless something else is said.
      if (value->name() == "MEASUREMENT_PRECISION_EXACT") return "";
      return Label(*value, language);
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      constexpr Text kYes{"sì", "yes"};
      constexpr Text kNo{"no", "no"};
      return std::string((reflection.GetBool(message, &field) ? kYes : kNo).In(language));
    }
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(reflection.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(in_list ? reflection.GetRepeatedUInt64(message, &field, index)
                                    : reflection.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return PartText(in_list ? reflection.GetRepeatedMessage(message, &field, index)
                              : reflection.GetMessage(message, &field),
                      language);
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return "";
  }
  return "";
}

std::string FieldText(const Message& message, const FieldDescriptor& field, Language language) {
  const Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    return reflection.HasField(message, &field) ? ValueText(message, field, -1, language) : "";
  }
  const bool of_messages = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  std::string text;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    text += (text.empty()  ? ""
             : of_messages ? "; "
                           : ", ") +
            ValueText(message, field, i, language);
  }
  return text;
}

// Nothing when there is no such field.
std::optional<std::string> PathText(const Message& message, std::string_view path,
                                    Language language) {
  const size_t dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
  if (field == nullptr) return std::nullopt;
  if (dot == std::string_view::npos) return FieldText(message, *field, language);
  if (field->message_type() == nullptr || field->is_repeated()) return std::nullopt;
  return PathText(message.GetReflection()->GetMessage(message, field), path.substr(dot + 1),
                  language);
}

// The text with its fields; nothing when one of them is empty.
std::string FillPlain(std::string_view text, const Message& message, Language language,
                      std::string* unknown, bool* has_empty) {
  std::string filled;
  while (!text.empty()) {
    const size_t open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const size_t close = text.find('}', open);
    const std::string_view path = text.substr(open + 1, close - open - 1);
    const std::optional<std::string> value = PathText(message, path, language);
    if (!value.has_value() && unknown != nullptr) *unknown += std::string(path) + " ";
    if (value.value_or("").empty()) *has_empty = true;
    filled += value.value_or("");
    text.remove_prefix(close + 1);
  }
  return filled;
}

}  // namespace

std::string FillSentence(std::string_view sentence, const Message& message, Language language,
                         std::string* unknown) {
  std::string filled;
  while (!sentence.empty()) {
    const size_t open = sentence.find('[');
    bool has_empty = false;
    filled += FillPlain(sentence.substr(0, open), message, language, unknown, &has_empty);
    if (open == std::string_view::npos) break;
    const size_t close = sentence.find(']', open);
    has_empty = false;
    const std::string group = FillPlain(sentence.substr(open + 1, close - open - 1), message,
                                        language, unknown, &has_empty);
    if (!has_empty) filled += group;
    sentence.remove_prefix(close + 1);
  }
  // Where the first or the last group was left out.
  const size_t first = filled.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return filled.substr(first, filled.find_last_not_of(' ') - first + 1);
}

std::string FactLabel(const event::v1::Fact& fact, Language language) {
  const FactWords* words = WordsOf(fact.kind_case());
  return words == nullptr ? document::FactName(fact) : std::string(words->label.In(language));
}

std::string FactSentence(const event::v1::Fact& fact, Language language) {
  const FactWords* words = WordsOf(fact.kind_case());
  if (words == nullptr) return "";
  const auto* field = event::v1::Fact::descriptor()->FindFieldByNumber(fact.kind_case());
  return FillSentence(words->sentence.In(language), fact.GetReflection()->GetMessage(fact, field),
                      language);
}

}  // namespace traguardo::cli
