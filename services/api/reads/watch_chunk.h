// One message's worth of rows of a watch: read, filled in for the day, and framed.

#ifndef TRAGUARDO_SERVICES_API_READS_WATCH_CHUNK_H_
#define TRAGUARDO_SERVICES_API_READS_WATCH_CHUNK_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/api/reads/read_parts.h"

namespace traguardo::api {

// What is watched.
struct WatchedPlan {
  std::string ente;
  int year = 0;
  // Kinds of the rows that are sent, in the order in which a snapshot sends them.
  std::string sent_kinds;
  bool overview = false;

  // The overview changes with rows that may not be sent themselves.
  std::string SubscribedKinds() const;
};

struct ChunkRequest {
  // Set: only rows that changed after this, the removed ones included. None: all that there are.
  std::optional<storage::Position> changed_after;
  // Only rows after this key.
  std::string after;
  // With the overview behind the rows, once there are no more of them.
  bool with_overview = false;
};

struct Chunk {
  // Fields of a WatchResponse.
  std::string body;
  // The last row in it.
  std::string last_key;
  bool more = false;
};

// Reads the rows. May read the disk: for the pool.
absl::StatusOr<Chunk> ReadChunk(const ReadParts& parts, const WatchedPlan& plan,
                                const ChunkRequest& request, const domain::CivilDate& day);

// Appends the row, or that it is gone.
absl::Status AppendRow(const ReadParts& parts, projection::RowKind kind, std::string_view key,
                       storage::Position last_change, bool removed, std::string_view message,
                       const domain::CivilDate& day, std::string& body);

// The same for each of them whose kind is sent.
absl::Status AppendRows(const ReadParts& parts, std::string_view sent_kinds,
                        const runtime::WatchedRows& rows, const domain::CivilDate& day,
                        std::string& body);

// Appends the overview as it is now. Nothing when there is no plan.
absl::Status AppendOverview(const ReadParts& parts, const WatchedPlan& plan,
                            const domain::CivilDate& day, std::string& body);

// A message ends with the row that reaches this.
inline constexpr size_t kMaxChunkBytes = 256 << 10;

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_WATCH_CHUNK_H_
