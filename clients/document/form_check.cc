#include "clients/document/form_check.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "clients/document/field_names.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::document {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using schema::v1::FieldRule;
using schema::v1::Form;

// Where a form's own bound is not given beside the field; see field_rule.proto.
constexpr size_t kMaxTextBytes = 4000;
constexpr size_t kMaxLabelBytes = 120;

struct Problem {
  std::string italian;
  std::string english;

  bool found() const { return !italian.empty(); }
};

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

int Number(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

// "2024", "2024-06" or "2024-06-30", and it exists.
bool IsDate(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  if (!AllDigits(text.substr(0, 4))) return false;
  if (text.size() == 4) return true;
  if (text[4] != '-' || !AllDigits(text.substr(5, 2))) return false;
  const int month = Number(text.substr(5, 2));
  if (month < 1 || month > 12) return false;
  if (text.size() == 7) return true;
  if (text[7] != '-' || !AllDigits(text.substr(8, 2))) return false;
  const int day = Number(text.substr(8, 2));
  // A civil day that does not exist is normalised into the next month.
  return day >= 1 && absl::CivilDay(Number(text.substr(0, 4)), month, day).day() == day;
}

bool IsDecimal(std::string_view text) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (!AllDigits(whole) || (whole.size() > 1 && whole[0] == '0')) return false;
  if (point == std::string_view::npos) return whole.size() <= 18;
  const std::string_view part = text.substr(point + 1);
  return AllDigits(part) && part.size() <= 9 && whole.size() + part.size() <= 18;
}

bool IsId(std::string_view text) {
  const auto allowed = [](unsigned char c) {
    return std::islower(c) || std::isdigit(c) || c == '_' || c == '.' || c == '-';
  };
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), allowed) &&
         std::isalnum(static_cast<unsigned char>(text[0]));
}

Problem TooLong(size_t size, size_t limit) {
  return {absl::StrCat("è troppo lungo: ", size, " byte, al massimo ", limit),
          absl::StrCat("is too long: ", size, " bytes, at most ", limit)};
}

Problem CheckDecimal(const std::string& text) {
  if (text.find(',') != std::string::npos) {
    return {absl::StrCat("\"", text, "\": i decimali si scrivono con il punto"),
            absl::StrCat("\"", text, "\": decimals are written with a point")};
  }
  if (IsDecimal(text)) return {};
  return {absl::StrCat("\"", text, "\" non è un decimale esatto, per esempio 12.50"),
          absl::StrCat("\"", text, "\" is not an exact decimal, for instance 12.50")};
}

Problem CheckText(const std::string& text, const FieldRule& rule) {
  switch (rule.form()) {
    case schema::v1::FORM_DATE:
      if (IsDate(text)) return {};
      return {absl::StrCat("\"", text, "\" non è una data che esiste: 2024-06-30, 2024-06 o 2024"),
              absl::StrCat("\"", text, "\" is not a date that exists: 2024-06-30, 2024-06 or 2024")};
    case schema::v1::FORM_DAY:
      if (text.size() == 10 && IsDate(text)) return {};
      return {absl::StrCat("\"", text, "\" non è un giorno che esiste: 2024-06-30"),
              absl::StrCat("\"", text, "\" is not a day that exists: 2024-06-30")};
    case schema::v1::FORM_DECIMAL:
      return CheckDecimal(text);
    case schema::v1::FORM_PERCENT: {
      if (Problem problem = CheckDecimal(text); problem.found()) return problem;
      const std::string_view whole = std::string_view(text).substr(0, text.find('.'));
      const bool zero_part =
          text.find_first_not_of('0', std::min(text.size(), whole.size() + 1)) == std::string::npos;
      if (text[0] != '-' && (whole.size() < 3 || (whole == "100" && zero_part))) return {};
      return {absl::StrCat("\"", text, "\" non è fra 0 e 100"),
              absl::StrCat("\"", text, "\" is not between 0 and 100")};
    }
    case schema::v1::FORM_ID:
      if (IsId(text)) return {};
      return {absl::StrCat("\"", text, "\" non è un id: minuscole, cifre, \"-\", \".\" e \"_\", al "
                                       "massimo 60"),
              absl::StrCat("\"", text, "\" is not an id: lower case, digits, \"-\", \".\" and \"_\", "
                                       "at most 60")};
    case schema::v1::FORM_LABEL: {
      const size_t limit = rule.max_bytes() > 0 ? rule.max_bytes() : kMaxLabelBytes;
      if (text.size() > limit) return TooLong(text.size(), limit);
      if (text.find('\n') == std::string::npos) return {};
      return {"deve stare su una riga sola", "has to be on a single line"};
    }
    case schema::v1::FORM_TEXT: {
      const size_t limit = rule.max_bytes() > 0 ? rule.max_bytes() : kMaxTextBytes;
      return text.size() > limit ? TooLong(text.size(), limit) : Problem{};
    }
    case schema::v1::FORM_UNSPECIFIED:
    case schema::v1::FORM_NAME:
    case schema::v1::FORM_URI:
    case schema::v1::FORM_SHA256:
    case schema::v1::FORM_BYTES:
    case schema::v1::Form_INT_MIN_SENTINEL_DO_NOT_USE_:
    case schema::v1::Form_INT_MAX_SENTINEL_DO_NOT_USE_:
      return {};
  }
  return {};
}

