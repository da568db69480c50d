// What the values of enums are called on the screen, and how they look.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_LABELS_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_LABELS_H_

#include <string>
#include <string_view>

#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"
#include "google/protobuf/descriptor.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::cli {

// The word for an enum value of any message we show; its short name ("DONE_LATE") when a newer
// server sends one that is not known here. Empty for UNSPECIFIED.
std::string Label(const google::protobuf::EnumValueDescriptor& value, Language language);

// Label(view.state(), language)
template <typename Enum>
std::string Label(Enum value, Language language) {
  const auto* descriptor =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value));
  return descriptor == nullptr ? std::to_string(static_cast<int>(value))
                               : Label(*descriptor, language);
}

// The same in both languages.
Text LabelText(const google::protobuf::EnumValueDescriptor& value);

// What deviates or changes, from the codes of the views: "indicator:atti/target" is "indicatore atti:
// valore atteso". `name` is what the indicator, phase or milestone is called, where that is known.
std::string SubjectLabel(std::string_view code, std::string_view name, Language language);

Tone ToneOf(view::v1::ObjectiveState state);

// Whether every value of these enums has a label; the full names of those that have none.
std::string MissingLabels(const google::protobuf::EnumDescriptor& type);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_LABELS_H_
