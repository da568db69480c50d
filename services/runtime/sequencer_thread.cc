// The one thread that decides and writes. Never reads the disk.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "services/domain/decide.h"
#include "services/runtime/answers.h"
#include "services/runtime/pointed_at.h"
#include "services/runtime/sequencer_state.h"
#include "services/runtime/state_loader.h"

namespace traguardo::runtime {
namespace {

using storage::Position;

// Facts are stamped to the microsecond: finer says nothing, and costs bytes.
absl::Time ToMicrosecond(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

void AddWithdrawn(const domain::Acceptance& acceptance, std::vector<Position>& positions) {
  for (const event::v1::Envelope& envelope : acceptance.facts) {
    if (envelope.fact().kind_case() != event::v1::Fact::kPersonalDataWithdrawn) continue;
    const auto& withdrawn = envelope.fact().personal_data_withdrawn().positions();
    positions.insert(positions.end(), withdrawn.begin(), withdrawn.end());
  }
}

}  // namespace

void Sequencer::State::Run() {
  while (queues.BeginGroup(tasks)) {
    for (EnteQueues::Task& task : tasks) std::move(task)();
    tasks.clear();
    if (is_log_closed.load(std::memory_order_relaxed)) {
      AnswerAll(queues.TakeAll(), LogClosed());
      continue;
    }
    StampGroup();
    if (std::optional<Trouble> objection = LookAround()) {
      AnswerAll(queues.TakeAll(), *objection);
      continue;
    }
    FillGroup();
    const absl::Status written = WriteGroup();
    if (!written.ok()) CloseLog(written);
    AnswerGroup();
    if (written.ok() && group.fact_count() > 0 && hooks.on_head_moved) {
      hooks.on_head_moved(log.head());
    }
    group.Clear();
    to_withdraw.clear();
    for (Lane* const lane : held_until_written) queues.Release(*lane);
    held_until_written.clear();
    TrimCache();
  }
}

void Sequencer::State::StampGroup() {
  now = clock.Now();
  stamp = std::max(recorded_at, ToMicrosecond(now));
  if (stamp >= today_begins && stamp < today_ends) return;
  today = DayInItaly(calendar, stamp);
  today_begins = calendar.StartOf(today);
  today_ends = calendar.EndOf(today);
}

void Sequencer::State::FillGroup() {
  while (true) {
    const auto room = [](size_t limit, size_t used) { return limit > used ? limit - used : 0; };
    EnteQueues::Room left;
    left.commands = room(options.max_group_commands, group.answers().size());
    left.facts =
        room(options.max_group_facts, group.fact_count() + group.to_append().withdrawn.size());
    left.bytes = room(options.max_group_bytes, group.bytes());
    Lane* const lane = queues.Take(left, /*at_least_one=*/group.is_empty(), taken);
    if (lane == nullptr) return;
    Judge(*lane);
  }
}

void Sequencer::State::Judge(Lane& lane) {
  for (size_t i = 0; i < taken.size(); ++i) {
    switch (JudgeOne(*taken[i])) {
      case Verdict::kAnswered:
        break;
      case Verdict::kAnsweredAndDropped:
        queues.Hold(lane, taken, i + 1);
        held_until_written.push_back(&lane);
        return;
      case Verdict::kMustWait:
        HoldAndLoad(lane, i);
        return;
    }
  }
}

Sequencer::State::Verdict Sequencer::State::JudgeOne(PendingCommand& command) {
  if (command.known.has_value()) {
    group.AddAnswer(
        std::move(command.answer),
        AnswerAgain(command.known->answer, command.known->fingerprint, command.fingerprint));
    return Verdict::kAnswered;
  }
  if (const RecentRequest* const twin = recent.Find(command.key); twin != nullptr) {
    group.AddAnswer(std::move(command.answer),
                    AnswerAgain(twin->answer, twin->fingerprint, command.fingerprint));
    return Verdict::kAnswered;
  }
  if (command.looked_up_at < recent.floor()) return Verdict::kMustWait;
  if (command.deadline <= now) {
    group.AddAnswer(std::move(command.answer),
                    MakeTrouble(Trouble::Kind::kDeadlinePassed,
                                "the deadline passed while the command waited"));
    return Verdict::kAnswered;
  }
  if (command.unreadable.has_value()) {
    group.AddAnswer(std::move(command.answer), *std::move(command.unreadable));
    return Verdict::kAnswered;
  }
  if (command.must_read) return Verdict::kMustWait;
  ResidentEnte* const resident = cache.Find(command.key.ente);
  if (resident == nullptr || !resident->parts.Contains(command.parts)) return Verdict::kMustWait;
  return DecideOne(*resident, command);
}

Sequencer::State::Verdict Sequencer::State::DecideOne(ResidentEnte& resident,
                                                      PendingCommand& command) {
  const domain::Stamp first{log.head() + group.fact_count() + 1, stamp, today};
  domain::DecideResult result = domain::Decide(resident.state, std::move(command.command), first);
  bool must_fold_again = result.state_is_dirty;
  if (auto* const acceptance = std::get_if<domain::Acceptance>(&result.outcome)) {
    must_fold_again = acceptance->reload_needed;
    if (!Accept(resident, command, *std::move(acceptance))) must_fold_again = true;
  } else {
    group.AddAnswer(std::move(command.answer),
                    std::get<domain::Refusal>(std::move(result.outcome)));
  }
  if (!must_fold_again) return Verdict::kAnswered;
  cache.Drop(std::string(resident.state.id), command.parts);
  return Verdict::kAnsweredAndDropped;
}

bool Sequencer::State::Accept(ResidentEnte& resident, PendingCommand& command,
                              domain::Acceptance acceptance) {
  AddWithdrawn(acceptance, to_withdraw);
  absl::StatusOr<Group::Added> added = group.Add(command, std::move(acceptance));
  if (!added.ok()) {
    group.AddAnswer(std::move(command.answer),
                    MakeTrouble(Trouble::Kind::kInternal, added.status().ToString()));
    return false;
  }
  for (const storage::StoredFact& fact : command.withdrawn) group.AddWithdrawn(fact);
  cache.NoteGrowth(resident, added->envelope_bytes);
  recent.Add(std::move(command.key), std::move(added->recent));
  group.AddAnswer(std::move(command.answer), std::move(added->outcome));
  return true;
}

void Sequencer::State::HoldAndLoad(Lane& lane, size_t first) {
  StateParts missing;
  std::vector<PendingCommand*> to_look_up;
  std::vector<PendingCommand*> to_read;
  for (size_t i = first; i < taken.size(); ++i) {
    missing.Add(taken[i]->parts);
    if (taken[i]->must_read) to_read.push_back(taken[i].get());
    if (taken[i]->looked_up_at < recent.floor()) to_look_up.push_back(taken[i].get());
  }
  const ResidentEnte* const resident = cache.Find(lane.ente);
  if (resident != nullptr) missing.Remove(resident->parts);
  queues.Hold(lane, taken, first);
  // The held lane keeps its commands where they are until FinishLoad().
  loads.fetch_add(missing.empty() ? 0 : 1, std::memory_order_relaxed);
  loaders->Run(
      [this, &lane, missing, to_look_up = std::move(to_look_up), to_read = std::move(to_read)] {
        for (PendingCommand* const command : to_read) {
          ReadPointedAt(log, options.max_command_bytes, *command);
        }
        absl::Status looked_up;
        for (PendingCommand* const command : to_look_up) {
          command->looked_up_at = log.head();
          absl::StatusOr<storage::StoredRequest> stored = log.FindRequest(command->key);
          if (stored.ok()) {
            command->known = *std::move(stored);
          } else if (!absl::IsNotFound(stored.status())) {
            looked_up = stored.status();
          }
        }
        // What is missing here has no facts in the group at hand: those are only of resident
        // states.
        absl::StatusOr<domain::Ente> loaded =
            looked_up.ok() ? LoadState(log, lane.ente, missing, log.head(), Texts::kLeftOut, {})
                           : absl::StatusOr<domain::Ente>(looked_up);
        queues.Post([this, &lane, missing, loaded = std::move(loaded)]() mutable {
          FinishLoad(lane, missing, std::move(loaded));
        });
      });
}

void Sequencer::State::FinishLoad(Lane& lane, const StateParts& parts,
                                  absl::StatusOr<domain::Ente> loaded) {
  if (!loaded.ok()) {
    const auto kind =
        absl::IsDataLoss(loaded.status()) ? Trouble::Kind::kDataLoss : Trouble::Kind::kInternal;
    AnswerAll(queues.TakeAll(lane), MakeTrouble(kind, loaded.status().ToString()));
    return;
  }
  if (!parts.empty()) cache.Adopt(*std::move(loaded), parts);
  queues.Release(lane);
}

absl::Status Sequencer::State::WriteGroup() {
  if (group.fact_count() == 0) return absl::OkStatus();
  const storage::AppendGroup& to_append = group.to_append();
  if (!to_withdraw.empty()) {
    group.AddOperational(
        Withdrawals::kNoteKey,
        withdrawals.Announce(to_append.facts.front().position, to_append.facts.back().position));
  }
  absl::Status appended = log.Append(to_append);
  if (!appended.ok()) return appended;
  recorded_at = stamp;
  last_recorded_micros.store(absl::ToUnixMicros(stamp), std::memory_order_relaxed);
  groups.fetch_add(1, std::memory_order_relaxed);
  facts.fetch_add(group.fact_count(), std::memory_order_relaxed);
  accepted.fetch_add(to_append.requests.size(), std::memory_order_relaxed);
  if (!to_withdraw.empty()) withdrawals.EraseLater(to_withdraw);
  return absl::OkStatus();
}

void Sequencer::State::AnswerGroup() {
  if (group.answers().empty()) return;
  for (DueAnswer& due : group.answers()) {
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

void Sequencer::State::TrimCache() {
  if (cache.bytes() > options.state_cache_bytes) {
    // Those whose commands wait are about to be used; evicting them could go on for ever.
    std::vector<domain::Ente> evicted =
        cache.EvictTo(options.state_cache_bytes,
                      [this](const std::string& ente) { return !queues.HasCommands(ente); });
    loaders->Run([evicted = std::move(evicted)]() mutable { evicted.clear(); });
  }
  cache_bytes.store(cache.bytes(), std::memory_order_relaxed);
  cache_enti.store(cache.enti(), std::memory_order_relaxed);
}

}  // namespace traguardo::runtime
