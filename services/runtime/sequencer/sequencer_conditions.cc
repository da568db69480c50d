// What keeps the sequencer from recording for a while, though the log is whole: too little room on
// the disk, and a clock that is behind what is recorded.

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/commands/answers.h"
#include "services/runtime/sequencer/sequencer.h"
#include "services/runtime/sequencer/sequencer_state.h"

namespace traguardo::runtime {
namespace {

std::string Moment(absl::Time time) {
  return absl::FormatTime(absl::RFC3339_sec, time, absl::UTCTimeZone());
}

}  // namespace

void Sequencer::LookAround() { state_->LookAround(); }

std::optional<Trouble> Sequencer::State::LookAround() {
  absl::MutexLock lock(&conditions_mutex);
  std::optional<Trouble> found = FindObjection();
  const std::optional<Trouble::Kind> kind =
      found.has_value() ? std::optional(found->kind) : std::nullopt;
  has_objection.store(found.has_value(), std::memory_order_release);
  if (was_told && kind == told_objection) return found;
  was_told = true;
  told_objection = kind;
  TellReadiness(found);
  return found;
}

std::optional<Trouble> Sequencer::State::FindObjection() const {
  if (const absl::Status room = log.CheckRoom(); !room.ok()) {
    return MakeTrouble(Trouble::Kind::kLittleRoom,
                       absl::StrCat("little room on the disk: ", room.message()));
  }
  const absl::Time last =
      absl::FromUnixMicros(last_recorded_micros.load(std::memory_order_relaxed));
  const absl::Time present = clock.Now();
  if (last - present > options.max_clock_lag) {
    return MakeTrouble(Trouble::Kind::kClockBehind,
                       absl::StrCat("the clock is behind the log: the last fact was recorded at ",
                                    Moment(last), " and the clock says ", Moment(present)));
  }
  return std::nullopt;
}

// A log that is closed for good, or a server that stops, says so itself and for ever.
void Sequencer::State::TellReadiness(const std::optional<Trouble>& objection) {
  if (is_stopping || is_log_closed.load(std::memory_order_relaxed)) return;
  const auto tell = [&](Part part, Trouble::Kind kind) {
    if (objection.has_value() && objection->kind == kind) {
      readiness.ReportNotReady(part, objection->message);
    } else {
      readiness.ReportReady(part);
    }
  };
  tell(Part::kLog, Trouble::Kind::kLittleRoom);
  tell(Part::kSequencer, Trouble::Kind::kClockBehind);
}

void Sequencer::State::CloseLog(absl::Status failure) {
  absl::MutexLock lock(&conditions_mutex);
  readiness.ReportNotReady(Part::kLog, "closed for writing: " + failure.ToString());
  {
    absl::MutexLock failing(&failure_mutex);
    log_failure = std::move(failure);
  }
  is_log_closed.store(true, std::memory_order_release);
}

}  // namespace traguardo::runtime
