#include "services/api/commands/command_builder.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "services/api/digest.h"
#include "services/api/permissions.h"
#include "services/api/principals_file.h"
#include "services/api/refusal_status.h"
#include "services/domain/facts/field_rules.h"
#include "services/domain/values/resource_name.h"

namespace traguardo::api {
namespace {

// Permanent, like all of the canonical form: fingerprints are kept for ever.
constexpr char kCanonicalVersion = 1;

// Of a report with a note of some lines.
constexpr size_t kUsualCanonicalBytes = 768;

void AppendNumber(uint64_t number, std::string& out) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(number >> (56 - 8 * i));
  out.append(bytes, sizeof bytes);
}

void AppendText(std::string_view text, std::string& out) {
  AppendNumber(text.size(), out);
  out.append(text);
}

// Messages without maps have one serialisation, in the order of their field numbers.
void AppendMessage(const google::protobuf::Message& message, std::string& out) {
  const size_t size = message.ByteSizeLong();
  AppendNumber(size, out);
  const size_t begin = out.size();
  out.resize(begin + size);
  message.SerializeWithCachedSizesToArray(reinterpret_cast<uint8_t*>(out.data() + begin));
}

}  // namespace

CommandBuilder::CommandBuilder(const CallContext& context, const CommandClock& clock,
                               v1::CommandHeader& header)
    : context_(context), clock_(clock), header_(header) {
  canonical_.reserve(kUsualCanonicalBytes);
  canonical_.push_back(kCanonicalVersion);
  AppendText(header_.on_behalf_of(), canonical_);
  canonical_.push_back(header_.has_expected_revision() ? 1 : 0);
  if (header_.has_expected_revision()) AppendNumber(header_.expected_revision(), canonical_);
}

ErrorStatus CommandBuilder::CheckCaller(std::string_view ente,
                                        event::v1::Fact::KindCase kind) const {
  const Caller& caller = *context_.caller;
  const bool permitted = MayReach(caller, ente) && MayRecord(caller.role, kind) &&
                         (header_.on_behalf_of().empty() || MayWriteOnBehalf(caller.role));
  if (permitted) return nullptr;
  return ErrorOf(v1::ERROR_REASON_PERMISSION_DENIED, context_.language,
                 {{"role", std::string(RoleName(caller.role))}, {"ente", std::string(ente)}});
}

ErrorStatus CommandBuilder::Add(std::string_view target, TargetField target_field, std::string unit,
                                std::string_view effective_on, const event::v1::Evidence* evidence,
                                event::v1::Fact fact) {
  auto parsed = domain::TryParseResourceName(target);
  auto* const name = std::get_if<domain::ResourceName>(&parsed);
  if (name == nullptr) {
    return ErrorOf({{.path = target_field(),
                     .kind = domain::FieldViolationKind::kNameSyntax,
                     .value = std::string(target)}},
                   context_.language);
  }
  domain::Command& command = submission_.command;
  if (command.ente.empty()) {
    command.ente = name->ente;
  } else if (command.ente != name->ente) {
    return ErrorOf(v1::ERROR_REASON_COMMAND_SHAPE, context_.language,
                   {{"ente", command.ente}, {"other", name->ente}}, target_field());
  }
  if (ErrorStatus error = CheckCaller(name->ente, fact.kind_case())) return error;

  if (effective_on.empty()) effective_on = header_.effective_on();
  if (evidence == nullptr && header_.has_evidence()) evidence = &header_.evidence();
  domain::Proposal proposal{.stream = std::move(name->stream), .unit = std::move(unit)};
  AppendText(proposal.stream.ToString(), canonical_);
  AppendText(proposal.unit, canonical_);
  AppendText(effective_on, canonical_);
  if (evidence != nullptr) proposal.evidence = *evidence;
  AppendMessage(proposal.evidence, canonical_);
  AppendMessage(fact, canonical_);
  if (effective_on.empty()) {
    if (today_.empty()) today_ = clock_.Today();
    effective_on = today_;
  }
  proposal.effective_on = effective_on;
  proposal.fact = std::move(fact);
  command.proposals.push_back(std::move(proposal));
  return nullptr;
}

runtime::Submission CommandBuilder::Build() && {
  const Caller& caller = *context_.caller;
  domain::Command& command = submission_.command;
  command.actor.set_principal(caller.principal);
  command.actor.set_role(caller.role);
  command.actor.set_on_behalf_of(std::move(*header_.mutable_on_behalf_of()));
  if (header_.has_expected_revision()) command.expected_revision = header_.expected_revision();
  submission_.key.ente = command.ente;
  submission_.key.principal = caller.principal;
  submission_.key.request_id_hash = storage::HashRequestId(header_.request_id());
  const Digest digest = Sha256({command.ente, std::string_view("\0", 1), canonical_});
  std::copy_n(digest.begin(), submission_.fingerprint.size(), submission_.fingerprint.begin());
  submission_.deadline = context_.deadline;
  return std::move(submission_);
}

}  // namespace traguardo::api
