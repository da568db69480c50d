#include "tests/services/domain/decide/random_command.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class Chooser {
 public:
  explicit Chooser(RandomEngine& random) : random_(random) {}

  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint64_t>(bound)); }
  std::string OneOf(const std::vector<std::string>& texts) {
    return texts[static_cast<size_t>(Below(static_cast<int>(texts.size())))];
  }
  bool OnceIn(int times) { return Below(times) == 0; }

  std::string Day() {
    return OneOf({"2024-01-10", "2024-02-29", "2024-03-31", "2024-05-31", "2024-06", "2024-06-30",
                  "2024-09-30", "2024-11-30"});
  }
  std::string Percent() { return OneOf({"0", "30", "45.5", "100"}); }
  std::string Scostamento() { return OneOf({"s-1", "s-2"}); }
  std::string Measure() { return OneOf({"m-1", "m-2"}); }
  std::string Ripianificazione() { return OneOf({"r-1", "r-2", "r-3"}); }
  std::string Responsabile() { return OneOf({"resp-tributi", "resp-cultura", "vice-tributi"}); }
  event::v1::Act Act() { return GiuntaAct(OneOf({"60", "106"}), "2024-11-07"); }

 private:
  RandomEngine& random_;
};

event::v1::Change AnyChange(Chooser& choose) {
  event::v1::Change change;
  switch (choose.Below(8)) {
    case 0:
      return DeadlineChange(choose.OneOf({"2024-12-15", "2024-12-31", "2025-03-31"}));
    case 1:
      return WeightChange(choose.OneOf({"40", "50", "60"}));
    case 2:
      return AssignmentChange(AssignmentOf(choose.Responsabile()));
    case 3:
      change.mutable_units()->add_units("tributi");
      change.mutable_units()->add_units(choose.OneOf({"cultura", "tecnico", "boh"}));
      return change;
    case 4:
      change.set_indicator_removed(choose.OneOf({"atti", "giorni"}));
      return change;
    case 5:
      change.set_phase_removed(choose.OneOf({"bando", "lavori"}));
      return change;
    case 6:
      change.set_milestone_removed("approvazione");
      return change;
    default:
      *change.mutable_milestone_added() = MilestoneOf(choose.OneOf({"x", "y"}), "2024-12-01");
      return change;
  }
}

FactBuilder AnyResult(Chooser& choose) {
  switch (choose.Below(6)) {
    case 0:
      return Progress(choose.Percent());
    case 1:
      return PhaseProgress(choose.OneOf({"bando", "lavori"}), choose.Percent());
    case 2:
      return Measured(choose.OneOf({"atti", "giorni", "utenze"}), choose.OneOf({"12", "2500"}));
    case 3:
      return Stated(event::v1::OUTCOME_PARTLY_REACHED);
    case 4:
      return Reached(choose.OneOf({"approvazione", "bando", "x"}));
    default:
      return testing::NotDue(choose.Day(), "2024-12-31");
  }
}

