// At which moment a server is to be killed.

#ifndef TRAGUARDO_TESTS_CRASH_KILL_PLAN_H_
#define TRAGUARDO_TESTS_CRASH_KILL_PLAN_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace traguardo::crash {

enum class KillKind {
  kGroupCommit,  // a group's bytes are on their way into the log's write-ahead log
  kViewCommit,   // a batch of rows is on its way into the views' write-ahead log
  kFlush,        // a memtable is being written to a table
  kCompaction,   // tables are being written into another
  kViewSwitch,   // one generation of the views takes another's place
  kStartUp,      // any change to the disk before the server is ready
  kRandom,       // from outside, whatever the server does
};
inline constexpr std::array<KillKind, 7> kAllKillKinds = {
    KillKind::kGroupCommit, KillKind::kViewCommit, KillKind::kFlush, KillKind::kCompaction,
    KillKind::kViewSwitch,  KillKind::kStartUp,    KillKind::kRandom};

// How far the file concerned has got. Of a view switch that file is CURRENT's successor.
enum class KillPhase {
  kHalfWritten,  // half of an append is in it
  kUnsynced,     // appended, the sync not begun; views' write-ahead log: appended, never synced
  kSynced,       // synced, and nobody has been told
  kRenamed,      // view switch: in its place, the folder not synced
  kDropping,     // view switch: the old generation is being removed
  kAny,          // start-up: a change of any kind; random: not known
};

struct KillPlan {
  KillKind kind = KillKind::kRandom;
  KillPhase phase = KillPhase::kAny;
  uint64_t at_call = 1;  // the first call that fits, the second, …
};

std::string_view NameOf(KillKind kind);
std::string_view NameOf(KillPhase phase);
std::optional<KillKind> ParseKillKind(std::string_view name);

// "flush:unsynced:3" and back. Null for a text that names no plan.
std::string FormatKillPlan(const KillPlan& plan);
std::optional<KillPlan> ParseKillPlan(std::string_view text);

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_KILL_PLAN_H_
