#include "services/runtime/sequencer/ente_queues.h"

#include <algorithm>
#include <iterator>

namespace traguardo::runtime {
namespace {

// How much one turn in the rotation takes: small, so that a newcomer joins the group at hand after
// a few decisions; large enough that the lock costs nothing per command.
constexpr size_t kFactsPerTurn = 16;

}  // namespace

EnteQueues::PushResult EnteQueues::Push(std::unique_ptr<PendingCommand>& command) {
  absl::MutexLock lock(&mutex_);
  if (closed_) return PushResult::kClosed;
  if (counted_ >= options_.max_queued ||
      (counted_ > 0 && counted_bytes_ + command->bytes > options_.max_queued_bytes)) {
    return PushResult::kAllFull;
  }
  std::unique_ptr<Lane>& lane = lanes_[command->key.ente];
  if (lane == nullptr) lane = std::make_unique<Lane>(command->key.ente);
  if (lane->counted >= options_.max_queued_per_ente) return PushResult::kEnteFull;
  ++lane->counted;
  ++counted_;
  counted_bytes_ += command->bytes;
  lane->commands.push_back(std::move(command));
  GiveTurn(*lane);
  Wake();
  return PushResult::kQueued;
}

void EnteQueues::Post(Task task) {
  absl::MutexLock lock(&mutex_);
  tasks_.push_back(std::move(task));
  Wake();
}

void EnteQueues::Close() {
  absl::MutexLock lock(&mutex_);
  closed_ = true;
  Wake();
}

bool EnteQueues::BeginGroup(std::vector<Task>& tasks) {
  absl::MutexLock lock(&mutex_);
  SettleTaken();
  ++group_;
  is_group_full_ = false;
  rotation_.insert(rotation_.end(), resting_.begin(), resting_.end());
  resting_.clear();
  while (rotation_.empty() && tasks_.empty()) {
    if (closed_ && lanes_.empty()) return false;
    Sleep();
  }
  tasks.swap(tasks_);
  return true;
}

void EnteQueues::AwaitMore(std::vector<Task>& tasks) {
  absl::MutexLock lock(&mutex_);
  SettleTaken();
  while (tasks_.empty() && (is_group_full_ || rotation_.empty())) Sleep();
  tasks.swap(tasks_);
}

bool EnteQueues::HasTurns() const {
  absl::MutexLock lock(&mutex_);
  return !rotation_.empty() || !resting_.empty();
}

EnteQueues::Lane* EnteQueues::Take(const Room& room, bool at_least_one,
                                   std::vector<std::unique_ptr<PendingCommand>>& taken) {
  taken.clear();
  absl::MutexLock lock(&mutex_);
  SettleTaken();
  Lane* const lane = NextLane();
  if (lane == nullptr) return nullptr;

  const size_t turn = std::min(kFactsPerTurn, ShareLeft(*lane));
  size_t facts = 0;
  size_t bytes = 0;
  while (!lane->commands.empty() && facts < turn) {
    const PendingCommand& next = *lane->commands.front();
    const bool fits = taken.size() < room.commands && facts + next.fact_count() <= room.facts &&
                      bytes + next.bytes <= room.bytes;
    if (!fits && !(at_least_one && taken.empty())) break;
    facts += next.fact_count();
    bytes += next.bytes;
    taken.push_back(std::move(lane->commands.front()));
    lane->commands.pop_front();
  }
  if (taken.empty()) {  // the group is full: this lane begins the next one
    is_group_full_ = true;
    lane->has_turn = true;
    rotation_.push_front(lane);
    return nullptr;
  }
  lane->facts_taken += facts;
  taken_from_ = lane;
  taken_commands_ = taken.size();
  taken_bytes_ = bytes;
  if (!lane->commands.empty()) GiveTurn(*lane);
  return lane;
}

void EnteQueues::Hold(Lane& lane, std::vector<std::unique_ptr<PendingCommand>>& taken,
                      size_t first) {
  absl::MutexLock lock(&mutex_);
  for (size_t i = taken.size(); i > first; --i) {
    PendingCommand& command = *taken[i - 1];
    lane.facts_taken -= command.fact_count();
    --taken_commands_;
    taken_bytes_ -= command.bytes;
    lane.commands.push_front(std::move(taken[i - 1]));
  }
  taken.resize(first);
  lane.held = true;
  SettleTaken();
}

void EnteQueues::Release(Lane& lane) {
  absl::MutexLock lock(&mutex_);
  lane.held = false;
  if (!lane.commands.empty()) GiveTurn(lane);
  EraseIfIdle(lane);
}

std::vector<std::unique_ptr<PendingCommand>> EnteQueues::TakeAll() {
  std::vector<std::unique_ptr<PendingCommand>> all;
  absl::MutexLock lock(&mutex_);
  SettleTaken();
  rotation_.insert(rotation_.end(), resting_.begin(), resting_.end());
  resting_.clear();
  for (Lane* const lane : std::exchange(rotation_, {})) {
    lane->has_turn = false;
    if (!lane->held) Empty(*lane, all);
  }
  return all;
}

std::vector<std::unique_ptr<PendingCommand>> EnteQueues::TakeAll(Lane& lane) {
  std::vector<std::unique_ptr<PendingCommand>> all;
  absl::MutexLock lock(&mutex_);
  SettleTaken();
  lane.held = false;
  Empty(lane, all);
  return all;
}

bool EnteQueues::HasCommands(const std::string& ente) const {
  absl::MutexLock lock(&mutex_);
  return lanes_.contains(ente);
}

void EnteQueues::ReadLengths(size_t& commands, size_t& bytes) const {
  absl::MutexLock lock(&mutex_);
  commands = counted_;
  bytes = counted_bytes_;
}

std::vector<QueueLength> EnteQueues::Longest(size_t limit) const {
  std::vector<QueueLength> lengths;
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& [ente, lane] : lanes_) lengths.push_back({ente, lane->counted});
  }
  const auto longer = [](const QueueLength& a, const QueueLength& b) {
    return a.commands != b.commands ? a.commands > b.commands : a.ente < b.ente;
  };
  const size_t kept = std::min(limit, lengths.size());
  std::partial_sort(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(kept),
                    lengths.end(), longer);
  lengths.resize(kept);
  return lengths;
}

