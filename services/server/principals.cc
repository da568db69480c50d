// traguardod principals …: who may call. A token is shown once, the file keeps its hash; nothing
// changes before all that has to be written is written.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/api/digest.h"
#include "services/api/messages/bilingual_error.h"
#include "services/server/language.h"
#include "services/server/read_principals.h"
#include "services/server/verbs.h"

namespace traguardo::server {
namespace {

using Principals = std::vector<api::Principal>;

constexpr size_t kTokenBytes = 32;

// 256 bits: no dictionary helps, so a plain hash of it is enough to keep.
std::string NewToken() {
  return absl::StrCat("trg_", absl::BytesToHexString(api::RandomBytes(kTokenBytes)));
}

absl::StatusOr<Principals> ReadOrBegin(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return Principals{};
  return ReadPrincipals(path);
}

// Of a principal that is there; kFailed was said where it is not.
Principals::iterator Find(Principals& principals, const PrincipalArguments& arguments,
                          api::Language language) {
  const auto found = std::find_if(
      principals.begin(), principals.end(),
      [&](const api::Principal& principal) { return principal.caller.principal == arguments.id; });
  if (found == principals.end()) {
    Fail(api::BilingualError(absl::StatusCode::kNotFound,
                             absl::StrCat("in ", arguments.file, " non c'è \"", arguments.id,
                                          "\"; chi c'è lo dice: traguardod principals list"),
                             absl::StrCat("there is no \"", arguments.id, "\" in ", arguments.file,
                                          "; who is there: traguardod principals list")),
         language);
  }
  return found;
}

// A token file that is there is somebody's token, or no token at all: only the one whose own it is
// may have it replaced. Asked for before anything is written.
absl::Status CheckTokenFile(const PrincipalArguments& arguments, const api::Principal& principal) {
  const std::string& path = arguments.token_file;
  std::error_code error;
  if (path.empty()) return absl::OkStatus();
  const bool is_there = std::filesystem::exists(path, error);
  const bool is_principals_file = std::filesystem::weakly_canonical(path, error) ==
                                  std::filesystem::weakly_canonical(arguments.file, error);
  if (!is_there && !is_principals_file) return absl::OkStatus();
  if (is_there && !std::filesystem::is_regular_file(path, error)) return absl::OkStatus();
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  const std::string held(absl::StripTrailingAsciiWhitespace(content));
  if (!is_principals_file && api::Sha256({held}) == principal.token_digest) return absl::OkStatus();
  return api::BilingualError(
      absl::StatusCode::kAlreadyExists,
      absl::StrCat("--token-file: ", path, " c'è già e non è il token di ", arguments.id,
                   ": indicare un file nuovo"),
      absl::StrCat("--token-file: ", path, " is there already and is not the token of ",
                   arguments.id, ": name a new file"));
}

// A running server does not go on without anybody: that is as good as a file somebody emptied by
// mistake.
void SayHowItTakesEffect(const Principals& principals, api::Language language) {
  const std::string effect =
      principals.empty()
          ? Say(language,
                "Nel file non c'è più nessuno: un server già avviato che lo rilegge tiene chi "
                "poteva accedere prima. Perché nessuno possa accedere, fermarlo.",
                "The file names nobody any more: a running server that reads it again keeps those "
                "who could call before. To let nobody in, stop it.")
          : Say(language,
                "Un server già avviato lo sa quando rilegge il file: kill -HUP e il suo numero "
                "di processo, o un riavvio. Ciò che è già aperto resta aperto.",
                "A server that is running knows it once it reads the file again: kill -HUP and "
                "its process number, or a restart. What is open stays open.");
  std::cerr << effect << std::endl;
}

void SayWhereTheTokenIs(const PrincipalArguments& arguments, const std::string& token,
                        api::Language language) {
  if (!arguments.token_file.empty()) {
    std::cerr << Say(language, "Il token è in ", "The token is in ") << arguments.token_file
              << Say(language, ", che solo il suo proprietario può leggere.",
                     ", which only its owner can read.")
              << "\n";
    return;
  }
  std::cerr << Say(language,
                   "Token di " + arguments.id + ": conservarlo ora, non si può rileggere.",
                   "Token of " + arguments.id + ": keep it now, it cannot be read again.")
            << "\n";
  std::cout << token << std::endl;
}

// Written the way it will be read: whatever the server would refuse is refused here, before
// anything changes. A file for the token that cannot be written leaves the principals as they are.
// `done` is said once it is.
int Write(const Principals& principals, const PrincipalArguments& arguments,
          const std::string& token, const std::string& done, api::Language language) {
  const std::string content = api::FormatPrincipals(principals);
  if (absl::Status read_back = api::ParsePrincipals(content).status(); !read_back.ok()) {
    return Fail(read_back, language);
  }
  absl::StatusOr<PrivateFile> file = PrivateFile::Write(arguments.file, content);
  if (!file.ok()) return Fail(file.status(), language);
  if (!token.empty() && !arguments.token_file.empty()) {
    absl::Status written = WritePrivateFile(arguments.token_file, token + "\n");
    if (!written.ok()) return Fail(written, language);
  }
  if (absl::Status placed = file->PutInPlace(); !placed.ok()) return Fail(placed, language);
  std::cerr << done << "\n";
  if (!token.empty()) SayWhereTheTokenIs(arguments, token, language);
  SayHowItTakesEffect(principals, language);
  return kDone;
}

// What was typed, by the rules of the file, before any file is looked at.
absl::Status CheckTyped(const PrincipalArguments& arguments, event::v1::Role role) {
  if (absl::Status id = api::CheckPrincipalId(arguments.id); !id.ok()) {
    return api::Prefixed("--id: ", id);
  }
  if (role == event::v1::ROLE_UNSPECIFIED) {
    return api::Prefixed("--role: ", api::CheckRole(arguments.role));
  }
  if (absl::Status enti = api::CheckEnti(arguments.enti, role); !enti.ok()) {
    return api::Prefixed("--ente: ", enti);
  }
  return absl::OkStatus();
}

int FailAsTyped(const absl::Status& wrong, api::Language language) {
  std::cerr << "traguardod: " << api::MessageIn(wrong, language) << "\n"
            << Say(language, "Per l'aiuto: ", "For help: ") << "traguardod principals add --help"
            << std::endl;
  return kWrongUsage;
}

absl::Status CheckIsNew(const Principals& principals, const PrincipalArguments& arguments) {
  const bool is_there = std::any_of(
      principals.begin(), principals.end(),
      [&](const api::Principal& principal) { return principal.caller.principal == arguments.id; });
  if (!is_there) return absl::OkStatus();
  return api::BilingualError(
      absl::StatusCode::kAlreadyExists,
      absl::StrCat("in ", arguments.file, " c'è già \"", arguments.id,
                   "\"; un token nuovo lo dà: traguardod principals new-token"),
      absl::StrCat("there is a \"", arguments.id, "\" in ", arguments.file,
                   " already; for a new token: traguardod principals new-token"));
}

// "altri" può accedere come REVISORE (enti: demo).
std::string AddedText(const api::Caller& caller, api::Language language) {
  const std::string enti =
      caller.all_enti ? Say(language, "tutti", "all") : absl::StrJoin(caller.enti, ", ");
  return absl::StrCat("\"", caller.principal, "\"",
                      Say(language, " può accedere come ", " may call as "),
                      std::string(api::RoleName(caller.role)), " (enti: ", enti, ").");
}

}  // namespace

int AddPrincipal(const PrincipalArguments& arguments, api::Language language) {
  const event::v1::Role role = api::ParseRole(absl::AsciiStrToUpper(arguments.role));
  if (absl::Status typed = CheckTyped(arguments, role); !typed.ok()) {
    return FailAsTyped(typed, language);
  }
  absl::StatusOr<Principals> principals = ReadOrBegin(arguments.file);
  if (!principals.ok()) return Fail(principals.status(), language);
  if (absl::Status is_new = CheckIsNew(*principals, arguments); !is_new.ok()) {
    return Fail(is_new, language);
  }
  const std::string token = NewToken();
  api::Principal added;
  added.caller.principal = arguments.id;
  added.caller.role = role;
  api::AddEnti(arguments.enti, added.caller);
  if (absl::Status free = CheckTokenFile(arguments, added); !free.ok()) return Fail(free, language);
  added.token_digest = api::Sha256({token});
  const std::string done = AddedText(added.caller, language);
  principals->push_back(std::move(added));
  return Write(*principals, arguments, token, done, language);
}

int RenewToken(const PrincipalArguments& arguments, api::Language language) {
  absl::StatusOr<Principals> principals = ReadPrincipals(arguments.file);
  if (!principals.ok()) return Fail(principals.status(), language);
  const auto found = Find(*principals, arguments, language);
  if (found == principals->end()) return kFailed;
  if (absl::Status own = CheckTokenFile(arguments, *found); !own.ok()) return Fail(own, language);
  const std::string token = NewToken();
  found->token_digest = api::Sha256({token});
  return Write(*principals, arguments, token,
               absl::StrCat("\"", arguments.id, "\"",
                            Say(language, " ha un token nuovo; quello di prima non vale più.",
                                " has a new token; the one of before is worth nothing.")),
               language);
}

int RemovePrincipal(const PrincipalArguments& arguments, api::Language language) {
  absl::StatusOr<Principals> principals = ReadPrincipals(arguments.file);
  if (!principals.ok()) return Fail(principals.status(), language);
  const auto found = Find(*principals, arguments, language);
  if (found == principals->end()) return kFailed;
  principals->erase(found);
  return Write(*principals, arguments, "",
               absl::StrCat("\"", arguments.id, "\"",
                            Say(language, " non può più accedere.", " may no longer call.")),
               language);
}

int ListPrincipals(const PrincipalArguments& arguments, api::Language language) {
  const absl::StatusOr<Principals> principals = ReadPrincipals(arguments.file);
  if (!principals.ok()) return Fail(principals.status(), language);
  for (const api::Principal& principal : *principals) {
    const api::Caller& caller = principal.caller;
    std::cout << caller.principal << "\t" << api::RoleName(caller.role) << "\t"
              << (caller.all_enti ? "*" : absl::StrJoin(caller.enti, ", ")) << "\n";
  }
  std::cout.flush();
  return kDone;
}

}  // namespace traguardo::server
