// From folded states to rows: what a batch touched is rendered, and written with its checkpoint.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "services/runtime/view_builder.h"
#include "services/runtime/view_reader.h"
#include "services/runtime/view_row.h"

namespace traguardo::runtime {

using storage::Position;

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
