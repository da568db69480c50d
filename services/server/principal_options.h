// The verbs below `principals` and their options.

#ifndef TRAGUARDO_SERVICES_SERVER_PRINCIPAL_OPTIONS_H_
#define TRAGUARDO_SERVICES_SERVER_PRINCIPAL_OPTIONS_H_

#include "CLI/CLI.hpp"
#include "services/api/language.h"
#include "services/server/verbs.h"

namespace traguardo::server {

struct PrincipalVerbs {
  const CLI::App* add = nullptr;
  const CLI::App* renew = nullptr;
  const CLI::App* remove = nullptr;
  const CLI::App* list = nullptr;

  // Whichever was typed.
  int Run(const PrincipalArguments& arguments, api::Language language) const;
};

// Both outlive the parsing of the command line.
PrincipalVerbs AddPrincipals(CLI::App& app, PrincipalArguments& arguments, api::Language language);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_PRINCIPAL_OPTIONS_H_
