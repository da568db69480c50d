#include "tests/services/projection/render/random_facts.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace traguardo::projection {
namespace {

using testing::Definition;
using testing::FactBuilder;

template <typename T>
T OneOf(std::vector<T> values) {
  return *rc::gen::elementOf(std::move(values));
}

std::string Text(std::vector<std::string> values) { return OneOf(std::move(values)); }
std::string Id() { return Text({"ob-1", "ob-2", "ob-3"}); }
std::string UnitId() { return Text({"", "tributi", "tecnico"}); }
std::string Who() { return Text({"resp-tributi", "resp-tecnico"}); }
std::string Percent() { return Text({"0", "40", "99.99", "100"}); }
std::string Deviation() { return Text({"s1", "s2"}); }
std::string Replan() { return Text({"r1", "r2"}); }

std::string ADate() {
  return Text({"2024-01-15", "2024-02", "2024-03-19", "2024-04-30", "2024-06-30", "2024-07-18",
               "2024-09-30", "2024-11-30", "2024-12-31", "2025-01-20"});
}

Definition ShapedDefinition() {
  const std::string code = Text({"1", "2"});
  switch (*rc::gen::inRange(0, 7)) {
    case 0:
      return Definition(code).Continuous("2024-02-01", "2024-11-30");
    case 1:
      return Definition(code).Seasonal({testing::PeriodOf("2024-06-01", "2024-08-31")});
    case 2:
      return Definition(code).Recurring({"2024-05-31", "2024-11-30"});
    case 3:
      return Definition(code).MultiYear("2023-06-30", "2025-12-31", ADate());
    case 4:
      return Definition(code).TiedTo("Elezioni", "2024-06-09");
    case 5:
      return Definition(code).NotStated();
    default:
      return Definition(code).ByDate(ADate());
  }
}

Definition ADefinition() {
  Definition definition = ShapedDefinition();
  const bool transversal = *rc::gen::arbitrary<bool>();
  return std::move(definition)
      .Units(transversal ? std::vector<std::string>{"tributi", "tecnico"}
                         : std::vector<std::string>{"tributi"})
      .Weight(Text({"", "4.00", "33.33"}))
      .Add(testing::AssignmentOf(Who()))
      .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100"))
      .Add(testing::PhaseOf("p1", "40", "", ADate()))
      .Add(testing::PhaseOf("p2", "60", "", ADate()))
      .Add(testing::MilestoneOf("bando", ADate()));
}

event::v1::Change AChange() {
  event::v1::Change change;
  switch (*rc::gen::inRange(0, 11)) {
    case 0:
      return testing::WeightChange("5.00");
    case 1:
      return testing::AssignmentChange(testing::AssignmentOf(Who()));
    case 2:
      return testing::Dropped();
    case 3:
      change.mutable_milestone()->set_milestone("bando");
      change.mutable_milestone()->set_due(ADate());
      return change;
    case 4:
      change.mutable_indicator()->set_indicator("avvisi");
      change.mutable_indicator()->set_target("50");
      return change;
    case 5:
      change.mutable_units()->add_units("tributi");
      if (*rc::gen::arbitrary<bool>()) change.mutable_units()->add_units("tecnico");
      return change;
    case 6:
      change.set_indicator_removed("avvisi");
      return change;
    case 7:
      change.set_phase_removed("p1");
      return change;
    case 8:
      change.set_milestone_removed("bando");
      return change;
    case 9:
      change.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-11-30");
      return change;
    default:
      return testing::DeadlineChange(ADate());
  }
}

FactBuilder Stream(FactBuilder::Stream stream, const std::function<void(event::v1::Fact&)>& fill) {
  event::v1::Fact fact;
  fill(fact);
  return FactBuilder(stream, std::move(fact));
}

FactBuilder OfPlan() {
  constexpr auto kPlan = FactBuilder::Stream::kPlan;
  switch (*rc::gen::inRange(0, 12)) {
    case 0:
      return testing::Redefined(Id(), ADefinition());
    case 1:
      return testing::Removed(Id());
    case 2:
      return testing::Amended(testing::GiuntaAct("106", ADate()));
    case 3:
    case 4:
      return testing::RulesAdopted(*rc::gen::inRange(1u, 4u)).With([](event::v1::Fact& fact) {
        fact.mutable_rule_set_adopted()->mutable_rule_set()->set_silence_days(
            *rc::gen::inRange(0u, 90u));
      });
    case 5:
      return Stream(kPlan, [](event::v1::Fact& fact) {
        fact.mutable_objective_carried_over()->set_objective(Id());
        fact.mutable_objective_carried_over()->set_from_year(2023);
        fact.mutable_objective_carried_over()->set_from_objective("ob-9");
      });
    case 6:
      return Stream(kPlan, [](event::v1::Fact& fact) {
        auto* const planned = fact.mutable_resources_planned();
        planned->set_objective(Id());
        planned->add_resources()->set_amount(Percent());
      });
    case 7:
      return Stream(kPlan, [](event::v1::Fact& fact) {
        fact.mutable_consuntivo_frozen()->set_version(*rc::gen::inRange(1u, 3u));
      });
    case 8:
      return Stream(kPlan, [](event::v1::Fact& fact) { fact.mutable_year_closed(); });
    default:
      return testing::Defined(Id(), ADefinition());
  }
}

FactBuilder OfEnte() {
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return testing::Registered(Text({"Comune di prova", "Comune di Prova Nuova"}));
    case 1:
      return Stream(FactBuilder::Stream::kEnte, [](event::v1::Fact& fact) {
        fact.mutable_personal_data_withdrawn()->add_positions(*rc::gen::inRange(1u, 20u));
      });
    default:
      return testing::OrganisedAs({testing::UnitNamed("tributi", UnitId())});
  }
}

