// traguardo version

#include "clients/cli/verbs/version.h"

#include "clients/cli/command/session.h"
#include "clients/cli/verbs/verbs.h"
#include "google/protobuf/struct.pb.h"

namespace traguardo::cli {

void AddVersion(Verb root) {
  Verb verb = root.Sub("version", {"versione del programma", "version of the program"});
  verb.Refuses({"--as-of", "--known-at", "--min-position"});
  verb.Runs([](Session& session) {
    google::protobuf::Struct answer;
    (*answer.mutable_fields())["version"].set_string_value(kVersion);
    return session.ShowSentence(std::string("traguardo ") + kVersion, answer,
                                {.columns = {{.key = "version"}}, .rows = {{{kVersion}}}});
  });
}

}  // namespace traguardo::cli
