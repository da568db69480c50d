// Scostamenti, their causes, their measures, their end.

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/status/assignments.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using event::v1::ScostamentoRecorded;
using event::v1::ScostamentoSubject;

bool IsSameSubject(const ScostamentoSubject& a, const ScostamentoSubject& b) {
  if (a.subject_case() != b.subject_case()) return false;
  return a.indicator() == b.indicator() && a.milestone() == b.milestone();
}

// A subject that is named and denied at once.
Refusal NothingNamed(const Case& c, std::string_view path) {
  return c.RefuseField(RefusalReason::kFieldInvalid, path, {{"problem", "names no subject"}});
}

// Also of what an act has taken out since: that it had been missed goes on wanting a cause.
Refused CheckSubject(const Case& c, const ObjectiveCase& o, const ScostamentoSubject& subject) {
  const auto planned = [&](const auto& holds) { return WasEverPlanned(o.objective, holds); };
  switch (subject.subject_case()) {
    case ScostamentoSubject::kIndicator:
      if (planned([&](const ObjectiveDefinition& definition) {
            return FindIndicator(definition, subject.indicator()) != nullptr;
          })) {
        return std::nullopt;
      }
      return c.RefuseField(RefusalReason::kIndicatorUnknown, "subject.indicator",
                           {{"indicator", subject.indicator()}});
    case ScostamentoSubject::kMilestone:
      if (planned([&](const ObjectiveDefinition& definition) {
            return FindMilestone(definition, subject.milestone()) != nullptr ||
                   FindPhase(definition, subject.milestone()) != nullptr;
          })) {
        return std::nullopt;
      }
      return c.RefuseField(RefusalReason::kMilestoneUnknown, "subject.milestone",
                           {{"milestone", subject.milestone()}});
    case ScostamentoSubject::kDeadline:
      if (!subject.deadline()) return NothingNamed(c, "subject.deadline");
      if (planned([&](const ObjectiveDefinition& definition) {
            return DeadlineOf(definition, o.year).has_value();
          })) {
        return std::nullopt;
      }
      return c.RefuseField(RefusalReason::kObjectiveWithoutDeadline, "subject.deadline",
                           {{"objective", o.id}});
    case ScostamentoSubject::kProgress:
      if (!subject.progress()) return NothingNamed(c, "subject.progress");
      return std::nullopt;
    case ScostamentoSubject::SUBJECT_NOT_SET:
      return NothingNamed(c, "subject");
  }
  return std::nullopt;
}

void WarnOfContent(Case& c, const ObjectiveCase& o, const ScostamentoRecorded& fact) {
  if (fact.causes().empty()) {
    c.Warn(WarningReason::kScostamentoWithoutCause, {{"scostamento", fact.scostamento()}});
  }
  const auto planned = ReadDecimal(fact.planned());
  const auto actual = ReadDecimal(fact.actual());
  const bool figures_differ = planned.has_value() && actual.has_value() && *planned != *actual;
  if (!figures_differ && fact.delay_days() == 0) {
    c.Warn(WarningReason::kScostamentoWithoutDifference, {{"scostamento", fact.scostamento()}});
  }
  for (const auto& [id, other] : o.objective.scostamenti) {
    if (!other.is_open() || other.unit != c.proposal.unit ||
        !IsSameSubject(other.recorded.value->subject(), fact.subject())) {
      continue;
    }
    c.Warn(WarningReason::kScostamentoRepeated, {{"scostamento", id}});
    return;
  }
}

// A scostamento that was recorded, for the unit of the fact that follows it.
struct Followed {
  const Scostamento* scostamento = nullptr;
  Refused refused;
};

Followed FindFollowed(const Case& c, const ObjectiveCase& o, const std::string& id) {
  const auto found = o.objective.scostamenti.find(id);
  if (found == o.objective.scostamenti.end() || !found->second.exists()) {
    return {nullptr, c.RefuseField(RefusalReason::kScostamentoUnknown, "scostamento",
                                   {{"scostamento", id}})};
  }
  const Scostamento& scostamento = found->second;
  const std::string& unit = c.proposal.unit;
  if (!unit.empty() && unit != scostamento.unit) {
    return {nullptr, c.Refuse(RefusalReason::kUnitNotExpected, "unit", {{"unit", unit}})};
  }
  return {&scostamento, CheckNotBefore(c, scostamento.recorded.order())};
}

// The same for a fact that only who answers for the scostamento's unit records.
Followed FindOwnFollowed(const Case& c, const ObjectiveCase& o, const std::string& id) {
  Followed followed = FindFollowed(c, o, id);
  if (!followed.refused) {
    followed.refused = JudgeResponsibility(c, o, followed.scostamento->unit);
  }
  return followed;
}

Refusal ClosedRefusal(const Case& c, const std::string& id, const Scostamento& scostamento) {
  return c.RefuseField(
      RefusalReason::kScostamentoClosed, "scostamento",
      {{"scostamento", id}, {"closed_on", scostamento.closed.order().EffectiveOn()}});
}

// A planned measure that nothing has become of yet.
Refused CheckOpenMeasure(const Case& c, const Scostamento& scostamento, const std::string& id) {
  const auto found = scostamento.measures.find(id);
  if (found == scostamento.measures.end() || !found->second.planned.is_set()) {
    return c.RefuseField(RefusalReason::kMeasureUnknown, "measure", {{"measure", id}});
  }
  const CorrectiveMeasure& measure = found->second;
  if (measure.settled.is_set()) {
    return c.RefuseField(RefusalReason::kMeasureSettled, "measure",
                         {{"measure", id}, {"settled_on", measure.settled.order().EffectiveOn()}});
  }
  return CheckNotBefore(c, measure.planned.order());
}

