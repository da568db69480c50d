// Verbs of the command line with the headings of their help in the reader's language.

#ifndef TRAGUARDO_SERVICES_SERVER_DESCRIBE_VERB_H_
#define TRAGUARDO_SERVICES_SERVER_DESCRIBE_VERB_H_

#include <string>

#include "CLI/CLI.hpp"
#include "services/api/language.h"
#include "services/server/language.h"

namespace traguardo::server {

// Here and in every verb below.
inline void DescribeVerb(CLI::App& verb, api::Language language) {
  verb.option_defaults()->group(Say(language, "Opzioni", "Options"));
  verb.get_help_ptr()->group(Say(language, "Opzioni", "Options"));
  verb.group(Say(language, "Verbi", "Verbs"));
}

inline CLI::App* AddVerb(CLI::App& app, const std::string& name, const std::string& help,
                         api::Language language) {
  CLI::App* verb = app.add_subcommand(name, help);
  DescribeVerb(*verb, language);
  return verb;
}

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_DESCRIBE_VERB_H_
