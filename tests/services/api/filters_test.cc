// What the filters of lists take in, and what they say of ids that do not exist.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::ElementsAre;

class FiltersTest : public ApiTest {
 protected:
  void SetUp() override {
    Start();
    MakeYear();
  }

  // Everything recorded so far.
  static v1::Moment AtLeast(uint64_t position) {
    v1::Moment moment;
    moment.set_min_position(position);
    return moment;
  }
};

// A settore's head asks for the settore, not for one box of its organisation chart.
TEST_F(FiltersTest, AUnitTakesInTheUnitsBelowIt) {
  const ApiClient client = As("segretario");
  v1::ChangeOrganisationRequest change;
  *change.mutable_header() = Header("2024-02-01");
  change.set_ente("enti/demo");
  for (const char* id : {"finanze", "tributi"}) {
    auto& unit = *change.mutable_change()->add_units();
    unit.set_id(id);
    unit.set_type(event::v1::UNIT_TYPE_SETTORE);
    unit.set_name(id);
    if (std::string(id) == "tributi") unit.set_parent("finanze");
  }
  const auto changed = client.Call(client.plan(), &PlanStub::ChangeOrganisation, change);
  ASSERT_TRUE(changed.ok()) << changed.status.error_message();
  const v1::Moment moment = AtLeast(RecordLateJune().round);

  v1::ListObjectivesRequest objectives;
  objectives.set_plan(kPlan);
  *objectives.mutable_moment() = moment;
  objectives.mutable_filter()->add_units("finanze");
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListObjectives, objectives)
                .response.objectives_size(),
            2);
  v1::ListScostamentiRequest scostamenti;
  scostamenti.set_plan(kPlan);
  *scostamenti.mutable_moment() = moment;
  scostamenti.add_units("finanze");
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListScostamenti, scostamenti)
                .response.scostamenti_size(),
            1);
  v1::GetCalendarRequest calendar;
  calendar.set_plan(kPlan);
  *calendar.mutable_moment() = moment;
  calendar.add_units("finanze");
  const auto below = client.Call(client.projection(), &ProjectionStub::GetCalendar, calendar);
  EXPECT_GT(below.response.entries_size(), 0);
  calendar.set_units(0, "tributi");
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::GetCalendar, calendar)
                .response.entries_size(),
            below.response.entries_size());
}

// The commonest entry of all: the reports that a settore owes.
TEST_F(FiltersTest, WhatIsAskedOfEveryUnitIsInTheCalendarOfEach) {
  const ApiClient client = As("segretario");
  v1::GetCalendarRequest calendar;
  calendar.set_plan(kPlan);
  *calendar.mutable_moment() = AtLeast(RecordLateJune().round);
  calendar.add_units("tecnico");
  const auto answer = client.Call(client.projection(), &ProjectionStub::GetCalendar, calendar);
  std::vector<view::v1::CalendarKind> kinds;
  for (const auto& entry : answer.response.entries()) kinds.push_back(entry.kind());
  EXPECT_THAT(kinds, ::testing::IsSupersetOf({view::v1::CALENDAR_KIND_ROUND_DUE,
                                              view::v1::CALENDAR_KIND_INSTITUTIONAL_TERM}));
  EXPECT_THAT(kinds, ::testing::Not(::testing::Contains(view::v1::CALENDAR_KIND_DEADLINE)))
      << "the objectives are those of another settore";
}

// "No rows" would be taken for "nothing deviates there".
TEST_F(FiltersTest, AMistypedIdInAFilterIsSaid) {
  const ApiClient client = As("segretario");
  const v1::Moment moment = AtLeast(RecordLateJune().round);
  const auto expect = [](const auto& answer, const std::string& reason, const std::string& field) {
    EXPECT_EQ(answer.reason(), reason);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::NOT_FOUND);
    EXPECT_THAT(answer.status.error_message(), ::testing::HasSubstr("boh"));
    EXPECT_THAT(answer.trouble().fields, ElementsAre(field));
  };
  v1::ListObjectivesRequest objectives;
  objectives.set_plan(kPlan);
  *objectives.mutable_moment() = moment;
  objectives.mutable_filter()->add_units("boh");
  expect(client.Call(client.projection(), &ProjectionStub::ListObjectives, objectives),
         "UNIT_UNKNOWN", "filter.units");
  objectives.mutable_filter()->Clear();
  objectives.mutable_filter()->add_scopes("boh");
  expect(client.Call(client.projection(), &ProjectionStub::ListObjectives, objectives),
         "SCOPE_UNKNOWN", "filter.scopes");

  v1::ListScostamentiRequest scostamenti;
  scostamenti.set_plan(kPlan);
  *scostamenti.mutable_moment() = moment;
  scostamenti.add_units("boh");
  expect(client.Call(client.projection(), &ProjectionStub::ListScostamenti, scostamenti),
         "UNIT_UNKNOWN", "units");
  scostamenti.clear_units();
  scostamenti.add_objectives("boh");
  expect(client.Call(client.projection(), &ProjectionStub::ListScostamenti, scostamenti),
         "OBJECTIVE_UNKNOWN", "objectives");
  scostamenti.set_objectives(0, "ob-1");
  EXPECT_EQ(client.Call(client.projection(), &ProjectionStub::ListScostamenti, scostamenti)
                .response.scostamenti_size(),
            1);

  v1::ListVariationsRequest variations;
  variations.set_plan(kPlan);
  *variations.mutable_moment() = moment;
  variations.add_objectives("boh");
  expect(client.Call(client.projection(), &ProjectionStub::ListVariations, variations),
         "OBJECTIVE_UNKNOWN", "objectives");
  v1::GetCalendarRequest calendar;
  calendar.set_plan(kPlan);
  *calendar.mutable_moment() = moment;
  calendar.add_units("boh");
  expect(client.Call(client.projection(), &ProjectionStub::GetCalendar, calendar), "UNIT_UNKNOWN",
         "units");
}

}  // namespace
}  // namespace traguardo::api::testing
