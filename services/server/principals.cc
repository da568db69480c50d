// traguardod principals add: a new token, shown once; the file keeps its hash.

#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/api/digest.h"
#include "services/server/language.h"
#include "services/server/read_principals.h"
#include "services/server/verbs.h"

namespace traguardo::server {
namespace {

constexpr size_t kTokenBytes = 32;

absl::StatusOr<std::vector<api::Principal>> ReadOrBegin(const std::string& path) {
  absl::StatusOr<std::vector<api::Principal>> principals = ReadPrincipals(path);
  if (absl::IsNotFound(principals.status())) return std::vector<api::Principal>{};
  return principals;
}

}  // namespace

int AddPrincipal(const PrincipalArguments& arguments, api::Language language) {
  absl::StatusOr<std::vector<api::Principal>> principals = ReadOrBegin(arguments.file);
  if (!principals.ok()) return Fail(principals.status(), language);
  // 256 bits: no dictionary helps, so a plain hash of it is enough to keep.
  const std::string token =
      absl::StrCat("trg_", absl::BytesToHexString(api::RandomBytes(kTokenBytes)));
  api::Principal added;
  added.caller.principal = arguments.id;
  added.caller.role = api::ParseRole(arguments.role);
  for (const std::string& ente : arguments.enti) {
    if (ente == "*") {
      added.caller.all_enti = true;
    } else {
      added.caller.enti.push_back(ente);
    }
  }
  added.token_digest = api::Sha256({token});
  principals->push_back(added);
  // Written the way it will be read: whatever the server would refuse is refused here, before the
  // file changes.
  const std::string content = api::FormatPrincipals(*principals);
  if (absl::Status read_back = api::ParsePrincipals(content).status(); !read_back.ok()) {
    return Fail(read_back, language);
  }
  if (absl::Status written = WritePrivateFile(arguments.file, content); !written.ok()) {
    return Fail(written, language);
  }
  if (!arguments.token_file.empty()) {
    const absl::Status written = WritePrivateFile(arguments.token_file, token + "\n");
    return written.ok() ? kDone : Fail(written, language);
  }
  std::cerr << Say(language,
                   "Token di " + arguments.id + ": conservarlo ora, non si può rileggere.",
                   "Token of " + arguments.id + ": keep it now, it cannot be read again.")
            << "\n";
  std::cout << token << "\n";
  return kDone;
}

}  // namespace traguardo::server
