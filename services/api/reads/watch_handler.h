// Watch: a snapshot of the chosen views of one plan-year, then each row that changes.
//
//   opening ─► catching up (only with a token: rows changed since) ─► snapshot ─► live
//                                                                       ▲           │
//                                                                       └─ new day ─┘
//
// Rows are read and filled in one message at a time, and only while no write is under way: a
// watcher that reads slowly costs one message and what the hub keeps for it. That is done on the
// pool, but for a change of at most kInlineRows rows without the overview, and for one that finds
// no room on the pool: these are filled in on the thread of the stream.

#ifndef TRAGUARDO_SERVICES_API_READS_WATCH_HANDLER_H_
#define TRAGUARDO_SERVICES_API_READS_WATCH_HANDLER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/api/mailbox.h"
#include "services/api/method.h"
#include "services/api/reads/read_parts.h"
#include "services/api/reads/recent_messages.h"
#include "services/api/reads/watch_chunk.h"
#include "services/api/reads/watch_token.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/watch/watch_hub.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api {

// What other threads bring a watch: one thing at a time of each kind.
using WatchDelivery =
    std::variant<runtime::ReachResult, absl::StatusOr<Chunk>, runtime::WatchEvent>;

StreamMethod WatchMethod(const ReadParts& parts);

class WatchHandler final : public StreamHandler {
 public:
  static constexpr size_t kInlineRows = 8;

  // `messages` are shared by all watches; both must outlive the handler.
  WatchHandler(const ReadParts& parts, const CallContext& context, RecentMessages* messages);

  void OnOpen(std::shared_ptr<Stream> stream) override;
  void OnMessage(std::string_view bytes) override;
  void OnHalfClose() override;
  void OnWritten() override;
  void OnWake() override;
  void OnShutdown(ErrorStatus error) override;
  void OnDone() override;

 private:
  enum class Stage { kOpening, kWaiting, kCatchingUp, kSnapshot, kLive };

  // Null, or why the watch cannot begin.
  ErrorStatus Begin(const v1::WatchRequest& request);
  ErrorStatus ReadToken(const v1::WatchRequest& request);
  ErrorStatus Subscribe();
  void WaitForViews();
  void Advance();
  void ReadRows();
  void AskHub();

  // What came in.
  void Take(runtime::ReachResult reached);
  void Take(absl::StatusOr<Chunk> chunk);
  void Take(runtime::WatchEvent event);
  void TakeRows(runtime::SharedRows rows);

  // `body` are the rows of the message; the rest is added here.
  void Send(std::string body);
  // The same message for all who are told the same of these rows.
  void SendRows(runtime::SharedRows rows);
  void AppendRest(std::string& message) const;
  void Write(Payload message);
  void Close(ErrorStatus error);
  void LookForStall();

  const ReadParts& parts_;
  const CallContext context_;
  RecentMessages* const messages_;
  std::shared_ptr<Stream> stream_;
  std::shared_ptr<Mailbox<WatchDelivery>> inbox_;
  WatchedPlan plan_;
  SealBinding binding_{""};
  std::unique_ptr<runtime::Watch> watch_;

  Stage stage_ = Stage::kOpening;
  // What a resumed watch would have to know. token_.day is that of the rows sent before: the last
  // whole snapshot's.
  WatchToken token_;
  domain::CivilDate day_;
  // Where reading goes on in kCatchingUp; the snapshot's place is token_.cursor.
  std::string changes_after_;
  std::optional<storage::Position> resumed_at_;
  // Where the views stood when the hub began to tell: what is read afterwards is as new as that.
  storage::Position begun_at_ = 0;
  bool snapshot_needed_ = true;
  bool snapshot_complete_ = false;
  bool working_ = false;  // on the pool, or waiting for the views
  bool asked_ = false;    // the hub
  bool writing_ = false;
  bool finished_ = false;
  absl::Duration write_begun_;  // of Clock::Elapsed(), as the next one
  absl::Duration next_stall_check_;
  ErrorStatus closing_error_;
  std::vector<WatchDelivery> deliveries_;  // kept for its memory
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_WATCH_HANDLER_H_
