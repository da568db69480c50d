// The storno of an approval waits for the ripianificazioni, the handovers and the reports that
// build on it: taken away first, it would leave them acting on nothing.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.
using event::v1::Change;

Change IndicatorAdded() {
  Change change;
  *change.mutable_indicator_added() = IndicatorOf("utenze", event::v1::DIRECTION_UP, "80");
  return change;
}

Change TargetChange(const std::string& indicator, const std::string& target) {
  Change change;
  change.mutable_indicator()->set_indicator(indicator);
  change.mutable_indicator()->set_target(target);
  return change;
}

Change UnitsChange(const std::vector<std::string>& units) {
  Change change;
  for (const std::string& unit : units) change.mutable_units()->add_units(unit);
  return change;
}

class CorrectionOfApprovalsTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  static event::v1::Act JuneAct() { return GiuntaAct("60", "2024-06-07"); }
  void GivenProposed(const std::string& id, const std::vector<Change>& changes,
                     const std::string& objective = "ob-1") {
    Given(ReplanProposed(id, changes).Of(objective).On("2024-05-02"));
  }
  // Position of the approval.
  uint64_t GivenApproved(const std::string& id, const std::string& objective = "ob-1") {
    Given(ReplanApproved(id, JuneAct()).Of(objective).On("2024-06-07"));
    return head();
  }
  uint64_t GivenDecided(const std::string& id, const std::vector<Change>& changes,
                        const std::string& objective = "ob-1") {
    GivenProposed(id, changes, objective);
    return GivenApproved(id, objective);
  }
  void ThenHasFollower(const std::string& kind, uint64_t position) {
    ThenRefused(RefusalReason::kCorrectedFactHasFollowers,
                {{"follower", std::to_string(position)}, {"kind", kind}});
  }
};

// Its target was halved after that: taken back, the halving would be one of nothing.
TEST_F(CorrectionOfApprovalsTest, WaitsForAnotherThatChangesWhatItAdded) {
  const uint64_t added = GivenDecided("r-1", {IndicatorAdded()});
  GivenProposed("r-2", {TargetChange("utenze", "40")});
  const uint64_t proposed = head();
  When(Corrected(added));
  ThenHasFollower("ripianificazione_proposed", proposed);
  const uint64_t halved = GivenApproved("r-2");
  When(Corrected(added));
  ThenHasFollower("ripianificazione_approved", halved);
  When(Corrected(halved));
  ThenAccepted();
}

TEST_F(CorrectionOfApprovalsTest, WaitsForNoneThatWasRejectedOrIsAboutSomethingElse) {
  const uint64_t added = GivenDecided("r-1", {IndicatorAdded()});
  GivenProposed("r-2", {TargetChange("utenze", "40")});
  Given(ReplanRejected("r-2", JuneAct()).On("2024-06-07"));
  GivenDecided("r-3", {TargetChange("atti", "3000"), DeadlineChange("2024-10-31")});
  When(Corrected(added));
  ThenAccepted();
}

// Checks have no deadline that moves: what came after has one only because of the first.
TEST_F(CorrectionOfApprovalsTest, WaitsForADeadlineThatMovesOnlyBecauseOfIt) {
  Given(Defined("ob-3", Plain("0").Recurring({"2024-06-30", "2024-11-30"})).On("2024-02-01"));
  Change by_date;
  by_date.mutable_time_shape()->mutable_by_date()->set_deadline("2024-11-30");
  const uint64_t shaped = GivenDecided("r-1", {by_date}, "ob-3");
  const uint64_t moved = GivenDecided("r-2", {DeadlineChange("2024-12-31")}, "ob-3");
  When(Corrected(shaped).Of("ob-3"));
  ThenHasFollower("ripianificazione_approved", moved);
}

// Who changes the units names all of them: the unit would come in again by the second act.
TEST_F(CorrectionOfApprovalsTest, WaitsForUnitsThatWereChangedAgain) {
  const uint64_t first =
      GivenDecided("r-1", {UnitsChange({"tributi", "cultura", "tecnico"})}, "ob-2");
  const uint64_t second = GivenDecided("r-2", {UnitsChange({"tributi", "tecnico"})}, "ob-2");
  When(Corrected(first).Of("ob-2"));
  ThenHasFollower("ripianificazione_approved", second);
  When(Corrected(second).Of("ob-2"));
  ThenAccepted();
}

TEST_F(CorrectionOfApprovalsTest, WaitsForWhoAnswersForAUnitItBrought) {
  const uint64_t units =
      GivenDecided("r-1", {UnitsChange({"tributi", "cultura", "tecnico"})}, "ob-2");
  const uint64_t assigned =
      GivenDecided("r-2", {AssignmentChange(AssignmentOf("resp-tecnico", "tecnico"))}, "ob-2");
  When(Corrected(units).Of("ob-2"));
  ThenHasFollower("ripianificazione_approved", assigned);
  When(Corrected(assigned).Of("ob-2"));
  ThenAccepted();
}

TEST_F(CorrectionOfApprovalsTest, WaitsForAHandoverInAUnitItBrought) {
  const uint64_t units =
      GivenDecided("r-1", {UnitsChange({"tributi", "cultura", "tecnico"})}, "ob-2");
  Given(HandedOver("resp-cultura", AssignmentOf("resp-nuovo", "cultura"))
            .Of("ob-2")
            .On("2024-07-01"));
  When(Corrected(units).Of("ob-2"));
  ThenAccepted();
  Given(HandedOver("", AssignmentOf("resp-tecnico", "tecnico")).Of("ob-2").On("2024-07-02"));
  When(Corrected(units).Of("ob-2"));
  ThenHasFollower("responsabile_changed", head());
}

}  // namespace
}  // namespace traguardo::domain
