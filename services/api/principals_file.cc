#include "services/api/principals_file.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/api/messages/bilingual_error.h"
#include "services/domain/values/resource_name.h"
#include "services/domain/values/text.h"

namespace traguardo::api {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr std::string_view kRolePrefix = "ROLE_";
constexpr std::string_view kAllEnti = "*";

absl::Status Wrong(std::string_view where, std::string_view italian, std::string_view english) {
  return Prefixed(absl::StrCat(std::string(where), ": "),
                  BilingualError(absl::StatusCode::kInvalidArgument, italian, english));
}

const Value* Find(const Struct& object, std::string_view name) {
  const auto found = object.fields().find(std::string(name));
  return found == object.fields().end() ? nullptr : &found->second;
}

absl::StatusOr<std::string> Text(const Struct& object, std::string_view where,
                                 std::string_view name) {
  const Value* const value = Find(object, name);
  const std::string path = absl::StrCat(std::string(where), ".", std::string(name));
  if (value == nullptr) return Wrong(path, "manca", "is missing");
  if (value->kind_case() != Value::kStringValue) {
    return Wrong(path, "deve essere un testo tra virgolette", "must be a text in quotes");
  }
  return value->string_value();
}

bool ParseDigest(const std::string& hex, Digest& digest) {
  if (hex.size() != 2 * digest.size()) return false;
  for (const char c : hex) {
    const bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!is_hex) return false;
  }
  const std::string bytes = absl::HexStringToBytes(hex);
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return true;
}

absl::Status ReadEnti(const Struct& object, std::string_view where, Caller& caller) {
  const std::string path = absl::StrCat(std::string(where), ".enti");
  const Value* const value = Find(object, "enti");
  if (value == nullptr || value->kind_case() != Value::kListValue) {
    return Wrong(path, "deve essere un elenco di identificativi di enti, per esempio [\"demo\"]",
                 "must be a list of ids of enti, for instance [\"demo\"]");
  }
  for (int i = 0; i < value->list_value().values_size(); ++i) {
    const Value& item = value->list_value().values(i);
    const std::string item_path = absl::StrCat(path, "[", i, "]");
    if (item.kind_case() != Value::kStringValue) {
      return Wrong(item_path, "deve essere un testo", "must be a text");
    }
    const std::string& ente = item.string_value();
    if (ente == kAllEnti) {
      if (caller.role != event::v1::ROLE_AMMINISTRATORE) {
        return Wrong(item_path,
                     "tutti gli enti (\"*\") sono solo per il ruolo AMMINISTRATORE: elencarli",
                     "all enti (\"*\") are for the role AMMINISTRATORE only: name them");
      }
      caller.all_enti = true;
    } else if (!domain::IsEnteId(ente)) {
      return Wrong(
          item_path,
          absl::StrCat(domain::Quoted(ente),
                       " non è l'identificativo di un ente: minuscole, cifre, - e _, al "
                       "massimo 40"),
          absl::StrCat(domain::Quoted(ente),
                       " is no id of an ente: small letters, digits, - and _, at most 40"));
    } else {
      caller.enti.push_back(ente);
    }
  }
  std::sort(caller.enti.begin(), caller.enti.end());
  if (std::adjacent_find(caller.enti.begin(), caller.enti.end()) != caller.enti.end()) {
    return Wrong(path, "nomina due volte un ente", "names an ente twice");
  }
  return absl::OkStatus();
}

