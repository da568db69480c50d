// The two threads that take turns: one judges the next group while the other writes the last one.

#include <optional>
#include <utility>

#include "services/runtime/commands/answers.h"
#include "services/runtime/sequencer/sequencer_state.h"

namespace traguardo::runtime {

void Sequencer::State::Turn::Clear() {
  group.Clear();
  to_withdraw.clear();
  to_load.clear();
  held_until_written.clear();
  has_waited = false;
}

void Sequencer::State::Run() {
  Turn turn;
  while (true) {
    {
      absl::MutexLock lock(&judging);
      if (!FillATurn(turn)) return;
      is_writing = true;
      if (IsAlone(turn)) {
        WriteAndAnswer(turn);
        Settle(std::move(turn.held_until_written));
        turn.Clear();
        continue;
      }
    }
    WriteAndAnswer(turn);
    queues.Post(
        [this, held = std::move(turn.held_until_written)]() mutable { Settle(std::move(held)); });
    turn.Clear();
  }
}

bool Sequencer::State::FillATurn(Turn& turn) {
  while (true) {
    if (!queues.BeginGroup(tasks)) return false;
    RunTasks();
    if (is_log_closed.load(std::memory_order_relaxed)) {
      AnswerAll(queues.TakeAll(), LogClosed());
      continue;
    }
    Stamp(turn);
    if (std::optional<Trouble> objection = LookAround()) {
      AnswerAll(queues.TakeAll(), *objection);
      continue;
    }
    Fill(turn);
    while (is_writing) {
      turn.has_waited = true;
      queues.AwaitMore(tasks);
      RunTasks();
      Restamp(turn);
      Fill(turn);
    }
    TrimCache();
    if (!turn.group.is_empty() || !turn.to_load.empty()) return true;
  }
}

void Sequencer::State::RunTasks() {
  for (EnteQueues::Task& task : tasks) std::move(task)();
  tasks.clear();
}

// Then handing the judging over would only cost the one caller the time to wake a thread.
bool Sequencer::State::IsAlone(const Turn& turn) const {
  return !turn.has_waited && turn.group.answers().size() <= 1 && !queues.HasTurns();
}

void Sequencer::State::WriteAndAnswer(Turn& turn) {
  if (absl::Status written = Write(turn); !written.ok()) CloseLog(std::move(written));
  if (is_log_closed.load(std::memory_order_relaxed)) {
    for (DueAnswer& due : turn.group.answers()) due.result = LogClosed();
  }
  AnswerGroup(turn);
  if (turn.group.fact_count() > 0 && !is_log_closed && hooks.on_head_moved) {
    hooks.on_head_moved(log.head());
  }
  for (auto& load : turn.to_load) loaders->Run(std::move(load));
}

absl::Status Sequencer::State::Write(Turn& turn) {
  Group& group = turn.group;
  // After a failed write of the other thread nothing is tried any more.
  if (group.fact_count() == 0 || is_log_closed.load(std::memory_order_acquire)) {
    return absl::OkStatus();
  }
  const storage::AppendGroup& to_append = group.to_append();
  if (!turn.to_withdraw.empty()) {
    group.AddOperational(
        Withdrawals::kNoteKey,
        withdrawals.Announce(to_append.facts.front().position, to_append.facts.back().position));
  }
  absl::Status appended = log.Append(to_append);
  if (!appended.ok()) return appended;
  last_recorded_micros.store(absl::ToUnixMicros(turn.stamp), std::memory_order_relaxed);
  groups.fetch_add(1, std::memory_order_relaxed);
  facts.fetch_add(group.fact_count(), std::memory_order_relaxed);
  accepted.fetch_add(to_append.requests.size(), std::memory_order_relaxed);
  if (!turn.to_withdraw.empty()) withdrawals.EraseLater(turn.to_withdraw);
  return absl::OkStatus();
}

void Sequencer::State::AnswerGroup(Turn& turn) {
  if (turn.group.answers().empty()) return;
  for (DueAnswer& due : turn.group.answers()) {
    if (std::holds_alternative<domain::Refusal>(due.result)) {
      refused.fetch_add(1, std::memory_order_relaxed);
    } else if (std::holds_alternative<Trouble>(due.result)) {
      troubled.fetch_add(1, std::memory_order_relaxed);
    } else if (std::get<Outcome>(due.result).replayed) {
      replayed.fetch_add(1, std::memory_order_relaxed);
    }
    std::move(due.answer)(std::move(due.result));
  }
  if (hooks.on_group_answered) hooks.on_group_answered();
}

void Sequencer::State::AnswerAll(Commands commands, const Trouble& trouble) {
  if (commands.empty()) return;
  for (const auto& command : commands) {
    troubled.fetch_add(1, std::memory_order_relaxed);
    std::move(command->answer)(trouble);
  }
  if (hooks.on_group_answered) hooks.on_group_answered();
}

void Sequencer::State::Settle(std::vector<Lane*> held_until_written) {
  is_writing = false;
  for (Lane* const lane : held_until_written) queues.Release(*lane);
}

}  // namespace traguardo::runtime
