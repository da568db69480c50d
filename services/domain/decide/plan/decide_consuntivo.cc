// freeze → approve (that version, that position) → validate or refuse → publish → close. A refused
// version is followed by a new one. A version that was only frozen may be frozen again; one that
// was approved waits for the Nucleo first.

#include <algorithm>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/plan_status.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

// The version that acts may speak of now; nullptr before the first freeze.
const ConsuntivoVersion* CurrentVersion(const PlanYear& plan) {
  const auto found = plan.consuntivo.find(CurrentConsuntivoVersion(plan));
  return found != plan.consuntivo.end() && found->second.frozen.is_set() ? &found->second : nullptr;
}

// Whether `version` is the one that stands frozen.
Refused CheckVersion(const Case& c, const PlanCase& p, uint32_t version) {
  if (CurrentVersion(p.plan) == nullptr) return c.Refuse(RefusalReason::kConsuntivoNotFrozen);
  const uint32_t current = CurrentConsuntivoVersion(p.plan);
  if (version == current) return std::nullopt;
  return c.RefuseField(
      RefusalReason::kConsuntivoVersionNotCurrent, "version",
      {{"version", std::to_string(version)}, {"current", std::to_string(current)}});
}

Refused CheckUndecided(const Case& c, const ConsuntivoVersion& version) {
  if (version.is_refused()) return c.Refuse(RefusalReason::kValidationAlreadyRefused);
  if (version.is_validated()) return c.Refuse(RefusalReason::kConsuntivoAlreadyValidated);
  if (!version.approved.is_set()) return c.Refuse(RefusalReason::kConsuntivoNotApproved);
  return CheckFollows(c, version.approved.order);
}

// Readers stop at the ends of commands: a version frozen inside one would show half of what was
// recorded together. The two ends around the position are named, whichever was meant.
Refused CheckEndOfCommand(const Case& c, uint64_t position, uint64_t earliest) {
  const auto& read = c.command.corrected;
  const auto found = std::find_if(read.begin(), read.end(), [&](const event::v1::Envelope& fact) {
    return fact.position() == position;
  });
  Details details{{"position", std::to_string(position)}};
  if (found == read.end()) {
    return c.RefuseField(RefusalReason::kFrozenPositionInvalid, "frozen_position", details);
  }
  if (found->command_index() + 1 >= found->command_size()) return std::nullopt;
  const uint64_t before = position - found->command_index() - 1;
  details["after"] = std::to_string(before + found->command_size());
  if (before >= earliest) details["before"] = std::to_string(before);
  return c.RefuseField(RefusalReason::kFrozenPositionInsideCommand, "frozen_position", details);
}

void WarnOfUndeclared(Case& c, const PlanYear& plan) {
  int count = 0;
  Details details;
  for (const auto& [id, objective] : plan.objectives) {
    if (!objective.exists() || DroppedBy(objective).is_set()) continue;
    bool is_declared = ExclusionOf(objective, "").is_set();
    for (const auto& [unit, result] : objective.results) {
      is_declared = is_declared || !result.declarations.empty() || result.final_proposed.is_set() ||
                    result.final_assessed.is_set();
    }
    if (is_declared || ++count > 1) continue;
    details["objective"] = id;
  }
  if (count == 0) return;
  details["count"] = std::to_string(count);
  c.Warn(WarningReason::kObjectivesNotDeclared, details);
}

void WarnOfOpenScostamenti(Case& c, const PlanYear& plan) {
  int count = 0;
  for (const auto& [id, objective] : plan.objectives) {
    if (!objective.exists()) continue;
    for (const auto& [scostamento_id, scostamento] : objective.scostamenti) {
      count += scostamento.is_open() ? 1 : 0;
    }
  }
  if (count > 0) c.Warn(WarningReason::kScostamentiStillOpen, {{"count", std::to_string(count)}});
}

}  // namespace

