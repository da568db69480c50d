#include "services/server/principal_options.h"

#include "services/server/describe_verb.h"
#include "services/server/language.h"

namespace traguardo::server {
namespace {

void AddFile(CLI::App& verb, PrincipalArguments& arguments, const std::string& help) {
  verb.add_option("--file", arguments.file, help)->type_name("FILE")->required();
}

void AddId(CLI::App& verb, PrincipalArguments& arguments, api::Language l) {
  verb.add_option("--id", arguments.id, Say(l, "identificativo", "id"))
      ->type_name("ID")
      ->required();
}

void AddTokenFile(CLI::App& verb, PrincipalArguments& arguments, api::Language l) {
  verb.add_option("--token-file", arguments.token_file,
                  Say(l, "scrive il token qui invece di mostrarlo",
                      "write the token here instead of showing it"))
      ->option_text("FILE");
}

}  // namespace

PrincipalVerbs AddPrincipals(CLI::App& app, PrincipalArguments& arguments, api::Language l) {
  CLI::App* principals =
      AddVerb(app, "principals",
              Say(l,
                  "chi può accedere (un server già avviato rilegge il file con "
                  "SIGHUP o riavviandolo)",
                  "who may call (a running server reads the file again on SIGHUP "
                  "or when restarted)"),
              l);
  principals->require_subcommand(1);
  const std::string file = Say(l, "file di chi può accedere", "file of who may call");
  PrincipalVerbs verbs;

  CLI::App* add = AddVerb(*principals, "add",
                          Say(l, "aggiunge qualcuno e mostra una volta sola il suo token",
                              "add somebody and show their token once"),
                          l);
  AddFile(*add, arguments, Say(l, "file (creato se manca)", "file (made if missing)"));
  AddId(*add, arguments, l);
  add->add_option("--role", arguments.role, kRoleNames)
      ->type_name(Say(l, "RUOLO", "ROLE"))
      ->required();
  add->add_option("--ente", arguments.enti,
                  Say(l, "ente (ripetibile); \"*\": tutti, solo AMMINISTRATORE",
                      "ente (repeatable); \"*\": all, AMMINISTRATORE only"))
      ->type_name("ID")
      ->required();
  AddTokenFile(*add, arguments, l);
  verbs.add = add;

  CLI::App* renew = AddVerb(*principals, "new-token",
                            Say(l, "dà a qualcuno un token nuovo; quello di prima non vale più",
                                "give somebody a new token; the one of before is worth nothing"),
                            l);
  AddFile(*renew, arguments, file);
  AddId(*renew, arguments, l);
  AddTokenFile(*renew, arguments, l);
  verbs.renew = renew;

  CLI::App* remove = AddVerb(*principals, "remove",
                             Say(l, "toglie qualcuno; ciò che ha registrato resta suo",
                                 "remove somebody; what they recorded stays theirs"),
                             l);
  AddFile(*remove, arguments, file);
  AddId(*remove, arguments, l);
  verbs.remove = remove;

  CLI::App* list = AddVerb(
      *principals, "list",
      Say(l, "elenca chi può accedere: id, ruolo, enti", "list who may call: id, role, enti"), l);
  AddFile(*list, arguments, file);
  verbs.list = list;
  return verbs;
}

int PrincipalVerbs::Run(const PrincipalArguments& arguments, api::Language language) const {
  if (renew->parsed()) return RenewToken(arguments, language);
  if (remove->parsed()) return RemovePrincipal(arguments, language);
  if (list->parsed()) return ListPrincipals(arguments, language);
  return AddPrincipal(arguments, language);
}

}  // namespace traguardo::server
