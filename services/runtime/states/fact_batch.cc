#include "services/runtime/states/fact_batch.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "absl/strings/str_cat.h"

namespace traguardo::runtime {
namespace {

using storage::Position;

// The facts by which rows vanish, or whose texts do: known before they are folded, because what was
// there before must be written first.
bool StandsAlone(event::v1::Fact::KindCase kind) {
  return kind == event::v1::Fact::kFactCorrected || kind == event::v1::Fact::kObjectiveRemoved ||
         kind == event::v1::Fact::kPersonalDataWithdrawn;
}

// Ends a scan before its end; not an error.
absl::Status Enough() { return absl::CancelledError("enough"); }

}  // namespace

absl::Status FactBatch::Read(const storage::EventLog& log, Position first, Position head,
                             const BatchLimits& limits) {
  Clear();
  first_ = first;
  last_ = first - 1;
  const absl::Status scanned =
      log.Scan(first, head, [&](const storage::FactView& stored) -> absl::Status {
        if (absl::Status added = Add(stored); !added.ok()) return added;
        const EnvelopeHead& fact = command_.back().head;
        if (fact.command_index + 1 < fact.command_size) return absl::OkStatus();
        const bool stands_alone =
            std::any_of(command_.begin(), command_.end(),
                        [](const Pending& pending) { return StandsAlone(pending.head.kind); });
        if (stands_alone && !facts_.empty()) return Enough();
        is_alone_ = stands_alone;
        AddCommand();
        return stands_alone || IsFull(limits) ? Enough() : absl::OkStatus();
      });
  if (!scanned.ok() && !absl::IsCancelled(scanned)) return scanned;
  if (last_ < first_) {
    return absl::DataLossError(
        absl::StrCat("the command that begins at position ", first_, " has no end"));
  }
  return absl::OkStatus();
}

void FactBatch::Clear() {
  is_alone_ = false;
  bytes_ = 0;
  command_.clear();
  // As large as the last batch, so that it does not grow step by step again.
  stream_by_place_.clear();
  stream_by_place_.reserve(streams_.size());
  ente_by_id_.clear();
  facts_.clear();
  streams_.clear();
  enti_.clear();
  arena_.Clear();
  places_.Clear();
}

bool FactBatch::IsFull(const BatchLimits& limits) const {
  return facts_.size() >= limits.facts || bytes_ >= limits.bytes || streams_.size() >= limits.rows;
}

absl::Status FactBatch::Add(const storage::FactView& stored) {
  const auto data_loss = [&](const auto&... what) {
    return absl::DataLossError(absl::StrCat("fact at position ", stored.position, ": ", what...));
  };
  const std::optional<EnvelopeHead> stored_head = ReadEnvelopeHead(stored.envelope);
  if (!stored_head.has_value()) return data_loss("the envelope does not decode");
  if (stored_head->position != stored.position) {
    return data_loss("the envelope names another position");
  }
  if (stored_head->command_index != command_.size()) {
    return data_loss("it is number ", stored_head->command_index, " of its command, but follows ",
                     command_.size(), " others");
  }
  std::optional<std::string_view> texts;
  if (!stored.private_part.empty()) {
    texts = TextsToAppend(stored_head->kind, stored.private_part);
  }
  const size_t behind = texts.has_value() ? AppendedTextsBytes(*texts) : stored.private_part.size();
  char* const bytes = arena_.Allocate(stored.envelope.size() + behind);
  std::memcpy(bytes, stored.envelope.data(), stored.envelope.size());

  Pending& pending = command_.emplace_back();
  pending.head = *stored_head;
  const auto own = [&](std::string_view part) {
    return std::string_view(bytes + (part.data() - stored.envelope.data()), part.size());
  };
  pending.head.ente = own(stored_head->ente);
  pending.head.stream = own(stored_head->stream);
  pending.head.place = own(stored_head->place);
  pending.fact.position = stored.position;
  pending.fact.kind = stored_head->kind;
  if (texts.has_value()) {
    AppendTexts(*texts, bytes + stored.envelope.size());
    pending.fact.envelope = {bytes, stored.envelope.size() + behind};
  } else {
    pending.fact.envelope = {bytes, stored.envelope.size()};
    std::copy(stored.private_part.begin(), stored.private_part.end(),
              bytes + stored.envelope.size());
    pending.fact.private_part = {bytes + stored.envelope.size(), behind};
  }
  return absl::OkStatus();
}

void FactBatch::AddCommand() {
  for (const Pending& pending : command_) {
    const auto fact_index = static_cast<uint32_t>(facts_.size());
    const auto place = stream_by_place_.find(pending.head.place);
    if (place == stream_by_place_.end()) {
      AddStream(pending.head, fact_index);
    } else {
      Stream& stream = streams_[place->second];
      facts_[stream.last].next = fact_index;
      stream.last = fact_index;
    }
    bytes_ += pending.fact.envelope.size() + pending.fact.private_part.size();
    last_ = pending.fact.position;
    facts_.push_back(pending.fact);
  }
  command_.clear();
}

void FactBatch::AddStream(const EnvelopeHead& head, uint32_t first_fact) {
  const auto stream_index = static_cast<uint32_t>(streams_.size());
  char* const bytes = places_.Allocate(head.place.size());
  std::memcpy(bytes, head.place.data(), head.place.size());
  const auto own = [&](std::string_view part) {
    return std::string_view(bytes + (part.data() - head.place.data()), part.size());
  };
  stream_by_place_.emplace(own(head.place), stream_index);
  const auto [id, is_new_ente] =
      ente_by_id_.try_emplace(own(head.ente), static_cast<uint32_t>(enti_.size()));
  if (is_new_ente) enti_.push_back({own(head.ente), kNone, kNone});
  Ente& ente = enti_[id->second];
  (ente.last_stream == kNone ? ente.first_stream : streams_[ente.last_stream].next) = stream_index;
  ente.last_stream = stream_index;
  streams_.push_back({own(head.stream), first_fact, first_fact, kNone});
}

}  // namespace traguardo::runtime
