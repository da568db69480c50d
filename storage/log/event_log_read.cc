// Reading: pages over bounded iterators, never past the published head.

#include <rocksdb/iterator.h>

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/layout/fact_record.h"
#include "storage/layout/keys.h"
#include "storage/layout/request_record.h"
#include "storage/log/event_log.h"
#include "storage/log/event_log_state.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// An iterator pins the memtables and tables it was made on; a long scan takes a new one this often.
constexpr Position kFactsPerIterator = 16384;
// A scan longer than this passes by the cache instead of pushing everything else out of it.
constexpr Position kFactsWorthCaching = 4096;
constexpr size_t kReadaheadBytes = 1 << 20;
// Stepping over this many facts is cheaper than seeking past them.
constexpr Position kStepsPerSeek = 8;

absl::StatusOr<FactView> DecodeFact(Position position, std::string_view bytes) {
  const absl::StatusOr<FactRecord> record = DecodeFactRecord(bytes);
  if (!record.ok()) {
    return absl::DataLossError(
        absl::StrCat("the fact at position ", position, ": ", record.status().message()));
  }
  return FactView{position, record->envelope, record->private_part, record->entry_salt,
                  record->private_withdrawn};
}

StoredFact Copy(const FactView& fact) {
  return {fact.position, std::string(fact.envelope), std::string(fact.private_part),
          std::string(fact.entry_salt), fact.private_withdrawn};
}

// Facts in a range of positions, none skipped. Bounded: RocksDB never looks past `last`.
class FactIterator {
 public:
  enum class Access { kPicked, kEveryOne };

  FactIterator(const LogDatabase& database, Position first, Position last, Access access) {
    WriteBigEndian(last + 1, upper_bound_);
    upper_bound_slice_ = rocksdb::Slice(upper_bound_, sizeof(upper_bound_));
    rocksdb::ReadOptions options = OrderedRead();
    options.iterate_upper_bound = &upper_bound_slice_;
    if (access == Access::kEveryOne && last - first >= kFactsWorthCaching) {
      options.fill_cache = false;
      options.readahead_size = kReadaheadBytes;
    }
    iterator_.reset(database.db().NewIterator(options, database.family(Family::kFacts)));
  }
  FactIterator(const FactIterator&) = delete;
  FactIterator& operator=(const FactIterator&) = delete;

  absl::StatusOr<FactView> Seek(Position position) {
    char key[kNumberBytes];
    WriteBigEndian(position, key);
    iterator_->Seek(rocksdb::Slice(key, sizeof(key)));
    return At(position);
  }
  // The fact at `position`, which lies `steps` behind the current one.
  absl::StatusOr<FactView> Step(Position steps, Position position) {
    for (; steps > 0 && iterator_->Valid(); --steps) iterator_->Next();
    return At(position);
  }

 private:
  absl::StatusOr<FactView> At(Position position) {
    if (!iterator_->status().ok()) {
      return ToStatus(iterator_->status(), absl::StrCat("reading the fact at position ", position));
    }
    if (!iterator_->Valid() || ParseFactKey(AsView(iterator_->key())) != position) {
      return absl::DataLossError(absl::StrCat("the fact at position ", position, " is missing"));
    }
    return DecodeFact(position, AsView(iterator_->value()));
  }

  char upper_bound_[kNumberBytes];
  rocksdb::Slice upper_bound_slice_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

}  // namespace

absl::StatusOr<StoredFact> EventLog::Read(Position position) const {
  if (!state_->IsPublished(position)) {
    return absl::NotFoundError(absl::StrCat("there is no fact at position ", position));
  }
  rocksdb::PinnableSlice bytes;
  const rocksdb::Status status = state_->database->db().Get(
      rocksdb::ReadOptions(), state_->database->family(Family::kFacts), FactKey(position), &bytes);
  if (status.IsNotFound()) {
    return absl::DataLossError(absl::StrCat("the fact at position ", position, " is missing"));
  }
  if (!status.ok()) return ToStatus(status, absl::StrCat("reading the fact at ", position));
  const absl::StatusOr<FactView> fact = DecodeFact(position, AsView(bytes));
  if (!fact.ok()) return fact.status();
  return Copy(*fact);
}

