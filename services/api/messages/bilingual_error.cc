#include "services/api/messages/bilingual_error.h"

#include <optional>

#include "absl/strings/cord.h"

namespace traguardo::api {
namespace {

constexpr char kItalian[] = "traguardo/italian";

}  // namespace

absl::Status BilingualError(absl::StatusCode code, std::string_view italian,
                            std::string_view english) {
  absl::Status error(code, absl::string_view(english.data(), english.size()));
  error.SetPayload(kItalian, absl::Cord(absl::string_view(italian.data(), italian.size())));
  return error;
}

absl::Status Prefixed(std::string_view prefix, const absl::Status& error) {
  return Prefixed(prefix, prefix, error);
}

absl::Status Prefixed(std::string_view italian, std::string_view english,
                      const absl::Status& error) {
  return BilingualError(error.code(), std::string(italian) + MessageIn(error, Language::kItalian),
                        std::string(english) + MessageIn(error, Language::kEnglish));
}

std::string MessageIn(const absl::Status& error, Language language) {
  if (language == Language::kItalian) {
    if (const auto italian = error.GetPayload(kItalian)) return std::string(*italian);
  }
  return std::string(error.message());
}

}  // namespace traguardo::api
