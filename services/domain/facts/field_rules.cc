#include "services/domain/facts/field_rules.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/domain/facts/field_forms.h"
#include "services/domain/facts/field_plan.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Kind = FieldViolationKind;

// Where the check is: frames on the stack, written out only when there is something to report.
struct Path {
  const Path* parent = nullptr;
  const FieldDescriptor* field = nullptr;
  // Negative: not an element of a list.
  int index = -1;
};

std::string PathText(const Path& path) {
  if (path.field == nullptr) return {};
  std::string text = path.parent != nullptr ? PathText(*path.parent) : std::string();
  if (!text.empty()) text += '.';
  text += path.field->name();
  if (path.index >= 0) absl::StrAppend(&text, "[", path.index, "]");
  return text;
}

class Checker {
 public:
  explicit Checker(size_t max_violations) : max_violations_(max_violations) {}

  void Check(const Message& message, const MessagePlan& plan, const Path& path) {
    const Reflection& reflection = *message.GetReflection();
    const google::protobuf::UnknownFieldSet& unknown = reflection.GetUnknownFields(message);
    if (!unknown.empty()) Report(path, {Kind::kUnknownField, 0, unknown.field(0).number()});

    for (const FieldCheck& check : plan.fields) {
      if (IsFull()) return;
      if (check.is_repeated) {
        CheckList(message, check, path);
      } else {
        CheckSingle(message, check, {&path, check.field});
      }
    }
    for (const OneofCheck& oneof : plan.oneofs) {
      if (IsFull()) return;
      const FieldDescriptor* const set = reflection.GetOneofFieldDescriptor(message, oneof.oneof);
      if (set != nullptr) {
        CheckSingle(message, oneof.cases[static_cast<size_t>(set->index_in_oneof())], {&path, set});
      } else if (plan.needs_case) {
        Report(path, {Kind::kNoCase});
      }
    }
  }

  std::vector<FieldViolation> Take() { return std::move(violations_); }

 private:
  bool IsFull() const { return violations_.size() >= max_violations_; }

  void Report(const Path& path, FormFault fault, std::string_view value = {}) {
    if (IsFull()) return;
    violations_.push_back({PathText(path), fault.kind, fault.limit, fault.actual,
                           value.empty() ? std::string() : Quoted(value)});
  }

  void CheckSingle(const Message& message, const FieldCheck& check, const Path& path) {
    const Reflection& reflection = *message.GetReflection();
    switch (check.shape) {
      case FieldShape::kText:
      case FieldShape::kBytes: {
        std::string scratch;
        CheckValue(reflection.GetStringReference(message, check.field, &scratch), check,
                   check.required, path);
        return;
      }
      case FieldShape::kEnum:
        CheckEnum(reflection.GetEnumValue(message, check.field), check, check.required, path);
        return;
      case FieldShape::kMessage:
        if (reflection.HasField(message, check.field)) {
          Check(reflection.GetMessage(message, check.field), *check.inner, path);
        } else if (check.required) {
          Report(path, {Kind::kRequired});
        }
        return;
      case FieldShape::kOther:
        if (check.required && !reflection.HasField(message, check.field)) {
          Report(path, {Kind::kRequired});
        }
        return;
    }
  }

