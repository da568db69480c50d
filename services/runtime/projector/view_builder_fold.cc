// Folding, ente by ente; the rendering is in view_builder_render.cc.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "services/domain/evolve/evolve.h"
#include "services/domain/values/resource_name.h"
#include "services/runtime/projector/view_builder_shard.h"
#include "services/runtime/states/fact_reader.h"
#include "services/runtime/states/state_loader.h"
#include "services/runtime/views/view_row.h"

namespace traguardo::runtime {
namespace {

using domain::StreamKind;
using domain::StreamName;
using event::v1::Envelope;
using event::v1::Fact;
using storage::Position;

absl::StatusOr<StreamName> NameOf(const FactBatch::Stream& stream, Position position) {
  auto parsed = domain::TryParseStreamName(stream.name);
  if (StreamName* const name = std::get_if<StreamName>(&parsed)) return std::move(*name);
  return absl::DataLossError(absl::StrCat(
      "fact at position ", position,
      ": no such stream: ", absl::string_view(stream.name.data(), stream.name.size())));
}

// About what the state grows by; it is measured now and then anyway. A report is a declaration, a
// day, and the note of the last one.
size_t GrowthBy(const FactBatch::Fact& fact) {
  constexpr size_t kReportBytes = 32;
  if (fact.kind == Fact::kProgressRecorded || fact.kind == Fact::kOutcomeStated) {
    return kReportBytes;
  }
  return fact.envelope.size() + fact.private_part.size();
}

}  // namespace

absl::Status ViewBuilder::Shard::Build(const FactBatch& batch, bool tells_changes,
                                       const std::function<bool(const FactBatch::Ente&)>& is_ours) {
  batch_ = &batch;
  tells_changes_ = tells_changes;
  directory_change_ = 0;
  changed_.clear();
  changed_bytes_.clear();
  writes_.Clear();
  for (const FactBatch::Ente& ente : batch.enti()) {
    if (!is_ours(ente)) continue;
    if (absl::Status built = BuildEnte(ente); !built.ok()) return built;
    cache_.EvictTo(state_cache_bytes_, [](const std::string&) { return true; });
  }
  return absl::OkStatus();
}

void ViewBuilder::Shard::GiveBack() {
  batch_ = nullptr;
  writes_ = storage::ViewBatch();
  changed_.shrink_to_fit();
  changed_bytes_.shrink_to_fit();
}

absl::Status ViewBuilder::Shard::BuildEnte(const FactBatch::Ente& facts) {
  const std::string ente(facts.id);
  StateParts parts;
  parts.base = true;
  absl::Status status = batch_->ForEachStream(facts, [&](const FactBatch::Stream& stream) {
    const absl::StatusOr<StreamName> name = NameOf(stream, batch_->fact(stream.first).position);
    if (name.ok() && name->kind() != StreamKind::kEnte) parts.AddYear(name->year());
    return name.status();
  });
  if (!status.ok()) return status;
  const absl::StatusOr<ResidentEnte*> resident = Load(ente, parts, batch_->first_position() - 1);
  if (!resident.ok()) return resident.status();

  EnteChanges changes;
  status = batch_->ForEachStream(facts, [&](const FactBatch::Stream& stream) {
    return FoldStream(stream, **resident, changes);
  });
  if (!status.ok()) return status;
  return RenderEnte(ente, changes);
}

absl::Status ViewBuilder::Shard::FoldStream(const FactBatch::Stream& stream, ResidentEnte& resident,
                                            EnteChanges& changes) {
  const absl::StatusOr<StreamName> name = NameOf(stream, batch_->fact(stream.first).position);
  if (!name.ok()) return name.status();
  const StreamKind kind = name->kind();
  Fact::KindCase last_touched = Fact::KIND_NOT_SET;
  size_t growth = 0;
  const absl::Status folded =
      batch_->ForEachFact(stream, [&](const FactBatch::Fact& stored) -> absl::Status {
        const storage::FactView view{
            stored.position, stored.envelope, stored.private_part, {}, false};
        absl::Status parsed = ParseFact(view, Texts::kIncluded, {}, fact_);
        if (!parsed.ok()) return parsed;
        domain::Evolve(resident.state, fact_);
        growth += GrowthBy(stored);
        // In such streams the next fact of the same kind touches what this one did (touched.h).
        const bool by_kind_alone = kind == StreamKind::kObjective || kind == StreamKind::kRound;
        if (!by_kind_alone || stored.kind != last_touched) {
          projection::Touch(resident.state, fact_, changes.touched);
          last_touched = stored.kind;
        }
        if (stored.kind == Fact::kPlanDrafted && kind != StreamKind::kEnte) {
          changes.drafted_years.push_back(name->year());
        }
        if (stored.kind == Fact::kPlanDrafted || kind == StreamKind::kEnte) {
          changes.directory_change = std::max(changes.directory_change, stored.position);
        }
        if (stored.kind == Fact::kFactCorrected) {
          writes_.Put(CorrectionKey(fact_.fact().fact_corrected().corrected_position()),
                      EncodePosition(stored.position));
        }
        return absl::OkStatus();
      });
  cache_.NoteGrowth(resident, growth);
  return folded;
}

absl::StatusOr<ResidentEnte*> ViewBuilder::Shard::Load(const std::string& ente,
                                                       const StateParts& parts, Position up_to) {
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
