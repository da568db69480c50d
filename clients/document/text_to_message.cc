#include "clients/document/text_to_message.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "clients/document/field_names.h"
#include "clients/document/foreign_text.h"
#include "clients/document/yaml_wording.h"
#include "google/protobuf/descriptor.h"
#include "yaml-cpp/yaml.h"

namespace traguardo::document {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// A document is some hundred kilobytes; deeper nesting than this is an attack, not a year.
constexpr int kMaxDepth = 40;
// Aliases let a short text stand for a long one; this many values are more than any year has.
constexpr int kMaxValues = 3'000'000;

// Texts written on other systems end their lines with "\r\n".
std::string WithPlainLineEnds(std::string text) {
  size_t at = 0;
  while ((at = text.find("\r\n", at)) != std::string::npos) text.erase(at, 1);
  return text;
}

// Where a document ends on a new line, YAML quietly closes a quoted text that is still open, and
// one that was cut there would pass. The mark of a document's end is refused inside quotes and
// means nothing new outside of them.
std::string WithEndMark(std::string_view text) {
  std::string marked(text);
  // Two bytes a letter, which the mark is not; our writers make UTF-8 only.
  if (text.find('\0') != std::string_view::npos) return marked;
  if (!text.empty() && text.back() != '\n') marked.push_back('\n');
  marked.append("...\n");
  return marked;
}

int CountLines(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n')) +
         (!text.empty() && text.back() != '\n' ? 1 : 0);
}

// Whether line `number`, from 0, begins with a tab: what the parser then complains of is a colon.
bool BeginsWithATab(std::string_view text, int number) {
  for (; number > 0; --number) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
  const size_t first = text.find_first_not_of(' ');
  return first != std::string_view::npos && text[first] == '\t';
}

Mistake MistakeOf(const YAML::Exception& error, std::string_view text) {
  if (BeginsWithATab(text, error.mark.line)) {
    return {error.mark.line + 1, "",
            "il testo non è JSON né YAML valido: il rientro è fatto con tabulazioni, usare spazi",
            "the text is neither valid JSON nor valid YAML: it is indented by tabs, use spaces"};
  }
  // Lines count from 0, so this is the one behind the last.
  const int end_mark_line = CountLines(text);
  if (error.msg == YAML::ErrorMsg::DOC_IN_SCALAR && error.mark.line == end_mark_line) {
    return {end_mark_line, "",
            "il documento finisce dentro un testo tra virgolette: manca la chiusura, o il file è "
            "stato troncato",
            "the document ends inside a quoted text: its closing quote is missing, or the file was "
            "cut"};
  }
  return {error.mark.line + 1, "",
          "il testo non è JSON né YAML valido: " + YamlComplaintInItalian(error.msg),
          "the text is neither valid JSON nor valid YAML: " + error.msg};
}

// One text is one message. What stands behind it would be dropped without a word.
Mistake SecondDocument(const YAML::Node& second, std::string_view text) {
  // An empty one stands behind the last line.
  const int line = second.Mark().is_null() ? CountLines(text)
                                           : std::min(second.Mark().line + 1, CountLines(text));
  return {line, "",
          "dopo la fine del documento c'è altro (un secondo documento, o testo fuori posto): un "
          "file ne contiene uno solo",
          "something follows the end of the document (a second one, or stray text): a file holds "
          "one only"};
}

class Reader {
 public:
  explicit Reader(ReadResult& result) : result_(result) {}

  void ReadMessage(const YAML::Node& node, const std::string& path, int depth, Message& message) {
    result_.lines[path] = LineOf(node);
    if (node.IsNull()) return;  // "notStated:" with nothing behind it is an empty message
    if (!node.IsMap()) {
      return Report(node, path, "qui serve un blocco con dei campi",
                    "a block with fields is needed here");
    }
    if (depth > kMaxDepth) {
      return Report(node, path, "il documento è annidato troppo a fondo",
                    "the document is nested too deeply");
    }
    std::set<const FieldDescriptor*> seen;
    for (const auto& entry : node) {
      if (full()) return;
      ReadEntry(entry.first, entry.second, path, depth, seen, message);
    }
  }

 private:
  static int LineOf(const YAML::Node& node) { return node.Mark().line + 1; }

  // Enough was read: more would say nothing new, or never end.
  bool full() const { return result_.mistakes.size() >= kMaxMistakes || values_ > kMaxValues; }

  void Report(const YAML::Node& node, const std::string& path, std::string italian,
              std::string english) {
    if (result_.mistakes.size() >= kMaxMistakes) return;
    result_.mistakes.push_back({LineOf(node), path, std::move(italian), std::move(english)});
  }

  void ReadEntry(const YAML::Node& key, const YAML::Node& value, const std::string& path, int depth,
                 std::set<const FieldDescriptor*>& seen, Message& message) {
    if (!key.IsScalar()) {
      return Report(key, path, "il nome di un campo deve essere una parola",
                    "a field's name has to be a word");
    }
    const FieldDescriptor* field = FindField(*message.GetDescriptor(), key.Scalar());
    const std::string field_path = path.empty() ? key.Scalar() : path + "." + key.Scalar();
    if (field == nullptr) {
      const std::string choices = FieldChoices(*message.GetDescriptor());
      return Report(key, field_path, "campo sconosciuto; qui si può scrivere: " + choices,
                    "unknown field; what can be written here: " + choices);
    }
    if (!seen.insert(field).second) {
      return Report(key, field_path, "sta scritto due volte", "is written twice");
    }
    // As in the JSON mapping: nothing behind the colon means that it is not given.
    const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (value.IsNull() && (field->is_repeated() || !is_message)) return;
    const Reflection& reflection = *message.GetReflection();
    const auto* oneof = field->real_containing_oneof();
    if (oneof != nullptr && reflection.HasOneof(message, oneof)) {
      const std::string other = reflection.GetOneofFieldDescriptor(message, oneof)->json_name();
      return Report(key, field_path, "sta già scritto \"" + other + "\": se ne può dare uno solo",
                    "\"" + other + "\" is given already: only one of them may be");
    }
    if (!field->is_repeated()) return ReadField(value, *field, field_path, depth, message);
    if (!value.IsSequence()) {
      return Report(value, field_path, "qui serve un elenco", "a list is needed here");
    }
    int index = 0;
    for (const auto& item : value) {
      if (full()) return;
      ReadField(item, *field, field_path + "[" + std::to_string(index++) + "]", depth, message);
    }
  }

