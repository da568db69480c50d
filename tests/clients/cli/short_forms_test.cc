#include "clients/cli/command/short_forms.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::cli {
namespace {

using event::v1::Act;
using ::testing::HasSubstr;

TEST(ParseActTest, ReadsActsAsPeopleCiteThem) {
  for (const char* text :
       {"GC 106 2023-11-07", "G.C. n. 106 del 07/11/2023", "gc 106 7/11/2023",
        "giunta/delibera 106 2023-11-07", "D.G.C. 106  2023-11-07", "GC n.106 del 07/11/2023",
        "GC N.106 2023-11-07", "GC n° 106 del 07/11/2023", "GC n°106 2023-11-07",
        "GC nr.106 2023-11-07", "GC Nr. 106 2023-11-07", "GC n106 2023-11-07"}) {
    Act act;
    EXPECT_FALSE(ParseAct(text, &act).has_value()) << text;
    EXPECT_EQ(act.organ(), event::v1::ORGAN_GIUNTA) << text;
    EXPECT_EQ(act.kind(), event::v1::ACT_KIND_DELIBERA) << text;
    EXPECT_EQ(act.number(), "106") << text;
    EXPECT_EQ(act.date(), "2023-11-07") << text;
  }
}

TEST(ParseActTest, KnowsTheOtherOrgans) {
  Act act;
  EXPECT_FALSE(ParseAct("DET 412 2025-12-10", &act).has_value());
  EXPECT_EQ(act.organ(), event::v1::ORGAN_RESPONSABILE);
  EXPECT_EQ(act.kind(), event::v1::ACT_KIND_DETERMINA);
  EXPECT_FALSE(ParseAct("NV 4 2025", &act).has_value());
  EXPECT_EQ(act.organ(), event::v1::ORGAN_NUCLEO);
  EXPECT_EQ(act.date(), "2025");
  EXPECT_FALSE(ParseAct("other/nota-protocollo 9921/25 2025-07-09", &act).has_value());
  EXPECT_EQ(act.number(), "9921/25");
  // A number may have letters of its own, and an organ may be written with points.
  EXPECT_FALSE(ParseAct("N.V. NC/4 2025-07-09", &act).has_value());
  EXPECT_EQ(act.number(), "NC/4");
}

TEST(ParseActTest, SaysHowToWriteIt) {
  Act act;
  for (const char* text : {"", "GC", "GC 106", "GC 106 2023-11-07 x", "XY 106 2023-11-07",
                           "giunta/legge 106 2023-11-07"}) {
    EXPECT_TRUE(ParseAct(text, &act).has_value()) << text;
  }
  EXPECT_THAT(ParseAct("GC", &act)->italian, HasSubstr("GC 106 2024-07-03"));
}

TEST(ParseActTest, WhateverIsWrongAllShortNamesAreSaid) {
  Act act;
  for (const char* text : {"GC", "XY 106 2023-11-07"}) {
    for (const char* name : {"GC", "CC", "DS", "DET", "DSG", "NV", "PROT", "ORGANO/TIPO"}) {
      EXPECT_THAT(ParseAct(text, &act)->italian, HasSubstr(name));
    }
  }
}

TEST(ParseCauseTest, InBothLanguages) {
  event::v1::Cause cause;
  EXPECT_FALSE(ParseCause("exogenous:the supplier: gone", &cause).has_value());
  EXPECT_EQ(cause.kind(), event::v1::CAUSE_KIND_EXOGENOUS);
  EXPECT_EQ(cause.description(), "the supplier: gone");
  EXPECT_FALSE(ParseCause("Endogena:ferie", &cause).has_value());
  EXPECT_EQ(cause.kind(), event::v1::CAUSE_KIND_ENDOGENOUS);
  EXPECT_TRUE(ParseCause("perché sì", &cause).has_value());
  EXPECT_TRUE(ParseCause("boh:perché sì", &cause).has_value());
}

TEST(ParsePeriodTest, EndsMayBeOpen) {
  event::v1::Period period;
  EXPECT_FALSE(ParsePeriod("2025-06-01..30/09/2025", &period).has_value());
  EXPECT_EQ(period.from(), "2025-06-01");
  EXPECT_EQ(period.to(), "2025-09-30");
  EXPECT_FALSE(ParsePeriod("..2025", &period).has_value());
  EXPECT_EQ(period.from(), "");
  EXPECT_TRUE(ParsePeriod("2025-06-01", &period).has_value());
}

TEST(ParseIndicatorTest, TheTargetFollowsTheDirection) {
  event::v1::Indicator indicator;
  EXPECT_FALSE(ParseIndicator("atti:up:2500:atti:Atti: notificati", &indicator).has_value());
  EXPECT_EQ(indicator.target(), "2500");
  EXPECT_EQ(indicator.name(), "Atti: notificati");
  event::v1::Indicator date;
  EXPECT_FALSE(ParseIndicator("bando:date:2025-02-28::Bando", &date).has_value());
  EXPECT_EQ(date.target_date(), "2025-02-28");
  EXPECT_EQ(date.target(), "");
  event::v1::Indicator yes_no;
  EXPECT_FALSE(ParseIndicator("piano:yes-no:::Piano approvato", &yes_no).has_value());
  EXPECT_EQ(yes_no.direction(), event::v1::DIRECTION_YES_NO);
  EXPECT_TRUE(ParseIndicator("atti:su:2500:atti:Atti", &indicator).has_value());
  EXPECT_TRUE(ParseIndicator("atti:up:2500", &indicator).has_value());
}

TEST(ParsePhaseTest, WeightAndPeriodMayBeEmpty) {
  event::v1::Phase phase;
  EXPECT_FALSE(ParsePhase("gara:30:2025-04-01..2025-05-31:Gara", &phase).has_value());
  EXPECT_EQ(phase.weight(), "30");
  EXPECT_EQ(phase.planned().to(), "2025-05-31");
  event::v1::Phase bare;
  EXPECT_FALSE(ParsePhase("gara:::Gara", &bare).has_value());
  EXPECT_EQ(bare.weight(), "");
  EXPECT_FALSE(bare.has_planned());
}

TEST(ParseOthersTest, MilestonesAssignmentsUnitsAmountsBands) {
  event::v1::Milestone milestone;
  EXPECT_FALSE(ParseMilestone("bando:2025-02-28:Bando uscito", &milestone).has_value());
  EXPECT_EQ(milestone.name(), "Bando uscito");
  event::v1::Assignment assignment;
  EXPECT_FALSE(ParseAssignment("responsabile.tributi", &assignment).has_value());
  EXPECT_EQ(assignment.role(), event::v1::RESPONSABILE_ROLE_RESPONSABILE);
  EXPECT_FALSE(ParseAssignment("vicario:deputy:tributi", &assignment).has_value());
  EXPECT_EQ(assignment.role(), event::v1::RESPONSABILE_ROLE_DEPUTY);
  EXPECT_EQ(assignment.unit(), "tributi");
  event::v1::Unit unit;
  EXPECT_FALSE(ParseUnit("polizia:servizio:Polizia locale:affari", &unit).has_value());
  EXPECT_EQ(unit.parent(), "affari");
  EXPECT_TRUE(ParseUnit("polizia:servizio", &unit).has_value());
  event::v1::ResourceAmount amount;
  EXPECT_FALSE(ParseAmount("640000 euro:Quadro", &amount).has_value());
  EXPECT_EQ(amount.amount(), "640000");
  EXPECT_EQ(amount.description(), "Quadro");
  EXPECT_TRUE(ParseAmount("640000", &amount).has_value());
  event::v1::BandCount band;
  EXPECT_FALSE(ParseBandCount("A=12", &band).has_value());
  EXPECT_EQ(band.count(), 12u);
  EXPECT_TRUE(ParseBandCount("A=dodici", &band).has_value());
}

}  // namespace
}  // namespace traguardo::cli
