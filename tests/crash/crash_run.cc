#include "tests/crash/crash_run.h"

#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/crash/client_load.h"
#include "tests/crash/listed_facts.h"
#include "tests/crash/offline_check.h"
#include "tests/crash/wire_client.h"
#include "tests/crash/world.h"

namespace traguardo::crash {
namespace {

namespace fs = std::filesystem;

// Bounds on waiting, for a machine that is busy with other things.
constexpr absl::Duration kUntilReady = absl::Seconds(120);
constexpr absl::Duration kUntilMoment = absl::Seconds(30);
constexpr absl::Duration kUntilDead = absl::Seconds(60);
constexpr uint64_t kLongestRandomLifeMs = 600;

constexpr size_t kAcceptedAskedAgain = 60;
constexpr char kLastLife[] = "end";

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string NameOf(Unsynced unsynced) {
  switch (unsynced) {
    case Unsynced::kKept:
      return "kept";
    case Unsynced::kDropped:
      return "dropped";
    case Unsynced::kTorn:
      return "torn";
  }
  return "";
}

// The thread in which RocksDB does this work, as a second witness of what was being done.
bool IsRightThread(KillKind kind, const std::string& note) {
  switch (kind) {
    case KillKind::kFlush:
      return absl::StrContains(note, "thread=rocksdb:high");
    case KillKind::kCompaction:
      return absl::StrContains(note, "thread=rocksdb:low");
    case KillKind::kGroupCommit:
    case KillKind::kViewCommit:
    case KillKind::kViewSwitch:
      return !absl::StrContains(note, "thread=rocksdb:");
    case KillKind::kStartUp:
    case KillKind::kRandom:
      return true;
  }
  return false;
}

}  // namespace

int CrashReport::InsideOf(KillKind kind) const {
  int count = 0;
  for (const auto& [moment, kills] : inside) count += moment.first == kind ? kills : 0;
  return count;
}

std::string CrashReport::Table() const {
  std::string table = absl::StrFormat("%-14s %8s  %s\n", "inside", "kills", "of these");
  for (const KillKind kind : kAllKillKinds) {
    std::string parts;
    for (const auto& [moment, count] : inside) {
      if (moment.first != kind) continue;
      absl::StrAppend(&parts, std::string(NameOf(moment.second)), " ", count, "  ");
    }
    if (const auto views = of_views.find(kind); views != of_views.end()) {
      absl::StrAppend(&parts, "(in views: ", views->second, ")");
    }
    absl::StrAppend(&table, absl::StrFormat("%-14s %8d  %s\n", std::string(NameOf(kind)),
                                            InsideOf(kind), parts));
  }
  absl::StrAppend(&table, absl::StrFormat("%-14s %8d\n", "moment missed", missed),
                  absl::StrFormat("%-14s %8d\n", "all kills", kills),
                  "commands: ", commands.accepted, " accepted, ", commands.refused, " refused, ",
                  commands.unanswered, " not answered at the end\n");
  return table;
}

CrashRun::CrashRun(CrashRunOptions options)
    : options_(std::move(options)), random_(options_.seed) {}

CrashReport CrashRun::Run() {
  int spare_lives = SpareLives(options_.kills);
  for (int number = 1; number <= options_.kills; ++number) {
    if ((number - 1) % options_.kills_of_log == 0) BeginLog(number);
    // A moment that did not come is waited for in another life, so that how many kills were inside
    // does not depend on luck.
    for (int attempt = 0; !LiveAndDie(NextLife(number, attempt)); ++attempt) {
      if (HasFailed() || spare_lives == 0) break;
      --spare_lives;
    }
    const bool is_last_of_log = number == options_.kills || number % options_.kills_of_log == 0;
    // Not killed: whatever was left open must be answered now.
    if (!HasFailed() && is_last_of_log) LiveAndDie({KillPlan{}, Unsynced::kKept, kLastLife});
    if (!HasFailed() && !is_last_of_log) continue;
    const CommandLedger::Counts counts = ledger_->counts();
    report_.commands.accepted += counts.accepted;
    report_.commands.refused += counts.refused;
    report_.commands.unanswered += counts.unanswered;
    report_.violations = ledger_->violations();
    if (HasFailed()) break;
  }
  return report_;
}

CrashRun::Life CrashRun::NextLife(int number, int attempt) {
  Life life;
  const auto turn = static_cast<size_t>(number - 1);
  life.plan = PlanFor(options_.kinds[turn % options_.kinds.size()]);
  if (options_.on_plan) options_.on_plan(life.plan);
  // By rounds of kinds, so that every kind meets every disk.
  life.unsynced = options_.unsynced[turn / options_.kinds.size() % options_.unsynced.size()];
  life.name = absl::StrCat("vita", number, attempt == 0 ? "" : absl::StrCat("bis", attempt));
  return life;
}

KillPlan CrashRun::PlanFor(KillKind kind) {
  constexpr std::array<KillPhase, 3> kFilePhases = {KillPhase::kHalfWritten, KillPhase::kUnsynced,
                                                    KillPhase::kSynced};
  constexpr std::array<KillPhase, 2> kUnsyncedFilePhases = {KillPhase::kHalfWritten,
                                                            KillPhase::kUnsynced};
  constexpr std::array<KillPhase, 5> kSwitchPhases = {KillPhase::kHalfWritten, KillPhase::kUnsynced,
                                                      KillPhase::kSynced, KillPhase::kRenamed,
                                                      KillPhase::kDropping};
  switch (kind) {
    case KillKind::kGroupCommit:
      return {kind, kFilePhases[Below(kFilePhases.size())], 1 + Below(150)};
    case KillKind::kViewCommit:
      return {kind, kUnsyncedFilePhases[Below(kUnsyncedFilePhases.size())], 1 + Below(100)};
    case KillKind::kFlush:
      return {kind, kFilePhases[Below(kFilePhases.size())], 1 + Below(12)};
    case KillKind::kCompaction:
      return {kind, kFilePhases[Below(kFilePhases.size())], 1 + Below(4)};
    case KillKind::kViewSwitch:
      return {kind, kSwitchPhases[Below(kSwitchPhases.size())], 1 + Below(3)};
    case KillKind::kStartUp:
      return {kind, KillPhase::kAny, 1 + Below(40)};
    case KillKind::kRandom:
      return {kind, KillPhase::kAny, 1};
  }
  return {};
}

void CrashRun::BeginLog(int number) {
  log_directory_ = absl::StrCat(options_.directory, "/from-", number);
  fs::create_directories(log_directory_);
  std::ofstream(log_directory_ + "/principals.json") << PrincipalsFile();
  ledger_ = std::make_unique<CommandLedger>();
}

std::unique_ptr<ServerProcess> CrashRun::StartServer(const Life& life) const {
  std::vector<std::string> arguments = {options_.server_binary,
                                        "--data",
                                        log_directory_ + "/data",
                                        "--principals",
                                        log_directory_ + "/principals.json",
                                        "--note",
                                        log_directory_ + "/note",
                                        "--plan",
                                        FormatKillPlan(life.plan),
                                        "--unsynced",
                                        NameOf(life.unsynced)};
  if (options_.lie_about_syncs) arguments.push_back("--lie-about-syncs");
  return std::make_unique<ServerProcess>(arguments);
}

bool CrashRun::LiveAndDie(const Life& life) {
  const bool is_last = life.name == kLastLife;
  const std::unique_ptr<ServerProcess> server = StartServer(life);
  const std::optional<std::string> address = server->WaitForLine("READY ", kUntilReady);
  if (address) {
    CheckAnswers(*address);
    if (is_last) {
      server->Send(SIGTERM);
      if (!server->WaitForEnd(kUntilDead) || server->exit_code() != 0) {
        ledger_->AddViolation(absl::StrCat("the server did not stop: ", server->output()));
      }
    } else {
      ClientLoad load(*address, life.name, options_.seed * 10'000 + Below(10'000), *ledger_);
      AwaitDeath(life, *server);
      load.Stop();
    }
  } else if (!server->WaitForEnd(kUntilDead) || !server->WasKilled()) {
    ledger_->AddViolation(absl::StrCat("the server did not start: ", server->output()));
    return false;
  }
  const bool came = is_last || CountKill(life, *server);
  CheckOffline(log_directory_ + "/data", log_directory_ + "/scratch", *ledger_);
  return came;
}

