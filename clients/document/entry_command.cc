#include "clients/document/entry_command.h"

#include <string_view>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/document/fact_place.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "openssl/evp.h"

namespace traguardo::document {
namespace {

using api::v1::Command;
using api::v1::Proposal;
using api::v1::YearDocument;
using api::v1::YearEntry;
using event::v1::Fact;

std::string TargetOf(const YearDocument& document, const Fact& fact, const std::string& objective,
                     const std::string& round) {
  const std::string ente = absl::StrCat("enti/", document.ente());
  const std::string plan = absl::StrCat(ente, "/plans/", document.year());
  if (!objective.empty()) return absl::StrCat(plan, "/objectives/", objective);
  if (!round.empty()) return absl::StrCat(plan, "/rounds/", round);
  return PlaceOf(fact) == FactPlace::kEnte ? ente : plan;
}

template <typename Placed>  // YearEntry or YearFact
Proposal* Place(const YearDocument& document, const Placed& placed, Command& command) {
  Proposal* proposal = command.add_proposals();
  proposal->set_target(TargetOf(document, placed.fact(), placed.objective(), placed.round()));
  proposal->set_unit(placed.unit());
  *proposal->mutable_fact() = placed.fact();
  return proposal;
}

constexpr size_t kHashBytes = 16;

}  // namespace

std::string CommandHash(std::string_view request_id) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(request_id.data(), request_id.size(), digest, &size, EVP_sha256(), nullptr);
  return std::string(reinterpret_cast<const char*>(digest), kHashBytes);
}

std::string CanonicalBytes(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&out);
  }
  return bytes;
}

std::string FactName(const Fact& fact) {
  const auto* oneof = Fact::descriptor()->FindOneofByName("kind");
  const auto* field = fact.GetReflection()->GetOneofFieldDescriptor(fact, oneof);
  return field == nullptr ? "" : field->json_name();
}

Command CommandOf(const YearDocument& document, const YearEntry& entry) {
  Command command;
  auto* header = command.mutable_header();
  header->set_effective_on(entry.effective_on());
  header->set_on_behalf_of(entry.on_behalf_of());
  if (entry.has_evidence()) *header->mutable_evidence() = entry.evidence();
  Place(document, entry, command);
  for (const auto& fact : entry.together()) {
    Proposal* proposal = Place(document, fact, command);
    proposal->set_effective_on(fact.effective_on());
    if (fact.has_evidence()) *proposal->mutable_evidence() = fact.evidence();
  }
  return command;
}

std::string RequestIds::Next(const Command& command, const std::string& corrects_request_id,
                             uint32_t corrects_index) {
  const std::string digest = absl::BytesToHexString(
      CommandHash(absl::StrCat(ente_, "\n", year_, "\n", corrects_request_id, "\n", corrects_index,
                               "\n", CanonicalBytes(command))));
  return absl::StrCat("doc-", digest, "-", seen_[digest]++);
}

}  // namespace traguardo::document
