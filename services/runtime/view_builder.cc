#include "services/runtime/view_builder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "services/domain/evolve.h"
#include "services/domain/resource_name.h"
#include "services/runtime/state_loader.h"
#include "services/runtime/view_reader.h"
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
          return absl::DataLossError(
              absl::StrCat("fact at position ", stored.position, ": it is number ",
                           fact.command_index(), " of its command, but follows ",
                           command_.facts().size() - 1, " others"));
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

absl::Status ViewBuilder::RenderEnte(const std::string& ente, const EnteChanges& changes) {
  const projection::Touched& touched = changes.touched;
  StateParts stale;
  for (const int year : touched.fold_again) stale.AddYear(year);
  if (touched.fold_every_year_again) {
    const ResidentEnte* const resident = cache_.Find(ente);
    if (resident != nullptr) stale.Add(resident->parts);
  }
  if (!stale.empty()) cache_.Drop(ente, stale);

  std::set<int> years;
  for (const auto& [year, rows] : touched.years) years.insert(year);
  if (!touched.every_year.empty()) {
    const absl::StatusOr<std::vector<int>> all = YearsOf(ente);
    if (!all.ok()) return all.status();
    years.insert(all->begin(), all->end());
  }
  for (const int year : years) {
    absl::Status rendered = RenderYear(ente, year, touched.Of(year));
    if (!rendered.ok()) return rendered;
  }
  return WriteDirectory(ente, changes);
}

absl::Status ViewBuilder::RenderYear(const std::string& ente, int year,
                                     const projection::TouchedRows& touched) {
  if (touched.empty()) return absl::OkStatus();
  if (touched.rows_may_vanish && !batch_is_alone_) {
    return absl::InternalError("rows vanish by a kind of fact that does not stand alone");
  }
  StateParts parts;
  parts.base = true;
  parts.AddYear(year);
  const absl::StatusOr<ResidentEnte*> resident = Load(ente, parts, batch_last_);
  if (!resident.ok()) return resident.status();

  ChangedYear changed{ente, year, {}, {}};
  changed.rows = projection::RenderTouched((*resident)->state, year, touched, calendar_);
  if (touched.rows_may_vanish) {
    absl::Status removed = RemoveVanished(touched, changed);
    if (!removed.ok()) return removed;
  }
  // Rows that were named and did not change keep their bytes, and are not told again.
  std::erase_if(changed.rows, [this](const projection::Row& row) {
    return row.last_change_position < batch_first_;
  });
  Position last_change = changed.removed.empty() ? 0 : batch_last_;
  for (const projection::Row& row : changed.rows) {
    EncodeViewRow({row.last_change_position, false, row.bytes}, value_);
    writes_.Put(projection::EncodeRowKey(row.key), value_);
    last_change = std::max(last_change, row.last_change_position);
  }
  if (last_change == 0) return absl::OkStatus();
  writes_.Put(YearChangeKey(ente, year), EncodePosition(last_change));
  changed_.push_back(std::move(changed));
  return absl::OkStatus();
}

absl::Status ViewBuilder::RemoveVanished(const projection::TouchedRows& touched,
                                         ChangedYear& changed) {
  std::set<std::string> rendered;
  for (const projection::Row& row : changed.rows) {
    rendered.insert(projection::EncodeRowKey(row.key));
  }
  const std::string prefix = projection::PlanYearPrefix(changed.ente, changed.year);
  std::string after;
  absl::Status status;
  while (status.ok()) {
    const absl::StatusOr<bool> more = generation_->store->Scan(
        {.prefix = prefix, .after = after}, [&](std::string_view key, std::string_view value) {
          after = std::string(key);
          const std::optional<ViewRow> row = DecodeViewRow(value);
          std::optional<projection::RowKey> row_key = projection::ParseRowKey(key);
          if (!row.has_value() || !row_key.has_value()) {
            status = absl::DataLossError("a stored view row does not decode");
            return false;
          }
          if (row->removed || rendered.contains(after) || !touched.Names(*row_key)) return true;
          EncodeViewRow({batch_last_, true, {}}, value_);
          writes_.Put(after, value_);
          changed.removed.push_back(*std::move(row_key));
          return true;
        });
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  return status;
}

// Every year in which the ente has rows: those that are stored, and those of this batch.
absl::StatusOr<std::vector<int>> ViewBuilder::YearsOf(const std::string& ente) {
  absl::StatusOr<std::optional<DirectoryEntry>> entry =
      ReadDirectoryEntry(*generation_->store, ente);
  if (!entry.ok()) return entry.status();
  return entry->has_value() ? std::move((*entry)->years) : std::vector<int>();
}

absl::Status ViewBuilder::WriteDirectory(const std::string& ente, const EnteChanges& changes) {
  if (changes.directory_change == 0) return absl::OkStatus();
  StateParts parts;
  parts.base = true;
  const absl::StatusOr<ResidentEnte*> resident = Load(ente, parts, batch_last_);
  if (!resident.ok()) return resident.status();
  absl::StatusOr<std::vector<int>> years = YearsOf(ente);
  if (!years.ok()) return years.status();
  DirectoryEntry entry;
  entry.ente = ente;
  entry.registered = *(*resident)->state.base.registered.value;
  std::set<int> all_years(years->begin(), years->end());
  all_years.insert(changes.drafted_years.begin(), changes.drafted_years.end());
  entry.years.assign(all_years.begin(), all_years.end());
  EncodeViewRow({changes.directory_change, false, EncodeDirectoryEntry(entry)}, value_);
  writes_.Put(DirectoryKey(ente), value_);
  directory_change_ = std::max(directory_change_, changes.directory_change);
  return absl::OkStatus();
}

WatchedRows ViewBuilder::ChangedRows(
    const std::function<bool(const std::string&, int)>& is_watched) const {
  WatchedRows rows;
  for (const ChangedYear& changed : changed_) {
    if (!is_watched(changed.ente, changed.year)) continue;
    for (const projection::Row& row : changed.rows) {
      rows.push_back(std::make_shared<const WatchedRow>(
          WatchedRow{projection::EncodeRowKey(row.key), row.key, row.last_change_position,
                     /*removed=*/false, row.bytes}));
    }
    for (const projection::RowKey& key : changed.removed) {
      rows.push_back(std::make_shared<const WatchedRow>(
          WatchedRow{projection::EncodeRowKey(key), key, batch_last_, /*removed=*/true, {}}));
    }
  }
  return rows;
}

}  // namespace traguardo::runtime