bool IsReplanned(const Objective& objective, const std::string& scostamento) {
  for (const auto& [id, ripianificazione] : objective.ripianificazioni) {
    if (!ripianificazione.is_approved()) continue;
    for (const std::string& answered : ripianificazione.proposed.value->scostamenti()) {
      if (answered == scostamento) return true;
    }
  }
  return false;
}

}  // namespace

Refused JudgeScostamento(Case& c, const ObjectiveCase& o, const ScostamentoRecorded& fact) {
  const auto found = o.objective.scostamenti.find(fact.scostamento());
  if (found != o.objective.scostamenti.end() && found->second.exists()) {
    return c.RefuseField(RefusalReason::kScostamentoExists, "scostamento",
                         {{"scostamento", fact.scostamento()}});
  }
  if (Refused refused = CheckSubject(c, o, fact.subject()); refused) return refused;
  if (fact.delay_days() < 0) {
    return c.RefuseField(RefusalReason::kDelayNegative, "delay_days");
  }
  if (Refused refused = CheckNotInFuture(c, fact.detected_on(), "detected_on"); refused) {
    return refused;
  }
  WarnOfContent(c, o, fact);
  return std::nullopt;
}

Refused JudgeCausesStated(Case& c, const ObjectiveCase& o,
                          const event::v1::ScostamentoCausesStated& fact) {
  // Also of a closed one: a cause may become known last of all.
  return FindOwnFollowed(c, o, fact.scostamento()).refused;
}

Refused JudgeMeasurePlanned(Case& c, const ObjectiveCase& o,
                            const event::v1::CorrectiveMeasurePlanned& fact) {
  const Followed followed = FindOwnFollowed(c, o, fact.scostamento());
  if (followed.refused) return followed.refused;
  const Scostamento& scostamento = *followed.scostamento;
  if (scostamento.closed.is_set()) return ClosedRefusal(c, fact.scostamento(), scostamento);
  const auto found = scostamento.measures.find(fact.measure());
  if (found != scostamento.measures.end() && found->second.planned.is_set()) {
    return c.RefuseField(RefusalReason::kMeasureExists, "measure", {{"measure", fact.measure()}});
  }
  const auto due = ReadDate(fact.due());
  const auto recorded_on = scostamento.recorded.order().Date();
  if (due.has_value() && recorded_on.has_value() && IsCertainlyBefore(*due, *recorded_on)) {
    c.Warn(WarningReason::kMeasureDueBeforeScostamento,
           {{"due", fact.due()}, {"recorded_on", recorded_on->ToString()}});
  }
  return std::nullopt;
}

Refused JudgeMeasureAdopted(Case& c, const ObjectiveCase& o,
                            const event::v1::CorrectiveMeasureAdopted& fact) {
  const Followed followed = FindFollowed(c, o, fact.scostamento());
  if (followed.refused) return followed.refused;
  const Scostamento& scostamento = *followed.scostamento;
  if (Refused refused = CheckOpenMeasure(c, scostamento, fact.measure()); refused) return refused;
  // Whoever owns the measure says that it is done, also without answering for the objective.
  const std::string& owner = scostamento.measures.at(fact.measure()).planned.value->owner();
  const event::v1::Actor& actor = c.command.actor;
  const bool by_owner =
      actor.principal() == owner && (actor.on_behalf_of().empty() || actor.on_behalf_of() == owner);
  if (by_owner) return std::nullopt;
  if (actor.role() != event::v1::ROLE_RESPONSABILE && actor.on_behalf_of() == owner) {
    return std::nullopt;
  }
  return JudgeResponsibility(c, o, scostamento.unit);
}

Refused JudgeMeasureDropped(Case& c, const ObjectiveCase& o,
                            const event::v1::CorrectiveMeasureDropped& fact) {
  const Followed followed = FindOwnFollowed(c, o, fact.scostamento());
  if (followed.refused) return followed.refused;
  return CheckOpenMeasure(c, *followed.scostamento, fact.measure());
}

Refused JudgeScostamentoClosed(Case& c, const ObjectiveCase& o,
                               const event::v1::ScostamentoClosed& fact) {
  const Followed followed = FindOwnFollowed(c, o, fact.scostamento());
  if (followed.refused) return followed.refused;
  const Scostamento& scostamento = *followed.scostamento;
  if (scostamento.closed.is_set()) return ClosedRefusal(c, fact.scostamento(), scostamento);
  if (fact.closing() == event::v1::SCOSTAMENTO_CLOSING_REPLANNED &&
      !IsReplanned(o.objective, fact.scostamento())) {
    return c.RefuseField(RefusalReason::kScostamentoNotReplanned, "closing",
                         {{"scostamento", fact.scostamento()}});
  }
  if (scostamento.causes_missing()) {
    c.Warn(WarningReason::kScostamentoWithoutCause, {{"scostamento", fact.scostamento()}});
  }
  int open_count = 0;
  for (const auto& [id, measure] : scostamento.measures) {
    open_count += measure.settled.is_set() ? 0 : 1;
  }
  if (open_count > 0) {
    c.Warn(WarningReason::kMeasuresStillOpen, {{"count", std::to_string(open_count)}});
  }
  return std::nullopt;
}

}  // namespace traguardo::domain
