#include "tests/crash/client_load.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/crash/wire_client.h"
#include "tests/crash/world.h"

namespace traguardo::crash {
namespace {

constexpr int kUnaryThreads = 4;
constexpr int kStreamThreads = 1;
constexpr size_t kCommandsOfStream = 60;

// Out of a hundred commands of a unary thread.
constexpr uint64_t kAskedAgain = 8;
constexpr uint64_t kSentByTwo = 2;

bool IsGone(const Answer& answer) {
  return answer.kind == Answer::Kind::kUnanswered && answer.reason.empty();
}

}  // namespace

ClientLoad::ClientLoad(const std::string& address, const std::string& name, uint64_t seed,
                       CommandLedger& ledger)
    : address_(address), ledger_(ledger) {
  for (int i = 0; i < kUnaryThreads + kStreamThreads; ++i) {
    const auto work = i < kUnaryThreads ? &ClientLoad::SendOneByOne : &ClientLoad::SendManyAtOnce;
    threads_.emplace_back([this, work, i, name, seed] {
      (this->*work)(absl::StrCat(name, "-", i), seed * 1000 + static_cast<uint64_t>(i));
    });
  }
}

ClientLoad::~ClientLoad() { Stop(); }

void ClientLoad::Stop() {
  stopping_.store(true);
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void ClientLoad::SendOneByOne(const std::string& name, uint64_t seed) {
  WireClient client(address_, Caller::kSegretario);
  CommandMaker maker(seed, name);
  for (Answer answer; !stopping_.load() && !IsGone(answer);) {
    const PlannedCommand* command = ledger_.Add(maker.Next());
    const uint64_t chance = maker.Below(100);
    if (chance < kSentByTwo) SendTwice(client, *command);
    answer = client.Send(command->command);
    ledger_.NoteAnswer(command->command.header().request_id(), answer);
    if (chance >= kSentByTwo + kAskedAgain) continue;
    for (const PlannedCommand* earlier : ledger_.SomeAccepted(1, maker.Below(1'000'000))) {
      answer = client.Send(earlier->command);
      ledger_.NoteAnswer(earlier->command.header().request_id(), answer);
    }
  }
}

// From two threads at the same time, and then once more by the caller.
void ClientLoad::SendTwice(WireClient& client, const PlannedCommand& command) {
  const auto send = [&] {
    ledger_.NoteAnswer(command.command.header().request_id(), client.Send(command.command));
  };
  std::thread twin(send);
  send();
  twin.join();
}

void ClientLoad::SendManyAtOnce(const std::string& name, uint64_t seed) {
  WireClient client(address_, Caller::kSegretario);
  CommandMaker maker(seed, name);
  bool all_answered = true;
  while (!stopping_.load() && all_answered) {
    std::vector<const api::v1::Command*> commands;
    for (size_t i = 0; i < kCommandsOfStream; ++i) {
      commands.push_back(&ledger_.Add(maker.Next())->command);
    }
    size_t answers = 0;  // counted on the reading thread, read when it has ended
    client.SendMany(commands, [&](const std::string& request_id, const Answer& answer) {
      ledger_.NoteAnswer(request_id, answer);
      ++answers;
    });
    all_answered = answers == commands.size();
  }
}

}  // namespace traguardo::crash