FactBuilder OfRound() {
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return testing::Submitted(Who(), {Id()});
    case 1:
      return testing::Returned(Who());
    case 2:
      return testing::Approved(Who());
    case 3:
      return testing::Closed();
    default:
      return testing::Opened("2024-06-30", "2024-07-15");
  }
}

FactBuilder AboutDeviations() {
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      return testing::CausesStated(Deviation(), {});
    case 1:
      return testing::MeasurePlanned(Deviation(), "m1", ADate());
    case 2:
      return testing::MeasureAdopted(Deviation(), "m1");
    case 3:
      return testing::MeasureDropped(Deviation(), "m1");
    case 4:
      return testing::DeviationClosed(Deviation(), OneOf<event::v1::ScostamentoClosing>(
                                                       {event::v1::SCOSTAMENTO_CLOSING_RECOVERED,
                                                        event::v1::SCOSTAMENTO_CLOSING_REPLANNED,
                                                        event::v1::SCOSTAMENTO_CLOSING_CONFIRMED}));
    case 5:
      return testing::ReplanProposed(Replan(), {AChange(), AChange()}, {Deviation()});
    case 6:
      return testing::ReplanApproved(Replan(), testing::GiuntaAct("60", "2024-05-20"));
    case 7:
      return testing::ReplanRejected(Replan(), testing::GiuntaAct("61", "2024-05-20"));
    default:
      return testing::Deviated(Deviation()).With([](event::v1::Fact& fact) {
        auto* const subject = fact.mutable_scostamento_recorded()->mutable_subject();
        if (*rc::gen::arbitrary<bool>()) subject->set_milestone("bando");
      });
  }
}

FactBuilder OfObjective() {
  switch (*rc::gen::inRange(0, 14)) {
    case 0:
      return testing::PhaseProgress(Text({"p1", "p2"}), Percent());
    case 1:
      return testing::Measured("avvisi", Text({"0", "99", "1129"}));
    case 2:
      return testing::Stated(event::v1::OUTCOME_PARTLY_REACHED);
    case 3:
      return testing::Reached(Text({"bando", "p1"}));
    case 4:
      return testing::NotDue("2024-02-01", ADate());
    case 5:
      return testing::Suspended();
    case 6:
      return testing::Resumed();
    case 7:
      return testing::Excluded();
    case 8:
      return testing::HandedOver(Who(), testing::AssignmentOf(Who()));
    case 9:
      return testing::Signalled("n1");
    case 10:
      return testing::Proposed(Percent());
    case 11:
      return testing::Assessed(Percent());
    default:
      return testing::Progress(Percent());
  }
}

FactBuilder SomeFact() {
  switch (*rc::gen::inRange(0, 10)) {
    case 0:
      return OfEnte().On(ADate());
    case 1:
    case 2:
      return OfPlan().On(ADate());
    case 3:
      return OfRound().On(ADate());
    case 4:
    case 5:
    case 6:
      return AboutDeviations().Of(Id()).For(UnitId()).On(ADate()).By(Who());
    default:
      return OfObjective().Of(Id()).For(UnitId()).On(ADate()).By(Who());
  }
}

}  // namespace

rc::Gen<FactBuilder> AFact() { return rc::gen::exec(SomeFact); }

YearStory ARandomYear(int facts, bool with_corrections) {
  YearStory story;
  story.Tell(testing::Defined("ob-1", ADefinition()));
  story.Tell(testing::Defined("ob-2", ADefinition()));
  const int count = *rc::gen::inRange(0, facts + 1);
  // A plan is adopted once or never.
  const int adopted_before = *rc::gen::inRange(0, facts + 1);
  for (int i = 0; i < count; ++i) {
    if (i == adopted_before) story.Adopt(ADate());
    const uint64_t earlier = *rc::gen::inRange<uint64_t>(1, story.facts().size() + 1);
    const event::v1::Fact& fact = story.facts().at(earlier - 1).fact();
    // What no Decide lets anybody take back.
    const bool stands = fact.has_fact_corrected() || fact.has_personal_data_withdrawn();
    if (with_corrections && !stands && *rc::gen::inRange(0, 8) == 0) {
      story.Correct(earlier);
    } else {
      story.Tell(SomeFact());
    }
  }
  return story;
}

}  // namespace traguardo::projection
