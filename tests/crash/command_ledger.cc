#include "tests/crash/command_ledger.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/domain/facts/private_part.h"
#include "storage/layout/request_key.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::crash {
namespace {

using storage::Position;

constexpr size_t kMaxViolations = 20;  // kept; a loss is seldom alone

std::string HashOf(const std::string& request_id) {
  const storage::RequestIdHash hash = storage::HashRequestId(request_id);
  return std::string(hash.begin(), hash.end());
}

std::string EnteOf(const api::v1::Command& command) {
  const std::string& target = command.proposals(0).target();
  const size_t begin = std::string("enti/").size();
  return target.substr(begin, target.find('/', begin) - begin);
}

}  // namespace

const PlannedCommand* CommandLedger::Add(PlannedCommand command) {
  const std::lock_guard lock(mutex_);
  const std::string id = command.command.header().request_id();
  const auto [added, is_new] = entries_.try_emplace(id);
  if (!is_new) return &added->second.planned;
  added->second.planned = std::move(command);
  added->second.number = entries_.size();
  by_hash_.emplace(HashOf(id), &added->second);
  return &added->second.planned;
}

void CommandLedger::NoteAnswer(const std::string& request_id, const Answer& answer) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(request_id);
  if (found == entries_.end()) {
    AddViolationLocked(absl::StrCat(request_id, ": answered, and never sent"));
    return;
  }
  Entry& entry = found->second;
  switch (answer.kind) {
    case Answer::Kind::kUnanswered:
      return;
    case Answer::Kind::kAccepted:
      NoteAccepted(entry, answer.outcome);
      return;
    case Answer::Kind::kRefused:
      if (entry.state == State::kAccepted || entry.found_first != 0) {
        AddViolationLocked(absl::StrCat(
            request_id, ": accepted once, and now refused: ", answer.reason, ", ", answer.message));
      } else if (!entry.planned.must_be_refused) {
        AddViolationLocked(absl::StrCat(
            request_id, ": refused against expectation: ", answer.reason, ", ", answer.message));
      }
      entry.state = State::kRefused;
      return;
  }
}

void CommandLedger::NoteAccepted(Entry& entry, const api::v1::CommandOutcome& outcome) {
  const std::string& id = entry.planned.command.header().request_id();
  const auto told = absl::StrCat("positions ", outcome.first_position(), " to ", outcome.position(),
                                 ", revision ", outcome.revision());
  if (entry.planned.must_be_refused) {
    AddViolationLocked(absl::StrCat(id, ": accepted although it had to be refused, ", told));
  }
  if (entry.state == State::kAccepted &&
      entry.outcome.SerializeAsString() != outcome.SerializeAsString()) {
    AddViolationLocked(absl::StrCat(id, ": answered otherwise than before: ", told, ", not ",
                                    entry.outcome.ShortDebugString()));
  }
  if (entry.found_first != 0 &&
      (entry.found_first != outcome.first_position() || entry.found_last != outcome.position())) {
    AddViolationLocked(absl::StrCat(id, ": the log has it at ", entry.found_first, " to ",
                                    entry.found_last, ", the answer says ", told));
  }
  if (entry.state != State::kAccepted) accepted_.push_back(&entry);
  entry.state = State::kAccepted;
  entry.outcome = outcome;
}

std::vector<const PlannedCommand*> CommandLedger::Unanswered() const {
  const std::lock_guard lock(mutex_);
  std::vector<const Entry*> found;
  for (const auto& [id, entry] : entries_) {
    if (entry.state == State::kUnanswered) found.push_back(&entry);
  }
  std::sort(found.begin(), found.end(),
            [](const Entry* a, const Entry* b) { return a->number < b->number; });
  std::vector<const PlannedCommand*> commands;
  for (const Entry* entry : found) commands.push_back(&entry->planned);
  return commands;
}

std::vector<const PlannedCommand*> CommandLedger::SomeAccepted(size_t limit, uint64_t seed) const {
  const std::lock_guard lock(mutex_);
  std::vector<const PlannedCommand*> commands;
  if (accepted_.empty()) return commands;
  std::mt19937_64 random(seed);
  // The last ones are those that a kill was closest to.
  const size_t last = std::min(limit / 2, accepted_.size());
  for (size_t i = 0; i < limit; ++i) {
    const size_t back = i < last ? i : random() % accepted_.size();
    commands.push_back(&accepted_[accepted_.size() - 1 - back]->planned);
  }
  return commands;
}

std::optional<api::v1::CommandOutcome> CommandLedger::OutcomeOf(
    const std::string& request_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(request_id);
  if (found == entries_.end() || found->second.state != State::kAccepted) return std::nullopt;
  return found->second.outcome;
}

void CommandLedger::AddViolation(std::string violation) {
  const std::lock_guard lock(mutex_);
  AddViolationLocked(std::move(violation));
}

void CommandLedger::AddViolationLocked(std::string violation) {
  if (violations_.size() < kMaxViolations) violations_.push_back(std::move(violation));
}

std::vector<std::string> CommandLedger::violations() const {
  const std::lock_guard lock(mutex_);
  return violations_;
}

CommandLedger::Counts CommandLedger::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts;
  for (const auto& [id, entry] : entries_) {
    counts.accepted += entry.state == State::kAccepted;
    counts.refused += entry.state == State::kRefused;
    counts.unanswered += entry.state == State::kUnanswered;
  }
  return counts;
}

// Goes through the facts of a log from the first to the last, command by command.
class CommandLedger::Walk {
 public:
  // `where` is said of what is wrong: who told the facts.
  Walk(CommandLedger& ledger, std::string where) : ledger_(ledger), where_(std::move(where)) {}