  void ReadField(const YAML::Node& node, const FieldDescriptor& field, const std::string& path,
                 int depth, Message& message) {
    if (++values_ > kMaxValues) {
      if (values_ == kMaxValues + 1) {
        Report(node, path, "il documento è troppo lungo", "the document is too long");
      }
      return;
    }
    const Reflection& reflection = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Message* child = field.is_repeated() ? reflection.AddMessage(&message, &field)
                                           : reflection.MutableMessage(&message, &field);
      return ReadMessage(node, path, depth + 1, *child);
    }
    if (!node.IsScalar()) {
      return Report(node, path, "qui serve un solo valore", "a single value is needed here");
    }
    ReadScalar(node, field, path, message);
  }

  // Sets or adds through the pair of Reflection members that fit the field's type.
  template <typename Value>
  static void Put(Message& message, const FieldDescriptor& field, Value value,
                  void (Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
                  void (Reflection::*add)(Message*, const FieldDescriptor*, Value) const) {
    const Reflection& reflection = *message.GetReflection();
    (reflection.*(field.is_repeated() ? add : set))(&message, &field, std::move(value));
  }

  template <typename Value>
  void PutNumber(const YAML::Node& node, const FieldDescriptor& field, const std::string& path,
                 Message& message,
                 void (Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
                 void (Reflection::*add)(Message*, const FieldDescriptor*, Value) const) {
    Value value = 0;
    if (!absl::SimpleAtoi(node.Scalar(), &value)) {
      return Report(node, path, "\"" + node.Scalar() + "\" non è un numero intero ammesso qui",
                    "\"" + node.Scalar() + "\" is not a whole number that fits here");
    }
    Put(message, field, value, set, add);
  }

  void ReadScalar(const YAML::Node& node, const FieldDescriptor& field, const std::string& path,
                  Message& message) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return Put<std::string>(message, field, WithPlainLineEnds(node.Scalar()),
                                &Reflection::SetString, &Reflection::AddString);
      case FieldDescriptor::CPPTYPE_BOOL: {
        const std::string& text = node.Scalar();
        if (text != "true" && text != "false") {
          return Report(node, path, "qui serve true (vero) o false (falso)",
                        "true or false is needed here");
        }
        return Put<bool>(message, field, text == "true", &Reflection::SetBool,
                         &Reflection::AddBool);
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const auto* value = FindEnumValue(*field.enum_type(), node.Scalar());
        if (value == nullptr || value->number() == 0) {
          const std::string choices = EnumChoices(*field.enum_type());
          return Report(node, path, "\"" + node.Scalar() + "\" non è tra i valori: " + choices,
                        "\"" + node.Scalar() + "\" is not one of: " + choices);
        }
        return Put<int>(message, field, value->number(), &Reflection::SetEnumValue,
                        &Reflection::AddEnumValue);
      }
      case FieldDescriptor::CPPTYPE_INT32:
        return PutNumber<int32_t>(node, field, path, message, &Reflection::SetInt32,
                                  &Reflection::AddInt32);
      case FieldDescriptor::CPPTYPE_INT64:
        return PutNumber<int64_t>(node, field, path, message, &Reflection::SetInt64,
                                  &Reflection::AddInt64);
      case FieldDescriptor::CPPTYPE_UINT32:
        return PutNumber<uint32_t>(node, field, path, message, &Reflection::SetUInt32,
                                   &Reflection::AddUInt32);
      case FieldDescriptor::CPPTYPE_UINT64:
        return PutNumber<uint64_t>(node, field, path, message, &Reflection::SetUInt64,
                                   &Reflection::AddUInt64);
      case FieldDescriptor::CPPTYPE_DOUBLE:
      case FieldDescriptor::CPPTYPE_FLOAT:
      case FieldDescriptor::CPPTYPE_MESSAGE:
        // No document has binary floating point, and messages were read by ReadField.
        return Report(node, path, "questo campo non si può scrivere in un documento",
                      "this field cannot be written in a document");
    }
  }

  ReadResult& result_;
  int values_ = 0;
};

}  // namespace

ReadResult TextToMessage(std::string_view text, Message& message) {
  ReadResult result;
  if (auto foreign = FindForeignText(text); foreign.has_value()) {
    result.mistakes.push_back(*std::move(foreign));
    return result;
  }
  // yaml-cpp reports syntax errors by exceptions; they end here.
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(WithEndMark(text));
    if (documents.size() > 1) {
      result.mistakes.push_back(SecondDocument(documents[1], text));
      return result;
    }
    Reader(result).ReadMessage(documents.empty() ? YAML::Node() : documents[0], "", 0, message);
  } catch (const YAML::Exception& error) {
    result.mistakes.push_back(MistakeOf(error, text));
  }
  return result;
}

}  // namespace traguardo::document
