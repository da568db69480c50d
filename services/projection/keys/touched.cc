#include "services/projection/keys/touched.h"

#include <variant>

#include "services/domain/values/resource_name.h"

namespace traguardo::projection {
namespace {

using domain::StreamKind;
using domain::StreamName;
using event::v1::Fact;

void TouchByEnteFact(const domain::Ente& ente, const Fact& fact, Touched& touched) {
  touched.every_year.plan = true;
  const bool withdraws = fact.has_personal_data_withdrawn();
  if (withdraws || fact.has_fact_corrected()) touched.fold_every_year_again = true;
  // See LastWithdrawal in last_change.cc.
  if (withdraws || !ente.base.withdrawn_positions.empty()) touched.every_year.every_row = true;
}

void TouchByPlanFact(int year, const Fact& fact, Touched& touched) {
  TouchedRows& rows = touched.years[year];
  rows.plan = true;
  const auto defines = [&](const std::string& objective) {
    rows.objectives.insert(objective);
    rows.every_round = true;
  };
  switch (fact.kind_case()) {
    case Fact::kRuleSetAdopted:
      rows.every_objective = true;
      return;
    case Fact::kObjectiveDefined:
      return defines(fact.objective_defined().objective());
    case Fact::kObjectiveRedefined:
      return defines(fact.objective_redefined().objective());
    case Fact::kObjectiveRemoved:
      rows.rows_may_vanish = true;
      return defines(fact.objective_removed().objective());
    // An act shows in the variations of whatever it adds; acts are few.
    case Fact::kPlanAdopted:
    case Fact::kPlanAmended:
      rows.every_row = true;
      return;
    case Fact::kObjectiveCarriedOver:
      rows.objectives.insert(fact.objective_carried_over().objective());
      return;
    case Fact::kResourcesPlanned:
      rows.objectives.insert(fact.resources_planned().objective());
      return;
    case Fact::kResourcesUsed:
      rows.objectives.insert(fact.resources_used().objective());
      return;
    case Fact::kFactCorrected:
      rows.every_row = true;
      rows.rows_may_vanish = true;
      touched.fold_again.insert(year);
      return;
    case Fact::kPlanDrafted:
    case Fact::kNarrativeRecorded:
    case Fact::kAggregateResultDeclared:
    case Fact::kBandCountsRecorded:
    case Fact::kConsuntivoFrozen:
    case Fact::kConsuntivoApproved:
    case Fact::kConsuntivoValidated:
    case Fact::kValidationRefused:
    case Fact::kRelazionePublished:
    case Fact::kYearClosed:
      return;
    // Of other streams, or unknown: Evolve leaves them alone.
    case Fact::kEnteRegistered:
    case Fact::kOrganisationChanged:
    case Fact::kConsentGiven:
    case Fact::kConsentWithdrawn:
    case Fact::kPersonalDataWithdrawn:
    case Fact::kProgressRecorded:
    case Fact::kMeasurementRecorded:
    case Fact::kOutcomeStated:
    case Fact::kMilestoneReached:
    case Fact::kNotDueDeclared:
    case Fact::kScostamentoRecorded:
    case Fact::kScostamentoCausesStated:
    case Fact::kCorrectiveMeasurePlanned:
    case Fact::kCorrectiveMeasureAdopted:
    case Fact::kCorrectiveMeasureDropped:
    case Fact::kScostamentoClosed:
    case Fact::kRipianificazioneProposed:
    case Fact::kRipianificazioneApproved:
    case Fact::kRipianificazioneRejected:
    case Fact::kObjectiveSuspended:
    case Fact::kObjectiveResumed:
    case Fact::kObjectiveExcluded:
    case Fact::kResponsabileChanged:
    case Fact::kSegnalazioneRaised:
    case Fact::kFinalResultProposed:
    case Fact::kFinalResultAssessed:
    case Fact::kRoundOpened:
    case Fact::kReportSubmitted:
    case Fact::kReportReturned:
    case Fact::kReportApproved:
    case Fact::kRoundClosed:
    case Fact::KIND_NOT_SET:
      return;
  }
}

void TouchByObjectiveFact(const StreamName& stream, const Fact& fact, Touched& touched) {
  TouchedRows& rows = touched.years[stream.year()];
  rows.objectives.insert(stream.id());
  // These decide from whom a report on the objective is due; a proposal does when its approval is
  // there already, which only a fold of a part of the facts meets.
  if (fact.has_responsabile_changed() || fact.has_ripianificazione_approved() ||
      fact.has_ripianificazione_proposed() || fact.has_objective_excluded() ||
      fact.has_objective_suspended() || fact.has_objective_resumed() ||
      fact.has_not_due_declared()) {
    rows.every_round = true;
  }
  if (fact.has_fact_corrected()) {
    rows.every_round = true;
    rows.rows_may_vanish = true;
    touched.fold_again.insert(stream.year());
  }
}

void TouchByRoundFact(const StreamName& stream, const Fact& fact, Touched& touched) {
  TouchedRows& rows = touched.years[stream.year()];
  rows.rounds.insert(stream.id());
  if (fact.has_fact_corrected()) {
    rows.rows_may_vanish = true;
    touched.fold_again.insert(stream.year());
  }
}

}  // namespace

bool TouchedRows::empty() const {
  return !plan && !every_objective && !every_round && !every_row && objectives.empty() &&
         rounds.empty();
}

void TouchedRows::Add(const TouchedRows& other) {
  plan |= other.plan;
  every_objective |= other.every_objective;
  every_round |= other.every_round;
  every_row |= other.every_row;
  rows_may_vanish |= other.rows_may_vanish;
  objectives.insert(other.objectives.begin(), other.objectives.end());
  rounds.insert(other.rounds.begin(), other.rounds.end());
}

bool TouchedRows::Names(const RowKey& key) const {
  if (every_row) return true;
  switch (key.kind) {
    case RowKind::kPlan:
      return plan;
    case RowKind::kObjective:
      return every_objective || objectives.count(key.id) != 0;
    case RowKind::kScostamento:
    case RowKind::kVariation:
      return objectives.count(key.id) != 0;
    case RowKind::kRound:
      return every_round || rounds.count(key.id) != 0;
  }
  return false;
}

TouchedRows Touched::Of(int year) const {
  TouchedRows rows = every_year;
  if (const auto found = years.find(year); found != years.end()) rows.Add(found->second);
  return rows;
}

void Touch(const domain::Ente& ente, const event::v1::Envelope& fact, Touched& touched) {
  const auto parsed = domain::TryParseStreamName(fact.stream());
  const StreamName* const stream = std::get_if<StreamName>(&parsed);
  if (stream == nullptr) return;
  switch (stream->kind()) {
    case StreamKind::kEnte:
      return TouchByEnteFact(ente, fact.fact(), touched);
    case StreamKind::kPlan:
      return TouchByPlanFact(stream->year(), fact.fact(), touched);
    case StreamKind::kObjective:
      return TouchByObjectiveFact(*stream, fact.fact(), touched);
    case StreamKind::kRound:
      return TouchByRoundFact(*stream, fact.fact(), touched);
  }
}

}  // namespace traguardo::projection
