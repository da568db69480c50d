#include "services/runtime/commands/command_size.h"

#include "absl/strings/str_cat.h"
#include "services/domain/facts/private_part.h"
#include "services/runtime/commands/answers.h"
#include "storage/bytes/limits.h"

namespace traguardo::runtime {
namespace {

// More than all fields of an envelope but fact and evidence can take (their bounds are in
// envelope.proto), and more than a salt adds to a private part.
constexpr size_t kEnvelopeFrameBytes = 1024;
static_assert(kEnvelopeFrameBytes < storage::kMaxEnvelopeBytes);

// Keys, indexes and tree, roughly.
constexpr size_t kLogBytesPerFact = 400;

Trouble TooLarge(size_t proposal, const char* what, size_t bytes, size_t limit) {
  Trouble trouble =
      MakeTrouble(Trouble::Kind::kTooLarge,
                  absl::StrCat(what, " of fact ", proposal, " takes ", bytes, " bytes of ", limit));
  trouble.proposal_index = static_cast<int>(proposal);
  return trouble;
}

// The exact sizes, for the few facts that may be too large.
std::optional<Trouble> CheckParts(const domain::Proposal& proposal, size_t index) {
  event::v1::Envelope envelope;
  *envelope.mutable_fact() = proposal.fact;
  *envelope.mutable_evidence() = proposal.evidence;
  const event::v1::PrivatePart part = domain::SplitPrivate(envelope);
  const size_t envelope_bytes = envelope.ByteSizeLong() + kEnvelopeFrameBytes;
  if (envelope_bytes > storage::kMaxEnvelopeBytes) {
    return TooLarge(index, "the envelope", envelope_bytes, storage::kMaxEnvelopeBytes);
  }
  const size_t part_bytes = part.ByteSizeLong() + kEnvelopeFrameBytes;
  if (part_bytes > storage::kMaxPrivatePartBytes) {
    return TooLarge(index, "the texts", part_bytes, storage::kMaxPrivatePartBytes);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Trouble> CheckCommandSize(const domain::Command& command, size_t max_command_bytes,
                                        size_t& bytes) {
  bytes = 0;
  for (size_t i = 0; i < command.proposals.size(); ++i) {
    const domain::Proposal& proposal = command.proposals[i];
    const size_t content = proposal.fact.ByteSizeLong() + proposal.evidence.ByteSizeLong();
    if (content + kEnvelopeFrameBytes > storage::kMaxEnvelopeBytes) {
      std::optional<Trouble> trouble = CheckParts(proposal, i);
      if (trouble.has_value()) return trouble;
    }
    bytes += content + kLogBytesPerFact;
  }
  if (bytes > max_command_bytes) {
    return MakeTrouble(Trouble::Kind::kTooLarge,
                       absl::StrCat("the command takes ", bytes, " bytes of ", max_command_bytes));
  }
  return std::nullopt;
}

}  // namespace traguardo::runtime
