// Facts for tests, as terse as one would say them:
//
//   Story story("demo");
//   story.Add(Defined("ob-1", Definition("1").ByDate("2024-11-30").Weight("4.00")));
//   story.Add(Progress("40").Of("ob-1").On("2024-06-30").By("resp-tributi"));
//   Ente state = Fold("demo", story.Pointers());
//
// A FactBuilder is a fact that knows its stream; its defaults are year 2024, objective "ob-1",
// round "giugno", 1 January 2024 and the segretario. A Story gives positions and revisions, as the
// sequencer would.

#ifndef TRAGUARDO_TESTS_TESTING_FACT_BUILDER_H_
#define TRAGUARDO_TESTS_TESTING_FACT_BUILDER_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "tests/testing/definition_builder.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::testing {

class FactBuilder {
 public:
  enum class Stream { kEnte, kPlan, kObjective, kRound };

  FactBuilder(Stream stream, event::v1::Fact fact);

  // effective_on.
  FactBuilder&& On(std::string date) &&;
  FactBuilder&& By(std::string principal, event::v1::Role role = event::v1::ROLE_RESPONSABILE) &&;
  FactBuilder&& OnBehalfOf(std::string principal) &&;
  // The unit of a transversal objective.
  FactBuilder&& For(std::string unit) &&;
  // The objective or round whose stream it is in.
  FactBuilder&& Of(std::string id) &&;
  FactBuilder&& InYear(int year) &&;
  FactBuilder&& Evidence(event::v1::Evidence evidence) &&;
  // Any other detail of the fact itself.
  template <typename Change>
  FactBuilder&& With(const Change& change) && {
    change(*envelope_.mutable_fact());
    return std::move(*this);
  }

  // "plans/2024/objectives/ob-1".
  std::string StreamText() const;
  const event::v1::Fact& fact() const { return envelope_.fact(); }
  // Complete but for position, revision, ente, recorded_at and the command's fields.
  event::v1::Envelope Build() const;

 private:
  Stream stream_;
  int year_ = 2024;
  std::string id_;
  event::v1::Envelope envelope_;
};

// The facts of one ente, in the order in which they were recorded.
class Story {
 public:
  explicit Story(std::string ente) : ente_(std::move(ente)) {}

  // Recorded one minute after the one before; each fact a command of its own. The reference stays
  // valid as long as the story.
  const event::v1::Envelope& Add(const FactBuilder& fact);
  // Takes back the fact at `position`, in its stream.
  const event::v1::Envelope& Correct(uint64_t position, std::string reason = "Data sbagliata");

  const event::v1::Envelope& At(uint64_t position) const { return facts_.at(position - 1); }
  const std::deque<event::v1::Envelope>& facts() const { return facts_; }
  std::vector<const event::v1::Envelope*> Pointers() const;

 private:
  const event::v1::Envelope& Record(event::v1::Envelope fact);

  std::string ente_;
  std::deque<event::v1::Envelope> facts_;
  std::map<std::string, uint64_t> revisions_;
};

event::v1::Act GiuntaAct(std::string number, std::string date);
event::v1::Cause CauseOf(event::v1::CauseKind kind, std::string description);

// Ente.
FactBuilder Registered(std::string name = "Comune di prova");
FactBuilder OrganisedAs(std::vector<event::v1::Unit> units);
event::v1::Unit UnitNamed(std::string id, std::string parent = "", std::string from = "",
                          std::string to = "");

// Plan.
FactBuilder Drafted(std::string adoption_term = "2024-01-31");
// One scope "performance": weighted to 100, or unweighted.
FactBuilder RulesAdopted(
    uint32_t version = 1, rules::v1::Weighting weighting = rules::v1::WEIGHTING_WEIGHTED,
    rules::v1::PhaseConvention convention = rules::v1::PHASE_CONVENTION_WEIGHTS);
FactBuilder Defined(std::string id, const Definition& definition);
FactBuilder Redefined(std::string id, const Definition& definition);
FactBuilder Removed(std::string id);
FactBuilder Adopted(event::v1::Act act);
FactBuilder Amended(event::v1::Act act);

// Objective.
FactBuilder Progress(std::string percent);
FactBuilder PhaseProgress(std::string phase, std::string percent);
FactBuilder Measured(std::string indicator, std::string value);
FactBuilder Stated(event::v1::Outcome outcome);
FactBuilder Reached(std::string milestone);
FactBuilder NotDue(std::string from, std::string to);
FactBuilder Suspended();
FactBuilder Resumed();
FactBuilder Excluded(event::v1::ExclusionCause cause = event::v1::EXCLUSION_CAUSE_FUNDING_LOST);
FactBuilder HandedOver(std::string outgoing, event::v1::Assignment incoming);
FactBuilder Signalled(std::string id);
FactBuilder Proposed(std::string percent);
FactBuilder Assessed(std::string percent);
// About the deadline, unless With says otherwise.
FactBuilder Deviated(std::string id, std::vector<event::v1::Cause> causes = {});
FactBuilder CausesStated(std::string id, std::vector<event::v1::Cause> causes);
FactBuilder MeasurePlanned(std::string scostamento, std::string measure, std::string due);
FactBuilder MeasureAdopted(std::string scostamento, std::string measure);
FactBuilder MeasureDropped(std::string scostamento, std::string measure);
FactBuilder DeviationClosed(std::string id, event::v1::ScostamentoClosing closing =
                                                event::v1::SCOSTAMENTO_CLOSING_RECOVERED);
FactBuilder ReplanProposed(std::string id, std::vector<event::v1::Change> changes,
                           std::vector<std::string> scostamenti = {});
FactBuilder ReplanApproved(std::string id, event::v1::Act act);
FactBuilder ReplanRejected(std::string id, event::v1::Act act);

event::v1::Change DeadlineChange(std::string date);
event::v1::Change WeightChange(std::string weight);
event::v1::Change AssignmentChange(event::v1::Assignment assignment);
event::v1::Change Dropped();

// Round.
FactBuilder Opened(std::string reference_date, std::string due_date);
FactBuilder Submitted(std::string responsabile, std::vector<std::string> objectives);
FactBuilder Returned(std::string responsabile);
FactBuilder Approved(std::string responsabile);
FactBuilder Closed();

}  // namespace traguardo::testing

#endif  // TRAGUARDO_TESTS_TESTING_FACT_BUILDER_H_
