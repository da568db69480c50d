#include "services/runtime/views/view_reader.h"

#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace traguardo::runtime {
namespace {

using storage::Position;
using storage::ViewStore;

// How often a read is tried again because its rows moved meanwhile, before it makes the writer
// wait.
constexpr int kQuietAttempts = 4;

absl::Status BadRow(std::string_view key) {
  return absl::DataLossError(
      absl::StrCat("the view row ", absl::CHexEscape(absl::string_view(key.data(), key.size())),
                   " does not decode; the views can be rebuilt from the log"));
}

// A stored position, 0 when there is none.
absl::StatusOr<Position> ReadPosition(const ViewStore& store, std::string_view key) {
  const absl::StatusOr<std::optional<std::string>> value = store.Get(key);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return 0;
  const std::optional<Position> position = DecodePosition(**value);
  if (!position.has_value()) return BadRow(key);
  return *position;
}

absl::Status ReadKind(const ViewStore& store, const YearScan& scan, char kind,
                      std::string_view after, ManyRows& result) {
  const std::string prefix =
      projection::KindPrefix(scan.ente, scan.year, static_cast<projection::RowKind>(kind));
  std::string from(after);
  absl::Status status;
  while (status.ok() && !result.more) {
    const storage::ViewScan page{.prefix = prefix, .after = from, .limit = scan.limit + 1};
    const absl::StatusOr<bool> more =
        store.Scan(page, [&](std::string_view key, std::string_view value) {
          from = std::string(key);
          const std::optional<ViewRow> row = DecodeViewRow(value);
          if (!row.has_value()) {
            status = BadRow(key);
            return false;
          }
          const bool wanted = scan.changed_after.has_value()
                                  ? row->last_change > *scan.changed_after
                                  : !row->removed;
          if (!wanted) return true;
          if (result.rows.size() == scan.limit) {
            result.more = true;
            return false;
          }
          result.rows.push_back({from, row->last_change, row->removed, std::string(row->message)});
          return true;
        });
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  return status;
}

std::optional<DirectoryEntry> DecodeEntryRow(std::string_view ente, std::string_view value) {
  const std::optional<ViewRow> row = DecodeViewRow(value);
  if (!row.has_value()) return std::nullopt;
  return DecodeDirectoryEntry(ente, row->message);
}

}  // namespace

// Reads until nothing that `version_key` stands for has changed meanwhile: then what was read is
// how things stood at the checkpoint that lies between. Normally the first attempt does.
absl::StatusOr<Position> ViewReader::AtOnePosition(std::string_view version_key, Read read) const {
  const std::shared_ptr<ViewGeneration> generation = views_.Current();
  if (generation == nullptr) return absl::UnavailableError("the views are not open yet");
  const ViewStore& store = *generation->store;
  for (int attempt = 0; attempt < kQuietAttempts; ++attempt) {
    const absl::StatusOr<Position> before = ReadPosition(store, version_key);
    if (!before.ok()) return before.status();
    const Position position = store.checkpoint();
    if (absl::Status status = read(store); !status.ok()) return status;
    const absl::StatusOr<Position> after = ReadPosition(store, version_key);
    if (!after.ok()) return after.status();
    // Rows become visible a moment before the checkpoint that counts them: then they are newer than
    // what the answer would say.
    if (*before == *after && *before <= position) return position;
  }
  absl::ReaderMutexLock quiet(&generation->quiet);
  const Position position = store.checkpoint();
  if (absl::Status status = read(store); !status.ok()) return status;
  return position;
}

absl::StatusOr<OneRow> ViewReader::Get(const projection::RowKey& row_key) const {
  const std::string key = projection::EncodeRowKey(row_key);
  OneRow result;
  const absl::StatusOr<Position> position = AtOnePosition(
      YearChangeKey(row_key.ente, row_key.year), [&](const ViewStore& store) -> absl::Status {
        result.row.reset();
        absl::StatusOr<std::optional<std::string>> value = store.Get(key);
        if (!value.ok()) return value.status();
        if (!value->has_value()) return absl::OkStatus();
        const std::optional<ViewRow> row = DecodeViewRow(**value);
        if (!row.has_value()) return BadRow(key);
        if (!row->removed)
          result.row = ReadRow{key, row->last_change, false, std::string(row->message)};
        return absl::OkStatus();
      });
  if (!position.ok()) return position.status();
  result.position = *position;
  return result;
}

absl::StatusOr<ManyRows> ViewReader::Scan(const YearScan& scan) const {
  ManyRows result;
  const absl::StatusOr<Position> position = AtOnePosition(
      YearChangeKey(scan.ente, scan.year), [&](const ViewStore& store) -> absl::Status {
        result = ManyRows();
        for (size_t i = 0; i < scan.kinds.size() && !result.more; ++i) {
          const std::string_view after = i == 0 ? scan.after : std::string_view();
          absl::Status status = ReadKind(store, scan, scan.kinds[i], after, result);
          if (!status.ok()) return status;
        }
        return absl::OkStatus();
      });
  if (!position.ok()) return position.status();
  result.position = *position;
  return result;
}

absl::StatusOr<Position> ViewReader::LastChange(std::string_view ente, int year) const {
  const std::shared_ptr<ViewGeneration> generation = views_.Current();
  if (generation == nullptr) return absl::UnavailableError("the views are not open yet");
  return ReadPosition(*generation->store, YearChangeKey(ente, year));
}

absl::StatusOr<EntiPage> ViewReader::ListEnti(std::string_view after, size_t limit) const {
  EntiPage result;
  const std::string from = after.empty() ? std::string() : DirectoryKey(after);
  const absl::StatusOr<Position> position =
      AtOnePosition(kDirectoryChangeKey, [&](const ViewStore& store) -> absl::Status {
        result = EntiPage();
        absl::Status status;
        const storage::ViewScan page{.prefix = kDirectoryPrefix, .after = from, .limit = limit};
        const absl::StatusOr<bool> more =
            store.Scan(page, [&](std::string_view key, std::string_view value) {
              std::optional<DirectoryEntry> entry =
                  DecodeEntryRow(key.substr(kDirectoryPrefix.size()), value);
              if (!entry.has_value()) {
                status = BadRow(key);
                return false;
              }
              result.enti.push_back(*std::move(entry));
              return true;
            });
        if (!more.ok()) return more.status();
        result.more = *more;
        return status;
      });
  if (!position.ok()) return position.status();
  result.position = *position;
  return result;
}

absl::StatusOr<std::optional<DirectoryEntry>> ViewReader::GetEnte(std::string_view ente) const {
  const std::shared_ptr<ViewGeneration> generation = views_.Current();
  if (generation == nullptr) return absl::UnavailableError("the views are not open yet");
  return ReadDirectoryEntry(*generation->store, ente);
}

absl::StatusOr<std::optional<Position>> ViewReader::CorrectionOf(Position fact) const {
  const std::shared_ptr<ViewGeneration> generation = views_.Current();
  if (generation == nullptr) return absl::UnavailableError("the views are not open yet");
  const absl::StatusOr<Position> correction = ReadPosition(*generation->store, CorrectionKey(fact));
  if (!correction.ok()) return correction.status();
  return *correction == 0 ? std::nullopt : std::optional<Position>(*correction);
}

absl::StatusOr<std::optional<DirectoryEntry>> ReadDirectoryEntry(const ViewStore& store,
                                                                 std::string_view ente) {
  const std::string key = DirectoryKey(ente);
  const absl::StatusOr<std::optional<std::string>> value = store.Get(key);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return std::nullopt;
  std::optional<DirectoryEntry> entry = DecodeEntryRow(ente, **value);
  if (!entry.has_value()) return BadRow(key);
  return entry;
}

}  // namespace traguardo::runtime
