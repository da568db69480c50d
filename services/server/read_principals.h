// Reading and writing the principals file as a file; what it says is api/principals_file.h.

#ifndef TRAGUARDO_SERVICES_SERVER_READ_PRINCIPALS_H_
#define TRAGUARDO_SERVICES_SERVER_READ_PRINCIPALS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/api/principals_file.h"

namespace traguardo::server {

// NOT_FOUND when there is no such file; INVALID_ARGUMENT, naming file and field, for wrong content.
absl::StatusOr<std::vector<api::Principal>> ReadPrincipals(const std::string& path);

// Replaces `path` in one step by `content`, readable by its owner only.
absl::Status WritePrivateFile(const std::string& path, const std::string& content);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_READ_PRINCIPALS_H_
