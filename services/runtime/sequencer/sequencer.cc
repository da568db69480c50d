// The side of those who submit: any thread, reads the log, never the state.

#include "services/runtime/sequencer/sequencer.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/domain/commands/years_needed.h"
#include "services/runtime/commands/answers.h"
#include "services/runtime/commands/command_size.h"
#include "services/runtime/commands/pointed_at.h"
#include "services/runtime/sequencer/sequencer_state.h"
#include "services/runtime/states/fact_reader.h"
#include "services/runtime/threads/threads.h"

namespace traguardo::runtime {
namespace {

using storage::Position;

constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

SequencerOptions AtLeastOne(SequencerOptions options) {
  for (size_t* const bound :
       {&options.max_queued_per_ente, &options.max_queued, &options.max_group_commands,
        &options.max_group_facts, &options.ente_share_facts, &options.lone_ente_share_facts,
        &options.loader_threads}) {
    *bound = std::max<size_t>(*bound, 1);
  }
  return options;
}

// One value per group, never running backwards: also not behind what an earlier run recorded.
absl::StatusOr<absl::Time> LastRecordedAt(const storage::EventLog& log) {
  if (log.head() == 0) return absl::InfinitePast();
  const absl::StatusOr<storage::StoredFact> last = log.Read(log.head());
  if (!last.ok()) return last.status();
  event::v1::Envelope fact;
  const absl::Status parsed = ParseFact(*last, Texts::kLeftOut, {}, fact);
  if (!parsed.ok()) return parsed;
  return absl::FromUnixSeconds(fact.recorded_at().seconds()) +
         absl::Nanoseconds(fact.recorded_at().nanos());
}

Trouble ReadTrouble(const absl::Status& status) {
  return MakeTrouble(absl::IsDataLoss(status) ? Trouble::Kind::kDataLoss : Trouble::Kind::kInternal,
                     status.ToString());
}

Trouble QueueFull(const char* which, size_t commands) {
  Trouble trouble =
      MakeTrouble(Trouble::Kind::kQueueFull,
                  absl::StrCat("the queue of ", which, " is full: ", commands, " commands wait"));
  trouble.retry_after = kRetryAfter;
  return trouble;
}

StateParts PartsOf(const domain::Command& command) {
  StateParts parts;
  parts.base = true;
  for (const int year : domain::YearsNeeded(command)) parts.AddYear(year);
  return parts;
}

}  // namespace

Sequencer::State::State(storage::EventLog& log_in, Clock& clock_in,
                        const domain::RomeCalendar& calendar_in, Readiness& readiness_in,
                        const SequencerOptions& options_in, SequencerHooks hooks_in)
    : log(log_in),
      clock(clock_in),
      calendar(calendar_in),
      readiness(readiness_in),
      options(options_in),
      hooks(std::move(hooks_in)),
      queues(options_in),
      recent(options_in.recent_requests, log_in.head()),
      last_judged(log_in.head()),
      today(Today(clock_in, calendar_in)),
      withdrawals(log_in) {}

absl::StatusOr<std::unique_ptr<Sequencer>> Sequencer::Start(storage::EventLog& log, Clock& clock,
                                                            const domain::RomeCalendar& calendar,
                                                            Readiness& readiness,
                                                            SequencerOptions options,
                                                            SequencerHooks hooks) {
  const absl::StatusOr<absl::Time> last_recorded_at = LastRecordedAt(log);
  if (!last_recorded_at.ok()) return last_recorded_at.status();
  auto state = std::make_unique<State>(log, clock, calendar, readiness, AtLeastOne(options),
                                       std::move(hooks));
  state->last_stamp = *last_recorded_at;
  state->last_recorded_micros = absl::ToUnixMicros(*last_recorded_at);
  const absl::Status finished = state->withdrawals.Finish();
  if (!finished.ok()) return finished;
  state->LookAround();
  state->loaders = std::make_unique<WorkerPool>("loader", state->options.loader_threads);
  for (std::thread& thread : state->threads) {
    thread =
        StartThread("sequencer", Priority::kNormal, [running = state.get()] { running->Run(); });
  }
  return std::unique_ptr<Sequencer>(new Sequencer(std::move(state)));
}

Sequencer::Sequencer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Sequencer::~Sequencer() { Stop(); }

void Sequencer::Submit(Submission submission, Answer answer) {
  auto pending = std::make_unique<PendingCommand>();
  pending->command = std::move(submission.command);
  pending->key = std::move(submission.key);
  pending->fingerprint = submission.fingerprint;
  pending->deadline = submission.deadline;
  std::optional<SubmitResult> known = state_->Prepare(*pending);
  if (!known.has_value()) {
    pending->answer = std::move(answer);
    switch (state_->queues.Push(pending)) {
      case EnteQueues::PushResult::kQueued:
        return;
      case EnteQueues::PushResult::kEnteFull:
        known = QueueFull("this ente", state_->options.max_queued_per_ente);
        break;
      case EnteQueues::PushResult::kAllFull:
        known = QueueFull("all enti together", state_->options.max_queued);
        break;
      case EnteQueues::PushResult::kClosed:
        known = MakeTrouble(Trouble::Kind::kShuttingDown, "the server is stopping");
        break;
    }
    answer = std::move(pending->answer);
  }
  std::atomic<uint64_t>& count =
      std::holds_alternative<Outcome>(*known) ? state_->replayed : state_->troubled;
  count.fetch_add(1, std::memory_order_relaxed);
  std::move(answer)(*std::move(known));
}

void Sequencer::Stop() {
  absl::MutexLock lock(&state_->stop_mutex);
  if (state_->stopped) return;
  state_->stopped = true;
  {
    absl::MutexLock conditions(&state_->conditions_mutex);
    state_->is_stopping = true;
    state_->readiness.ReportNotReady(Part::kSequencer, "the server is stopping");
  }
  state_->queues.Close();
  for (std::thread& thread : state_->threads) thread.join();
  state_->loaders.reset();
}

SequencerStatistics Sequencer::ReadStatistics() const {
  constexpr auto relaxed = std::memory_order_relaxed;
  SequencerStatistics statistics;
  statistics.accepted = state_->accepted.load(relaxed);
  statistics.refused = state_->refused.load(relaxed);
  statistics.replayed = state_->replayed.load(relaxed);
  statistics.troubled = state_->troubled.load(relaxed);
  statistics.groups = state_->groups.load(relaxed);
  statistics.facts = state_->facts.load(relaxed);
  statistics.loads = state_->loads.load(relaxed);
  statistics.state_cache_bytes = state_->cache_bytes.load(relaxed);
  statistics.state_cache_enti = state_->cache_enti.load(relaxed);
  state_->queues.ReadLengths(statistics.queued_commands, statistics.queued_bytes);
  return statistics;
}

std::vector<QueueLength> Sequencer::LongestQueues(size_t limit) const {
  return state_->queues.Longest(limit);
}

std::optional<SubmitResult> Sequencer::State::Prepare(PendingCommand& command) {
  // Before anything else: what was accepted is answered the same for ever, whatever has happened to
  // the server since.
  if (std::optional<SubmitResult> known = LookUp(command); known.has_value()) return known;
  if (is_log_closed.load(std::memory_order_acquire)) return LogClosed();
  if (has_objection.load(std::memory_order_acquire)) {
    if (std::optional<Trouble> objection = LookAround()) return *std::move(objection);
  }
  if (command.deadline <= clock.Now()) {
    return MakeTrouble(Trouble::Kind::kDeadlinePassed,
                       "the deadline passed before the command came");
  }
  std::optional<Trouble> too_large =
      CheckCommandSize(command.command, options.max_command_bytes, command.bytes);
  if (too_large.has_value()) return *std::move(too_large);
  const auto& hash = command.key.request_id_hash;
  command.command.command_hash.assign(reinterpret_cast<const char*>(hash.data()), hash.size());
  command.parts = PartsOf(command.command);
  if (std::optional<Trouble> points_at_too_much = NotePointedAt(command)) {
    return *std::move(points_at_too_much);
  }
  return std::nullopt;
}

std::optional<SubmitResult> Sequencer::State::LookUp(PendingCommand& command) {
  command.looked_up_at = log.head();
  const absl::StatusOr<storage::StoredRequest> stored = log.FindRequest(command.key);
  if (stored.ok()) return AnswerAgain(stored->answer, stored->fingerprint, command.fingerprint);
  if (absl::IsNotFound(stored.status())) return std::nullopt;
  return ReadTrouble(stored.status());
}

Trouble Sequencer::State::LogClosed() {
  absl::MutexLock lock(&failure_mutex);
  return MakeTrouble(Trouble::Kind::kLogClosed, log_failure.ToString());
}

}  // namespace traguardo::runtime
