// The walk over the facts: each record, its envelope, its places in the indexes, its leaf.

#include <rocksdb/iterator.h>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/checker/checker_state.h"
#include "storage/layout/keys.h"
#include "storage/layout/request_record.h"
#include "storage/log/log_database.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

std::string Range(Position first, Position last) {
  return first == last ? absl::StrCat("position ", first)
                       : absl::StrCat("positions ", first, " to ", last);
}

}  // namespace

void LogCheck::CheckFacts() {
  const Position head = report_.tree_head.size;
  TreeCheck tree(database_, report_.tree_head, [this](Position position, std::string what) {
    Find(CheckArea::kTree, position, std::move(what));
  });
  std::unique_ptr<rocksdb::Iterator> facts = WalkOver(Family::kFacts);
  Position expected = 1;
  while (!IsCancelled()) {
    if (!facts->Valid()) {
      if (facts->status().ok()) break;
      const std::string why = facts->status().ToString();
      const std::optional<Position> next = SkipUnreadable(facts, expected);
      const Position last = next ? *next - 1 : std::max(head, expected);
      Find(CheckArea::kFacts, expected,
           absl::StrCat(Range(expected, last), " cannot be read: ", why));
      expected = last + 1;
      if (!next) break;
      continue;
    }
    const std::optional<Position> position = ParseFactKey(AsView(facts->key()));
    if (!position || *position == 0) {
      Find(CheckArea::kFacts, 0, "there is a key that is no position");
      facts->Next();
      continue;
    }
    if (*position > expected) {
      Find(CheckArea::kFacts, expected, absl::StrCat(Range(expected, *position - 1), " missing"));
    }
    if (*position > head) {
      Find(CheckArea::kFacts, *position,
           absl::StrCat("the fact lies behind the tree head, which counts ", head));
    }
    CheckFact(*position, AsView(facts->value()), tree);
    expected = *position + 1;
    Tell(CheckArea::kFacts, ++report_.facts, head);
    facts->Next();
  }
  if (expected <= head) {
    Find(CheckArea::kFacts, expected,
         absl::StrCat(Range(expected, head), " missing at the end: the tree head counts ", head));
  }
  report_.tiles = tree.Finish();
}

std::optional<Position> LogCheck::SkipUnreadable(std::unique_ptr<rocksdb::Iterator>& facts,
                                                 Position position) {
  // Each time with a new cursor: one that met a damaged block may take it for the end.
  const auto is_readable_from = [&](Position from) {
    facts = WalkOver(Family::kFacts, FactKey(from));
    return facts->Valid();
  };
  // A damaged block hides a few facts, a damaged table many: double the step until something can
  // be read, then halve back to the first that can.
  Position bad = position;
  Position step = 1;
  while (!is_readable_from(bad + step)) {
    if (facts->status().ok()) return std::nullopt;  // nothing behind the damage
    bad += step;
    step *= 2;
  }
  Position good = bad + step;
  while (good - bad > 1) {
    const Position middle = bad + (good - bad) / 2;
    (is_readable_from(middle) ? good : bad) = middle;
  }
  if (!is_readable_from(good)) return std::nullopt;
  return ParseFactKey(AsView(facts->key()));
}

void LogCheck::CheckFact(Position position, std::string_view bytes, TreeCheck& tree) {
  if (walked_all_streams_ && !in_streams_.Contains(position)) {
    Find(CheckArea::kStreams, position, "no entry of the stream index points at the fact");
  }
  const absl::StatusOr<FactRecord> record = DecodeFactRecord(bytes);
  if (!record.ok()) {
    Find(CheckArea::kFacts, position, std::string(record.status().message()));
    return;
  }
  tree.AddLeaf(position, LeafHash(Commitment(record->entry_salt, record->envelope)));
  if (!options_.decode) return;
  const absl::StatusOr<DecodedHeader> header = options_.decode(record->envelope);
  if (!header.ok()) {
    Find(CheckArea::kFacts, position,
         absl::StrCat("the envelope does not decode: ", header.status().ToString()));
    return;
  }
  CheckHeader(position, *header);
  if (header->command_hash) CheckCommand(position, *header);
}

void LogCheck::CheckHeader(Position position, const DecodedHeader& header) {
  if (header.position != position) {
    Find(CheckArea::kFacts, position, absl::StrCat("the envelope says position ", header.position));
  }
  std::string value;
  const rocksdb::Status status =
      database_.db().Get(rocksdb::ReadOptions(), database_.family(Family::kStreams),
                         StreamKey(header.ente, header.stream, header.revision), &value);
  const auto entry = [&] {
    return absl::StrCat("revision ", header.revision, " of stream '", header.stream, "' of ente '",
                        header.ente, "', as the envelope says,");
  };
  if (status.IsNotFound()) {
    Find(CheckArea::kStreams, position, absl::StrCat(entry(), " is not in the index"));
  } else if (!status.ok()) {
    Find(CheckArea::kStreams, position,
         absl::StrCat(entry(), " cannot be read in the index: ", status.ToString()));
  } else if (value.size() != kNumberBytes || ReadBigEndian(value) != position) {
    Find(CheckArea::kStreams, position, absl::StrCat(entry(), " points at another fact"));
  }
}

void LogCheck::CheckCommand(Position position, const DecodedHeader& header) {
  const RequestKey key{header.ente, header.principal, *header.command_hash};
  const bool is_next_of_command =
      command_ && *command_ == key && position >= command_first_ && position <= command_last_;
  if (is_next_of_command) return;
  std::string key_bytes;
  AppendRequestKey(key, key_bytes);
  std::string value;
  const rocksdb::Status status = database_.db().Get(
      rocksdb::ReadOptions(), database_.family(Family::kRequests), key_bytes, &value);
  if (status.IsNotFound()) {
    Find(CheckArea::kRequests, position, "the fact's command is not in the request index");
    return;
  }
  const absl::StatusOr<StoredRequest> request =
      status.ok() ? DecodeRequestRecord(value)
                  : absl::StatusOr<StoredRequest>(ToStatus(status, "reading its entry"));
  if (!request.ok()) {
    Find(CheckArea::kRequests, position,
         absl::StrCat("the fact's command cannot be read in the request index: ",
                      request.status().ToString()));
    return;
  }
  command_ = key;
  command_first_ = request->first_position;
  command_last_ = request->first_position + request->fact_count - 1;
  if (position < command_first_ || position > command_last_) {
    Find(CheckArea::kRequests, position,
         absl::StrCat("the entry of the fact's command claims ",
                      Range(command_first_, command_last_)));
  }
}

}  // namespace traguardo::storage