  void CheckList(const Message& message, const FieldCheck& check, const Path& parent) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, check.field);
    if (size == 0) {
      if (check.required) Report({&parent, check.field}, {Kind::kRequired});
      return;
    }
    if (static_cast<size_t>(size) > check.max_items) {
      // The elements of an oversized list are not looked at: that is what the bound is for.
      Report({&parent, check.field},
             {Kind::kTooManyItems, static_cast<int64_t>(check.max_items), size});
      return;
    }
    if (check.shape == FieldShape::kOther) return;
    std::string scratch;
    for (int i = 0; i < size && !IsFull(); ++i) {
      const Path path{&parent, check.field, i};
      switch (check.shape) {
        case FieldShape::kText:
        case FieldShape::kBytes:
          CheckValue(reflection.GetRepeatedStringReference(message, check.field, i, &scratch),
                     check, /*required=*/true, path);
          break;
        case FieldShape::kEnum:
          CheckEnum(reflection.GetRepeatedEnumValue(message, check.field, i), check,
                    /*required=*/true, path);
          break;
        case FieldShape::kMessage:
          Check(reflection.GetRepeatedMessage(message, check.field, i), *check.inner, path);
          break;
        case FieldShape::kOther:
          break;
      }
    }
  }

  void CheckValue(const std::string& value, const FieldCheck& check, bool required,
                  const Path& path) {
    if (value.empty()) {
      if (required) Report(path, {Kind::kRequired});
      return;
    }
    if (check.shape == FieldShape::kBytes) {
      if (value.size() > check.max_bytes) {
        Report(path, {Kind::kTooLong, static_cast<int64_t>(check.max_bytes),
                      static_cast<int64_t>(value.size())});
      }
      return;
    }
    const std::optional<FormFault> fault = CheckForm(value, check.form, check.max_bytes);
    if (!fault.has_value()) return;
    // Nothing to be seen says nothing, which only matters where something has to be said.
    if (fault->kind == Kind::kRequired && !required) return;
    Report(path, *fault, fault->kind == Kind::kRequired ? std::string_view() : value);
  }

  void CheckEnum(int number, const FieldCheck& check, bool required, const Path& path) {
    if (number == 0) {
      if (required) Report(path, {Kind::kRequired});
      return;
    }
    if (check.field->enum_type()->FindValueByNumber(number) == nullptr) {
      Report(path, {Kind::kEnumUnknown, 0, number});
    }
  }

  const size_t max_violations_;
  std::vector<FieldViolation> violations_;
};

std::string FaultText(const FieldViolation& violation) {
  switch (violation.kind) {
    case Kind::kRequired:
      return "is required";
    case Kind::kNoCase:
      return "must have one of its kinds set";
    case Kind::kTooLong:
      return absl::StrCat("has ", violation.actual, " bytes; at most ", violation.limit,
                          " are allowed");
    case Kind::kTooManyItems:
      return absl::StrCat("has ", violation.actual, " entries; at most ", violation.limit,
                          " are allowed");
    case Kind::kInvalidUtf8:
      return absl::StrCat("is not valid UTF-8 at byte ", violation.actual);
    case Kind::kControlCharacter:
      return absl::StrCat("has a control character at byte ", violation.actual);
    case Kind::kDirectionControl:
      return absl::StrCat("has a character that turns the direction of writing at byte ",
                          violation.actual);
    case Kind::kSeveralLines:
      return absl::StrCat("must be one line, without tabs (byte ", violation.actual, ")");
    case Kind::kDateSyntax:
      return "must be a date like 2024-06-30, 2024-06 or 2024";
    case Kind::kDateYearOutOfRange:
      return "must be of a year from 1900 to 2199";
    case Kind::kDateDoesNotExist:
      return "is a date that does not exist";
    case Kind::kDateNotADay:
      return "must be a whole day like 2024-06-30";
    case Kind::kDecimalSyntax:
      return "must be a decimal like 12.50";
    case Kind::kDecimalComma:
      return "must have a point, not a comma, before the decimals";
    case Kind::kDecimalTooManyDigits:
      return "has more than 18 digits, or more than 9 after the point";
    case Kind::kPercentOutOfRange:
      return "must be from 0 to 100";
    case Kind::kIdSyntax:
      return "must be an id: a small letter or digit, then at most 59 of a-z 0-9 _ . -";
    case Kind::kNameSyntax:
      return "must be a resource name like enti/demo/plans/2024";
    case Kind::kUriSyntax:
      return "must be an address like https://… without spaces";
    case Kind::kSha256Syntax:
      return "must be 64 hexadecimal digits";
    case Kind::kEnumUnknown:
      return absl::StrCat("has the unknown value ", violation.actual);
    case Kind::kUnknownField:
      return absl::StrCat("has the unknown field ", violation.actual,
                          ": the sender is newer than this version");
  }
  return {};
}

}  // namespace

std::vector<FieldViolation> CheckFields(const Message& message, size_t max_violations) {
  Checker checker(max_violations);
  checker.Check(message, FieldPlanOf(message.GetDescriptor()), Path{});
  return checker.Take();
}

std::string DescribeFieldViolation(const FieldViolation& violation) {
  const std::string what = violation.path.empty() ? "the message" : violation.path;
  if (violation.value.empty()) return absl::StrCat(what, " ", FaultText(violation));
  return absl::StrCat(what, " (", violation.value, ") ", FaultText(violation));
}

}  // namespace traguardo::domain
