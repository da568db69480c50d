#include "clients/cli/verbs/importer.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/fact_stream.h"

namespace traguardo::cli {
namespace {

using api::v1::CommandResult;
using document::DocumentCommand;
using document::KnownFacts;
using document::PositionsOfDocument;

constexpr int kMaxPasses = 6;
constexpr absl::Duration kPause = absl::Milliseconds(500);

class Importer {
 public:
  Importer(const client::Connection& connection, const std::vector<DocumentCommand>& commands,
           const KnownFacts& known, const ImportHooks& hooks)
      : connection_(connection),
        commands_(commands),
        known_(known),
        hooks_(hooks),
        positions_(commands) {
    for (size_t i = 0; i < commands.size(); ++i) {
      index_.emplace(commands[i].command.header().request_id(), i);
    }
    for (size_t i = 0; i < commands.size(); ++i) TakeOwnPosition(i);
  }

  ImportResult Run() {
    std::vector<size_t> to_send;
    for (size_t i = 0; i < commands_.size(); ++i) {
      switch (Compare(i)) {
        case Known::kNo:
          to_send.push_back(i);
          break;
        case Known::kYes:
          ++result_.already_there;
          break;
        case Known::kWithOtherContent:
          not_sent_[i] = {&commands_[i], Refusal::Why::kRequestIdReused, {}, {}};
          break;
      }
    }
    for (int pass = 1; !to_send.empty(); ++pass) {
      for (const size_t index : to_send) refused_.erase(index);
      result_.broken = Send(to_send);
      if (result_.broken.has_value() || result_.stopped || pass == kMaxPasses) break;
      to_send = ToSendAgain();
      if (!to_send.empty()) absl::SleepFor(kPause * pass);
    }
    refused_.merge(not_sent_);
    for (auto& [index, refusal] : refused_) result_.refused.push_back(std::move(refusal));
    result_.unanswered =
        commands_.size() - result_.recorded - result_.already_there - result_.refused.size();
    std::stable_sort(result_.warnings.begin(), result_.warnings.end(),
                     [](const auto& a, const auto& b) { return a.first->line < b.first->line; });
    return std::move(result_);
  }

 private:
  enum class Known { kNo, kYes, kWithOtherContent };

  // An entry whose id and position agree has the first right to that position; so has one that was
  // written by hand, to the position that its id has. A copy may stand before its original.
  void TakeOwnPosition(size_t index) {
    const uint64_t exported = commands_[index].exported_position();
    for (const uint64_t position : known_.Under(commands_[index].command.header().request_id())) {
      if (exported == 0 || exported == position) Take(position, index);
    }
  }

  // False when another entry has it.
  bool Take(uint64_t position, size_t index) {
    return taken_.try_emplace(position, index).first->second == index;
  }

  // Where it takes back something that is not recorded, it stays without a position, and is the
  // same as nothing in the log. Called in order, before anything is sent.
  Known Compare(size_t index) {
    const DocumentCommand& command = commands_[index];
    // By the positions that it names itself, in the log that it was exported from.
    api::v1::Command said = command.command;
    positions_.FillCorrected(index, said);
    // Before the id: an export numbers equals in log order, whatever ids they have in the log.
    const uint64_t exported = command.exported_position();
    if (known_.SaysAt(exported, said) && Take(exported, index)) {
      return IsAt(index, exported, PositionsOfDocument::Content::kSame);
    }
    const std::vector<uint64_t> under_id = known_.Under(command.command.header().request_id());
    if (under_id.empty()) {
      const bool registers =
          said.proposals_size() == 1 && said.proposals(0).fact().has_ente_registered();
      if (!registers || known_.registration() == 0) return Known::kNo;
      positions_.NoteAt(index, {known_.registration()}, PositionsOfDocument::Content::kOther);
      return Known::kYes;
    }
    // And by the same facts' positions here, in a log that it was imported into.
    api::v1::Command said_here = command.command;
    const bool can_be_said = !positions_.FillPositions(index, said_here).has_value();
    positions_.FillCorrected(index, said_here);
    const auto same = std::find_if(under_id.begin(), under_id.end(), [&](uint64_t position) {
      return known_.SaysAt(position, said) || (can_be_said && known_.SaysAt(position, said_here));
    });
    if (same == under_id.end()) {
      return IsAt(index, under_id.front(), PositionsOfDocument::Content::kOther);
    }
    Take(*same, index);
    return IsAt(index, *same, PositionsOfDocument::Content::kSame);
  }

