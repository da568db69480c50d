// Cells that say the same to people and to programs, each in its own way: words and blanks for the
// one, names of the protos, numbers and truth values for the other.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_CELLS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_CELLS_H_

#include <cstdint>
#include <string>

#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"

namespace traguardo::cli {

// "in ritardo" and OBJECTIVE_STATE_LATE; a value that is not set is empty for both.
template <typename Enum>
Cell EnumCell(Enum value, Language language, Tone tone = Tone::kPlain) {
  const auto* descriptor =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value));
  const std::string name = descriptor == nullptr ? std::to_string(static_cast<int>(value))
                                                 : std::string(descriptor->name());
  return {.text = Label(value, language),
          .tone = tone,
          .csv = static_cast<int>(value) == 0 ? std::string() : name};
}

// "2025-12-31 (2025-09-30)" where the original is another.
inline std::string FromTo(const std::string& now, const std::string& original) {
  return original.empty() || original == now ? now : now + " (" + original + ")";
}

// "1 scaduta", "3 scadute".
inline std::string Counted(uint64_t count, const Text& one, const Text& several,
                           Language language) {
  return std::to_string(count) + " " + std::string((count == 1 ? one : several).In(language));
}

inline Cell NumberCell(uint64_t number) { return {std::to_string(number)}; }

// Blank for zero on the screen, where a table of zeros hides what is not zero.
inline Cell CountCell(uint64_t count, Tone tone) {
  return {.text = count == 0 ? "" : std::to_string(count),
          .tone = count == 0 ? Tone::kPlain : tone,
          .csv = std::to_string(count)};
}

inline Cell PercentCell(const std::string& percent) {
  return {.text = percent.empty() ? "" : percent + "%", .csv = percent};
}

// "true" or "false" for programs, `words` or a blank for people.
inline Cell TruthCell(bool truth, const std::string& words, Tone tone = Tone::kPlain) {
  return {.text = truth ? words : "", .tone = tone, .csv = truth ? "true" : "false"};
}

inline Cell YesCell(bool truth, Language language, Tone tone = Tone::kPlain) {
  constexpr Text kYes{"sì", "yes"};
  return TruthCell(truth, std::string(kYes.In(language)), tone);
}

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_CELLS_H_
