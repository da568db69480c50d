#include "clients/cli/verbs/message_fields.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/screen/rome_time.h"

namespace traguardo::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Moments are seconds in the API and texts in CSV, as in every other table.
constexpr std::string_view kSeconds = "_seconds";

bool IsMoment(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 && field.name().ends_with(kSeconds);
}

std::string NameOf(const FieldDescriptor& field) {
  const std::string& name = field.name();
  return IsMoment(field) ? name.substr(0, name.size() - kSeconds.size()) : name;
}

// One value: the field's own, or element `index` of a list.
std::string ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& reflection = *message.GetReflection();
  const bool in_list = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return in_list ? reflection.GetRepeatedString(message, &field, index)
                     : reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto* value = in_list ? reflection.GetRepeatedEnum(message, &field, index)
                                  : reflection.GetEnum(message, &field);
      return value->number() == 0 ? std::string() : std::string(value->name());
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return (in_list ? reflection.GetRepeatedBool(message, &field, index)
                      : reflection.GetBool(message, &field))
                 ? "true"
                 : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(in_list ? reflection.GetRepeatedInt32(message, &field, index)
                                    : reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(in_list ? reflection.GetRepeatedUInt32(message, &field, index)
                                    : reflection.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(in_list ? reflection.GetRepeatedUInt64(message, &field, index)
                                    : reflection.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_INT64: {
      const int64_t number = in_list ? reflection.GetRepeatedInt64(message, &field, index)
                                     : reflection.GetInt64(message, &field);
      if (IsMoment(field)) return number == 0 ? std::string() : UtcTime(number);
      return std::to_string(number);
    }
    // The API has no floating point: a figure is a decimal text.
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return "";
  }
  return "";
}

class Lines {
 public:
  explicit Lines(Table* fields) : fields_(fields) {}

  void AddAll(const std::string& prefix, const Message& message,
              const std::set<std::string_view>& shown) {
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
      const FieldDescriptor& field = *descriptor.field(i);
      if (!shown.contains(field.name())) AddField(prefix + NameOf(field), message, field);
    }
  }

 private:
  void AddField(const std::string& name, const Message& message, const FieldDescriptor& field) {
    const Reflection& reflection = *message.GetReflection();
    const bool of_messages = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (field.is_repeated()) {
      return of_messages ? AddParts(name, message, field) : AddList(name, message, field);
    }
    if (field.has_presence() && !reflection.HasField(message, &field)) return AddLine(name, "");
    if (of_messages) return AddAll(name + ".", reflection.GetMessage(message, &field), {});
    AddLine(name, ValueOf(message, field, -1));
  }

  void AddParts(const std::string& name, const Message& message, const FieldDescriptor& field) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, &field);
    if (size == 0) return AddLine(name, "");
    for (int i = 0; i < size; ++i) {
      AddAll(absl::StrCat(name, ".", i + 1, "."), reflection.GetRepeatedMessage(message, &field, i),
             {});
    }
  }

  void AddList(const std::string& name, const Message& message, const FieldDescriptor& field) {
    std::string values;
    for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
      absl::StrAppend(&values, i == 0 ? "" : ", ", ValueOf(message, field, i));
    }
    AddLine(name, std::move(values));
  }

  void AddLine(std::string name, std::string value) {
    fields_->rows.push_back({{.csv = std::move(name)}, {.csv = std::move(value)}});
  }

  Table* const fields_;
};

}  // namespace

void AddFields(const Message& message, const std::set<std::string_view>& shown, Table* fields) {
  Lines(fields).AddAll("", message, shown);
}

void AddFields(const std::string& prefix, const Message& message, Table* fields) {
  Lines(fields).AddAll(prefix, message, {});
}

}  // namespace traguardo::cli