class Checker {
 public:
  explicit Checker(const Lines& lines) : lines_(lines) {}

  // `line` is where the nearest message around it begins.
  void Check(const Message& message, const std::string& path, int line) {
    if (const auto found = lines_.find(path); found != lines_.end()) line = found->second;
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
      if (mistakes_.size() >= kMaxMistakes) return;
      CheckField(message, *descriptor.field(i), path, line);
    }
  }

  std::vector<Mistake> Take() { return std::move(mistakes_); }

 private:
  void Report(const std::string& path, int line, Problem problem) {
    if (mistakes_.size() >= kMaxMistakes) return;
    mistakes_.push_back({line, path, std::move(problem.italian), std::move(problem.english)});
  }

  void CheckField(const Message& message, const FieldDescriptor& field, const std::string& parent,
                  int line) {
    const Reflection& reflection = *message.GetReflection();
    const FieldRule& rule = field.options().GetExtension(schema::v1::rule);
    const std::string path =
        parent.empty() ? field.json_name() : absl::StrCat(parent, ".", field.json_name());
    if (!field.is_repeated()) {
      if (!reflection.HasField(message, &field)) {
        if (rule.required() && field.containing_oneof() == nullptr && !IsLeftOpen(field)) {
          Report(path, line, {"manca", "is missing"});
        }
        return;
      }
      return CheckValue(message, field, -1, path, line, rule);
    }
    const int size = reflection.FieldSize(message, &field);
    if (size == 0 && rule.required()) Report(path, line, {"è vuoto", "is empty"});
    if (rule.max_items() > 0 && static_cast<uint32_t>(size) > rule.max_items()) {
      Report(path, line,
             {absl::StrCat("ha ", size, " elementi, al massimo ", rule.max_items()),
              absl::StrCat("has ", size, " items, at most ", rule.max_items())});
    }
    for (int i = 0; i < size; ++i) {
      CheckValue(message, field, i, absl::StrCat(path, "[", i, "]"), line, rule);
    }
  }

  // A correction in a document names the entry it takes back; its position comes later.
  static bool IsLeftOpen(const FieldDescriptor& field) {
    return field.full_name() == "traguardo.event.v1.FactCorrected.corrected_position";
  }

  void CheckValue(const Message& message, const FieldDescriptor& field, int index,
                  const std::string& path, int line, const FieldRule& rule) {
    const Reflection& reflection = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const Message& child = index < 0 ? reflection.GetMessage(message, &field)
                                       : reflection.GetRepeatedMessage(message, &field, index);
      return Check(child, path, line);
    }
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return;
    const std::string text = index < 0 ? reflection.GetString(message, &field)
                                       : reflection.GetRepeatedString(message, &field, index);
    if (Problem problem = CheckText(text, rule); problem.found()) {
      Report(path, line, std::move(problem));
    }
  }

  const Lines& lines_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

std::vector<Mistake> CheckForm(const api::v1::YearDocument& document, const Lines& lines) {
  Checker checker(lines);
  checker.Check(document, "", 0);
  return checker.Take();
}

}  // namespace traguardo::document
