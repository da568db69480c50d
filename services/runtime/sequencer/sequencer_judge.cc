// How a group comes to be: commands are taken from the lanes and judged in order. Never reads the
// disk.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "services/domain/decide/decide.h"
#include "services/runtime/commands/answers.h"
#include "services/runtime/commands/pointed_at.h"
#include "services/runtime/sequencer/sequencer_state.h"
#include "services/runtime/states/state_loader.h"

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

// Of the ente's plan-year. Reports read the definition of their own objective; weights, gates,
// rounds and acts any of the year.
size_t DefinitionsRead(const domain::Command& command) {
  for (const domain::Proposal& proposal : command.proposals) {
    const auto kind = proposal.fact.kind_case();
    if (kind != event::v1::Fact::kProgressRecorded &&
        kind != event::v1::Fact::kMeasurementRecorded && kind != event::v1::Fact::kOutcomeStated &&
        kind != event::v1::Fact::kMilestoneReached) {
      return StateCache::kAll;
    }
  }
  return command.proposals.size();
}

}  // namespace

void Sequencer::State::Stamp(Turn& turn) {
  now = clock.Now();
  turn.stamp = last_stamp = std::max(last_stamp, ToMicrosecond(now));
  if (last_stamp >= today_begins && last_stamp < today_ends) return;
  today = DayInItaly(calendar, last_stamp);
  today_begins = calendar.StartOf(today);
  today_ends = calendar.EndOf(today);
}

// The other thread's write may take long: deadlines are judged by the time it is now. All facts of
// a group have one time, so that one moves only while there are none.
void Sequencer::State::Restamp(Turn& turn) {
  if (turn.group.is_empty()) {
    Stamp(turn);
  } else {
    now = clock.Now();
  }
}

void Sequencer::State::Fill(Turn& turn) {
  const Group& group = turn.group;
  while (true) {
    const auto room = [](size_t limit, size_t used) { return limit > used ? limit - used : 0; };
    EnteQueues::Room left;
    left.commands = room(options.max_group_commands, group.answers().size());
    left.facts =
        room(options.max_group_facts, group.fact_count() + group.to_append().withdrawn.size());
    left.bytes = room(options.max_group_bytes, group.bytes());
    Lane* const lane = queues.Take(left, /*at_least_one=*/group.is_empty(), taken);
    if (lane == nullptr) return;
    Judge(turn, *lane);
  }
}

void Sequencer::State::Judge(Turn& turn, Lane& lane) {
  for (size_t i = 0; i < taken.size(); ++i) {
    switch (JudgeOne(turn, *taken[i])) {
      case Verdict::kAnswered:
        break;
      case Verdict::kAnsweredAndDropped:
        queues.Hold(lane, taken, i + 1);
        turn.held_until_written.push_back(&lane);
        return;
      case Verdict::kMustWait:
        HoldAndLoad(turn, lane, i);
        return;
    }
  }
}

Sequencer::State::Verdict Sequencer::State::JudgeOne(Turn& turn, PendingCommand& command) {
  if (command.known.has_value()) {
    turn.group.AddAnswer(
        std::move(command.answer),
        AnswerAgain(command.known->answer, command.known->fingerprint, command.fingerprint));
    return Verdict::kAnswered;
  }
  if (const RecentRequest* const twin = recent.Find(command.key); twin != nullptr) {
    turn.group.AddAnswer(std::move(command.answer),
                         AnswerAgain(twin->answer, twin->fingerprint, command.fingerprint));
    return Verdict::kAnswered;
  }
  if (command.looked_up_at < recent.floor()) return Verdict::kMustWait;
  if (command.deadline <= now) {
    turn.group.AddAnswer(std::move(command.answer),
                         MakeTrouble(Trouble::Kind::kDeadlinePassed,
                                     "the deadline passed while the command waited"));
    return Verdict::kAnswered;
  }
  if (command.unreadable.has_value()) {
    turn.group.AddAnswer(std::move(command.answer), *std::move(command.unreadable));
    return Verdict::kAnswered;
  }
  if (command.must_read) return Verdict::kMustWait;
  ResidentEnte* const resident = cache.Find(command.key.ente);
  if (resident == nullptr || !resident->parts.Contains(command.parts)) return Verdict::kMustWait;
  return DecideOne(turn, *resident, command);
}

Sequencer::State::Verdict Sequencer::State::DecideOne(Turn& turn, ResidentEnte& resident,
                                                      PendingCommand& command) {
  const domain::Stamp first{last_judged + 1, turn.stamp, today};
  const size_t definitions_read = DefinitionsRead(command.command);
  domain::DecideResult result = domain::Decide(resident.state, std::move(command.command), first);
  bool must_fold_again = result.state_is_dirty;
  if (auto* const acceptance = std::get_if<domain::Acceptance>(&result.outcome)) {
    must_fold_again = acceptance->reload_needed;
    if (!Accept(turn, resident, command, std::move(*acceptance))) must_fold_again = true;
  } else {
    turn.group.AddAnswer(std::move(command.answer),
                         std::get<domain::Refusal>(std::move(result.outcome)));
  }
  cache.NoteUnfolded(resident, definitions_read);
  if (!must_fold_again) return Verdict::kAnswered;
  cache.Drop(std::string(resident.state.id), command.parts);
  return Verdict::kAnsweredAndDropped;
}

bool Sequencer::State::Accept(Turn& turn, ResidentEnte& resident, PendingCommand& command,
                              domain::Acceptance acceptance) {
  const size_t withdrawn_before = turn.to_withdraw.size();
  AddWithdrawn(acceptance, turn.to_withdraw);
  absl::StatusOr<Group::Added> added = turn.group.Add(command, std::move(acceptance));
  if (!added.ok()) {
    turn.to_withdraw.resize(withdrawn_before);
    turn.group.AddAnswer(std::move(command.answer),
                         MakeTrouble(Trouble::Kind::kInternal, added.status().ToString()));
    return false;
  }
  for (const storage::StoredFact& fact : command.withdrawn) turn.group.AddWithdrawn(fact);
  last_judged = added->outcome.position;
  cache.NoteGrowth(resident, added->envelope_bytes);
  recent.Add(std::move(command.key), std::move(added->recent));
  turn.group.AddAnswer(std::move(command.answer), std::move(added->outcome));
  return true;
}

void Sequencer::State::HoldAndLoad(Turn& turn, Lane& lane, size_t first) {
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
  turn.to_load.push_back(
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
