// What is wrong with a log that cannot be opened, for people.

#ifndef TRAGUARDO_SERVICES_SERVER_LOG_ERROR_H_
#define TRAGUARDO_SERVICES_SERVER_LOG_ERROR_H_

#include <string>

#include "absl/status/status.h"

namespace traguardo::server {

// Storage knows no reader: it says in English what is wrong with the bytes in `directory`. The same
// error, with what to do about it in Italian.
absl::Status LogError(const absl::Status& error, const std::string& directory);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_LOG_ERROR_H_
