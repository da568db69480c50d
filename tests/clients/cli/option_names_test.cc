#include "clients/cli/command/option_names.h"

#include "gtest/gtest.h"

namespace traguardo::cli {
namespace {

OptionNames Names() {
  OptionNames names;
  names.Add("scostamento.causes", "--cause");
  names.Add("scostamento.description", "--description");
  names.Add("unit", "--unit");
  return names;
}

TEST(OptionNamesTest, TheLongestFieldThatAnOptionFillsCounts) {
  EXPECT_EQ(Names().OptionFor("scostamento.description"), "--description");
  EXPECT_EQ(Names().OptionFor("scostamento.causes[3].description"), "--cause (description)");
  EXPECT_EQ(Names().OptionFor("scostamento.causes"), "--cause");
  EXPECT_EQ(Names().OptionFor("scostamento.causes_missing"), "scostamento.causes_missing");
  EXPECT_EQ(Names().OptionFor("filter.units[0]"), "--unit");
  EXPECT_EQ(Names().OptionFor("elsewhere"), "elsewhere");
}

TEST(OptionNamesTest, AVerbMayCallAFieldOtherwiseThanListsDo) {
  OptionNames names;
  EXPECT_EQ(names.OptionFor("from"), "--from-day");
  names.Add("from", "--since");
  EXPECT_EQ(names.OptionFor("from"), "--since");
}

TEST(OptionNamesTest, AWordOfTheSentenceIsNoField) {
  client::CallError error;
  error.message = "The unit tributi is not of this objective: unit is wrong.";
  error.fields = {{"unit", "x"}};
  EXPECT_EQ(Names().InMessage(error),
            "The unit tributi is not of this objective: --unit is wrong.");
}

TEST(OptionNamesTest, AFullStopEndsAField) {
  client::CallError error;
  error.message = "Look at scostamento.description. Not at scostamento.description.more.";
  error.fields = {{"scostamento.description", "x"}};
  EXPECT_EQ(Names().InMessage(error),
            "Look at --description. Not at scostamento.description.more.");
}

}  // namespace
}  // namespace traguardo::cli
