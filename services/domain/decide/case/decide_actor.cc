// Who may record what. Authentication and the grants behind a role are the caller's business; here
// a role meets a kind of fact, and a person meets an objective.
//
//  - The segretario keeps the whole plan; an operator does the same with the ente's consent.
//  - A responsabile (or deputy) records about objectives they answer for today. Who has handed an
//    objective over no longer does, not even for the days before; the successor does, and the
//    envelope keeps who answered then. Writing in another's name does not widen this: both have to
//    answer for it.
//  - What the segretario writes down in a responsabile's name has to be about an objective that
//    this one answers for today or answered for on the day the fact speaks of.
//  - The Nucleo assesses, validates and signals; others write that down only with an act of the
//    Nucleo. Whose name a fact is written in is only what its writer says; an act can be looked up.

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"

namespace traguardo::domain {
namespace {

using event::v1::Fact;
using event::v1::Role;

bool IsActOfNucleo(const event::v1::Act& act) { return act.organ() == event::v1::ORGAN_NUCLEO; }

bool HasActOfNucleo(const Case& c) {
  return IsActOfNucleo(c.proposal.evidence.act()) ||
         IsActOfNucleo(c.proposal.fact.consuntivo_validated().act());
}

bool MayKeepPlan(Recorder recorder) {
  switch (recorder) {
    case Recorder::kAmministratore:
      return false;
    case Recorder::kSegretarioAlone:
    case Recorder::kSegretario:
    case Recorder::kSegretarioOrAmministratore:
    case Recorder::kResponsabile:
    case Recorder::kMeasureOwner:
    case Recorder::kOrganoPolitico:
    case Recorder::kNucleo:
      return true;
  }
  return false;
}

// The objectives that an act adds are part of what it decides.
bool IsDecidedByAct(const Case& c, FactKind kind, Recorder recorder) {
  if (recorder == Recorder::kOrganoPolitico) return true;
  return kind == Fact::kObjectiveDefined && c.memory.amendments.contains(c.proposal.stream.year());
}

bool MayRecord(const Case& c, FactKind kind, Recorder recorder) {
  switch (c.command.actor.role()) {
    case event::v1::ROLE_AMMINISTRATORE:
      return recorder == Recorder::kAmministratore ||
             recorder == Recorder::kSegretarioOrAmministratore;
    case event::v1::ROLE_OPERATORE:
      return MayKeepPlan(recorder) && recorder != Recorder::kSegretarioAlone;
    case event::v1::ROLE_SEGRETARIO:
      return MayKeepPlan(recorder);
    case event::v1::ROLE_ORGANO_POLITICO:
      return IsDecidedByAct(c, kind, recorder);
    case event::v1::ROLE_RESPONSABILE:
      return recorder == Recorder::kResponsabile || recorder == Recorder::kMeasureOwner;
    case event::v1::ROLE_NUCLEO:
      return recorder == Recorder::kNucleo;
    case event::v1::ROLE_COLLABORATORE:
    case event::v1::ROLE_REVISORE:
    case event::v1::ROLE_UNSPECIFIED:
    case event::v1::Role_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::Role_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

Refusal NotResponsible(const Case& c, const ObjectiveCase& o, const std::string& principal,
                       std::string_view field) {
  return c.Refuse(
      RefusalReason::kNotResponsible, field,
      {{"principal", principal}, {"objective", o.id}, {"today", c.stamp.today.ToString()}});
}

}  // namespace

Refused JudgeRoleFor(const Case& c, FactKind kind) {
  const event::v1::Actor& actor = c.command.actor;
  const Recorder recorder = TraitsOf(kind).recorder;
  if (!MayRecord(c, kind, recorder)) {
    return c.Refuse(RefusalReason::kRoleMayNotRecord, "",
                    {{"role", event::v1::Role_Name(actor.role())}, {"kind", FactKindName(kind)}});
  }
  if (actor.role() == event::v1::ROLE_OPERATORE &&
      !c.ente.base.HasConsent(event::v1::CONSENT_PURPOSE_OPERATION, actor.principal())) {
    return c.Refuse(RefusalReason::kOperatorWithoutConsent, "", {{"principal", actor.principal()}});
  }
  if (recorder == Recorder::kNucleo && actor.role() != event::v1::ROLE_NUCLEO &&
      !HasActOfNucleo(c)) {
    return c.Refuse(RefusalReason::kNucleoNotNamed, "evidence.act");
  }
  return std::nullopt;
}

Refused JudgeRole(const Case& c) {
  const event::v1::Actor& actor = c.command.actor;
  if (actor.principal().empty()) return c.Refuse(RefusalReason::kActorMissing, "actor");
  if (actor.on_behalf_of() == actor.principal()) {
    return c.Refuse(RefusalReason::kOnBehalfOfOneself, "actor.on_behalf_of",
                    {{"principal", actor.principal()}});
  }
  // Taking back is judged by what is taken back, once that is known.
  if (c.kind() == Fact::kFactCorrected) return std::nullopt;
  return JudgeRoleFor(c, c.kind());
}

bool AnswersOn(const Objective& objective, std::string_view principal, std::string_view unit,
               DayNumber day) {
  if (AnswersFor(objective, principal, unit, day)) return true;
  if (!unit.empty()) return false;
  for (const event::v1::Assignment& assignment : AssignmentsOn(objective, day)) {
    if (assignment.responsabile() == principal &&
        assignment.role() != event::v1::RESPONSABILE_ROLE_CONTRIBUTOR) {
      return true;
    }
  }
  return false;
}

Refused JudgeResponsibility(const Case& c, const ObjectiveCase& o, std::string_view unit) {
  const event::v1::Actor& actor = c.command.actor;
  const bool is_responsabile = actor.role() == event::v1::ROLE_RESPONSABILE;
  if (is_responsabile && !AnswersOn(o.objective, actor.principal(), unit, c.today())) {
    return NotResponsible(c, o, actor.principal(), "");
  }
  const std::string& in_whose_name = actor.on_behalf_of();
  if (in_whose_name.empty() || AnswersOn(o.objective, in_whose_name, unit, c.today())) {
    return std::nullopt;
  }
  if (!is_responsabile && AnswersOn(o.objective, in_whose_name, unit, c.day())) {
    return std::nullopt;
  }
  return NotResponsible(c, o, in_whose_name, "actor.on_behalf_of");
}

}  // namespace traguardo::domain
