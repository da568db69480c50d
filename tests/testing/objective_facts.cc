// The facts of an objective's stream; see fact_builder.h.

#include <utility>

#include "tests/testing/fact_builder.h"

namespace traguardo::testing {
namespace {

FactBuilder InObjective(event::v1::Fact fact) {
  return FactBuilder(FactBuilder::Stream::kObjective, std::move(fact));
}

}  // namespace

FactBuilder Progress(std::string percent) {
  event::v1::Fact fact;
  fact.mutable_progress_recorded()->set_percent(std::move(percent));
  return InObjective(std::move(fact));
}

FactBuilder PhaseProgress(std::string phase, std::string percent) {
  event::v1::Fact fact;
  fact.mutable_progress_recorded()->set_phase(std::move(phase));
  fact.mutable_progress_recorded()->set_percent(std::move(percent));
  return InObjective(std::move(fact));
}

FactBuilder Measured(std::string indicator, std::string value) {
  event::v1::Fact fact;
  event::v1::MeasurementRecorded* const kind = fact.mutable_measurement_recorded();
  kind->set_indicator(std::move(indicator));
  kind->set_value(std::move(value));
  kind->set_precision(event::v1::MEASUREMENT_PRECISION_EXACT);
  return InObjective(std::move(fact));
}

FactBuilder Stated(event::v1::Outcome outcome) {
  event::v1::Fact fact;
  fact.mutable_outcome_stated()->set_outcome(outcome);
  return InObjective(std::move(fact));
}

FactBuilder Reached(std::string milestone) {
  event::v1::Fact fact;
  fact.mutable_milestone_reached()->set_milestone(std::move(milestone));
  return InObjective(std::move(fact));
}

FactBuilder NotDue(std::string from, std::string to) {
  event::v1::Fact fact;
  *fact.mutable_not_due_declared()->mutable_period() = PeriodOf(std::move(from), std::move(to));
  fact.mutable_not_due_declared()->set_reason("Non previsto nel periodo");
  return InObjective(std::move(fact));
}

FactBuilder Suspended() {
  event::v1::Fact fact;
  fact.mutable_objective_suspended()->set_reason("In attesa del parere");
  return InObjective(std::move(fact));
}

FactBuilder Resumed() {
  event::v1::Fact fact;
  fact.mutable_objective_resumed();
  return InObjective(std::move(fact));
}

FactBuilder Excluded(event::v1::ExclusionCause cause) {
  event::v1::Fact fact;
  fact.mutable_objective_excluded()->set_cause(cause);
  fact.mutable_objective_excluded()->set_reason("Finanziamento revocato");
  return InObjective(std::move(fact));
}

FactBuilder HandedOver(std::string outgoing, event::v1::Assignment incoming) {
  event::v1::Fact fact;
  fact.mutable_responsabile_changed()->set_outgoing(std::move(outgoing));
  *fact.mutable_responsabile_changed()->mutable_incoming() = std::move(incoming);
  return InObjective(std::move(fact));
}

FactBuilder Signalled(std::string id) {
  event::v1::Fact fact;
  fact.mutable_segnalazione_raised()->set_segnalazione(std::move(id));
  fact.mutable_segnalazione_raised()->set_text("Serve un intervento correttivo");
  return InObjective(std::move(fact)).By("nucleo", event::v1::ROLE_NUCLEO);
}

FactBuilder Proposed(std::string percent) {
  event::v1::Fact fact;
  fact.mutable_final_result_proposed()->set_percent(std::move(percent));
  return InObjective(std::move(fact));
}

FactBuilder Assessed(std::string percent) {
  event::v1::Fact fact;
  fact.mutable_final_result_assessed()->set_percent(std::move(percent));
  return InObjective(std::move(fact)).By("nucleo", event::v1::ROLE_NUCLEO);
}

FactBuilder Deviated(std::string id, std::vector<event::v1::Cause> causes) {
  event::v1::Fact fact;
  event::v1::ScostamentoRecorded* const kind = fact.mutable_scostamento_recorded();
  kind->set_scostamento(std::move(id));
  kind->mutable_subject()->set_deadline(true);
  kind->set_delay_days(30);
  kind->set_description("Termine non rispettato");
  for (event::v1::Cause& cause : causes) *kind->add_causes() = std::move(cause);
  return InObjective(std::move(fact));
}

FactBuilder CausesStated(std::string id, std::vector<event::v1::Cause> causes) {
  event::v1::Fact fact;
  event::v1::ScostamentoCausesStated* const kind = fact.mutable_scostamento_causes_stated();
  kind->set_scostamento(std::move(id));
  for (event::v1::Cause& cause : causes) *kind->add_causes() = std::move(cause);
  return InObjective(std::move(fact));
}

FactBuilder MeasurePlanned(std::string scostamento, std::string measure, std::string due) {
  event::v1::Fact fact;
  event::v1::CorrectiveMeasurePlanned* const kind = fact.mutable_corrective_measure_planned();
  kind->set_scostamento(std::move(scostamento));
  kind->set_measure(std::move(measure));
  kind->set_description("Sollecito all'affidatario");
  kind->set_owner("resp-tributi");
  kind->set_due(std::move(due));
  return InObjective(std::move(fact));
}

FactBuilder MeasureAdopted(std::string scostamento, std::string measure) {
  event::v1::Fact fact;
  fact.mutable_corrective_measure_adopted()->set_scostamento(std::move(scostamento));
  fact.mutable_corrective_measure_adopted()->set_measure(std::move(measure));
  return InObjective(std::move(fact));
}

FactBuilder MeasureDropped(std::string scostamento, std::string measure) {
  event::v1::Fact fact;
  fact.mutable_corrective_measure_dropped()->set_scostamento(std::move(scostamento));
  fact.mutable_corrective_measure_dropped()->set_measure(std::move(measure));
  fact.mutable_corrective_measure_dropped()->set_reason("Non più utile");
  return InObjective(std::move(fact));
}

FactBuilder DeviationClosed(std::string id, event::v1::ScostamentoClosing closing) {
  event::v1::Fact fact;
  fact.mutable_scostamento_closed()->set_scostamento(std::move(id));
  fact.mutable_scostamento_closed()->set_closing(closing);
  return InObjective(std::move(fact));
}

FactBuilder ReplanProposed(std::string id, std::vector<event::v1::Change> changes,
                           std::vector<std::string> scostamenti) {
  event::v1::Fact fact;
  event::v1::RipianificazioneProposed* const kind = fact.mutable_ripianificazione_proposed();
  kind->set_ripianificazione(std::move(id));
  kind->set_reason("Ritardo dell'affidatario");
  for (event::v1::Change& change : changes) *kind->add_changes() = std::move(change);
  for (std::string& scostamento : scostamenti) kind->add_scostamenti(std::move(scostamento));
  return InObjective(std::move(fact));
}

FactBuilder ReplanApproved(std::string id, event::v1::Act act) {
  event::v1::Fact fact;
  std::string date = act.date();
  fact.mutable_ripianificazione_approved()->set_ripianificazione(std::move(id));
  *fact.mutable_ripianificazione_approved()->mutable_act() = std::move(act);
  return InObjective(std::move(fact)).On(std::move(date));
}

FactBuilder ReplanRejected(std::string id, event::v1::Act act) {
  event::v1::Fact fact;
  std::string date = act.date();
  fact.mutable_ripianificazione_rejected()->set_ripianificazione(std::move(id));
  *fact.mutable_ripianificazione_rejected()->mutable_act() = std::move(act);
  fact.mutable_ripianificazione_rejected()->set_reason("Motivi non sufficienti");
  return InObjective(std::move(fact)).On(std::move(date));
}

event::v1::Change DeadlineChange(std::string date) {
  event::v1::Change change;
  change.set_deadline(std::move(date));
  return change;
}

event::v1::Change WeightChange(std::string weight) {
  event::v1::Change change;
  change.set_weight(std::move(weight));
  return change;
}

event::v1::Change AssignmentChange(event::v1::Assignment assignment) {
  event::v1::Change change;
  *change.mutable_assignment() = std::move(assignment);
  return change;
}

event::v1::Change Dropped() {
  event::v1::Change change;
  change.mutable_dropped();
  return change;
}

}  // namespace traguardo::testing
