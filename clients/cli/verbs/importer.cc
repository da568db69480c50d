#include "clients/cli/verbs/importer.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cpp/fact_stream.h"

namespace traguardo::cli {
namespace {

using api::v1::CommandResult;
using document::DocumentCommand;

constexpr int kMaxPasses = 6;
constexpr absl::Duration kPause = absl::Milliseconds(500);

class Importer {
 public:
  Importer(const client::Connection& connection, const std::vector<DocumentCommand>& commands,
           const KnownFacts& known, const std::function<bool()>& asked_to_stop,
           const std::function<void(size_t)>& on_answer)
      : connection_(connection),
        commands_(commands),
        known_(known),
        asked_to_stop_(asked_to_stop),
        on_answer_(on_answer) {
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
          if (commands_[i].names_positions) {
            not_sent_[i] = {&commands_[i], Refusal::Why::kOtherLog, {}};
          } else {
            to_send.push_back(i);
          }
          break;
        case Known::kYes:
          ++result_.already_there;
          break;
        case Known::kWithOtherContent:
          not_sent_[i] = {&commands_[i], Refusal::Why::kRequestIdReused, {}};
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
    const uint64_t exported = commands_[index].exported_position;
    for (const uint64_t position : known_.Under(commands_[index].command.header().request_id())) {
      if (exported == 0 || exported == position) Take(position, index);
    }
  }

  // False when another entry has it.
  bool Take(uint64_t position, size_t index) {
    return taken_.try_emplace(position, index).first->second == index;
  }

  Known Compare(size_t index) {
    const std::string& id = commands_[index].command.header().request_id();
    api::v1::Command command = commands_[index].command;
    // Where it takes back something that is not recorded, it stays without a position, and is the
    // same as nothing in the log.
    FillCorrected(commands_[index], command);
    const auto is_at = [&](uint64_t position) { return known_.SaysAt(position, command); };
    // Before the id: an export numbers equals in log order, whatever ids they have in the log.
    const uint64_t exported = commands_[index].exported_position;
    if (is_at(exported) && Take(exported, index)) {
      first_positions_[id] = exported;
      return Known::kYes;
    }
    const std::vector<uint64_t> under_id = known_.Under(id);
    if (under_id.empty()) {
      const bool registers =
          command.proposals_size() == 1 && command.proposals(0).fact().has_ente_registered();
      return registers && known_.ente_registered() ? Known::kYes : Known::kNo;
    }
    const auto same = std::find_if(under_id.begin(), under_id.end(), is_at);
    first_positions_[id] = same == under_id.end() ? under_id.front() : *same;
    if (same == under_id.end()) return Known::kWithOtherContent;
    Take(*same, index);
    return Known::kYes;
  }

  std::optional<client::CallError> Send(const std::vector<size_t>& indices) {
    client::FactStream stream(connection_, {},
                              [this](const CommandResult& result) { TakeAnswer(result); });
    for (const size_t index : indices) {
      result_.stopped = asked_to_stop_();
      if (result_.stopped) break;
      api::v1::Command command = commands_[index].command;
      if (!commands_[index].corrects_request_id.empty()) {
        // Its position is known once everything before was answered.
        if (auto error = stream.WaitForAll(); error.has_value()) return error;
        if (!FillCorrected(commands_[index], command)) {
          std::lock_guard lock(mutex_);
          refused_[index] = {&commands_[index], Refusal::Why::kCorrectedRefused, {}};
          continue;
        }
      }
      if (auto error = stream.Send(std::move(command)); error.has_value()) return error;
    }
    return stream.Finish();
  }

  // The position of the fact that is taken back, where an entry is named; false when that one is
  // not recorded.
  bool FillCorrected(const DocumentCommand& correcting, api::v1::Command& command) {
    if (correcting.corrects_request_id.empty()) return true;
    std::lock_guard lock(mutex_);
    const auto first = first_positions_.find(correcting.corrects_request_id);
    if (first == first_positions_.end()) return false;
    document::FillCorrected(correcting, first->second, command);
    return true;
  }

  void TakeAnswer(const CommandResult& answer) {
    std::lock_guard lock(mutex_);
    const auto found = index_.find(answer.request_id());
    if (found == index_.end()) return;
    const DocumentCommand& command = commands_[found->second];
    if (answer.has_outcome()) {
      const api::v1::CommandOutcome& outcome = answer.outcome();
      first_positions_[answer.request_id()] = outcome.first_position();
      ++(outcome.position() <= known_.position() ? result_.already_there : result_.recorded);
      for (const auto& warning : outcome.warnings()) {
        result_.warnings.emplace_back(&command, warning);
      }
    } else {
      refused_[found->second] = {&command, Refusal::Why::kServer,
                                 client::ErrorFrom(answer.refusal())};
    }
    on_answer_(result_.recorded + result_.already_there + refused_.size());
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
  const std::function<bool()>& asked_to_stop_;
  const std::function<void(size_t)>& on_answer_;
  std::unordered_map<std::string, size_t> index_;
  std::unordered_map<uint64_t, size_t> taken_;  // first positions in the log, and by which entry

  std::mutex mutex_;  // answers come on the stream's thread
  std::unordered_map<std::string, uint64_t> first_positions_;
  std::map<size_t, Refusal> refused_;
  std::map<size_t, Refusal> not_sent_;
  ImportResult result_;
};

}  // namespace

ImportResult Import(const client::Connection& connection,
                    const std::vector<DocumentCommand>& commands, const KnownFacts& known,
                    const std::function<bool()>& asked_to_stop,
                    const std::function<void(size_t answered)>& on_answer) {
  return Importer(connection, commands, known, asked_to_stop, on_answer).Run();
}

}  // namespace traguardo::cli