  void VisitStored(const storage::FactView& fact) {
    event::v1::Envelope envelope;
    event::v1::PrivatePart part;
    if (!envelope.ParseFromArray(fact.envelope.data(), static_cast<int>(fact.envelope.size()))) {
      return Complain(fact.position, "the bytes are no envelope");
    }
    if (!part.ParseFromArray(fact.private_part.data(),
                             static_cast<int>(fact.private_part.size()))) {
      return Complain(fact.position, "has a private part that cannot be read");
    }
    if (envelope.position() != fact.position) {
      Complain(fact.position, absl::StrCat("calls itself ", envelope.position()));
    }
    domain::MergePrivate(envelope, part);
    Visit(envelope);
  }

  // With its texts.
  void Visit(const event::v1::Envelope& envelope) {
    if (envelope.position() != last_ + 1) {
      Complain(envelope.position(), absl::StrCat("follows ", last_));
    }
    last_ = envelope.position();
    uint64_t& revision = revisions_[absl::StrCat(envelope.ente(), "/", envelope.stream())];
    if (envelope.revision() != ++revision) {
      Complain(last_, absl::StrCat("has revision ", envelope.revision(), " where ", revision,
                                   " comes next"));
    }
    if (envelope.command_index() == 0) Begin(envelope);
    if (entry_ != nullptr) Compare(envelope);
    if (envelope.command_index() + 1 == envelope.command_size()) End(last_);
  }

  // After the last fact.
  void Finish() {
    if (entry_ != nullptr) Complain(last_, "the log ends inside a command");
    for (auto& [id, entry] : ledger_.entries_) {
      if (entry.state == State::kAccepted && entry.found_first == 0) {
        Complain(0, absl::StrCat(id, ": accepted with positions ", entry.outcome.first_position(),
                                 " to ", entry.outcome.position(), ", and not in the log"));
      }
    }
  }

 private:
  void Begin(const event::v1::Envelope& envelope) {
    if (entry_ != nullptr) Complain(envelope.position(), "begins inside another command");
    index_ = 0;
    const auto found = ledger_.by_hash_.find(envelope.command_hash());
    if (found == ledger_.by_hash_.end()) {
      Complain(envelope.position(), "belongs to a command that nobody sent");
      return;
    }
    entry_ = found->second;
    const std::string& id = entry_->planned.command.header().request_id();
    if (entry_->found_first != 0) Complain(envelope.position(), id + " is there twice");
    if (entry_->state == State::kRefused) Complain(envelope.position(), id + " was refused");
    entry_->found_first = envelope.position();
  }

  void Compare(const event::v1::Envelope& envelope) {
    const api::v1::Command& command = entry_->planned.command;
    const auto expect = [&](bool holds, const char* what) {
      if (!holds) {
        Complain(envelope.position(), absl::StrCat(command.header().request_id(), ": ", what));
      }
    };
    expect(envelope.command_size() == static_cast<uint32_t>(command.proposals_size()) &&
               envelope.command_index() == index_,
           "is not whole");
    expect(envelope.ente() == EnteOf(command), "is of another ente");
    expect(envelope.actor().principal() == PrincipalOf(entry_->planned.caller),
           "is by another principal");
    if (index_ >= static_cast<uint32_t>(command.proposals_size())) return;
    const api::v1::Proposal& proposal = command.proposals(static_cast<int>(index_));
    expect(google::protobuf::util::MessageDifferencer::Equals(envelope.fact(), proposal.fact()),
           "has another content than was sent");
    expect(envelope.effective_on() == proposal.effective_on(), "speaks of another day");
    ++index_;
  }

  void End(Position position) {
    if (entry_ == nullptr) return;
    const std::string& id = entry_->planned.command.header().request_id();
    entry_->found_last = position;
    if (entry_->state == State::kAccepted &&
        (entry_->outcome.first_position() != entry_->found_first ||
         entry_->outcome.position() != position)) {
      Complain(position, absl::StrCat(id, ": answered with ", entry_->outcome.first_position(),
                                      " to ", entry_->outcome.position(), ", stands at ",
                                      entry_->found_first, " to ", position));
    }
    entry_ = nullptr;
  }

  void Complain(Position position, const std::string& what) {
    ledger_.AddViolationLocked(absl::StrCat(where_, " #", position, ": ", what));
  }

  CommandLedger& ledger_;
  const std::string where_;
  Position last_ = 0;
  std::unordered_map<std::string, uint64_t> revisions_;
  Entry* entry_ = nullptr;  // of the command that is being read
  uint32_t index_ = 0;
};

void CommandLedger::ForgetWhatWasFound() {
  for (auto& [id, entry] : entries_) {
    entry.found_first = 0;
    entry.found_last = 0;
  }
}

void CommandLedger::CompareWith(const storage::EventLog& log) {
  const std::lock_guard lock(mutex_);
  ForgetWhatWasFound();
  Walk walk(*this, "log");
  const absl::Status scanned = log.Scan(1, log.head(), [&](const storage::FactView& fact) {
    walk.VisitStored(fact);
    return absl::OkStatus();
  });
  if (!scanned.ok()) AddViolationLocked(absl::StrCat("scanning the log: ", scanned.ToString()));
  walk.Finish();
}

void CommandLedger::CompareWith(const std::vector<event::v1::Envelope>& listed) {
  const std::lock_guard lock(mutex_);
  ForgetWhatWasFound();
  Walk walk(*this, "listed");
  for (const event::v1::Envelope& fact : listed) walk.Visit(fact);
  walk.Finish();
}

}  // namespace traguardo::crash
