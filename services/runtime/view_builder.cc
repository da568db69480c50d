// Reading and folding; the rendering is in view_builder_render.cc.

#include "services/runtime/view_builder.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "services/domain/evolve.h"
#include "services/domain/resource_name.h"
#include "services/runtime/state_loader.h"
#include "services/runtime/view_row.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using event::v1::Fact;
using storage::Position;

// The facts by which rows vanish, or whose texts do: known before they are folded, because what was
// there before must be written first. Step() refuses a batch in which another kind does so.
bool StandsAlone(const Fact& fact) {
  return fact.has_fact_corrected() || fact.has_objective_removed() ||
         fact.has_personal_data_withdrawn();
}

// The plan-year that the fact's stream belongs to; none for the ente's own stream.
absl::StatusOr<std::optional<int>> YearOf(const Envelope& fact) {
  const auto parsed = domain::TryParseStreamName(fact.stream());
  const auto* const stream = std::get_if<domain::StreamName>(&parsed);
  if (stream == nullptr) {
    return absl::DataLossError(
        absl::StrCat("fact at position ", fact.position(), ": no such stream: ", fact.stream()));
  }
  if (stream->kind() == domain::StreamKind::kEnte) return std::nullopt;
  return stream->year();
}

size_t CountRows(const projection::Touched& touched, std::optional<int> year) {
  if (!year.has_value()) return 0;
  const auto rows = touched.years.find(*year);
  if (rows == touched.years.end()) return 0;
  return rows->second.objectives.size() + rows->second.rounds.size();
}

// Ends a scan before its end; not an error.
absl::Status Enough() { return absl::CancelledError("enough"); }

}  // namespace

absl::Status ViewBuilder::Step(const BatchLimits& limits, Position head) {
  batch_first_ = checkpoint() + 1;
  batch_last_ = checkpoint();
  batch_facts_ = batch_bytes_ = batch_rows_ = 0;
  batch_is_alone_ = false;
  directory_change_ = 0;
  enti_.clear();
  changed_.clear();
  writes_.Clear();
  if (absl::Status read = ReadBatch(limits, head); !read.ok()) return read;
  if (batch_last_ < batch_first_) {
    return absl::DataLossError(
        absl::StrCat("the command that begins at position ", batch_first_, " has no end"));
  }
  for (const auto& [ente, changes] : enti_) {
    if (absl::Status rendered = RenderEnte(ente, changes); !rendered.ok()) return rendered;
  }
  if (directory_change_ > 0) writes_.Put(kDirectoryChangeKey, EncodePosition(directory_change_));
  {
    absl::WriterMutexLock quiet(&generation_->quiet);
    absl::Status written = generation_->store->Write(writes_, batch_last_);
    if (!written.ok()) return written;
  }
  cache_.EvictTo(state_cache_bytes_, [](const std::string&) { return true; });
  return absl::OkStatus();
}

absl::Status ViewBuilder::ReadBatch(const BatchLimits& limits, Position head) {
  command_.Clear();
  command_bytes_ = 0;
  const absl::Status scanned =
      log_.Scan(batch_first_, head, [&](const storage::FactView& stored) -> absl::Status {
        Envelope& fact = command_.Add();
        command_bytes_ += stored.envelope.size() + stored.private_part.size();
        absl::Status parsed = ParseFact(stored, Texts::kIncluded, {}, fact);
        if (!parsed.ok()) return parsed;
        if (fact.command_index() + 1 != command_.facts().size()) {
          return absl::DataLossError(absl::StrCat(
              "fact at position ", stored.position, ": it is number ", fact.command_index(),
              " of its command, but follows ", command_.facts().size() - 1, " others"));
        }
        if (fact.command_index() + 1 < fact.command_size()) return absl::OkStatus();
        const bool stands_alone =
            std::any_of(command_.facts().begin(), command_.facts().end(),
                        [](const Envelope* other) { return StandsAlone(other->fact()); });
        if (stands_alone && batch_facts_ > 0) return Enough();
        batch_is_alone_ = stands_alone;
        if (absl::Status applied = ApplyCommand(); !applied.ok()) return applied;
        return stands_alone || IsBatchFull(limits) ? Enough() : absl::OkStatus();
      });
  return absl::IsCancelled(scanned) ? absl::OkStatus() : scanned;
}

bool ViewBuilder::IsBatchFull(const BatchLimits& limits) const {
  return batch_facts_ >= limits.facts || batch_bytes_ >= limits.bytes ||
         batch_rows_ >= limits.rows || cache_.bytes() > state_cache_bytes_;
}

absl::Status ViewBuilder::ApplyCommand() {
  for (const Envelope* fact : command_.facts()) {
    if (absl::Status applied = ApplyFact(*fact); !applied.ok()) return applied;
  }
  batch_facts_ += command_.facts().size();
  batch_bytes_ += command_bytes_;
  batch_last_ = command_.facts().back()->position();
  command_.Clear();
  command_bytes_ = 0;
  return absl::OkStatus();
}

absl::Status ViewBuilder::ApplyFact(const Envelope& fact) {
  const absl::StatusOr<std::optional<int>> year = YearOf(fact);
  if (!year.ok()) return year.status();
  StateParts parts;
  parts.base = true;
  if (year->has_value()) parts.AddYear(**year);
  const absl::StatusOr<ResidentEnte*> resident = Load(fact.ente(), parts, fact.position() - 1);
  if (!resident.ok()) return resident.status();
  domain::Evolve((*resident)->state, fact);
  cache_.NoteGrowth(**resident, fact.ByteSizeLong());

  EnteChanges& changes = enti_[fact.ente()];
  if (fact.fact().has_plan_drafted() && year->has_value()) {
    changes.drafted_years.push_back(**year);
  }
  if (fact.fact().has_plan_drafted() || !year->has_value()) {
    changes.directory_change = fact.position();
  }
  const size_t rows_before = CountRows(changes.touched, *year);
  projection::Touch((*resident)->state, fact, changes.touched);
  batch_rows_ += CountRows(changes.touched, *year) - rows_before;
  if (fact.fact().has_fact_corrected()) {
    writes_.Put(CorrectionKey(fact.fact().fact_corrected().corrected_position()),
                EncodePosition(fact.position()));
  }
  return absl::OkStatus();
}

absl::StatusOr<ResidentEnte*> ViewBuilder::Load(const std::string& ente, const StateParts& parts,
                                                Position up_to) {
  ResidentEnte& resident = cache_.FindOrAdd(ente);
  const StateParts missing = parts.Without(resident.parts);
  if (missing.empty()) return &resident;
  absl::StatusOr<domain::Ente> loaded = LoadState(log_, ente, missing, up_to, Texts::kIncluded,
                                                  resident.state.base.withdrawn_positions);
  if (!loaded.ok()) return loaded.status();
  cache_.Adopt(*std::move(loaded), missing);
  return cache_.Find(ente);
}

}  // namespace traguardo::runtime