  Known IsAt(size_t index, uint64_t first_position, PositionsOfDocument::Content content) {
    positions_.NoteAt(index, known_.PositionsAt(first_position), content);
    return content == PositionsOfDocument::Content::kSame ? Known::kYes : Known::kWithOtherContent;
  }

  std::optional<client::CallError> Send(const std::vector<size_t>& indices) {
    client::FactStream stream(connection_, {},
                              [this](const CommandResult& result) { TakeAnswer(result); });
    for (const size_t index : indices) {
      result_.stopped = hooks_.asked_to_stop();
      if (result_.stopped) break;
      api::v1::Command command = commands_[index].command;
      if (commands_[index].names_positions || !commands_[index].corrects_request_id.empty()) {
        // What it names is known once everything before was answered.
        if (auto error = stream.WaitForAll(); error.has_value()) return error;
        if (auto error = Fill(index, command); error.has_value()) return error;
        std::lock_guard lock(mutex_);
        if (refused_.contains(index)) continue;
      }
      if (auto error = stream.Send(std::move(command)); error.has_value()) return error;
    }
    return stream.Finish();
  }

  // Puts this log's positions into the command, or refuses it. An error when the log could not be
  // asked.
  std::optional<client::CallError> Fill(size_t index, api::v1::Command& command) {
    {
      std::lock_guard lock(mutex_);
      if (auto why = positions_.FillPositions(index, command); why.has_value()) {
        refused_[index] = {&commands_[index], Refusal::Why::kOtherLog, {}, *std::move(why)};
      } else if (!positions_.FillCorrected(index, command)) {
        refused_[index] = {&commands_[index], Refusal::Why::kCorrectedRefused, {}, {}};
      }
      if (refused_.contains(index)) return std::nullopt;
    }
    for (const document::Freeze& freeze : document::FreezesOf(commands_[index], command)) {
      const client::Reply<KnownFacts> facts = hooks_.facts_up_to(freeze.position);
      if (const auto* error = std::get_if<client::CallError>(&facts)) return *error;
      std::lock_guard lock(mutex_);
      auto why = positions_.CheckFrozen(freeze, std::get<KnownFacts>(facts));
      if (!why.has_value()) continue;
      refused_[index] = {&commands_[index], Refusal::Why::kOtherLog, {}, *std::move(why)};
      break;
    }
    return std::nullopt;
  }

  void TakeAnswer(const CommandResult& answer) {
    std::lock_guard lock(mutex_);
    const auto found = index_.find(answer.request_id());
    if (found == index_.end()) return;
    const DocumentCommand& command = commands_[found->second];
    if (answer.has_outcome()) {
      const api::v1::CommandOutcome& outcome = answer.outcome();
      positions_.NoteRecorded(found->second, outcome.first_position());
      ++(outcome.position() <= known_.position() ? result_.already_there : result_.recorded);
      for (const auto& warning : outcome.warnings()) {
        result_.warnings.emplace_back(&command, warning);
      }
    } else {
      refused_[found->second] = {
          &command, Refusal::Why::kServer, client::ErrorFrom(answer.refusal()), {}};
    }
    hooks_.on_answer(result_.recorded + result_.already_there + refused_.size());
  }

  // From the first refusal that may pass on: those after it may have been refused because of it.
  std::vector<size_t> ToSendAgain() const {
    std::vector<size_t> again;
    for (const auto& [index, refusal] : refused_) {
      if (!again.empty() || refusal.error.retry_after.has_value()) again.push_back(index);
    }
    return again;
  }

  const client::Connection& connection_;
  const std::vector<DocumentCommand>& commands_;
  const KnownFacts& known_;
  const ImportHooks& hooks_;
  std::unordered_map<std::string, size_t> index_;
  std::unordered_map<uint64_t, size_t> taken_;  // first positions in the log, and by which entry

  std::mutex mutex_;  // answers come on the stream's thread
  PositionsOfDocument positions_;
  std::map<size_t, Refusal> refused_;
  std::map<size_t, Refusal> not_sent_;
  ImportResult result_;
};

}  // namespace

ImportResult Import(const client::Connection& connection,
                    const std::vector<DocumentCommand>& commands, const KnownFacts& known,
                    const ImportHooks& hooks) {
  return Importer(connection, commands, known, hooks).Run();
}

}  // namespace traguardo::cli
