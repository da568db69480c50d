#include "tests/crash/kill_plan.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace traguardo::crash {
namespace {

constexpr std::array<KillPhase, 6> kAllKillPhases = {KillPhase::kHalfWritten, KillPhase::kUnsynced,
                                                     KillPhase::kSynced,      KillPhase::kRenamed,
                                                     KillPhase::kDropping,    KillPhase::kAny};

}  // namespace

std::string_view NameOf(KillKind kind) {
  switch (kind) {
    case KillKind::kGroupCommit:
      return "group_commit";
    case KillKind::kViewCommit:
      return "view_commit";
    case KillKind::kFlush:
      return "flush";
    case KillKind::kCompaction:
      return "compaction";
    case KillKind::kViewSwitch:
      return "view_switch";
    case KillKind::kStartUp:
      return "start_up";
    case KillKind::kRandom:
      return "random";
  }
  return "";
}

std::string_view NameOf(KillPhase phase) {
  switch (phase) {
    case KillPhase::kHalfWritten:
      return "half_written";
    case KillPhase::kUnsynced:
      return "unsynced";
    case KillPhase::kSynced:
      return "synced";
    case KillPhase::kRenamed:
      return "renamed";
    case KillPhase::kDropping:
      return "dropping";
    case KillPhase::kAny:
      return "any";
  }
  return "";
}

std::optional<KillKind> ParseKillKind(std::string_view name) {
  for (const KillKind kind : kAllKillKinds) {
    if (NameOf(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string FormatKillPlan(const KillPlan& plan) {
  return absl::StrCat(std::string(NameOf(plan.kind)), ":", std::string(NameOf(plan.phase)), ":",
                      plan.at_call);
}

std::optional<KillPlan> ParseKillPlan(std::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(std::string(text), ':');
  if (parts.size() != 3) return std::nullopt;
  const std::optional<KillKind> kind = ParseKillKind(parts[0]);
  KillPlan plan;
  if (!kind || !absl::SimpleAtoi(parts[2], &plan.at_call) || plan.at_call == 0) {
    return std::nullopt;
  }
  plan.kind = *kind;
  for (const KillPhase phase : kAllKillPhases) {
    if (NameOf(phase) != parts[1]) continue;
    plan.phase = phase;
    return plan;
  }
  return std::nullopt;
}

}  // namespace traguardo::crash
