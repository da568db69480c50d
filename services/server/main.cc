// traguardod: the server, and the tools that work on its files while it is not running.

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "clients/cli/parser/parse_complaint.h"
#include "services/server/default_cache.h"
#include "services/server/describe_verb.h"
#include "services/server/language.h"
#include "services/server/principal_options.h"
#include "services/server/verbs.h"
#include "services/server/version.h"

namespace traguardo::server {
namespace {

// Help texts are made before the arguments are read, so the language is looked for by itself.
api::Language ChosenLanguage(int argc, char** argv) {
  const char* environment = std::getenv("TRAGUARDO_LANG");
  std::string chosen = environment == nullptr ? "" : environment;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) chosen = argv[i + 1];
    if (argument.rfind("--lang=", 0) == 0) chosen = argument.substr(7);
  }
  return chosen == "en" ? api::Language::kEnglish : api::Language::kItalian;
}

std::string Folder(api::Language l) { return Say(l, "CARTELLA", "FOLDER"); }

void AddServe(CLI::App& app, ServeArguments& arguments, api::Language l) {
  CLI::App* serve = AddVerb(app, "serve",
                            Say(l, "avvia il server; SIGHUP: rilegge chi può accedere",
                                "run the server; SIGHUP: read again who may call"),
                            l);
  serve
      ->add_option(
          "--data", arguments.data_directory,
          Say(l, "cartella dei dati (creata se manca)", "data directory (made if missing)"))
      ->type_name(Folder(l))
      ->required();
  serve
      ->add_option("--listen", arguments.listen,
                   Say(l, "indirizzo locale e porta; porta 0: una libera (senza: 127.0.0.1:7450)",
                       "loopback address and port; port 0: a free one (without it: "
                       "127.0.0.1:7450)"))
      ->option_text(Say(l, "INDIRIZZO:PORTA", "ADDRESS:PORT"));
  serve
      ->add_option("--principals", arguments.principals_file,
                   Say(l, "file di chi può accedere (traguardod principals add)",
                       "file of who may call (traguardod principals add)"))
      ->type_name("FILE")
      ->required();
  serve
      ->add_option("--ready-file", arguments.ready_file,
                   Say(l, "file scritto con l'indirizzo quando il server è pronto",
                       "file written with the address once the server is ready"))
      ->option_text("FILE");
  serve
      ->add_option("--completion-threads", arguments.completion_threads,
                   absl::StrCat(Say(l, "thread che servono le chiamate, da 1 a 64 (senza: ",
                                    "threads that serve calls, from 1 to 64 (without it: "),
                                arguments.completion_threads, ")"))
      ->check(CLI::Range(1, 64))
      ->option_text("N");
  serve
      ->add_option(
          "--cache-mib", arguments.cache_mebibytes,
          absl::StrCat(Say(l,
                           "memoria per ciascuna delle tre cache, blocchi del registro e "
                           "stati, in MiB, da 16 a 65536 (senza: un dodicesimo della "
                           "macchina, ",
                           "memory for each of the three caches, log blocks and states, in "
                           "MiB, from 16 to 65536 (without it: a twelfth of the machine's, "),
                       arguments.cache_mebibytes, ")"))
      ->check(CLI::Range(kSmallestCacheMebibytes, kLargestCacheMebibytes))
      ->option_text("MIB");
  serve->add_flag("--reflection", arguments.reflection,
                  Say(l, "risponde a chi chiede quali metodi ci sono (per grpcurl, con un token)",
                      "answer who asks which methods there are (for grpcurl, with a token)"));
}

void AddCheck(CLI::App& app, CheckArguments& arguments, api::Language l) {
  CLI::App* check = AddVerb(
      app, "check",
      Say(l, "verifica tutto il registro, a server fermo (esce 3 se trova un errore)",
          "check the whole log while no server runs on it (exits 3 when it finds an error)"),
      l);
  check
      ->add_option("--data", arguments.data_directory,
                   Say(l, "cartella dei dati", "data directory"))
      ->type_name(Folder(l))
      ->required();
}