FactBuilder AnyDeviation(Chooser& choose) {
  const std::string id = choose.Scostamento();
  switch (choose.Below(6)) {
    case 0:
      return Deviated(id);
    case 1:
      return CausesStated(id, {CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Appalto deserto")});
    case 2:
      return MeasurePlanned(id, choose.Measure(), "2024-12-01");
    case 3:
      return MeasureAdopted(id, choose.Measure());
    case 4:
      return MeasureDropped(id, choose.Measure());
    default:
      return DeviationClosed(id, choose.OnceIn(2) ? event::v1::SCOSTAMENTO_CLOSING_REPLANNED
                                                  : event::v1::SCOSTAMENTO_CLOSING_CONFIRMED);
  }
}

FactBuilder AnyStatus(Chooser& choose) {
  switch (choose.Below(7)) {
    case 0:
      return Suspended();
    case 1:
      return Resumed();
    case 2:
      return choose.OnceIn(4) ? Excluded() : Suspended();
    case 3:
      return HandedOver(choose.Responsabile(), AssignmentOf(choose.Responsabile()));
    case 4:
      return Signalled(choose.OneOf({"n-1", "n-2"})).By("nucleo-1", event::v1::ROLE_NUCLEO);
    case 5:
      return Proposed(choose.Percent());
    default:
      return choose.OnceIn(4) ? Assessed(choose.Percent()).By("nucleo-1", event::v1::ROLE_NUCLEO)
                              : Proposed(choose.Percent());
  }
}

FactBuilder AnyReplanning(Chooser& choose) {
  const std::string id = choose.Ripianificazione();
  switch (choose.Below(5)) {
    case 0:
    case 1:
      return ReplanProposed(id, {AnyChange(choose)},
                            choose.OnceIn(2) ? std::vector<std::string>{choose.Scostamento()}
                                             : std::vector<std::string>{});
    case 2:
      return ReplanRejected(id, choose.Act());
    default:
      return ReplanApproved(id, choose.Act());
  }
}

FactBuilder AnyRound(Chooser& choose) {
  const auto in = [&](FactBuilder fact) {
    return std::move(fact).Of(choose.OneOf({"giugno", "settembre"}));
  };
  switch (choose.Below(5)) {
    case 0:
      return in(Opened("2024-06-30", "2024-07-15"));
    case 1:
      return in(Submitted(choose.Responsabile(), {choose.OneOf({"ob-1", "ob-2"})}));
    case 2:
      return in(Returned(choose.Responsabile()));
    case 3:
      return in(Approved(choose.Responsabile()));
    default:
      return in(Closed());
  }
}

FactBuilder AnyPlanFact(Chooser& choose) {
  const std::string objective = choose.OneOf({"ob-1", "ob-2", "ob-3"});
  switch (choose.Below(5)) {
    case 0:
      return Amended(choose.Act());
    case 1:
      return Defined(objective, Plain(choose.OneOf({"0", "10"})));
    case 2:
      return Redefined(objective, ObjectiveOne());
    case 3:
      return Removed(objective);
    default:
      return choose.OnceIn(3) ? Adopted(FirstAct())
                              : OrganisedAs({UnitNamed(choose.OneOf({"scuole", "tecnico"}),
                                                       choose.OneOf({"", "tributi"}))});
  }
}

FactBuilder InAnObjective(Chooser& choose, FactBuilder fact) {
  const bool transversal = choose.OnceIn(3);
  FactBuilder placed = std::move(fact).Of(transversal ? "ob-2" : "ob-1").On(choose.Day());
  const bool for_unit = transversal ? !choose.OnceIn(8) : choose.OnceIn(8);
  if (!for_unit) return placed;
  return std::move(placed).For(choose.OneOf({"tributi", "cultura"}));
}

FactBuilder AnySensibleFact(Chooser& choose, uint64_t head) {
  switch (choose.Below(10)) {
    case 0:
    case 1:
    case 2:
      return InAnObjective(choose, AnyResult(choose));
    case 3:
    case 4:
      return InAnObjective(choose, AnyDeviation(choose));
    case 5:
      return InAnObjective(choose, AnyStatus(choose));
    case 6:
    case 7:
      return InAnObjective(choose, AnyReplanning(choose)).For("");
    case 8:
      return AnyRound(choose).On(choose.Day());
    default:
      if (head == 0 || choose.OnceIn(2)) return AnyPlanFact(choose).On(choose.Day());
      return InAnObjective(
                 choose, Corrected(1 + static_cast<uint64_t>(choose.Below(static_cast<int>(head)))))
          .For("");
  }
}

}  // namespace

Command SensibleCommand(RandomEngine& random, uint64_t head) {
  Chooser choose(random);
  std::vector<FactBuilder> facts;
  const int count = choose.OnceIn(3) ? 1 + choose.Below(4) : 1;
  for (int i = 0; i < count; ++i) facts.push_back(AnySensibleFact(choose, head));
  Command command = MakeCommand(facts);
  if (choose.OnceIn(6)) {
    command.actor.set_principal(choose.Responsabile());
    command.actor.set_role(event::v1::ROLE_RESPONSABILE);
  }
  return command;
}

Command WildCommand(RandomEngine& random, Filling filling) {
  Chooser choose(random);
  Command command;
  command.ente = "demo";
  const int count = 1 + choose.Below(3);
  for (int i = 0; i < count; ++i) {
    event::v1::Envelope fact = AnyFact(random, 1, filling);
    Proposal proposal;
    const auto stream = ParseStreamName(fact.stream());
    if (stream.ok()) proposal.stream = *stream;
    if (choose.OnceIn(6)) proposal.stream = *StreamName::Plan(2024);
    proposal.unit = fact.unit();
    proposal.effective_on = fact.effective_on();
    proposal.evidence = fact.evidence();
    proposal.fact = fact.fact();
    command.actor = fact.actor();
    command.proposals.push_back(std::move(proposal));
  }
  if (choose.OnceIn(2)) {
    command.actor.set_principal("segretario");
    command.actor.set_role(event::v1::ROLE_SEGRETARIO);
  }
  return command;
}

}  // namespace traguardo::domain
