// From folded states to rows: what a batch touched is rendered, and written with its checkpoint.

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "services/runtime/projector/view_builder_shard.h"
#include "services/runtime/views/view_reader.h"
#include "services/runtime/views/view_row.h"

namespace traguardo::runtime {

using storage::Position;

absl::Status ViewBuilder::Shard::RenderEnte(const std::string& ente, const EnteChanges& changes) {
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

absl::Status ViewBuilder::Shard::RenderYear(const std::string& ente, int year,
                                            const projection::TouchedRows& touched) {
  if (touched.empty()) return absl::OkStatus();
  if (touched.rows_may_vanish && !batch_->is_alone()) {
    return absl::InternalError("rows vanish by a kind of fact that does not stand alone");
  }
  StateParts parts;
  parts.base = true;
  parts.AddYear(year);
  const absl::StatusOr<ResidentEnte*> resident = Load(ente, parts, batch_->last_position());
  if (!resident.ok()) return resident.status();

  ChangedYear changed{ente, year, changed_bytes_.size(), {}};
  std::set<std::string> rendered;
  Position last_change = 0;
  projection::RenderTouched(
      (*resident)->state, year, touched, calendar_, row_, [&](const projection::RowMessage& row) {
        const bool is_new = row.last_change_position >= batch_->first_position();
        // Rows that were named and did not change keep their bytes, and are not told again.
        if (!is_new && !touched.rows_may_vanish) return;
        std::string key = projection::EncodeRowKey(row.key);
        if (is_new) {
          EncodeViewRow(row.last_change_position, row.message, value_);
          writes_.Put(key, value_);
          last_change = std::max(last_change, row.last_change_position);
          NoteChange(key, *DecodeViewRow(value_), changed);
        }
        if (touched.rows_may_vanish) rendered.insert(std::move(key));
      });
  // A round shows how all objectives of the year stand.
  const bool reads_all = touched.every_row || touched.every_objective || touched.every_round ||
                         !touched.rounds.empty();
  cache_.NoteUnfolded(**resident, reads_all ? StateCache::kAll : touched.objectives.size());
  if (touched.rows_may_vanish) {
    const absl::StatusOr<bool> removed = RemoveVanished(touched, rendered, changed);
    if (!removed.ok()) return removed.status();
    if (*removed) last_change = batch_->last_position();
  }
  if (last_change == 0) return absl::OkStatus();
  writes_.Put(YearChangeKey(ente, year), EncodePosition(last_change));
  if (tells_changes_) changed_.push_back(std::move(changed));
  return absl::OkStatus();
}

// Whether any row vanished.
absl::StatusOr<bool> ViewBuilder::Shard::RemoveVanished(const projection::TouchedRows& touched,
                                                        const std::set<std::string>& rendered,
                                                        ChangedYear& changed) {
  const std::string prefix = projection::PlanYearPrefix(changed.ente, changed.year);
  bool any = false;
  std::string after;
  absl::Status status;
  while (status.ok()) {
    const absl::StatusOr<bool> more = store_.Scan(
        {.prefix = prefix, .after = after}, [&](std::string_view key, std::string_view value) {
          after = std::string(key);
          const std::optional<ViewRow> row = DecodeViewRow(value);
          std::optional<projection::RowKey> row_key = projection::ParseRowKey(key);
          if (!row.has_value() || !row_key.has_value()) {
            status = absl::DataLossError("a stored view row does not decode");
            return false;
          }
          if (row->removed || rendered.contains(after) || !touched.Names(*row_key)) return true;
          EncodeViewRow({batch_->last_position(), true, {}}, value_);
          writes_.Put(after, value_);
          any = true;
          NoteChange(after, {batch_->last_position(), true, {}}, changed);
          return true;
        });
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  if (!status.ok()) return status;
  return any;
}

// Every year in which the ente had rows before this batch; those of the batch are named by what it
// touched.
absl::StatusOr<std::vector<int>> ViewBuilder::Shard::YearsOf(const std::string& ente) {
  absl::StatusOr<std::optional<DirectoryEntry>> entry = ReadDirectoryEntry(store_, ente);
  if (!entry.ok()) return entry.status();
  return entry->has_value() ? std::move((*entry)->years) : std::vector<int>();
}

absl::Status ViewBuilder::Shard::WriteDirectory(const std::string& ente,
                                                const EnteChanges& changes) {
  if (changes.directory_change == 0) return absl::OkStatus();
  StateParts parts;
  parts.base = true;
  const absl::StatusOr<ResidentEnte*> resident = Load(ente, parts, batch_->last_position());
  if (!resident.ok()) return resident.status();
  absl::StatusOr<std::vector<int>> years = YearsOf(ente);
  if (!years.ok()) return years.status();
  DirectoryEntry entry;
  entry.ente = ente;
  entry.registered = *(*resident)->state.base.registered.value;
  std::set<int> all_years(years->begin(), years->end());
  all_years.insert(changes.drafted_years.begin(), changes.drafted_years.end());
  entry.years.assign(all_years.begin(), all_years.end());
  // Sorted as the state has them: by purpose, then by grantee.
  for (const auto& [key, given] : (*resident)->state.base.consents) {
    if (key.purpose == event::v1::CONSENT_PURPOSE_OPERATION && given.value) {
      entry.operators.push_back(key.grantee);
    }
  }
  EncodeViewRow({changes.directory_change, false, EncodeDirectoryEntry(entry)}, value_);
  writes_.Put(DirectoryKey(ente), value_);
  directory_change_ = std::max(directory_change_, changes.directory_change);
  return absl::OkStatus();
}

void ViewBuilder::Shard::NoteChange(std::string_view key, const ViewRow& row,
                                    ChangedYear& changed) {
  if (!tells_changes_) return;
  changed.rows.push_back({key.size(), row.message.size(), row.last_change, row.removed});
  changed_bytes_.append(key).append(row.message);
}

void ViewBuilder::Shard::AddChangedRows(
    const std::function<bool(const std::string&, int)>& is_watched, WatchedRows& rows) const {
  for (const ChangedYear& changed : changed_) {
    if (!is_watched(changed.ente, changed.year)) continue;
    std::string_view bytes = std::string_view(changed_bytes_).substr(changed.first_byte);
    for (const ChangedRow& row : changed.rows) {
      const std::string_view key = bytes.substr(0, row.key_bytes);
      rows.push_back(std::make_shared<const WatchedRow>(
          WatchedRow{std::string(key), projection::ParseRowKey(key).value(), row.last_change,
                     row.removed, std::string(bytes.substr(row.key_bytes, row.message_bytes))}));
      bytes.remove_prefix(row.key_bytes + row.message_bytes);
    }
  }
}

}  // namespace traguardo::runtime
