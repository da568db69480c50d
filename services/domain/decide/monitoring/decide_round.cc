// Monitoring rounds: opened, reported, returned or approved, closed.

#include <algorithm>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/organisation.h"
#include "services/domain/status/round_duties.h"

namespace traguardo::domain {
namespace {

using event::v1::ReportSubmitted;

struct OpenRound {
  const Round* round = nullptr;
  Refused refused;
};

OpenRound FindOpenRound(const Case& c, const PlanCase& p) {
  const std::string& id = c.proposal.stream.id();
  const auto found = p.plan.rounds.find(id);
  if (found == p.plan.rounds.end() || !found->second.exists()) {
    return {nullptr, c.Refuse(RefusalReason::kRoundUnknown, "stream", {{"round", id}})};
  }
  const Round& round = found->second;
  if (round.closed.is_set()) {
    return {nullptr, c.Refuse(RefusalReason::kRoundClosed, "stream",
                              {{"closed_on", round.closed.order.EffectiveOn()}})};
  }
  return {&round, std::nullopt};
}

// The report that is to be decided on.
struct Submitted {
  const RoundReport* report = nullptr;
  Refused refused;
};

Submitted FindSubmitted(const Case& c, const PlanCase& p, const std::string& responsabile) {
  OpenRound open = FindOpenRound(c, p);
  if (open.refused) return {nullptr, open.refused};
  const auto found = open.round->reports.find(responsabile);
  if (found == open.round->reports.end() || found->second.status() != ReportStatus::kSubmitted) {
    return {nullptr, c.RefuseField(RefusalReason::kReportNotSubmitted, "responsabile",
                                   {{"responsabile", responsabile}})};
  }
  return {&found->second, CheckFollows(c, found->second.submitted.order())};
}

// On the reference date, or today: after a handover the successor reports.
bool MayCover(const Case& c, const Objective& objective, const Round& round,
              const std::string& responsabile) {
  if (!IsInRound(objective, round)) return false;
  const auto reference = ReadDate(round.opened.value->reference_date());
  return AnswersOn(objective, responsabile, "", c.today()) ||
         (reference.has_value() &&
          AnswersOn(objective, responsabile, "", reference->first_day_number()));
}

Refused CheckCovered(const Case& c, const PlanCase& p, const Round& round,
                     const ReportSubmitted& fact) {
  const std::vector<std::string> covered(fact.objectives().begin(), fact.objectives().end());
  if (Refused refused = CheckDistinct(c, covered, "objectives"); refused) return refused;
  const bool has_duty = std::any_of(
      p.plan.objectives.begin(), p.plan.objectives.end(),
      [&](const auto& entry) { return MayCover(c, entry.second, round, fact.responsabile()); });
  if (!has_duty) {
    return c.RefuseField(RefusalReason::kNothingDueInRound, "responsabile",
                         {{"responsabile", fact.responsabile()}});
  }
  for (size_t i = 0; i < covered.size(); ++i) {
    const std::string path = "objectives[" + std::to_string(i) + "]";
    const auto found = p.plan.objectives.find(covered[i]);
    if (found == p.plan.objectives.end() || !found->second.exists()) {
      return c.RefuseField(RefusalReason::kObjectiveUnknown, path, {{"objective", covered[i]}});
    }
    if (MayCover(c, found->second, round, fact.responsabile())) continue;
    return c.RefuseField(RefusalReason::kObjectiveNotDueFromResponsabile, path,
                         {{"objective", covered[i]}});
  }
  return std::nullopt;
}

// A responsabile submits their own report; a deputy does it in their name.
Refused CheckSubmitter(const Case& c, const PlanCase& p, const ReportSubmitted& fact) {
  const event::v1::Actor& actor = c.command.actor;
  if (actor.role() != event::v1::ROLE_RESPONSABILE) return std::nullopt;
  const bool in_own_name =
      actor.principal() == fact.responsabile() &&
      (actor.on_behalf_of().empty() || actor.on_behalf_of() == fact.responsabile());
  const bool in_their_name = actor.on_behalf_of() == fact.responsabile();
  for (const std::string& id : fact.objectives()) {
    const Objective& objective = p.plan.objectives.at(id);
    if ((in_own_name || in_their_name) && AnswersOn(objective, actor.principal(), "", c.today())) {
      continue;
    }
    return c.Refuse(
        RefusalReason::kNotResponsible, "actor.principal",
        {{"principal", actor.principal()}, {"objective", id}, {"today", c.stamp.today.ToString()}});
  }
  return std::nullopt;
}

void WarnOfReport(Case& c, const PlanCase& p, const Round& round, const ReportSubmitted& fact) {
  const auto due_date = ReadDate(round.opened.value->due_date());
  if (due_date.has_value() && IsCertainlyAfter(c.effective_on, *due_date)) {
    c.Warn(WarningReason::kReportLate, {{"due_date", due_date->ToString()}});
  }
  const auto duties = DutiesOf(p.plan, round);
  const auto due = duties.find(fact.responsabile());
  if (due == duties.end()) return;
  int count = 0;
  Details details;
  for (const std::string& id : due->second) {
    const auto& covered = fact.objectives();
    if (std::find(covered.begin(), covered.end(), id) != covered.end()) continue;
    if (++count == 1) details["objective"] = id;
  }
  if (count == 0) return;
  details["count"] = std::to_string(count);
  c.Warn(WarningReason::kReportIncomplete, details);
}

}  // namespace

Refused JudgeRoundOpened(Case& c, const PlanCase& p, const event::v1::RoundOpened& fact) {
  const std::string& id = c.proposal.stream.id();
  const auto found = p.plan.rounds.find(id);
  if (found != p.plan.rounds.end() && found->second.exists()) {
    return c.Refuse(RefusalReason::kRoundExists, "stream", {{"round", id}});
  }
  const auto reference = ReadDate(fact.reference_date());
  const auto due = ReadDate(fact.due_date());
  if (!reference.has_value() || !due.has_value()) return std::nullopt;
  if (IsCertainlyBefore(*due, *reference)) {
    return c.RefuseField(RefusalReason::kRoundDueBeforeReference, "due_date");
  }
  const std::vector<std::string> units(fact.units().begin(), fact.units().end());
  if (Refused refused = CheckDistinct(c, units, "units"); refused) return refused;
  for (size_t i = 0; i < units.size(); ++i) {
    const std::string path = "units[" + std::to_string(i) + "]";
    if (Refused refused = CheckUnitOn(c, units[i], reference->first_day_number(), path); refused) {
      return refused;
    }
  }
  if (!p.plan.is_adopted()) c.Warn(WarningReason::kPlanNotAdoptedYet);
  if (reference->year() != p.year) {
    c.Warn(WarningReason::kRoundReferenceOutsidePlanYear,
           {{"reference_date", fact.reference_date()}});
  }
  return std::nullopt;
}

Refused JudgeReportSubmitted(Case& c, const PlanCase& p, const ReportSubmitted& fact) {
  const OpenRound open = FindOpenRound(c, p);
  if (open.refused) return open.refused;
  const Round& round = *open.round;
  if (Refused refused = CheckCovered(c, p, round, fact); refused) return refused;
  if (Refused refused = CheckSubmitter(c, p, fact); refused) return refused;
  if (const auto found = round.reports.find(fact.responsabile()); found != round.reports.end()) {
    const ReportStatus status = found->second.status();
    if (status == ReportStatus::kSubmitted || status == ReportStatus::kApproved) {
      return c.RefuseField(RefusalReason::kReportAlreadySubmitted, "responsabile",
                           {{"responsabile", fact.responsabile()}});
    }
    if (Refused refused = CheckFollows(c, found->second.returned.order()); refused) return refused;
  }
  WarnOfReport(c, p, round, fact);
  return std::nullopt;
}

Refused JudgeReportReturned(Case& c, const PlanCase& p, const event::v1::ReportReturned& fact) {
  return FindSubmitted(c, p, fact.responsabile()).refused;
}

Refused JudgeReportApproved(Case& c, const PlanCase& p, const event::v1::ReportApproved& fact) {
  return FindSubmitted(c, p, fact.responsabile()).refused;
}

Refused JudgeRoundClosed(Case& c, const PlanCase& p) {
  const OpenRound open = FindOpenRound(c, p);
  if (open.refused) return open.refused;
  const auto missing = MissingDutiesOf(p.plan, *open.round);
  if (!missing.empty()) {
    c.Warn(WarningReason::kReportsMissing,
           {{"count", std::to_string(missing.size())},
            {"expected", std::to_string(OwnDutiesOf(p.plan, *open.round).size())},
            {"responsabile", missing.begin()->first}});
  }
  return CheckNotBefore(c, open.round->opened.order());
}

}  // namespace traguardo::domain
