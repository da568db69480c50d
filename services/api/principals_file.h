// Who may call, as a file on the server's disk:
//
//   {"principals": [
//     {"id": "segretario", "token_sha256": "9f86…", "role": "SEGRETARIO", "enti": ["demo"]}
//   ]}
//
// The file holds SHA-256 hashes of the tokens, never a token. "enti" lists ids; ["*"], all of them,
// is for an AMMINISTRATORE only.

#ifndef TRAGUARDO_SERVICES_API_PRINCIPALS_FILE_H_
#define TRAGUARDO_SERVICES_API_PRINCIPALS_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/api/caller.h"
#include "services/api/digest.h"

namespace traguardo::api {

struct Principal {
  Caller caller;
  Digest token_digest{};
};

// INVALID_ARGUMENT naming what is wrong and where, in both languages, for whoever edits the file:
// "voce 4 (riga 7): role: …", "entry 4 (line 7): role: …".
absl::StatusOr<std::vector<Principal>> ParsePrincipals(std::string_view json);

// What is wrong with one value, whichever way it was given: INVALID_ARGUMENT that names the value
// and what may stand there, in both languages, but not where it stands.
absl::Status CheckPrincipalId(const std::string& id);
absl::Status CheckRole(const std::string& name);
absl::Status CheckEnti(const std::vector<std::string>& enti, event::v1::Role role);

// What CheckEnti found good becomes the caller's.
void AddEnti(const std::vector<std::string>& enti, Caller& caller);

// The file for these principals, one on each line, in the order given.
std::string FormatPrincipals(const std::vector<Principal>& principals);

// "SEGRETARIO" and back. ROLE_UNSPECIFIED for a name that is no role.
event::v1::Role ParseRole(std::string_view name);
std::string_view RoleName(event::v1::Role role);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_PRINCIPALS_FILE_H_