void CrashRun::CheckAnswers(const std::string& address) {
  for (PlannedCommand& command : SetUpCommands()) ledger_->Add(std::move(command));
  ResendAll(address, ledger_->Unanswered());
  ResendAll(address, ledger_->SomeAccepted(kAcceptedAskedAgain, random_()));
  for (const PlannedCommand* command : ledger_->Unanswered()) {
    ledger_->AddViolation(
        absl::StrCat(command->command.header().request_id(), ": not answered by a ready server"));
  }
  // Every fact as a reader gets it, page by page.
  const auto listed = ListAllFacts(address);
  if (const auto* facts = std::get_if<std::vector<event::v1::Envelope>>(&listed)) {
    ledger_->CompareWith(*facts);
  } else {
    ledger_->AddViolation(
        absl::StrCat("listing the facts: ", std::get<client::CallError>(listed).message));
  }
  // The same id, another content.
  for (const PlannedCommand* command : ledger_->SomeAccepted(1, random_())) {
    api::v1::Command other = command->command;
    other.mutable_proposals(0)->set_effective_on("2024-11-11");
    const Answer answer = WireClient(address, command->caller).Send(other);
    if (answer.reason != "REQUEST_ID_REUSED") {
      ledger_->AddViolation(absl::StrCat(other.header().request_id(),
                                         ": with another content answered '", answer.reason, "' ",
                                         answer.message, answer.outcome.ShortDebugString()));
    }
  }
}

