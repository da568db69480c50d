// Who answers for an objective on which day.

#include "services/domain/status/assignments.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/domain/evolve/evolve.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

DayNumber DayOf(const std::string& date) { return ParseCivilDate(date)->first_day_number(); }

class AssignmentsTest : public ::testing::Test {
 protected:
  void Given(const FactBuilder& fact) { story_.Add(fact); }

  Objective Ob() { return Fold("demo", story_.Pointers()).years.at(2024).objectives.at("ob-1"); }

  std::string ResponsabileOf(const std::string& day, const std::string& unit = "") {
    return ResponsabileOn(Ob(), unit, DayOf(day));
  }

  // "id from..to" of each, in order.
  std::vector<std::string> All() {
    std::vector<std::string> texts;
    for (const event::v1::Assignment& assignment : AllAssignments(Ob())) {
      texts.push_back(assignment.responsabile() + " " + assignment.validity().from() + ".." +
                      assignment.validity().to());
    }
    return texts;
  }

  Story story_{"demo"};
};

using Texts = std::vector<std::string>;

TEST_F(AssignmentsTest, TheDefinitionSaysWhoAnswersAtFirst) {
  Given(Defined("ob-1", Definition("1")
                            .Add(AssignmentOf("resp-tributi"))
                            .Add(AssignmentOf("resp-polizia", "", "2024-07", "2024-09"))));
  EXPECT_EQ(ResponsabileOf("2024-03-01"), "resp-tributi");
  EXPECT_EQ(AssignmentsOn(Ob(), DayOf("2024-08-01")).size(), 2u);
  EXPECT_EQ(AssignmentsOn(Ob(), DayOf("2024-10-01")).size(), 1u);
  EXPECT_EQ(All(), (Texts{"resp-tributi ..", "resp-polizia 2024-07..2024-09"}));
}

TEST_F(AssignmentsTest, NobodyAnswersForWhatNobodyWasNamedFor) {
  Given(Defined("ob-1", Definition("1")));
  EXPECT_EQ(ResponsabileOf("2024-03-01"), "");
  EXPECT_FALSE(AnswersFor(Ob(), "", "", DayOf("2024-03-01")));
}

TEST_F(AssignmentsTest, AHandoverEndsOneTheDayBeforeTheOtherBegins) {
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf("resp-cultura", "", "2024-01-01"))));
  Given(HandedOver("resp-cultura", AssignmentOf("resp-turismo")).On("2024-03-15"));

  EXPECT_EQ(ResponsabileOf("2024-03-14"), "resp-cultura");
  EXPECT_EQ(ResponsabileOf("2024-03-15"), "resp-turismo");
  EXPECT_TRUE(AnswersFor(Ob(), "resp-cultura", "", DayOf("2024-03-14")));
  EXPECT_FALSE(AnswersFor(Ob(), "resp-cultura", "", DayOf("2024-03-15")));
  EXPECT_TRUE(AnswersFor(Ob(), "resp-turismo", "", DayOf("2024-03-15")));
  EXPECT_EQ(All(), (Texts{"resp-cultura 2024-01-01..2024-03-14", "resp-turismo 2024-03-15.."}));
}

TEST_F(AssignmentsTest, HandoversRecordedInAnyOrderFollowTheirDays) {
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf("a"))));
  Given(HandedOver("b", AssignmentOf("c")).On("2024-09-01"));
  Given(HandedOver("a", AssignmentOf("b")).On("2024-03-01"));
  EXPECT_EQ(All(), (Texts{"a ..2024-02-29", "b 2024-03-01..2024-08-31", "c 2024-09-01.."}));
}

TEST_F(AssignmentsTest, WithoutAnOutgoingNobodyLeaves) {
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf("a"))));
  Given(HandedOver("", AssignmentOf("b", "", "", "", event::v1::RESPONSABILE_ROLE_DEPUTY))
            .On("2024-08-01"));
  EXPECT_EQ(All(), (Texts{"a ..", "b 2024-08-01.."}));
  EXPECT_TRUE(AnswersFor(Ob(), "b", "", DayOf("2024-08-01"))) << "a deputy may report";
  EXPECT_EQ(ResponsabileOf("2024-08-01"), "a");
}

TEST_F(AssignmentsTest, AValidityOfItsOwnCountsInsteadOfTheEffectiveDay) {
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf("a"))));
  Given(HandedOver("a", AssignmentOf("b", "", "2024-05-01", "2024-05-31")).On("2024-04-20"));
  EXPECT_EQ(All(), (Texts{"a ..2024-04-30", "b 2024-05-01..2024-05-31"}));
  EXPECT_EQ(ResponsabileOf("2024-06-01"), "") << "nobody was named for what follows";
}

