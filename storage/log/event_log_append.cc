// Everything that writes new facts: one group, one batch, one sync.

#include <rocksdb/slice.h>

#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/bytes/check.h"
#include "storage/layout/fact_record.h"
#include "storage/layout/keys.h"
#include "storage/layout/request_record.h"
#include "storage/log/event_log.h"
#include "storage/log/event_log_state.h"
#include "storage/log/tree_store.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// Building a batch in memory fails only when it is used wrongly.
void MustAdd(const rocksdb::Status& status) { STORAGE_CHECK(status.ok()); }

// What the batch needs per entry beyond key and value; generous, for the bound only.
constexpr size_t kEntryOverheadBytes = 64;

absl::Status CheckFact(const FactToAppend& fact, Position expected) {
  const auto refuse = [&](const auto&... why) {
    return absl::InvalidArgumentError(
        absl::StrCat("the fact for position ", fact.position, ": ", why...));
  };
  if (fact.position != expected) return refuse("position ", expected, " comes next");
  if (fact.revision == 0) return refuse("revisions start at 1");
  if (!IsName(fact.ente, kMaxEnteBytes)) {
    return refuse("an ente has 1 to ", kMaxEnteBytes, " bytes and no NUL");
  }
  if (!IsName(fact.stream, kMaxStreamBytes)) {
    return refuse("a stream has 1 to ", kMaxStreamBytes, " bytes and no NUL");
  }
  if (fact.envelope.empty() || fact.envelope.size() > kMaxEnvelopeBytes) {
    return refuse("an envelope has 1 to ", kMaxEnvelopeBytes, " bytes, not ", fact.envelope.size());
  }
  if (fact.private_part.size() > kMaxPrivatePartBytes) {
    return refuse("a private part has at most ", kMaxPrivatePartBytes, " bytes, not ",
                  fact.private_part.size());
  }
  if (fact.entry_salt.size() != kSaltBytes) {
    return refuse("an entry salt has ", kSaltBytes, " bytes, not ", fact.entry_salt.size());
  }
  return absl::OkStatus();
}

absl::Status CheckWithdrawn(const FactToWithdraw& fact, Position head) {
  const bool fits = fact.position > 0 && fact.position <= head && !fact.envelope.empty() &&
                    fact.envelope.size() <= kMaxEnvelopeBytes &&
                    fact.entry_salt.size() == kSaltBytes;
  if (fits) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "the fact at position ", fact.position,
      " cannot be rewritten without its private part: it is an earlier fact, with envelope and "
      "salt as they were read"));
}

absl::Status CheckOperational(const OperationalToPut& record) {
  if (!record.key.empty() && record.key.size() <= kMaxOperationalKeyBytes &&
      record.value.size() <= kMaxOperationalValueBytes) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("an operational record has a key of ",
                                                 record.key.size(), " bytes and a value of ",
                                                 record.value.size()));
}

// `free_from` is the first position that no earlier request of the group claims.
absl::Status CheckRequest(const RequestToAppend& request, Position free_from, Position last) {
  const auto refuse = [&](const auto&... why) {
    return absl::InvalidArgumentError(absl::StrCat("the request with ", request.fact_count,
                                                   " facts from position ", request.first_position,
                                                   ": ", why...));
  };
  if (!IsName(request.key.ente, kMaxEnteBytes)) {
    return refuse("an ente has 1 to ", kMaxEnteBytes, " bytes and no NUL");
  }
  if (!IsName(request.key.principal, kMaxPrincipalBytes)) {
    return refuse("a principal has 1 to ", kMaxPrincipalBytes, " bytes and no NUL");
  }
  if (request.answer.size() > kMaxAnswerBytes) {
    return refuse("an answer has at most ", kMaxAnswerBytes, " bytes, not ", request.answer.size());
  }
  if (request.fact_count == 0 || request.first_position < free_from ||
      request.first_position > last || request.fact_count > last - request.first_position + 1) {
    return refuse("a request claims facts of its own group, in order and not twice");
  }
  return absl::OkStatus();
}

}  // namespace

EventLog::State::State()
    : batch(/*reserved_bytes=*/1 << 20, /*max_bytes=*/0, SyncedWrite().protection_bytes_per_key,
            /*default_cf_ts_sz=*/0) {}

WriterScope::WriterScope(std::atomic<bool>& writing) : writing_(writing) {
  STORAGE_CHECK(!writing_.exchange(true, std::memory_order_acquire));
}

WriterScope::~WriterScope() { writing_.store(false, std::memory_order_release); }

absl::Status EventLog::State::CheckMayWrite() const {
  if (read_only) return absl::FailedPreconditionError("the event log was opened for reading only");
  return stop->is_set() ? stop->reason() : absl::OkStatus();
}

absl::Status EventLog::State::WriteSynced(rocksdb::WriteBatch& synced_batch,
                                          std::string_view doing) {
  if (absl::Status status = CheckMayWrite(); !status.ok()) return status;
  const rocksdb::Status status = database->db().Write(SyncedWrite(), &synced_batch);
  if (status.ok()) return absl::OkStatus();
  stop->Set(ToStatus(status, doing));
  return stop->reason();
}

absl::Status EventLog::State::WriteSynced(std::string_view doing) {
  return WriteSynced(batch, doing);
}

void EventLog::State::Publish(const TreeHead& head) {
  absl::MutexLock lock(&tree_head_mutex);
  tree_head = head;
  published.store(head.size, std::memory_order_release);
}

