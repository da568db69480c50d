// The verbs of traguardod, one file each. Every one adds its subcommand, and when that was given,
// runs it and returns the process's exit code:
//   0 done · 1 failed, said why · 2 wrong usage · 3 the check found something wrong

#ifndef TRAGUARDO_SERVICES_SERVER_VERBS_H_
#define TRAGUARDO_SERVICES_SERVER_VERBS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/api/language.h"
#include "services/server/default_cache.h"

namespace traguardo::server {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kFoundWrong = 3;

struct ServeArguments {
  std::string data_directory;
  std::string listen = "127.0.0.1:7450";
  std::string principals_file;
  std::string ready_file;
  int completion_threads = 1;
  int cache_mebibytes = DefaultCacheMebibytes(MachineBytes());
  bool reflection = false;
};
int Serve(const ServeArguments& arguments, api::Language language);

struct CheckArguments {
  std::string data_directory;
};
int Check(const CheckArguments& arguments, api::Language language);

struct ImportArguments {
  std::string data_directory;
  std::string document;
  std::string principals_file;
};
// Offline, with a clock that follows the document: for demo years and for moving an old year in.
int Import(const ImportArguments& arguments, api::Language language);

inline constexpr char kRoleNames[] =
    "AMMINISTRATORE, OPERATORE, SEGRETARIO, ORGANO_POLITICO, RESPONSABILE, COLLABORATORE, NUCLEO, "
    "REVISORE";

struct PrincipalArguments {
  std::string file;
  std::string id;
  std::string role;
  std::vector<std::string> enti;
  // Where to put the token instead of printing it; readable by the owner only.
  std::string token_file;
};
int AddPrincipal(const PrincipalArguments& arguments, api::Language language);
// The token of before is worth nothing from then on.
int RenewToken(const PrincipalArguments& arguments, api::Language language);
int RemovePrincipal(const PrincipalArguments& arguments, api::Language language);
int ListPrincipals(const PrincipalArguments& arguments, api::Language language);

// Says on the terminal what failed, and returns kFailed.
int Fail(const absl::Status& status, api::Language language);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_VERBS_H_
