// Entries of many streams in the order of positions, from the middle: the streams are merged, each
// from the first entry that is wanted.

#include <rocksdb/iterator.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/bytes/limits.h"
#include "storage/layout/keys.h"
#include "storage/log/event_log.h"
#include "storage/log/event_log_state.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// One stream's next entry.
struct StreamHead {
  std::string stream;
  Revision revision = 0;
  Revision last_revision = 0;
  Position position = 0;
};

// For a heap with the smallest position on top.
bool ComesLater(const StreamHead& a, const StreamHead& b) { return a.position > b.position; }

// Looks into the streams of one ente, with one iterator.
class StreamIndex {
 public:
  StreamIndex(const LogDatabase& database, std::string_view ente, std::string_view stream_prefix)
      : ente_(ente), lower_(ente) {
    lower_.push_back('\0');
    lower_.append(stream_prefix);
    upper_ = PrefixEnd(lower_);
    upper_slice_ = upper_;
    rocksdb::ReadOptions options = OrderedRead();
    options.iterate_upper_bound = &upper_slice_;
    iterator_.reset(database.db().NewIterator(options, database.family(Family::kStreams)));
  }
  StreamIndex(const StreamIndex&) = delete;
  StreamIndex& operator=(const StreamIndex&) = delete;

  void SeekFirst() { iterator_->Seek(lower_); }
  // The first entry of the stream behind this one.
  void SeekBehind(std::string_view stream) {
    key_.clear();
    AppendStreamPrefix(ente_, stream, key_);
    ++key_.back();
    iterator_->Seek(key_);
  }

  // The entry that stands there now; none at the end.
  absl::StatusOr<std::optional<StreamEntry>> Current() const {
    if (!iterator_->Valid()) {
      if (iterator_->status().ok()) return std::nullopt;
      return ToStatus(iterator_->status(), "reading the stream index");
    }
    const std::optional<ParsedStreamKey> key = ParseStreamKey(AsView(iterator_->key()));
    if (!key || iterator_->value().size() != kNumberBytes) return Damaged();
    return StreamEntry{std::string(key->stream), key->revision,
                       ReadBigEndian(AsView(iterator_->value()))};
  }

  // DATA_LOSS when there is no such revision: they are gapless.
  absl::StatusOr<Position> PositionOf(std::string_view stream, Revision revision) {
    iterator_->Seek(StreamKey(ente_, stream, revision));
    const absl::StatusOr<std::optional<StreamEntry>> entry = Current();
    if (!entry.ok()) return entry.status();
    if (!entry->has_value() || (*entry)->stream != stream || (*entry)->revision != revision) {
      return Damaged();
    }
    return (*entry)->position;
  }

  absl::StatusOr<StreamEntry> LastOf(std::string_view stream) {
    key_.clear();
    AppendStreamPrefix(ente_, stream, key_);
    key_.append(kNumberBytes, '\xff');
    iterator_->SeekForPrev(key_);
    absl::StatusOr<std::optional<StreamEntry>> entry = Current();
    if (!entry.ok()) return entry.status();
    if (!entry->has_value() || (*entry)->stream != stream) return Damaged();
    return **std::move(entry);
  }

 private:
  absl::Status Damaged() const {
    return absl::DataLossError(
        absl::StrCat("an entry of the stream index of ", ente_, " is damaged or missing"));
  }

  const std::string ente_;
  std::string lower_;
  std::string upper_;
  rocksdb::Slice upper_slice_;
  std::string key_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

// The stream's first entry behind `after`: none when it has none up to `up_to`. Positions ascend
// within a stream, so looking at a few revisions finds it.
absl::StatusOr<std::optional<StreamHead>> FindHead(StreamIndex& index, const StreamEntry& first,
                                                   Position after, Position up_to) {
  if (first.position > up_to) return std::nullopt;
  const absl::StatusOr<StreamEntry> last = index.LastOf(first.stream);
  if (!last.ok()) return last.status();
  if (last->position <= after) return std::nullopt;
  StreamHead head{first.stream, first.revision, last->revision, first.position};
  if (first.position <= after) {
    Revision before = first.revision;  // its position is not behind `after`
    head.revision = last->revision;
    head.position = last->position;
    while (head.revision - before > 1) {
      const Revision middle = before + (head.revision - before) / 2;
      const absl::StatusOr<Position> position = index.PositionOf(first.stream, middle);
      if (!position.ok()) return position.status();
      if (*position <= after) {
        before = middle;
      } else {
        head.revision = middle;
        head.position = *position;
      }
    }
  }
  if (head.position > up_to) return std::nullopt;
  return head;
}

}  // namespace

absl::StatusOr<std::vector<StreamEntry>> EventLog::ListAfter(
    std::string_view ente, std::string_view stream_prefix,
    const std::function<bool(std::string_view stream)>& is_selected, Position after, Position up_to,
    size_t limit) const {
  std::vector<StreamEntry> entries;
  if (!IsName(ente, kMaxEnteBytes)) return entries;
  const Position last = std::min(up_to, head());
  StreamIndex index(*state_->database, ente, stream_prefix);
  std::vector<StreamHead> heads;
  index.SeekFirst();
  while (true) {
    const absl::StatusOr<std::optional<StreamEntry>> first = index.Current();
    if (!first.ok()) return first.status();
    if (!first->has_value()) break;
    const std::string& stream = (*first)->stream;
    if (is_selected(stream)) {
      absl::StatusOr<std::optional<StreamHead>> found = FindHead(index, **first, after, last);
      if (!found.ok()) return found.status();
      if (found->has_value()) heads.push_back(**std::move(found));
    }
    index.SeekBehind(stream);
  }
  std::make_heap(heads.begin(), heads.end(), ComesLater);
  while (!heads.empty() && entries.size() < limit) {
    std::pop_heap(heads.begin(), heads.end(), ComesLater);
    StreamHead& next = heads.back();
    entries.push_back({next.stream, next.revision, next.position});
    bool goes_on = false;
    if (next.revision < next.last_revision && entries.size() < limit) {
      const absl::StatusOr<Position> position = index.PositionOf(next.stream, ++next.revision);
      if (!position.ok()) return position.status();
      next.position = *position;
      goes_on = next.position <= last;
    }
    if (goes_on) {
      std::push_heap(heads.begin(), heads.end(), ComesLater);
    } else {
      heads.pop_back();
    }
  }
  return entries;
}

}  // namespace traguardo::storage
