#include "services/api/principals_file.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/api/json_lines.h"
#include "services/api/messages/bilingual_error.h"
#include "services/domain/values/resource_name.h"
#include "services/domain/values/text.h"

namespace traguardo::api {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr std::string_view kRolePrefix = "ROLE_";
constexpr std::string_view kList = "principals";
constexpr std::string_view kAllEnti = "*";

absl::Status Wrong(std::string_view italian, std::string_view english) {
  return BilingualError(absl::StatusCode::kInvalidArgument, italian, english);
}

absl::Status WrongField(const std::string& field, std::string_view italian,
                        std::string_view english) {
  return Prefixed(field + ": ", Wrong(italian, english));
}

const Value* Find(const Struct& object, std::string_view name) {
  const auto found = object.fields().find(std::string(name));
  return found == object.fields().end() ? nullptr : &found->second;
}

absl::StatusOr<std::string> Text(const Struct& object, const std::string& name) {
  const Value* const value = Find(object, name);
  if (value == nullptr) return WrongField(name, "manca", "is missing");
  if (value->kind_case() != Value::kStringValue) {
    return WrongField(name, "deve essere un testo tra virgolette", "must be a text in quotes");
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

absl::StatusOr<std::vector<std::string>> ReadEnti(const Struct& object) {
  const Value* const value = Find(object, "enti");
  if (value == nullptr || value->kind_case() != Value::kListValue) {
    return WrongField("enti",
                      "deve essere un elenco di identificativi di enti, per esempio [\"demo\"]",
                      "must be a list of ids of enti, for instance [\"demo\"]");
  }
  std::vector<std::string> enti;
  for (const Value& item : value->list_value().values()) {
    if (item.kind_case() != Value::kStringValue) {
      return WrongField("enti", "ogni ente deve essere un testo tra virgolette",
                        "every ente must be a text in quotes");
    }
    enti.push_back(item.string_value());
  }
  return enti;
}

absl::Status CheckFields(const Struct& object) {
  for (const auto& [name, unused] : object.fields()) {
    if (name != "id" && name != "token_sha256" && name != "role" && name != "enti") {
      return Wrong(absl::StrCat("ha il campo sconosciuto ", domain::Quoted(name),
                                "; si conoscono id, token_sha256, role ed enti"),
                   absl::StrCat("has an unknown field ", domain::Quoted(name),
                                "; known are id, token_sha256, role and enti"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Principal> ReadPrincipal(const Value& value) {
  if (value.kind_case() != Value::kStructValue) {
    return Wrong("deve essere un oggetto tra graffe", "must be an object in braces");
  }
  const Struct& object = value.struct_value();
  if (absl::Status known = CheckFields(object); !known.ok()) return known;
  const auto id = Text(object, "id");
  if (!id.ok()) return id.status();
  if (absl::Status good = CheckPrincipalId(*id); !good.ok()) return Prefixed("id: ", good);
  const auto role = Text(object, "role");
  if (!role.ok()) return role.status();
  if (absl::Status good = CheckRole(*role); !good.ok()) return Prefixed("role: ", good);
  const auto digest = Text(object, "token_sha256");
  if (!digest.ok()) return digest.status();
  Principal principal;
  if (!ParseDigest(*digest, principal.token_digest)) {
    return WrongField("token_sha256", "deve avere le 64 cifre esadecimali dello SHA-256 del token",
                      "must be the 64 hexadecimal digits of the token's SHA-256");
  }
  const auto enti = ReadEnti(object);
  if (!enti.ok()) return enti.status();
  principal.caller.principal = *id;
  principal.caller.role = ParseRole(*role);
  if (absl::Status good = CheckEnti(*enti, principal.caller.role); !good.ok()) {
    return Prefixed("enti: ", good);
  }
  AddEnti(*enti, principal.caller);
  return principal;
}

// Entries are counted from 1, as whoever edits the file counts them.
class Reader {
 public:
  absl::Status Read(const Value& value) {
    const size_t number = principals_.size() + 1;
    absl::StatusOr<Principal> principal = ReadPrincipal(value);
    if (!principal.ok()) return principal.status();
    const auto [same_id, is_new] = ids_.emplace(principal->caller.principal, number);
    if (!is_new) {
      return WrongField("id", absl::StrCat("è anche quello della voce ", same_id->second),
                        absl::StrCat("is that of entry ", same_id->second, " too"));
    }
    const auto [same_digest, is_own] = digests_.emplace(principal->token_digest, number);
    if (!is_own) {
      return WrongField("token_sha256",
                        absl::StrCat("è anche quello della voce ", same_digest->second,
                                     ": ciascuno deve avere il suo token"),
                        absl::StrCat("is that of entry ", same_digest->second,
                                     " too: every principal needs a token of their own"));
    }
    principals_.push_back(*std::move(principal));
    return absl::OkStatus();
  }

  std::vector<Principal> Take() { return std::move(principals_); }

 private:
  std::vector<Principal> principals_;
  std::map<std::string, size_t> ids_;
  std::map<Digest, size_t> digests_;
};

absl::Status NotJson(std::string_view json, std::string_view error) {
  const int line = LineOfParseError(json, error);
  // What stands around the place may be half of somebody's entry: the line says enough.
  const std::string complaint(error.substr(0, error.find('\n')));
  return Prefixed(line == 0 ? "" : absl::StrCat("riga ", line, ": "),
                  line == 0 ? "" : absl::StrCat("line ", line, ": "),
                  Wrong("non è JSON valido: " + complaint, "not valid JSON: " + complaint));
}

}  // namespace

absl::Status CheckPrincipalId(const std::string& id) {
  if (domain::IsId(id)) return absl::OkStatus();
  return Wrong(
      absl::StrCat(domain::Quoted(id),
                   " non è un identificativo: minuscole, cifre, . - e _, al massimo 60"),
      absl::StrCat(domain::Quoted(id), " is no id: small letters, digits, . - and _, at most 60"));
}

absl::Status CheckRole(const std::string& name) {
  if (ParseRole(name) != event::v1::ROLE_UNSPECIFIED) return absl::OkStatus();
  return Wrong(absl::StrCat(domain::Quoted(name),
                            " non è un ruolo: AMMINISTRATORE, OPERATORE, SEGRETARIO, "
                            "ORGANO_POLITICO, RESPONSABILE, COLLABORATORE, NUCLEO o REVISORE"),
               absl::StrCat(domain::Quoted(name),
                            " is no role: AMMINISTRATORE, OPERATORE, SEGRETARIO, "
                            "ORGANO_POLITICO, RESPONSABILE, COLLABORATORE, NUCLEO or REVISORE"));
}

absl::Status CheckEnti(const std::vector<std::string>& enti, event::v1::Role role) {
  std::set<std::string> seen;
  for (const std::string& ente : enti) {
    if (ente == kAllEnti) {
      if (role == event::v1::ROLE_AMMINISTRATORE) continue;
      return Wrong("tutti gli enti (\"*\") sono solo per il ruolo AMMINISTRATORE: elencarli",
                   "all enti (\"*\") are for the role AMMINISTRATORE only: name them");
    }
    if (!domain::IsEnteId(ente)) {
      return Wrong(absl::StrCat(domain::Quoted(ente),
                                " non è l'identificativo di un ente: minuscole, cifre, - e _, al "
                                "massimo 40"),
                   absl::StrCat(domain::Quoted(ente),
                                " is no id of an ente: small letters, digits, - and _, at most "
                                "40"));
    }
    if (!seen.insert(ente).second) {
      return Wrong(absl::StrCat("nomina due volte ", domain::Quoted(ente)),
                   absl::StrCat("names ", domain::Quoted(ente), " twice"));
    }
  }
  return absl::OkStatus();
}

void AddEnti(const std::vector<std::string>& enti, Caller& caller) {
  for (const std::string& ente : enti) {
    if (ente == kAllEnti) {
      caller.all_enti = true;
    } else {
      caller.enti.push_back(ente);
    }
  }
  std::sort(caller.enti.begin(), caller.enti.end());
}

absl::StatusOr<std::vector<Principal>> ParsePrincipals(std::string_view json) {
  Struct file;
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), &file);
  if (!parsed.ok()) return NotJson(json, std::string(parsed.message()));
  const Value* const list = Find(file, kList);
  if (list == nullptr || list->kind_case() != Value::kListValue) {
    return WrongField(std::string(kList), "deve esserci ed essere un elenco tra parentesi quadre",
                      "must be there and be a list in brackets");
  }
  const auto& values = list->list_value().values();
  const std::vector<int> lines = LinesOfList(json, kList);
  const bool lines_are_known = lines.size() == static_cast<size_t>(values.size());
  Reader reader;
  for (int i = 0; i < values.size(); ++i) {
    const absl::Status read = reader.Read(values[i]);
    if (read.ok()) continue;
    const std::string line =
        lines_are_known ? std::to_string(lines[static_cast<size_t>(i)]) : std::string();
    return Prefixed(absl::StrCat("voce ", i + 1, line.empty() ? "" : " (riga " + line + ")", ": "),
                    absl::StrCat("entry ", i + 1, line.empty() ? "" : " (line " + line + ")", ": "),
                    read);
  }
  return reader.Take();
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
