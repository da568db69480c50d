#include "services/runtime/fact_reader.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/domain/private_part.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using storage::Position;
using storage::StreamEntry;

constexpr size_t kEntriesAtOnce = 4096;
constexpr size_t kFactsAtOnce = 1024;

absl::Status DataLoss(Position position, std::string_view what) {
  return absl::DataLossError(absl::StrCat("fact at position ", position, ": ",
                                          absl::string_view(what.data(), what.size())));
}

absl::Status CheckPlace(const StreamEntry& entry, std::string_view ente, const Envelope& fact) {
  if (fact.ente() == ente && fact.stream() == entry.stream && fact.revision() == entry.revision) {
    return absl::OkStatus();
  }
  return DataLoss(entry.position,
                  "ente, stream or revision are not what the stream index says of it");
}

google::protobuf::ArenaOptions ArenaOptionsFor(char* first_block, size_t bytes) {
  google::protobuf::ArenaOptions options;
  options.initial_block = first_block;
  options.initial_block_size = bytes;
  return options;
}

bool IsSelected(const StreamSelection& selection, const std::string& stream) {
  if (selection.stream.empty() || stream == selection.stream) return true;
  return selection.below && stream[selection.stream.size()] == '/';
}

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

absl::Status ForEachEntry(const storage::EventLog& log, const StreamSelection& selection,
                          Position up_to, absl::FunctionRef<void(const StreamEntry&)> visit) {
  StreamEntry last;
  const StreamEntry* after = nullptr;
  while (true) {
    absl::StatusOr<std::vector<StreamEntry>> entries =
        log.ListStreams(selection.ente, selection.stream, up_to, kEntriesAtOnce, after);
    if (!entries.ok()) return entries.status();
    for (const StreamEntry& entry : *entries) {
      if (IsSelected(selection, entry.stream)) visit(entry);
    }
    if (entries->size() < kEntriesAtOnce) return absl::OkStatus();
    last = std::move(entries->back());
    after = &last;
  }
}

absl::Status ReadFacts(const storage::EventLog& log, const StreamSelection& selection,
                       Position up_to, Texts texts, const WithdrawnPositions& withdrawn,
                       FactSet& facts) {
  std::vector<StreamEntry> entries;
  const absl::Status listed =
      ForEachEntry(log, selection, up_to, [&](const StreamEntry& entry) { entries.push_back(entry); });
  if (!listed.ok()) return listed;
  // Neighbours in the log are read together.
  std::sort(entries.begin(), entries.end(),
            [](const StreamEntry& a, const StreamEntry& b) { return a.position < b.position; });

  std::vector<Position> positions;
  for (size_t begin = 0; begin < entries.size(); begin += kFactsAtOnce) {
    const size_t end = std::min(begin + kFactsAtOnce, entries.size());
    positions.clear();
    for (size_t i = begin; i < end; ++i) positions.push_back(entries[i].position);
    absl::StatusOr<std::vector<storage::StoredFact>> stored = log.ReadMany(positions);
    if (!stored.ok()) return stored.status();
    for (size_t i = begin; i < end; ++i) {
      Envelope& fact = facts.Add();
      absl::Status parsed = ParseFact((*stored)[i - begin], texts, withdrawn, fact);
      if (parsed.ok()) parsed = CheckPlace(entries[i], selection.ente, fact);
      if (!parsed.ok()) return parsed;
    }
  }
  return absl::OkStatus();
}

std::string YearStream(int year) { return absl::StrCat("plans/", year); }

}  // namespace traguardo::runtime
