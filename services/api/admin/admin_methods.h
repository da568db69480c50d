// AdminService: how the server is, which enti there are, rebuild and check.

#ifndef TRAGUARDO_SERVICES_API_ADMIN_ADMIN_METHODS_H_
#define TRAGUARDO_SERVICES_API_ADMIN_ADMIN_METHODS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/api/method_table.h"
#include "services/api/reads/read_pool.h"
#include "services/api/seal.h"
#include "services/runtime/projector/projector.h"
#include "services/runtime/readiness/readiness.h"
#include "services/runtime/sequencer/sequencer.h"
#include "services/runtime/views/view_reader.h"
#include "services/runtime/watch/watch_hub.h"
#include "traguardo/api/v1/admin_service.pb.h"

namespace traguardo::api {

// What the log says of itself.
struct LogFigures {
  uint64_t head_position = 0;
  std::string tree_root;
  uint64_t disk_bytes = 0;
  uint64_t memory_bytes = 0;
  // Of the whole process.
  uint64_t resident_bytes = 0;
};

// How far a check of the log has come.
struct CheckStep {
  uint64_t done = 0;
  uint64_t total = 0;
};

// Walks the whole log on a thread of its own: `on_step` any number of times, then `on_end` once,
// with the last response or with why there is none. ALREADY_EXISTS while one is running.
using LogCheck =
    std::function<absl::Status(std::function<void(const CheckStep&)> on_step,
                               std::function<void(absl::StatusOr<v1::CheckLogResponse>)> on_end)>;

// Nothing is owned; all of it outlives the table. The log itself stays out of reach: no handler
// goes round the sequencer.
struct AdminParts {
  std::function<LogFigures()> read_log;
  LogCheck check_log;
  runtime::Sequencer* sequencer = nullptr;
  runtime::Projector* projector = nullptr;
  runtime::ViewReader* views = nullptr;
  runtime::LiveViews* live_views = nullptr;
  runtime::WatchHub* watches = nullptr;
  runtime::Readiness* readiness = nullptr;
  const Sealer* sealer = nullptr;
  // For what reads the disk or walks the list of enti.
  ReadPool* pool = nullptr;
  std::string version;
  absl::Time started_at;
};

void AddAdminMethods(const AdminParts& parts, MethodTable& table);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_ADMIN_ADMIN_METHODS_H_