// The next lane that may still take part in this group.
EnteQueues::Lane* EnteQueues::NextLane() {
  while (!rotation_.empty()) {
    Lane* const lane = rotation_.front();
    rotation_.pop_front();
    if (lane->group != group_) {
      lane->group = group_;
      lane->facts_taken = 0;
    }
    if (lane->held || lane->commands.empty()) {
      lane->has_turn = false;  // Release() or the next command gives it back
      EraseIfIdle(*lane);
      continue;
    }
    if (ShareLeft(*lane) == 0) {
      resting_.push_back(lane);
      continue;
    }
    lane->has_turn = false;
    return lane;
  }
  return nullptr;
}

size_t EnteQueues::ShareLeft(const Lane& lane) const {
  const bool alone = rotation_.empty() && resting_.empty();
  const size_t share = alone ? options_.lone_ente_share_facts : options_.ente_share_facts;
  return share > lane.facts_taken ? share - lane.facts_taken : 0;
}

void EnteQueues::GiveTurn(Lane& lane) {
  if (lane.has_turn || lane.held) return;
  lane.has_turn = true;
  rotation_.push_back(&lane);
}

void EnteQueues::SettleTaken() {
  if (taken_from_ == nullptr) return;
  Lane& lane = *std::exchange(taken_from_, nullptr);
  Uncount(lane, taken_commands_, taken_bytes_);
  EraseIfIdle(lane);
}

void EnteQueues::Uncount(Lane& lane, size_t commands, size_t bytes) {
  lane.counted -= commands;
  counted_ -= commands;
  counted_bytes_ -= bytes;
}

void EnteQueues::EraseIfIdle(Lane& lane) {
  if (lane.counted == 0 && !lane.has_turn && !lane.held) lanes_.erase(lane.ente);
}

void EnteQueues::Empty(Lane& lane, std::vector<std::unique_ptr<PendingCommand>>& out) {
  size_t bytes = 0;
  for (const auto& command : lane.commands) bytes += command->bytes;
  Uncount(lane, lane.commands.size(), bytes);
  std::move(lane.commands.begin(), lane.commands.end(), std::back_inserter(out));
  lane.commands.clear();
  EraseIfIdle(lane);
}

void EnteQueues::Sleep() {
  sleeping_ = true;
  changed_.Wait(&mutex_);
  sleeping_ = false;
}

void EnteQueues::Wake() {
  if (sleeping_) changed_.Signal();
}

}  // namespace traguardo::runtime
