#include "services/api/reads/watch_chunk.h"

#include "absl/strings/str_cat.h"
#include "services/api/reads/overview.h"
#include "services/api/reads/row_bytes.h"
#include "services/api/wire_format.h"
#include "services/domain/values/resource_name.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api {
namespace {

using projection::RowKey;
using projection::RowKind;

// Read at once; the bytes may end the message earlier.
constexpr size_t kRowsPerScan = 200;

v1::WatchedView ViewOf(RowKind kind) {
  switch (kind) {
    case RowKind::kPlan:
      return v1::WATCHED_VIEW_OVERVIEW;
    case RowKind::kObjective:
      return v1::WATCHED_VIEW_OBJECTIVES;
    case RowKind::kScostamento:
      return v1::WATCHED_VIEW_SCOSTAMENTI;
    case RowKind::kVariation:
      return v1::WATCHED_VIEW_VARIATIONS;
    case RowKind::kRound:
      return v1::WATCHED_VIEW_ROUNDS;
  }
  return v1::WATCHED_VIEW_UNSPECIFIED;
}

std::string NameOf(const RowKey& key) {
  const auto stream = key.kind == RowKind::kRound ? domain::StreamName::Round(key.year, key.id)
                                                  : domain::StreamName::Objective(key.year, key.id);
  return stream.ok() ? domain::ResourceName{key.ente, *stream}.ToString() : std::string();
}

void AppendRemoved(const RowKey& key, std::string& body) {
  v1::RemovedRow removed;
  removed.set_view(ViewOf(key.kind));
  removed.set_name(NameOf(key));
  // The addition of an objective goes by the objective's id (view/v1/variation.proto).
  removed.set_id(key.part == projection::kAdditionPart ? key.id : key.part);
  AppendBytesField(v1::WatchResponse::kRemovedFieldNumber, removed.SerializeAsString(), body);
}

// The kinds that are still to be read when `after` was the last row.
std::string_view KindsFrom(std::string_view kinds, std::string_view after) {
  const auto key = after.empty() ? std::nullopt : projection::ParseRowKey(after);
  const size_t begin = key.has_value() ? kinds.find(static_cast<char>(key->kind)) : 0;
  return begin == std::string_view::npos ? std::string_view() : kinds.substr(begin);
}

}  // namespace

std::string WatchedPlan::SubscribedKinds() const {
  std::string kinds = sent_kinds;
  if (!overview) return kinds;
  for (const char kind : kOverviewKinds) {
    if (kinds.find(kind) == std::string::npos) kinds.push_back(kind);
  }
  return kinds;
}

absl::Status AppendRow(const ReadParts& parts, RowKind kind, std::string_view key,
                       storage::Position last_change, bool removed, std::string_view message,
                       const domain::CivilDate& day, std::string& body) {
  if (removed) {
    const auto row_key = projection::ParseRowKey(key);
    if (!row_key.has_value()) return absl::DataLossError("a key of the views does not decode");
    AppendRemoved(*row_key, body);
    return absl::OkStatus();
  }
  const auto framed = FramedRow(parts, kind, key, last_change, message, day);
  if (!framed.ok()) return framed.status();
  body += **framed;
  return absl::OkStatus();
}

absl::Status AppendRows(const ReadParts& parts, std::string_view sent_kinds,
                        const runtime::WatchedRows& rows, const domain::CivilDate& day,
                        std::string& body) {
  for (const auto& row : rows) {
    if (sent_kinds.find(static_cast<char>(row->row.kind)) == std::string_view::npos) continue;
    absl::Status status = AppendRow(parts, row->row.kind, row->key, row->last_change, row->removed,
                                    row->message, day, body);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status AppendOverview(const ReadParts& parts, const WatchedPlan& plan,
                            const domain::CivilDate& day, std::string& body) {
  const auto overview = LoadOverview(parts, plan.ente, plan.year, day);
  if (!overview.ok()) return overview.status();
  if (!overview->has_value()) return absl::OkStatus();
  std::string position;
  AppendNumberField(v1::GetOverviewResponse::kPositionFieldNumber, (*overview)->position, position);
  AppendBytesField(v1::WatchResponse::kOverviewFieldNumber,
                   absl::StrCat(*(*overview)->response, position), body);
  return absl::OkStatus();
}

absl::StatusOr<Chunk> ReadChunk(const ReadParts& parts, const WatchedPlan& plan,
                                const ChunkRequest& request, const domain::CivilDate& day) {
  Chunk chunk;
  const std::string_view kinds = KindsFrom(plan.sent_kinds, request.after);
  if (!kinds.empty()) {
    const auto rows = parts.views->Scan({.ente = plan.ente,
                                         .year = plan.year,
                                         .kinds = kinds,
                                         .after = request.after,
                                         .limit = kRowsPerScan,
                                         .changed_after = request.changed_after});
    if (!rows.ok()) return rows.status();
    chunk.more = rows->more;
    for (const runtime::ReadRow& row : rows->rows) {
      if (chunk.body.size() >= kMaxChunkBytes) {
        chunk.more = true;
        break;
      }
      const auto key = projection::ParseRowKey(row.key);
      if (!key.has_value()) return absl::DataLossError("a key of the views does not decode");
      if (absl::Status status = AppendRow(parts, key->kind, row.key, row.last_change, row.removed,
                                          row.message, day, chunk.body);
          !status.ok()) {
        return status;
      }
      chunk.last_key = row.key;
    }
  }
  if (!chunk.more && request.with_overview && plan.overview) {
    if (absl::Status status = AppendOverview(parts, plan, day, chunk.body); !status.ok()) {
      return status;
    }
  }
  return chunk;
}

}  // namespace traguardo::api
