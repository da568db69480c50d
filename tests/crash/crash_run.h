// Lives of one server: started, checked, put under load, killed at a chosen moment, looked into,
// started again.
//
// After each death, before the next start: the product's checker walks the log; the log is compared
// with what clients were told; the views are compared with views built anew. After each start:
// commands that nobody answered, and a sample of those that were accepted, are sent again; then all
// facts are listed through the API and compared in the same way.

#ifndef TRAGUARDO_TESTS_CRASH_CRASH_RUN_H_
#define TRAGUARDO_TESTS_CRASH_CRASH_RUN_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/crash/command_ledger.h"
#include "tests/crash/kill_plan.h"
#include "tests/crash/server_process.h"

namespace traguardo::crash {

// What the disk does at a kill with bytes that were not synced.
enum class Unsynced { kKept, kDropped, kTorn };

struct CrashRunOptions {
  std::string server_binary;  // crash_server
  std::string directory;      // empty, or missing
  uint64_t seed = 1;
  // As many moments. One that does not come is planned anew for another life of the same kind, at
  // most SpareLives(kills) times in all.
  int kills = 12;
  std::vector<KillKind> kinds{kAllKillKinds.begin(), kAllKillKinds.end()};  // in turn
  std::vector<Unsynced> unsynced{Unsynced::kKept};                          // in turn
  bool lie_about_syncs = false;                                             // the planted bug
  // After so many kills a new log is begun, so that a long run stays quick.
  int kills_of_log = 40;
  std::function<void(KillPlan&)> on_plan;               // may change what was drawn
  std::function<void(const std::string&)> on_progress;  // a line for each kill
};

struct CrashReport {
  // How many kills were inside the moment that was asked for, by the dying server's own note.
  std::map<std::pair<KillKind, KillPhase>, int> inside;
  std::map<KillKind, int> of_views;  // of these, in the files of the views
  int missed = 0;                    // the moment did not come; killed from outside instead
  int kills = 0;                     // the missed ones included
  CommandLedger::Counts commands;
  // Empty when every promise held.
  std::vector<std::string> violations;

  int InsideOf(KillKind kind) const;
  // For people.
  std::string Table() const;
};

// So many further lives wait for moments that did not come. Few: each of them waits half a minute,
// and what never comes shall end as "too few" and not as a time-out.
constexpr int SpareLives(int kills) { return std::max(2, kills / 4); }

class CrashRun {
 public:
  explicit CrashRun(CrashRunOptions options);
  CrashReport Run();

 private:
  struct Life {
    KillPlan plan;
    Unsynced unsynced = Unsynced::kKept;
    std::string name;
  };

  // `attempt`: how many lives have already waited in vain for this kill's moment.
  Life NextLife(int number, int attempt);
  KillPlan PlanFor(KillKind kind);
  void BeginLog(int number);
  // Whether the planned moment came.
  bool LiveAndDie(const Life& life);
  std::unique_ptr<ServerProcess> StartServer(const Life& life) const;
  // What must hold of a server that has just started.
  void CheckAnswers(const std::string& address);
  void ResendAll(const std::string& address, const std::vector<const PlannedCommand*>& commands);
  // Waits for the planned moment, and kills from outside when there is none or it does not come.
  void AwaitDeath(const Life& life, ServerProcess& server);
  // Whether it was inside the planned moment.
  bool CountKill(const Life& life, const ServerProcess& server);
  uint64_t Below(uint64_t bound) { return random_() % bound; }
  bool HasFailed() const { return !ledger_->violations().empty(); }

  const CrashRunOptions options_;
  std::mt19937_64 random_;
  CrashReport report_;
  std::string log_directory_;  // of the log at hand: data, principals, note
  std::unique_ptr<CommandLedger> ledger_;
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_CRASH_RUN_H_