void AddImport(CLI::App& app, ImportArguments& arguments, api::Language l) {
  CLI::App* import =
      AddVerb(app, "import",
              Say(l, "carica un anno da un documento, a server fermo, con l'orologio del documento",
                  "load a year from a document while no server runs, with the document's clock"),
              l);
  import
      ->add_option(
          "--data", arguments.data_directory,
          Say(l, "cartella dei dati (creata se manca)", "data directory (made if missing)"))
      ->type_name(Folder(l))
      ->required();
  import
      ->add_option("--document", arguments.document,
                   Say(l, "documento dell'anno, JSON o YAML, al massimo 64 MiB",
                       "year document, JSON or YAML, at most 64 MiB"))
      ->type_name("FILE")
      ->required();
  import
      ->add_option("--principals", arguments.principals_file,
                   Say(l, "file da cui vengono i ruoli di recordedBy",
                       "file that the roles of recordedBy come from"))
      ->type_name("FILE")
      ->required();
}

cli::Language ScreenLanguage(api::Language language) {
  return language == api::Language::kItalian ? cli::Language::kItalian : cli::Language::kEnglish;
}

// Help and version go out with 0, a complaint with 2.
int Answer(const CLI::App& app, const CLI::ParseError& error, api::Language language) {
  if (error.get_exit_code() == 0) return app.exit(error);
  const CLI::App* verb = &app;
  while (!verb->get_subcommands().empty()) verb = verb->get_subcommands().front();
  std::cerr << "traguardod: " << cli::ComplaintAbout(error, *verb, ScreenLanguage(language))
            << "\n";
  return kWrongUsage;
}

int Main(int argc, char** argv) {
  const api::Language language = ChosenLanguage(argc, argv);
  CLI::App app{Say(language, "Traguardo: il server di monitoraggio degli obiettivi",
                   "Traguardo: the objective monitoring server"),
               "traguardod"};
  cli::DescribeHelp(app, ScreenLanguage(language));
  DescribeVerb(app, language);
  app.set_version_flag("--version", std::string(kVersion),
                       Say(language, "mostra la versione", "show the version"));
  std::string language_option;
  app.add_option("--lang", language_option,
                 Say(language, "lingua: it o en (anche TRAGUARDO_LANG)",
                     "language: it or en (also TRAGUARDO_LANG)"))
      ->check(CLI::IsMember({"it", "en"}))
      ->option_text("it|en");
  app.fallthrough();
  app.require_subcommand(1);
  ServeArguments serve;
  CheckArguments check;
  ImportArguments import;
  PrincipalArguments principal;
  app.footer(
      Say(language,
          "Codici di uscita: 0 fatto, 1 non riuscito (il motivo è detto), 2 argomenti "
          "sbagliati, 3 la verifica ha trovato errori",
          "Exit codes: 0 done, 1 failed (the reason is said), 2 wrong arguments, 3 the check "
          "found errors"));
  AddServe(app, serve, language);
  AddCheck(app, check, language);
  AddImport(app, import, language);
  const PrincipalVerbs principals = AddPrincipals(app, principal, language);
  // CLI11 reports wrong usage by an exception; it ends here.
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return Answer(app, error, language);
  }
  if (app.got_subcommand("serve")) return Serve(serve, language);
  if (app.got_subcommand("check")) return Check(check, language);
  if (app.got_subcommand("import")) return Import(import, language);
  return principals.Run(principal, language);
}

}  // namespace
}  // namespace traguardo::server

int main(int argc, char** argv) {
  // What gRPC has to say about a port that is taken, we say in our own words.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  // Debian's Abseil is built for debugging and keeps a graph of all locks: tests want it, users
  // would only pay for it.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return traguardo::server::Main(argc, argv);
}