TEST_F(AssignmentsTest, AContributorHelpsAndDoesNotAnswer) {
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf(
                            "a", "", "", "", event::v1::RESPONSABILE_ROLE_CONTRIBUTOR))));
  EXPECT_FALSE(AnswersFor(Ob(), "a", "", DayOf("2024-06-01")));
  EXPECT_EQ(AssignmentsOn(Ob(), DayOf("2024-06-01")).size(), 1u);
}

TEST_F(AssignmentsTest, AUnitOfATransversalObjectiveHasItsOwnResponsabile) {
  Given(Defined("ob-1", Definition("1")
                            .Units({"tributi", "polizia"})
                            .Add(AssignmentOf("segretario"))
                            .Add(AssignmentOf("resp-tributi", "tributi"))));
  EXPECT_EQ(ResponsabileOf("2024-06-01", "tributi"), "resp-tributi");
  EXPECT_EQ(ResponsabileOf("2024-06-01", "polizia"), "segretario");
  EXPECT_EQ(ResponsabileOf("2024-06-01"), "segretario");
  EXPECT_TRUE(AnswersFor(Ob(), "resp-tributi", "tributi", DayOf("2024-06-01")));
  EXPECT_FALSE(AnswersFor(Ob(), "resp-tributi", "polizia", DayOf("2024-06-01")));
  EXPECT_FALSE(AnswersFor(Ob(), "resp-tributi", "", DayOf("2024-06-01")));
  EXPECT_TRUE(AnswersFor(Ob(), "segretario", "polizia", DayOf("2024-06-01")));
}

TEST_F(AssignmentsTest, AHandoverOfOneUnitLeavesTheOthersAlone) {
  Given(Defined("ob-1", Definition("1")
                            .Units({"tributi", "polizia"})
                            .Add(AssignmentOf("a", "tributi"))
                            .Add(AssignmentOf("a", "polizia"))));
  Given(HandedOver("a", AssignmentOf("b", "tributi")).On("2024-03-01"));
  EXPECT_EQ(ResponsabileOf("2024-03-01", "tributi"), "b");
  EXPECT_EQ(ResponsabileOf("2024-03-01", "polizia"), "a");
}

// Who was both and hands over the help still answers.
TEST_F(AssignmentsTest, AHandoverOfOneRoleLeavesTheOtherAlone) {
  const auto helper = [](const std::string& who) {
    return AssignmentOf(who, "", "", "", event::v1::RESPONSABILE_ROLE_CONTRIBUTOR);
  };
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf("a")).Add(helper("a"))));
  Given(HandedOver("a", helper("b")).On("2024-03-01"));
  EXPECT_EQ(All(), (Texts{"a ..", "a ..2024-02-29", "b 2024-03-01.."}));
  EXPECT_EQ(ResponsabileOf("2024-06-01"), "a");
  Given(HandedOver("a", AssignmentOf("c")).On("2024-09-01"));
  EXPECT_EQ(ResponsabileOf("2024-09-01"), "c");
}

TEST_F(AssignmentsTest, AnApprovedRipianificazioneReplacesTheResponsabiliOfItsUnit) {
  Given(Defined("ob-1",
                Definition("1")
                    .Add(AssignmentOf("a"))
                    .Add(AssignmentOf("v", "", "", "", event::v1::RESPONSABILE_ROLE_DEPUTY))));
  Given(ReplanProposed("r1",
                       {AssignmentChange(AssignmentOf("b")), AssignmentChange(AssignmentOf("c"))})
            .On("2024-06-01"));
  EXPECT_EQ(ResponsabileOf("2024-12-01"), "a") << "proposed is not decided";
  Given(ReplanApproved("r1", GiuntaAct("60", "2024-07-01")));
  EXPECT_EQ(All(), (Texts{"a ..2024-06-30", "v ..", "b 2024-07-01..", "c 2024-07-01.."}));
}

TEST_F(AssignmentsTest, WhoNeverHeldADayIsLeftOut) {
  Given(Defined("ob-1", Definition("1").Add(AssignmentOf("a", "", "2024-07-01"))));
  Given(HandedOver("a", AssignmentOf("b")).On("2024-03-01"));
  EXPECT_EQ(All(), (Texts{"b 2024-03-01.."}));
}

TEST(PeriodTest, ContainsItsWholeFirstAndLastDates) {
  EXPECT_TRUE(Contains(PeriodOf("2024-02", "2024-02"), DayOf("2024-02-29")));
  EXPECT_FALSE(Contains(PeriodOf("2024-02", "2024-02"), DayOf("2024-03-01")));
  EXPECT_FALSE(Contains(PeriodOf("2024-02", "2024-02"), DayOf("2024-01-31")));
  EXPECT_TRUE(Contains(PeriodOf("", "2024"), DayOf("1999-01-01")));
  EXPECT_TRUE(Contains(PeriodOf("2024", ""), DayOf("2100-01-01")));
}

}  // namespace
}  // namespace traguardo::domain