absl::Status EventLog::Append(const AppendGroup& group) {
  const WriterScope scope(state_->writing);
  if (absl::Status status = state_->CheckMayWrite(); !status.ok()) return status;
  if (absl::Status status = state_->CheckGroup(group); !status.ok()) return status;
  state_->batch.Clear();
  state_->AddFactsToBatch(group);
  state_->AddRequestsToBatch(group);
  state_->AddChangesToBatch(group);
  const TreeHead head = state_->AddTreeToBatch();
  // From here on the edge counts facts that may never be durable; then writing has stopped for
  // good and the edge is not used again.
  if (absl::Status status = state_->WriteSynced("appending facts"); !status.ok()) return status;
  state_->Publish(head);
  return absl::OkStatus();
}

absl::Status EventLog::State::CheckGroup(const AppendGroup& group) {
  if (group.facts.empty() || group.facts.size() > kMaxFactsPerGroup) {
    return absl::InvalidArgumentError(
        absl::StrCat("a group has 1 to ", kMaxFactsPerGroup, " facts, not ", group.facts.size()));
  }
  const Position first = edge.size() + 1;
  const Position last = edge.size() + group.facts.size();
  size_t bytes = 0;
  group_revisions.clear();
  for (size_t i = 0; i < group.facts.size(); ++i) {
    const FactToAppend& fact = group.facts[i];
    if (absl::Status status = CheckFact(fact, first + i); !status.ok()) return status;
    bytes += kFactHeaderBytes + fact.envelope.size() + fact.private_part.size() + fact.ente.size() +
             fact.stream.size() + 2 * kEntryOverheadBytes;
    // Against what is stored, the sequencer's word counts: a read here would hold up every group.
    const auto [seen, is_first] =
        group_revisions.try_emplace({fact.ente, fact.stream}, fact.revision);
    if (!is_first && fact.revision != ++seen->second) {
      return absl::InvalidArgumentError(
          absl::StrCat("the fact for position ", fact.position, ": revision ", seen->second,
                       " of its stream comes next, not ", fact.revision));
    }
  }
  Position free_from = first;
  for (const RequestToAppend& request : group.requests) {
    if (absl::Status status = CheckRequest(request, free_from, last); !status.ok()) return status;
    free_from = request.first_position + request.fact_count;
    bytes += request.key.ente.size() + request.key.principal.size() + request.answer.size() +
             2 * kEntryOverheadBytes;
  }
  for (const FactToWithdraw& fact : group.withdrawn) {
    if (absl::Status status = CheckWithdrawn(fact, edge.size()); !status.ok()) return status;
    bytes += kFactHeaderBytes + fact.envelope.size() + kEntryOverheadBytes;
  }
  for (const OperationalToPut& record : group.operational) {
    if (absl::Status status = CheckOperational(record); !status.ok()) return status;
    bytes += record.key.size() + record.value.size() + kEntryOverheadBytes;
  }
  if (bytes > kMaxGroupBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a group has at most ", kMaxGroupBytes, " bytes, not ", bytes));
  }
  return absl::OkStatus();
}

void EventLog::State::AddFactsToBatch(const AppendGroup& group) {
  rocksdb::ColumnFamilyHandle* const facts = database->family(Family::kFacts);
  rocksdb::ColumnFamilyHandle* const streams = database->family(Family::kStreams);
  for (const FactToAppend& fact : group.facts) {
    char position[kNumberBytes];
    WriteBigEndian(fact.position, position);
    const rocksdb::Slice position_bytes(position, sizeof(position));
    const auto header = EncodeFactHeader({fact.envelope, fact.private_part, fact.entry_salt});
    const std::array<rocksdb::Slice, 3> pieces = {rocksdb::Slice(header.data(), header.size()),
                                                  AsSlice(fact.envelope),
                                                  AsSlice(fact.private_part)};
    MustAdd(batch.Put(facts, rocksdb::SliceParts(&position_bytes, 1),
                      rocksdb::SliceParts(pieces.data(), pieces.size())));
    key.clear();
    AppendStreamPrefix(fact.ente, fact.stream, key);
    AppendBigEndian(fact.revision, key);
    MustAdd(batch.Put(streams, key, position_bytes));
    edge.Append(LeafHash(Commitment(fact.entry_salt, fact.envelope)));
  }
}

void EventLog::State::AddRequestsToBatch(const AppendGroup& group) {
  rocksdb::ColumnFamilyHandle* const requests = database->family(Family::kRequests);
  for (const RequestToAppend& request : group.requests) {
    key.clear();
    AppendRequestKey(request.key, key);
    value.clear();
    AppendRequestRecord(request, value);
    MustAdd(batch.Put(requests, key, value));
  }
}

// In the same batch as the fact that asks for it: there is no moment in which a withdrawal is on
// disk and the texts it takes away are still to be read.
void EventLog::State::AddChangesToBatch(const AppendGroup& group) {
  for (const FactToWithdraw& fact : group.withdrawn) {
    MustAdd(batch.Put(database->family(Family::kFacts), FactKey(fact.position),
                      EncodeFactRecord({fact.envelope, "", fact.entry_salt, true})));
  }
  for (const OperationalToPut& record : group.operational) {
    MustAdd(batch.Put(database->family(Family::kOperational), AsSlice(record.key),
                      AsSlice(record.value)));
  }
}

TreeHead EventLog::State::AddTreeToBatch() {
  rocksdb::ColumnFamilyHandle* const tree = database->family(Family::kTree);
  for (const Tile& tile : edge.TakeCompletedTiles()) {
    MustAdd(batch.Put(tree, TileKey(tile.id), EncodeTile(tile.hashes)));
  }
  const TreeHead head{edge.size(), edge.Root()};
  MustAdd(batch.Put(tree, AsSlice(kTreeHeadKey), EncodeTreeHead(head)));
  return head;
}

}  // namespace traguardo::storage
