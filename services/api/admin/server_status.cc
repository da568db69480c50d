#include "services/api/admin/server_status.h"

#include <cstdint>
#include <string>

#include "services/api/messages/readiness_text.h"
#include "services/api/permissions.h"

namespace traguardo::api {
namespace {

constexpr size_t kLongestQueues = 10;

void AddLog(const LogFigures& log, v1::GetServerStatusResponse& status) {
  status.set_head_position(log.head_position);
  status.set_tree_root(log.tree_root);
  status.set_log_disk_bytes(log.disk_bytes);
  status.set_log_memory_bytes(log.memory_bytes);
  status.set_resident_memory_bytes(log.resident_bytes);
}

void AddSequencer(const runtime::Sequencer& sequencer, v1::GetServerStatusResponse& status) {
  const runtime::SequencerStatistics statistics = sequencer.ReadStatistics();
  status.set_commands_accepted_count(statistics.accepted);
  status.set_commands_refused_count(statistics.refused);
  status.set_commands_replayed_count(statistics.replayed);
  status.set_groups_count(statistics.groups);
  status.set_state_cache_bytes(statistics.state_cache_bytes);
  status.set_state_cache_enti_count(statistics.state_cache_enti);
  for (const runtime::QueueLength& queue : sequencer.LongestQueues(kLongestQueues)) {
    v1::EnteQueue* const added = status.add_queues();
    added->set_ente(queue.ente);
    added->set_waiting_count(static_cast<uint32_t>(queue.commands));
  }
}

// Counts enti page by page: some thousands at most, and asked for by operators only.
uint64_t CountEnti(const runtime::ViewReader& views) {
  constexpr size_t kPage = 1000;
  uint64_t count = 0;
  std::string after;
  while (true) {
    const absl::StatusOr<runtime::EntiPage> page = views.ListEnti(after, kPage);
    if (!page.ok()) return count;
    count += page->enti.size();
    if (!page->more || page->enti.empty()) return count;
    after = page->enti.back().ente;
  }
}

}  // namespace

v1::GetServerStatusResponse ReadServerStatus(const AdminParts& parts,
                                             const CallContext& context) {
  v1::GetServerStatusResponse status;
  status.set_ready(parts.readiness->ready());
  status.set_not_ready_reason(ReadinessText(parts.readiness->why_not(), context.language));
  status.set_version(parts.version);
  if (!MayCall(context.caller->role, Access::kAdminister)) return status;
  status.mutable_started_at()->set_seconds(absl::ToUnixSeconds(parts.started_at));
  AddLog(parts.read_log(), status);
  AddSequencer(*parts.sequencer, status);
  status.set_view_position(parts.views->position());
  if (const auto generation = parts.live_views->Current()) {
    status.set_view_generation(generation->name);
  }
  status.set_enti_count(CountEnti(*parts.views));
  status.set_watchers_count(parts.watches->watch_count());
  return status;
}

}  // namespace traguardo::api
