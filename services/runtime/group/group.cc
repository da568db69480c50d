#include "services/runtime/group/group.h"

#include <cstring>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "services/domain/facts/private_part.h"
#include "services/runtime/commands/answers.h"
#include "storage/bytes/limits.h"
#include "storage/bytes/sha256.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using event::v1::PrivatePart;

// Keys and indexes that the log adds to each fact, roughly.
constexpr size_t kIndexBytesPerFact = 200;

absl::Status TooLarge(const Envelope& fact, const char* what) {
  return absl::InternalError(absl::StrCat("fact ", fact.command_index(), " of the command: ", what,
                                          " is larger than the log takes"));
}

}  // namespace

absl::StatusOr<Group::Added> Group::Add(const PendingCommand& command,
                                        domain::Acceptance acceptance) {
  Added added;
  const size_t first = to_append_.facts.size();
  const size_t bytes_before = bytes_;
  const std::string_view ente = Keep(command.key.ente);
  for (size_t i = 0; i < acceptance.facts.size(); ++i) {
    Envelope& envelope = acceptance.facts[i];
    PrivatePart& part = acceptance.private_parts[i];
    storage::FactToAppend fact;
    fact.position = envelope.position();
    fact.ente = ente;
    fact.stream = Keep({envelope.stream().data(), envelope.stream().size()});
    fact.revision = envelope.revision();
    if (!domain::IsEmpty(part)) {
      const std::string_view salt = salts_.Draw();
      part.set_salt(salt.data(), salt.size());
      fact.private_part = Serialise(part);
      const auto hash = storage::Sha256({fact.private_part});
      envelope.set_private_hash(hash.data(), hash.size());
    }
    fact.envelope = Serialise(envelope);
    fact.entry_salt = Keep(salts_.Draw());
    absl::Status fits;
    if (fact.envelope.size() > storage::kMaxEnvelopeBytes) {
      fits = TooLarge(envelope, "the envelope");
    } else if (fact.private_part.size() > storage::kMaxPrivatePartBytes) {
      fits = TooLarge(envelope, "the private part");
    }
    if (!fits.ok()) {
      to_append_.facts.resize(first);
      bytes_ = bytes_before;
      return fits;
    }
    added.envelope_bytes += fact.envelope.size();
    bytes_ += fact.envelope.size() + fact.private_part.size() + kIndexBytesPerFact;
    to_append_.facts.push_back(fact);
  }

  const storage::Position first_position = to_append_.facts[first].position;
  const storage::Position last_position = to_append_.facts.back().position;
  event::v1::RecordedAnswer answer =
      MakeRecordedAnswer(first_position, last_position, acceptance.revision, acceptance.warnings);
  storage::RequestToAppend request;
  request.key = command.key;
  request.fingerprint = command.fingerprint;
  request.first_position = first_position;
  request.fact_count = static_cast<uint32_t>(to_append_.facts.size() - first);
  request.answer = Serialise(answer);
  added.recent.fingerprint = command.fingerprint;
  added.recent.last_position = last_position;
  added.recent.answer = std::string(request.answer);
  to_append_.requests.push_back(std::move(request));
  added.outcome = ToOutcome(std::move(answer), /*replayed=*/false);
  return added;
}

void Group::AddWithdrawn(const storage::StoredFact& fact) {
  to_append_.withdrawn.push_back({fact.position, Keep(fact.envelope), Keep(fact.entry_salt)});
  bytes_ += fact.envelope.size() + kIndexBytesPerFact;
}

void Group::AddOperational(std::string_view key, std::string_view value) {
  to_append_.operational.push_back({Keep(key), Keep(value)});
}

void Group::Clear() {
  to_append_.facts.clear();
  to_append_.requests.clear();
  to_append_.withdrawn.clear();
  to_append_.operational.clear();
  answers_.clear();
  arena_.Clear();
  bytes_ = 0;
}

std::string_view Group::Keep(std::string_view bytes) {
  char* const place = arena_.Allocate(bytes.size());
  std::memcpy(place, bytes.data(), bytes.size());
  return {place, bytes.size()};
}

std::string_view Group::Serialise(const google::protobuf::MessageLite& message) {
  const size_t size = message.ByteSizeLong();
  char* const place = arena_.Allocate(size);
  message.SerializeWithCachedSizesToArray(reinterpret_cast<uint8_t*>(place));
  return {place, size};
}

}  // namespace traguardo::runtime
