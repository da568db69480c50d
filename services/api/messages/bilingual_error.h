// Errors that are shown on the terminal of whoever runs the server: their message is English, as
// all statuses' are, and they carry the Italian one along.

#ifndef TRAGUARDO_SERVICES_API_MESSAGES_BILINGUAL_ERROR_H_
#define TRAGUARDO_SERVICES_API_MESSAGES_BILINGUAL_ERROR_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/api/language.h"

namespace traguardo::api {

absl::Status BilingualError(absl::StatusCode code, std::string_view italian,
                            std::string_view english);

// The same error with this in front of both messages: the name of a file, for instance.
absl::Status Prefixed(std::string_view prefix, const absl::Status& error);
// With words in front of each that are not the same in both languages.
absl::Status Prefixed(std::string_view italian, std::string_view english,
                      const absl::Status& error);

// What is wrong, in the reader's language; in English where the error knows no other.
std::string MessageIn(const absl::Status& error, Language language);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MESSAGES_BILINGUAL_ERROR_H_
