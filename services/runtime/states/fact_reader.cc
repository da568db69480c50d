#include "services/runtime/states/fact_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/domain/facts/private_part.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using storage::Position;
using storage::StreamEntry;

constexpr size_t kEntriesAtOnce = 4096;
// A stored fact may take a hundred kilobytes.
constexpr size_t kFactsAtOnce = 64;

absl::Status DataLoss(Position position, std::string_view what) {
  return absl::DataLossError(absl::StrCat("fact at position ", position, ": ",
                                          absl::string_view(what.data(), what.size())));
}

google::protobuf::ArenaOptions ArenaOptionsFor(char* first_block, size_t bytes) {
  google::protobuf::ArenaOptions options;
  options.initial_block = first_block;
  options.initial_block_size = bytes;
  return options;
}

// Entries of the stream index on their way to the facts, without a name for each.
class Window {
 public:
  size_t size() const { return entries_.size(); }

  void Add(const StreamEntry& entry) {
    if (streams_.empty() || streams_.back() != entry.stream) streams_.push_back(entry.stream);
    entries_.push_back({entry.position, entry.revision, streams_.size() - 1});
  }

  // Reads and visits everything, in the order of positions, and starts again from nothing.
  absl::Status Read(
      const storage::EventLog& log,
      absl::FunctionRef<absl::Status(const StreamEntry&, const storage::StoredFact&)> visit) {
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.position < b.position; });
    std::vector<Position> positions;
    StreamEntry entry;
    for (size_t begin = 0; begin < entries_.size(); begin += kFactsAtOnce) {
      const size_t end = std::min(begin + kFactsAtOnce, entries_.size());
      positions.clear();
      for (size_t i = begin; i < end; ++i) positions.push_back(entries_[i].position);
      const absl::StatusOr<std::vector<storage::StoredFact>> stored = log.ReadMany(positions);
      if (!stored.ok()) return stored.status();
      for (size_t i = begin; i < end; ++i) {
        entry.stream = streams_[entries_[i].stream];
        entry.revision = entries_[i].revision;
        entry.position = entries_[i].position;
        if (absl::Status visited = visit(entry, (*stored)[i - begin]); !visited.ok()) {
          return visited;
        }
      }
    }
    entries_.clear();
    streams_.clear();
    return absl::OkStatus();
  }

 private:
  struct Entry {
    Position position;
    storage::Revision revision;
    size_t stream;  // in streams_
  };

  std::vector<std::string> streams_;
  std::vector<Entry> entries_;
};

}  // namespace

FactSet::FactSet()
    : first_block_(std::make_unique_for_overwrite<char[]>(kFirstBlockBytes)),
      arena_(ArenaOptionsFor(first_block_.get(), kFirstBlockBytes)) {}

Envelope& FactSet::Add() {
  facts_.push_back(google::protobuf::Arena::CreateMessage<Envelope>(&arena_));
  return *facts_.back();
}

void FactSet::Clear() {
  facts_.clear();
  arena_.Reset();
}

absl::Status ParseFact(const storage::FactView& stored, Texts texts,
                       const WithdrawnPositions& withdrawn, Envelope& fact) {
  if (!fact.ParseFromArray(stored.envelope.data(), static_cast<int>(stored.envelope.size()))) {
    return DataLoss(stored.position, "the envelope does not decode");
  }
  if (fact.position() != stored.position) {
    return DataLoss(stored.position, "the envelope names another position");
  }
  if (texts == Texts::kLeftOut || stored.private_part.empty()) return absl::OkStatus();
  if (withdrawn.contains(stored.position)) return absl::OkStatus();

  google::protobuf::Arena arena;
  auto* part = google::protobuf::Arena::CreateMessage<event::v1::PrivatePart>(&arena);
  if (!part->ParseFromArray(stored.private_part.data(),
                            static_cast<int>(stored.private_part.size()))) {
    return DataLoss(stored.position, "the private part does not decode");
  }
  domain::MergePrivate(fact, *part);
  return absl::OkStatus();
}

absl::Status ParseFact(const storage::StoredFact& stored, Texts texts,
                       const WithdrawnPositions& withdrawn, Envelope& fact) {
  const storage::FactView view{stored.position, stored.envelope, stored.private_part,
                               stored.entry_salt, stored.private_withdrawn};
  return ParseFact(view, texts, withdrawn, fact);
}

bool IsSelected(const StreamSelection& selection, std::string_view stream) {
  if (selection.stream.empty() || stream == selection.stream) return true;
  return selection.below && stream.size() > selection.stream.size() &&
         stream[selection.stream.size()] == '/' && stream.starts_with(selection.stream);
}

absl::Status CheckPlace(const StreamEntry& entry, std::string_view ente, const Envelope& fact) {
  if (fact.ente() == ente && fact.stream() == entry.stream && fact.revision() == entry.revision) {
    return absl::OkStatus();
  }
  return DataLoss(entry.position,
                  "ente, stream or revision are not what the stream index says of it");
}

absl::Status ForEachStored(
    const storage::EventLog& log, const StreamSelection& selection, Position up_to,
    absl::FunctionRef<absl::Status(const StreamEntry&, const storage::StoredFact&)> visit) {
  Window window;
  StreamEntry last;
  const StreamEntry* after = nullptr;
  while (true) {
    absl::StatusOr<std::vector<StreamEntry>> entries =
        log.ListStreams(selection.ente, selection.stream, up_to, kEntriesAtOnce, after);
    if (!entries.ok()) return entries.status();
    for (const StreamEntry& entry : *entries) {
      if (IsSelected(selection, entry.stream)) window.Add(entry);
    }
    const bool is_last = entries->size() < kEntriesAtOnce;
    if (is_last || window.size() + kEntriesAtOnce > kFactsPerWindow) {
      if (absl::Status read = window.Read(log, visit); !read.ok()) return read;
    }
    if (is_last) return absl::OkStatus();
    last = std::move(entries->back());
    after = &last;
  }
}

std::string YearStream(int year) { return absl::StrCat("plans/", year); }

}  // namespace traguardo::runtime