Refused JudgeFrozen(Case& c, const PlanCase& p, const event::v1::ConsuntivoFrozen& fact) {
  const uint32_t expected = CurrentConsuntivoVersion(p.plan) + 1;
  uint64_t earliest = p.plan.adopted.order().position;
  if (const ConsuntivoVersion* current = CurrentVersion(p.plan); current != nullptr) {
    if (current->is_validated()) return c.Refuse(RefusalReason::kConsuntivoAlreadyValidated);
    if (current->approved.is_set() && !current->is_refused()) {
      return c.Refuse(RefusalReason::kConsuntivoAwaitsValidation);
    }
    earliest = current->frozen.value;
  }
  if (fact.version() != expected) {
    return c.RefuseField(
        RefusalReason::kConsuntivoVersionNotNext, "version",
        {{"version", std::to_string(fact.version())}, {"expected", std::to_string(expected)}});
  }
  // Readers stop at the ends of commands, so this command itself cannot be inside.
  const uint64_t head = c.stamp.next_position - 1;
  if (fact.frozen_position() > head || fact.frozen_position() < earliest) {
    return c.RefuseField(RefusalReason::kFrozenPositionInvalid, "frozen_position",
                         {{"position", std::to_string(fact.frozen_position())},
                          {"earliest", std::to_string(earliest)},
                          {"head", std::to_string(head)}});
  }
  if (Refused refused = CheckEndOfCommand(c, fact.frozen_position(), earliest); refused) {
    return refused;
  }
  if (c.effective_on.year() <= p.year) c.Warn(WarningReason::kFrozenBeforeYearEnd);
  WarnOfUndeclared(c, p.plan);
  WarnOfOpenScostamenti(c, p.plan);
  return std::nullopt;
}

Refused JudgeApproved(Case& c, const PlanCase& p, const event::v1::ConsuntivoApproved& fact) {
  if (Refused refused = CheckVersion(c, p, fact.version()); refused) return refused;
  const ConsuntivoVersion& version = *CurrentVersion(p.plan);
  if (version.is_refused()) return c.Refuse(RefusalReason::kValidationAlreadyRefused);
  if (version.approved.is_set()) return c.Refuse(RefusalReason::kConsuntivoAlreadyApproved);
  if (fact.frozen_position() != version.frozen.value) {
    return c.RefuseField(RefusalReason::kFrozenPositionDiffers, "frozen_position",
                         {{"position", std::to_string(fact.frozen_position())},
                          {"frozen", std::to_string(version.frozen.value)}});
  }
  if (Refused refused = CheckFollows(c, version.frozen.order); refused) return refused;
  const std::string& term = p.plan.drafted.value->relazione_term();
  const auto term_date = ReadDate(term);
  const auto act_date = ReadDate(fact.act().date());
  if (term_date.has_value() && act_date.has_value() && IsCertainlyAfter(*act_date, *term_date)) {
    if (!SaysSomething(fact.lateness_reason())) {
      return c.RefuseField(RefusalReason::kLatenessReasonMissing, "lateness_reason",
                           {{"term", term}, {"act_date", fact.act().date()}});
    }
    c.Warn(WarningReason::kRelazioneLate, {{"term", term}});
  }
  WarnOfLateAct(c, fact.act());
  return std::nullopt;
}

Refused JudgeValidated(Case& c, const PlanCase& p, const event::v1::ConsuntivoValidated& fact) {
  if (Refused refused = CheckVersion(c, p, fact.version()); refused) return refused;
  if (Refused refused = CheckUndecided(c, *CurrentVersion(p.plan)); refused) return refused;
  if (fact.has_act()) WarnOfLateAct(c, fact.act());
  return std::nullopt;
}

Refused JudgeValidationRefused(Case& c, const PlanCase& p,
                               const event::v1::ValidationRefused& fact) {
  if (Refused refused = CheckVersion(c, p, fact.version()); refused) return refused;
  return CheckUndecided(c, *CurrentVersion(p.plan));
}

Refused JudgePublished(Case& c, const PlanCase& p, const event::v1::RelazionePublished& fact) {
  if (Refused refused = CheckVersion(c, p, fact.version()); refused) return refused;
  const ConsuntivoVersion& version = *CurrentVersion(p.plan);
  if (!version.is_validated()) return c.Refuse(RefusalReason::kConsuntivoNotValidated);
  if (version.published.is_set()) return c.Refuse(RefusalReason::kRelazioneAlreadyPublished);
  return CheckFollows(c, version.validated.order);
}

Refused JudgeYearClosed(Case& c, const PlanCase& p) {
  const ConsuntivoVersion* version = CurrentVersion(p.plan);
  if (version == nullptr) return c.Refuse(RefusalReason::kConsuntivoNotFrozen);
  if (!version->is_validated()) return c.Refuse(RefusalReason::kConsuntivoNotValidated);
  if (!version->published.is_set()) return c.Refuse(RefusalReason::kRelazioneNotPublished);
  WarnOfOpenScostamenti(c, p.plan);
  return CheckFollows(c, version->published.order);
}

}  // namespace traguardo::domain
