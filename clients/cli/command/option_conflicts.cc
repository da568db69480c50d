#include "clients/cli/command/option_conflicts.h"

#include <utility>
#include <vector>

namespace traguardo::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Lists are left out: every option adds an element of its own to them.
void Collect(const Message& message, const std::string& path, std::map<std::string, int>& choices) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (const auto* oneof = field->real_containing_oneof(); oneof != nullptr) {
      choices[path + oneof->name()] = field->number();
    }
    if (field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    Collect(reflection.GetMessage(message, field), path + field->name() + ".", choices);
  }
}

}  // namespace

void OptionConflicts::Look(const Message& request) {
  choices_.clear();
  Collect(request, "", choices_);
}

std::optional<Complaint> OptionConflicts::After(const std::string& option, const Message& request) {
  const Choices before = std::exchange(choices_, {});
  Look(request);
  for (const auto& [place, field] : choices_) {
    const auto was = before.find(place);
    if (was != before.end() && was->second == field) continue;
    const auto [chosen, is_first] = chosen_by_.try_emplace(place, option);
    if (is_first || chosen->second == option) continue;
    return Complaint{"non può stare insieme a " + chosen->second + ": indicarne uno solo",
                     "cannot stand together with " + chosen->second + ": give only one"};
  }
  return std::nullopt;
}

}  // namespace traguardo::cli
