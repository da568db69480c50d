// traguardo version

#include "clients/cli/verbs/version.h"

#include "clients/cli/command/session.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

void AddVersion(Verb root) {
  Verb verb = root.Sub("version", {"versione del programma", "version of the program"});
  verb.Refuses({"--as-of", "--known-at", "--min-position"});
  verb.Runs([](Session& session) {
    session.Line(std::string("traguardo ") + kVersion);
    return 0;
  });
}

}  // namespace traguardo::cli
