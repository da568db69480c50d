// The year 2024 of a small ente, told fact by fact, and what the views say about it on a day.
//
//   YearStory story(Definition("1").ByDate("2024-09-30"));
//   story.Tell(Progress("40").On("2024-06-30"));
//   EXPECT_EQ(story.On("2024-07-01").today().state(), view::v1::OBJECTIVE_STATE_RUNNING);
//
// The ente has the settori "amministrativo", "tributi" below it, and "tecnico"; the plan is adopted
// on 31 January. A view on a day is folded from the facts effective by then.

#ifndef TRAGUARDO_TESTS_SERVICES_PROJECTION_YEAR_STORY_H_
#define TRAGUARDO_TESTS_SERVICES_PROJECTION_YEAR_STORY_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "services/domain/state/state.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"
#include "services/projection/render/render.h"
#include "tests/testing/fact_builder.h"
#include "traguardo/event/v1/envelope.pb.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"
#include "traguardo/view/v1/variation.pb.h"

namespace traguardo::projection {

domain::CivilDate Day(const std::string& text);
const domain::RomeCalendar& Rome();

class YearStory {
 public:
  static constexpr int kYear = 2024;

  // Registered, organised, drafted, with one scope "performance"; nothing else yet.
  struct Options {
    uint32_t silence_days = 0;
    rules::v1::Weighting weighting = rules::v1::WEIGHTING_UNWEIGHTED;
  };
  explicit YearStory(Options options);
  YearStory() : YearStory(Options{}) {}
  // With this objective as "ob-1", and adopted.
  explicit YearStory(const testing::Definition& definition, Options options);
  explicit YearStory(const testing::Definition& definition) : YearStory(definition, Options{}) {}

  // Recorded on the day it speaks of, or on the day of the fact before when that is later. Gives
  // the position.
  uint64_t Tell(const testing::FactBuilder& fact);
  uint64_t Tell(const testing::FactBuilder& fact, const std::string& recorded_on);
  void Adopt(const std::string& day = "2024-01-31");
  uint64_t Correct(uint64_t position);

  const std::deque<event::v1::Envelope>& facts() const { return facts_; }
  // Facts effective by `day` and recorded up to `known_at`, folded.
  domain::Ente StateOn(const std::string& day, uint64_t known_at = UINT64_MAX) const;

  view::v1::Objective On(const std::string& day, const std::string& objective = "ob-1") const;
  view::v1::ObjectiveState StateOf(const std::string& day) const { return On(day).today().state(); }
  std::vector<view::v1::Scostamento> ScostamentiOn(const std::string& day,
                                                   const std::string& objective = "ob-1") const;
  std::vector<view::v1::Variation> VariationsOn(const std::string& day,
                                                const std::string& objective = "ob-1") const;
  view::v1::Round RoundOn(const std::string& day, const std::string& round = "giugno") const;
  view::v1::Plan PlanOn(const std::string& day) const;
  std::vector<view::v1::GroupSummary> SummaryOn(const std::string& day) const;

 private:
  uint64_t Record(event::v1::Envelope fact, const std::string& recorded_on);

  std::deque<event::v1::Envelope> facts_;
  std::map<std::string, uint64_t> revisions_;
};

// "deadline 2024-02 → 2024-03-19 since 2024-03-01", one for each miss: easy to read when they
// differ.
std::vector<std::string> MissTexts(const view::v1::Objective& objective);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_TESTS_SERVICES_PROJECTION_YEAR_STORY_H_