absl::Status EventLog::Scan(Position from, Position to,
                            const std::function<absl::Status(const FactView&)>& visit) const {
  Position next = std::max<Position>(from, 1);
  const Position last = std::min(to, head());
  while (next <= last) {
    const Position page_last = std::min(last, next + kFactsPerIterator - 1);
    FactIterator facts(*state_->database, next, page_last, FactIterator::Access::kEveryOne);
    absl::StatusOr<FactView> fact = facts.Seek(next);
    while (true) {
      if (!fact.ok()) return fact.status();
      if (absl::Status status = visit(*fact); !status.ok()) return status;
      if (++next > page_last) break;
      fact = facts.Step(1, next);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<StoredFact>> EventLog::ReadMany(
    const std::vector<Position>& positions) const {
  std::vector<StoredFact> facts(positions.size());
  if (positions.empty()) return facts;
  // In the order of the disk, each result put where it was asked for.
  std::vector<size_t> order(positions.size());
  std::iota(order.begin(), order.end(), size_t{0});
  if (!std::is_sorted(positions.begin(), positions.end())) {
    std::sort(order.begin(), order.end(),
              [&](size_t left, size_t right) { return positions[left] < positions[right]; });
  }
  for (const size_t outermost : {order.front(), order.back()}) {
    if (!state_->IsPublished(positions[outermost])) {
      return absl::NotFoundError(
          absl::StrCat("there is no fact at position ", positions[outermost]));
    }
  }
  FactIterator iterator(*state_->database, positions[order.front()], positions[order.back()],
                        FactIterator::Access::kPicked);
  Position current = 0;
  for (const size_t index : order) {
    const Position position = positions[index];
    const bool is_near = current != 0 && position - current <= kStepsPerSeek;
    const absl::StatusOr<FactView> fact =
        is_near ? iterator.Step(position - current, position) : iterator.Seek(position);
    if (!fact.ok()) return fact.status();
    current = position;
    facts[index] = Copy(*fact);
  }
  return facts;
}

absl::StatusOr<std::vector<StreamEntry>> EventLog::ListStreams(std::string_view ente,
                                                               std::string_view stream_prefix,
                                                               Position up_to, size_t limit,
                                                               const StreamEntry* after) const {
  std::vector<StreamEntry> entries;
  if (!IsName(ente, kMaxEnteBytes)) return entries;
  const Position last = std::min(up_to, head());
  std::string lower(ente);
  lower.push_back('\0');
  lower.append(stream_prefix);
  const std::string upper = PrefixEnd(lower);
  if (after != nullptr) {
    // The smallest key behind it.
    lower = std::max(lower, StreamKey(ente, after->stream, after->revision) + '\0');
  }
  const rocksdb::Slice upper_slice = upper;
  rocksdb::ReadOptions options = OrderedRead();
  options.iterate_upper_bound = &upper_slice;
  std::unique_ptr<rocksdb::Iterator> streams(
      state_->database->db().NewIterator(options, state_->database->family(Family::kStreams)));
  streams->Seek(lower);
  while (streams->Valid() && entries.size() < limit) {
    const std::optional<ParsedStreamKey> key = ParseStreamKey(AsView(streams->key()));
    if (!key || streams->value().size() != kNumberBytes) {
      return absl::DataLossError(
          absl::StrCat("an entry of the stream index of ", std::string(ente), " is damaged"));
    }
    const Position position = ReadBigEndian(AsView(streams->value()));
    if (position <= last) {
      entries.push_back({std::string(key->stream), key->revision, position});
      streams->Next();
      continue;
    }
    // Positions ascend within a stream: the rest of this one lies behind `last` too.
    std::string next_stream;
    AppendStreamPrefix(key->ente, key->stream, next_stream);
    ++next_stream.back();
    streams->Seek(next_stream);
  }
  if (!streams->status().ok()) return ToStatus(streams->status(), "reading the stream index");
  return entries;
}

absl::StatusOr<Revision> EventLog::LastRevision(std::string_view ente,
                                                std::string_view stream) const {
  if (!IsName(ente, kMaxEnteBytes) || !IsName(stream, kMaxStreamBytes)) return Revision{0};
  std::string prefix;
  AppendStreamPrefix(ente, stream, prefix);
  // Within one prefix the filter answers for streams that do not exist, without a read.
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  std::unique_ptr<rocksdb::Iterator> streams(
      state_->database->db().NewIterator(options, state_->database->family(Family::kStreams)));
  const Position last = head();
  streams->SeekForPrev(prefix + std::string(kNumberBytes, '\xff'));
  for (; streams->Valid() && streams->key().starts_with(prefix); streams->Prev()) {
    const std::optional<ParsedStreamKey> key = ParseStreamKey(AsView(streams->key()));
    if (!key || streams->value().size() != kNumberBytes) {
      return absl::DataLossError(
          absl::StrCat("an entry of the stream index of ", std::string(ente), " is damaged"));
    }
    if (ReadBigEndian(AsView(streams->value())) <= last) return key->revision;
  }
  if (!streams->status().ok()) return ToStatus(streams->status(), "reading the stream index");
  return Revision{0};
}

absl::StatusOr<StoredRequest> EventLog::FindRequest(const RequestKey& key) const {
  if (!IsName(key.ente, kMaxEnteBytes) || !IsName(key.principal, kMaxPrincipalBytes)) {
    return absl::NotFoundError("no such request was accepted");
  }
  std::string key_bytes;
  AppendRequestKey(key, key_bytes);
  rocksdb::PinnableSlice bytes;
  const rocksdb::Status status = state_->database->db().Get(
      rocksdb::ReadOptions(), state_->database->family(Family::kRequests), key_bytes, &bytes);
  if (status.IsNotFound()) return absl::NotFoundError("no such request was accepted");
  if (!status.ok()) return ToStatus(status, "reading the request index");
  absl::StatusOr<StoredRequest> request = DecodeRequestRecord(AsView(bytes));
  if (!request.ok()) return request.status();
  // Durable, but its group is not published yet.
  if (!state_->IsPublished(request->first_position + request->fact_count - 1)) {
    return absl::NotFoundError("no such request was accepted");
  }
  return request;
}

}  // namespace traguardo::storage