void CrashRun::ResendAll(const std::string& address,
                         const std::vector<const PlannedCommand*>& commands) {
  // The administrator's first: they make the enti that the others are about.
  WireClient administrator(address, Caller::kAmministratore);
  std::vector<const api::v1::Command*> others;
  for (const PlannedCommand* command : commands) {
    if (command->caller == Caller::kSegretario) {
      others.push_back(&command->command);
      continue;
    }
    ledger_->NoteAnswer(command->command.header().request_id(),
                        administrator.Send(command->command));
  }
  WireClient(address, Caller::kSegretario)
      .SendMany(others, [this](const std::string& request_id, const Answer& answer) {
        ledger_->NoteAnswer(request_id, answer);
      });
}

void CrashRun::AwaitDeath(const Life& life, ServerProcess& server) {
  absl::Duration patience = kUntilMoment;
  if (life.plan.kind == KillKind::kRandom || life.plan.kind == KillKind::kStartUp) {
    patience = absl::Milliseconds(5 + Below(kLongestRandomLifeMs));
  }
  server.Send(SIGUSR1);
  if (server.WaitForEnd(patience)) return;
  // With a disk that forgets, the server itself must cut the power.
  server.Send(life.unsynced == Unsynced::kKept ? SIGKILL : SIGUSR2);
  if (!server.WaitForEnd(kUntilDead)) {
    ledger_->AddViolation(absl::StrCat("the server cannot be killed: ", server.output()));
  }
}

bool CrashRun::CountKill(const Life& life, const ServerProcess& server) {
  ++report_.kills;
  const std::string note = ReadFile(log_directory_ + "/note");
  const std::string moment = absl::StrCat("plan=", FormatKillPlan(life.plan), " phase=");
  const bool is_inside = absl::StartsWith(note, moment) && IsRightThread(life.plan.kind, note);
  const bool came = server.WasKilled() && (is_inside || life.plan.kind == KillKind::kRandom);
  if (!server.WasKilled()) {
    ledger_->AddViolation(absl::StrCat("the server ended by itself: ", server.output()));
  } else if (came) {
    ++report_.inside[{life.plan.kind, life.plan.phase}];
    if (absl::StrContains(note, "/data/views/")) ++report_.of_views[life.plan.kind];
  } else {
    ++report_.missed;
  }
  if (options_.on_progress) {
    const CommandLedger::Counts counts = ledger_->counts();
    options_.on_progress(absl::StrCat(life.name, " ", FormatKillPlan(life.plan),
                                      ", unsynced bytes ", NameOf(life.unsynced), ", ",
                                      counts.accepted, " accepted, ", counts.unanswered,
                                      " unanswered: ", note.empty() ? "from outside\n" : note));
  }
  return came;
}

}  // namespace traguardo::crash