absl::StatusOr<Principal> ReadPrincipal(const Value& value, std::string_view where) {
  if (value.kind_case() != Value::kStructValue) {
    return Wrong(where, "deve essere un oggetto tra graffe", "must be an object in braces");
  }
  const Struct& object = value.struct_value();
  for (const auto& [name, unused] : object.fields()) {
    if (name != "id" && name != "token_sha256" && name != "role" && name != "enti") {
      return Wrong(where,
                   absl::StrCat("ha il campo sconosciuto ", domain::Quoted(name),
                                "; si conoscono id, token_sha256, role ed enti"),
                   absl::StrCat("has an unknown field ", domain::Quoted(name),
                                "; known are id, token_sha256, role and enti"));
    }
  }
  Principal principal;
  auto id = Text(object, where, "id");
  if (!id.ok()) return id.status();
  if (!domain::IsId(*id)) {
    return Wrong(absl::StrCat(std::string(where), ".id"),
                 absl::StrCat(domain::Quoted(*id),
                              " non è un identificativo: minuscole, cifre, "
                              ". - e _, al massimo 60"),
                 absl::StrCat(domain::Quoted(*id),
                              " is no id: small letters, digits, . - and _, "
                              "at most 60"));
  }
  principal.caller.principal = *std::move(id);
  auto role = Text(object, where, "role");
  if (!role.ok()) return role.status();
  principal.caller.role = ParseRole(*role);
  if (principal.caller.role == event::v1::ROLE_UNSPECIFIED) {
    return Wrong(absl::StrCat(std::string(where), ".role"),
                 absl::StrCat(domain::Quoted(*role),
                              " non è un ruolo: AMMINISTRATORE, OPERATORE, SEGRETARIO, "
                              "ORGANO_POLITICO, RESPONSABILE, COLLABORATORE, NUCLEO o REVISORE"),
                 absl::StrCat(domain::Quoted(*role),
                              " is no role: AMMINISTRATORE, OPERATORE, SEGRETARIO, "
                              "ORGANO_POLITICO, RESPONSABILE, COLLABORATORE, NUCLEO or REVISORE"));
  }
  auto digest = Text(object, where, "token_sha256");
  if (!digest.ok()) return digest.status();
  if (!ParseDigest(*digest, principal.token_digest)) {
    return Wrong(absl::StrCat(std::string(where), ".token_sha256"),
                 "deve avere le 64 cifre esadecimali dello SHA-256 del token",
                 "must be the 64 hexadecimal digits of the token's SHA-256");
  }
  if (absl::Status status = ReadEnti(object, where, principal.caller); !status.ok()) return status;
  return principal;
}

}  // namespace

absl::StatusOr<std::vector<Principal>> ParsePrincipals(std::string_view json) {
  Struct file;
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), &file);
  if (!parsed.ok()) {
    const std::string detail(parsed.message());
    return BilingualError(absl::StatusCode::kInvalidArgument,
                          absl::StrCat("non è JSON valido: ", detail),
                          absl::StrCat("not valid JSON: ", detail));
  }
  const Value* const list = Find(file, "principals");
  if (list == nullptr || list->kind_case() != Value::kListValue) {
    return Wrong("principals", "deve esserci ed essere un elenco tra parentesi quadre",
                 "must be there and be a list in brackets");
  }
  std::vector<Principal> principals;
  std::set<std::string> ids;
  std::set<Digest> digests;
  for (int i = 0; i < list->list_value().values_size(); ++i) {
    const std::string where = absl::StrCat("principals[", i, "]");
    auto principal = ReadPrincipal(list->list_value().values(i), where);
    if (!principal.ok()) return principal.status();
    if (!ids.insert(principal->caller.principal).second) {
      return Wrong(absl::StrCat(where, ".id"), "è anche di uno dei precedenti",
                   "is the id of an earlier principal too");
    }
    if (!digests.insert(principal->token_digest).second) {
      return Wrong(absl::StrCat(where, ".token_sha256"),
                   "è anche il token di uno dei precedenti: ciascuno deve avere il suo",
                   "is the token of an earlier principal too: every principal needs their own");
    }
    principals.push_back(*std::move(principal));
  }
  return principals;
}

std::string FormatPrincipals(const std::vector<Principal>& principals) {
  std::vector<std::string> lines;
  for (const Principal& principal : principals) {
    std::vector<std::string> enti = principal.caller.enti;
    if (principal.caller.all_enti) enti.emplace_back(kAllEnti);
    // Ids and roles need no escaping in JSON.
    lines.push_back(absl::StrCat(
        "    {\"id\": \"", principal.caller.principal, "\", \"token_sha256\": \"",
        absl::BytesToHexString(std::string(ViewOf(principal.token_digest))), "\", \"role\": \"",
        std::string(RoleName(principal.caller.role)), "\", \"enti\": [",
        absl::StrJoin(enti, ", ",
                      [](std::string* out, const std::string& ente) {
                        absl::StrAppend(out, "\"", ente, "\"");
                      }),
        "]}"));
  }
  return absl::StrCat("{\n  \"principals\": [\n", absl::StrJoin(lines, ",\n"), "\n  ]\n}\n");
}

event::v1::Role ParseRole(std::string_view name) {
  event::v1::Role role = event::v1::ROLE_UNSPECIFIED;
  event::v1::Role_Parse(absl::StrCat(std::string(kRolePrefix), std::string(name)), &role);
  return role;
}

std::string_view RoleName(event::v1::Role role) {
  return std::string_view(event::v1::Role_Name(role)).substr(kRolePrefix.size());
}

}  // namespace traguardo::api
