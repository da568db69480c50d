// What a plan says about an objective, for tests. Unless told otherwise: an operative objective of
// the settore "tributi" in the scope "performance", due by 31 December 2024, without a weight.

#ifndef TRAGUARDO_TESTS_TESTING_DEFINITION_BUILDER_H_
#define TRAGUARDO_TESTS_TESTING_DEFINITION_BUILDER_H_

#include <string>
#include <utility>
#include <vector>

#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/rules/v1/rule_set.pb.h"

namespace traguardo::testing {

event::v1::Period PeriodOf(std::string from, std::string to);
event::v1::Assignment AssignmentOf(
    std::string responsabile, std::string unit = "", std::string from = "", std::string to = "",
    event::v1::ResponsabileRole role = event::v1::RESPONSABILE_ROLE_RESPONSABILE);
event::v1::Indicator IndicatorOf(std::string id, event::v1::Direction direction,
                                 std::string target);
event::v1::Phase PhaseOf(std::string id, std::string weight, std::string from = "",
                         std::string to = "");
event::v1::Milestone MilestoneOf(std::string id, std::string due);

class Definition {
 public:
  explicit Definition(std::string code);

  Definition&& ByDate(std::string deadline) &&;
  Definition&& Continuous(std::string from = "", std::string to = "") &&;
  Definition&& Seasonal(std::vector<event::v1::Period> windows) &&;
  Definition&& Recurring(std::vector<std::string> dates) &&;
  Definition&& MultiYear(std::string from, std::string to, std::string this_year = "") &&;
  Definition&& TiedTo(std::string event, std::string expected_on = "") &&;
  Definition&& NotStated() &&;
  Definition&& Weight(std::string weight) &&;
  Definition&& Scope(std::string scope) &&;
  // Instead of "tributi"; two or more make it transversal.
  Definition&& Units(std::vector<std::string> units) &&;
  Definition&& Add(event::v1::Assignment assignment) &&;
  Definition&& Add(event::v1::Indicator indicator) &&;
  Definition&& Add(event::v1::Phase phase) &&;
  Definition&& Add(event::v1::Milestone milestone) &&;
  // Any other detail.
  template <typename Change>
  Definition&& With(const Change& change) && {
    change(definition_);
    return std::move(*this);
  }

  const event::v1::ObjectiveDefinition& Build() const { return definition_; }

 private:
  event::v1::ObjectiveDefinition definition_;
};

}  // namespace traguardo::testing

#endif  // TRAGUARDO_TESTS_TESTING_DEFINITION_BUILDER_H_
