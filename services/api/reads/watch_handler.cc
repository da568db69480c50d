#include "services/api/reads/watch_handler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/api/dispatcher.h"
#include "services/api/reads/authorised_name.h"
#include "services/api/reads/overview.h"
#include "services/api/reads/read_call.h"
#include "services/api/refusal_status.h"

namespace traguardo::api {
namespace {

using projection::RowKind;

// For the views to reach the position of a token.
constexpr absl::Duration kMaxWait = absl::Seconds(60);
// Before the pool is asked again when it had no room.
constexpr absl::Duration kPoolRetry = absl::Milliseconds(200);
// The hub cuts who does not read; one who does not even read that is let go after this.
constexpr absl::Duration kStallLimit = absl::Seconds(60);

// In the order in which a snapshot sends them.
WatchedPlan PlanOf(const domain::ResourceName& name, const v1::WatchRequest& request) {
  WatchedPlan plan{.ente = name.ente, .year = name.stream.year()};
  const auto wants = [&request](v1::WatchedView view) {
    return std::find(request.views().begin(), request.views().end(), view) != request.views().end();
  };
  const auto send = [&plan](RowKind kind) { plan.sent_kinds.push_back(static_cast<char>(kind)); };
  if (wants(v1::WATCHED_VIEW_OBJECTIVES)) send(RowKind::kObjective);
  if (wants(v1::WATCHED_VIEW_SCOSTAMENTI)) send(RowKind::kScostamento);
  if (wants(v1::WATCHED_VIEW_VARIATIONS)) send(RowKind::kVariation);
  if (wants(v1::WATCHED_VIEW_ROUNDS)) send(RowKind::kRound);
  plan.overview = wants(v1::WATCHED_VIEW_OVERVIEW);
  return plan;
}

}  // namespace

WatchHandler::WatchHandler(const ReadParts& parts, const CallContext& context,
                           RecentMessages* messages)
    : parts_(parts), context_(context), messages_(messages), day_(parts.Today()) {}

void WatchHandler::OnOpen(std::shared_ptr<Stream> stream) {
  stream_ = std::move(stream);
  inbox_ = std::make_shared<Mailbox<WatchDelivery>>(stream_);
  next_stall_check_ = parts_.clock->Elapsed() + kStallLimit;
  stream_->WakeAfter(kStallLimit);
  stream_->Read();
}

void WatchHandler::OnMessage(std::string_view bytes) {
  if (stage_ != Stage::kOpening || closing_error_ != nullptr) return;
  v1::WatchRequest request;
  ErrorStatus error = ParseRequest(bytes, request, context_.language);
  if (error == nullptr) error = CheckForm(request, context_.language);
  if (error == nullptr) error = Begin(request);
  if (error != nullptr) Close(std::move(error));
  Advance();
}

// Callers half-close after their one message; the stream goes on until they leave.
void WatchHandler::OnHalfClose() {
  if (stage_ == Stage::kOpening && closing_error_ == nullptr) OnMessage({});
}

void WatchHandler::OnWritten() {
  writing_ = false;
  Advance();
}

void WatchHandler::OnWake() {
  LookForStall();  // of the write that was under way before, not of the one that may follow now
  inbox_->TakeAll(deliveries_);
  for (WatchDelivery& delivery : deliveries_) {
    if (finished_) return;
    std::visit([this](auto&& brought) { Take(std::move(brought)); }, std::move(delivery));
  }
  Advance();
}

void WatchHandler::OnShutdown(ErrorStatus error) {
  Close(std::move(error));
  Advance();
}

void WatchHandler::OnDone() {
  finished_ = true;
  watch_.reset();
}

ErrorStatus WatchHandler::Begin(const v1::WatchRequest& request) {
  auto name = AuthorisedName(parts_, context_, request.plan(), "plan", {domain::StreamKind::kPlan});
  if (auto* error = std::get_if<ErrorStatus>(&name)) return std::move(*error);
  plan_ = PlanOf(std::get<domain::ResourceName>(name), request);
  binding_ = SealBinding("Watch 1");
  binding_.Add(context_.caller->principal)
      .Add(request.plan())
      .Add(plan_.sent_kinds)
      .Add(plan_.overview ? "overview" : "");
  if (ErrorStatus error = ReadToken(request)) return error;
  const auto plan_row =
      parts_.views->Get({.ente = plan_.ente, .year = plan_.year, .kind = RowKind::kPlan});
  if (!plan_row.ok()) return ErrorOf(plan_row.status(), context_.language);
  if (!plan_row->row.has_value() && !resumed_at_.has_value()) {
    return NotFound(request.plan(), Moment{.day = day_}, context_.language);
  }
  if (ErrorStatus error = Subscribe()) return error;
  WaitForViews();
  return nullptr;
}

ErrorStatus WatchHandler::ReadToken(const v1::WatchRequest& request) {
  if (request.resume_token().empty()) {
    token_.day = day_.first_day_number();
    return nullptr;
  }
  auto token = OpenWatchToken(request.resume_token(), *parts_.sealer, binding_);
  if (!token.has_value()) {
    return ErrorOf(v1::ERROR_REASON_TOKEN_INVALID, context_.language, {}, "resume_token");
  }
  token_ = *std::move(token);
  resumed_at_ = token_.position;
  const bool day_changed = token_.day != day_.first_day_number();
  // Everything that depends on the day comes again; else only what was not sent yet.
  if (day_changed) token_.cursor.clear();
  snapshot_complete_ = token_.cursor.empty() && !day_changed;
  snapshot_needed_ = !snapshot_complete_;
  return nullptr;
}

// The position is read first: what the snapshot shows later is at least as new, and what comes
// after it the hub tells.
ErrorStatus WatchHandler::Subscribe() {
  const storage::Position position = parts_.views->position();
  auto watch = parts_.watches->Subscribe(plan_.ente, plan_.year, plan_.SubscribedKinds());
  if (absl::IsResourceExhausted(watch.status())) {
    return ErrorOf(v1::ERROR_REASON_TOO_MANY_STREAMS, context_.language);
  }
  if (!watch.ok()) return ErrorOf(watch.status(), context_.language);
  watch_ = *std::move(watch);
  begun_at_ = position;
  if (!resumed_at_.has_value()) token_.position = position;
  return nullptr;
}

// A token may come from before a restart, after which the views may still be catching up.
void WatchHandler::WaitForViews() {
  stage_ = Stage::kWaiting;
  working_ = true;
  parts_.views->WhenReached(
      token_.position, parts_.clock->Now() + kMaxWait,
      [inbox = inbox_](runtime::ReachResult result) { inbox->Deliver(result); });
}

void WatchHandler::Take(runtime::ReachResult reached) {
  working_ = false;
  if (reached != runtime::ReachResult::kReached) {
    Close(reached == runtime::ReachResult::kShuttingDown
              ? ErrorOf(v1::ERROR_REASON_SHUTTING_DOWN, context_.language)
              : ErrorOf(v1::ERROR_REASON_VIEW_BEHIND, context_.language,
                        {{"position", absl::StrCat(parts_.views->position())},
                         {"min_position", absl::StrCat(token_.position)}}));
    return;
  }
  stage_ = resumed_at_.has_value() ? Stage::kCatchingUp : Stage::kSnapshot;
}

void WatchHandler::Advance() {
  if (finished_ || writing_) return;
  if (closing_error_ != nullptr) {
    finished_ = true;
    watch_.reset();
    stream_->Finish(std::move(closing_error_));
    return;
  }
  if (working_) return;
  switch (stage_) {
    case Stage::kOpening:
    case Stage::kWaiting:
      return;
    case Stage::kCatchingUp:
    case Stage::kSnapshot:
      ReadRows();
      return;
    case Stage::kLive:
      AskHub();
      return;
  }
}

void WatchHandler::ReadRows() {
  ChunkRequest request;
  if (stage_ == Stage::kCatchingUp) {
    request.changed_after = resumed_at_;
    request.after = changes_after_;
    request.with_overview = !snapshot_needed_;
  } else {
    request.after = token_.cursor;
    request.with_overview = true;
  }
  runtime::WorkerPool::Job job = [&parts = parts_, plan = plan_, request, day = day_,
                                  inbox = inbox_] {
    inbox->Deliver(ReadChunk(parts, plan, request, day));
  };
  working_ = parts_.pool->TryRun(job);
  if (!working_) stream_->WakeAfter(kPoolRetry);
}

void WatchHandler::Take(absl::StatusOr<Chunk> chunk) {
  working_ = false;
  if (!chunk.ok()) return Close(ErrorOf(chunk.status(), context_.language));
  if (stage_ == Stage::kCatchingUp) {
    changes_after_ = chunk->last_key;
    if (!chunk->more) {
      token_.position = std::max(token_.position, begun_at_);
      stage_ = snapshot_needed_ ? Stage::kSnapshot : Stage::kLive;
    }
    // Nothing changed, and a snapshot follows: nothing to tell yet.
    if (chunk->body.empty() && stage_ == Stage::kSnapshot) return;
  } else if (stage_ == Stage::kSnapshot) {
    if (chunk->more) {
      token_.cursor = chunk->last_key;
    } else {
      token_.cursor.clear();
      token_.day = day_.first_day_number();
      snapshot_complete_ = true;
      stage_ = Stage::kLive;
    }
  }
  Send(std::move(chunk->body));
}

void WatchHandler::AskHub() {
  if (asked_) return;
  asked_ = true;
  watch_->Next([inbox = inbox_](runtime::WatchEvent event) { inbox->Deliver(std::move(event)); });
}

void WatchHandler::Take(runtime::WatchEvent event) {
  asked_ = false;
  // The ente may have withdrawn its consent since: then not another row.
  ErrorStatus no_consent = CheckConsent(parts_, context_, plan_.ente);
  if (no_consent != nullptr) return Close(std::move(no_consent));
  token_.position = std::max(token_.position, event.position);
  switch (event.kind) {
    case runtime::WatchEvent::Kind::kRows:
      TakeRows(std::move(event.rows));
      return;
    case runtime::WatchEvent::Kind::kHeartbeat:
      Send({});
      return;
    case runtime::WatchEvent::Kind::kDayChanged:
      day_ = event.today;
      token_.cursor.clear();
      stage_ = Stage::kSnapshot;
      return;
    case runtime::WatchEvent::Kind::kTooSlow:
      Close(ErrorOf(v1::ERROR_REASON_WATCHER_TOO_SLOW, context_.language));
      return;
    case runtime::WatchEvent::Kind::kShuttingDown:
      Close(ErrorOf(v1::ERROR_REASON_SHUTTING_DOWN, context_.language));
      return;
  }
}

void WatchHandler::TakeRows(runtime::SharedRows rows) {
  if (!plan_.overview && rows->size() <= kInlineRows) return SendRows(std::move(rows));
  const auto job = [&parts = parts_, plan = plan_, day = day_,
                    rows = std::move(rows)]() -> absl::StatusOr<Chunk> {
    Chunk chunk;
    absl::Status status = AppendRows(parts, plan.sent_kinds, *rows, day, chunk.body);
    if (!status.ok()) return status;
    const bool overview_changed = std::any_of(rows->begin(), rows->end(), [](const auto& row) {
      return kOverviewKinds.find(static_cast<char>(row->row.kind)) != std::string_view::npos;
    });
    if (plan.overview && overview_changed) {
      status = AppendOverview(parts, plan, day, chunk.body);
      if (!status.ok()) return status;
    }
    return chunk;
  };
  runtime::WorkerPool::Job pooled = [inbox = inbox_, job] { inbox->Deliver(job()); };
  working_ = parts_.pool->TryRun(pooled);
  // Without room on the pool it is done here: the rows are not to be had again from the hub.
  if (!working_) Take(job());
}

void WatchHandler::SendRows(runtime::SharedRows rows) {
  RecentMessages::Content content{std::move(rows),  plan_.sent_kinds, day_.first_day_number(),
                                  binding_.bytes(), token_,           snapshot_complete_};
  RecentMessages::Found found = messages_->Find(content);
  if (found.message == nullptr) {
    if (found.rows == nullptr) {
      std::string body;
      const absl::Status status = AppendRows(parts_, plan_.sent_kinds, *content.rows, day_, body);
      if (!status.ok()) return Close(ErrorOf(status, context_.language));
      found.rows = std::make_shared<const std::string>(std::move(body));
    }
    std::string message = *found.rows;
    AppendRest(message);
    found.message = std::make_shared<const std::string>(std::move(message));
    messages_->Keep(std::move(content), found.message, found.rows);
  }
  Write(Payload(std::move(found.message), {}));
}

void WatchHandler::Send(std::string body) {
  AppendRest(body);
  Write(Payload(std::move(body)));
}

void WatchHandler::AppendRest(std::string& message) const {
  v1::WatchResponse rest;
  rest.set_snapshot_complete(snapshot_complete_);
  rest.set_position(token_.position);
  rest.set_as_of(day_.ToString());
  rest.set_resume_token(SealWatchToken(token_, *parts_.sealer, binding_));
  rest.AppendToString(&message);
}

void WatchHandler::Write(Payload message) {
  writing_ = true;
  write_begun_ = parts_.clock->Elapsed();
  stream_->Write(std::move(message));
}

void WatchHandler::Close(ErrorStatus error) {
  if (closing_error_ == nullptr) closing_error_ = std::move(error);
}

void WatchHandler::LookForStall() {
  const absl::Duration now = parts_.clock->Elapsed();
  if (now < next_stall_check_) return;
  next_stall_check_ = now + kStallLimit;
  stream_->WakeAfter(kStallLimit);
  if (writing_ && now - write_begun_ > kStallLimit) stream_->Cancel();
}

StreamMethod WatchMethod(const ReadParts& parts) {
  return {"traguardo.api.v1.ProjectionService/Watch", &v1::WatchRequest::default_instance(),
          Access::kRead,
          [parts, messages = std::make_shared<RecentMessages>()](const CallContext& context) {
            return std::make_unique<WatchHandler>(parts, context, messages.get());
          }};
}

}  // namespace traguardo::api
