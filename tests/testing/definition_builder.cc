#include "tests/testing/definition_builder.h"

namespace traguardo::testing {

event::v1::Period PeriodOf(std::string from, std::string to) {
  event::v1::Period period;
  period.set_from(std::move(from));
  period.set_to(std::move(to));
  return period;
}

event::v1::Assignment AssignmentOf(std::string responsabile, std::string unit, std::string from,
                                   std::string to, event::v1::ResponsabileRole role) {
  event::v1::Assignment assignment;
  assignment.set_responsabile(std::move(responsabile));
  assignment.set_role(role);
  assignment.set_unit(std::move(unit));
  if (!from.empty() || !to.empty()) {
    *assignment.mutable_validity() = PeriodOf(std::move(from), std::move(to));
  }
  return assignment;
}

event::v1::Indicator IndicatorOf(std::string id, event::v1::Direction direction,
                                 std::string target) {
  event::v1::Indicator indicator;
  indicator.set_name("Indicatore " + id);
  indicator.set_id(std::move(id));
  indicator.set_direction(direction);
  if (direction == event::v1::DIRECTION_DATE) {
    indicator.set_target_date(std::move(target));
  } else {
    indicator.set_target(std::move(target));
  }
  return indicator;
}

event::v1::Phase PhaseOf(std::string id, std::string weight, std::string from, std::string to) {
  event::v1::Phase phase;
  phase.set_name("Fase " + id);
  phase.set_id(std::move(id));
  phase.set_weight(std::move(weight));
  if (!from.empty() || !to.empty()) {
    *phase.mutable_planned() = PeriodOf(std::move(from), std::move(to));
  }
  return phase;
}

event::v1::Milestone MilestoneOf(std::string id, std::string due) {
  event::v1::Milestone milestone;
  milestone.set_name("Traguardo " + id);
  milestone.set_id(std::move(id));
  milestone.set_due(std::move(due));
  return milestone;
}

Definition::Definition(std::string code) {
  definition_.set_title("Obiettivo " + code);
  definition_.set_code(std::move(code));
  definition_.set_kind(event::v1::OBJECTIVE_KIND_OPERATIVE);
  definition_.add_units("tributi");
  definition_.set_scope("performance");
  definition_.mutable_time_shape()->mutable_by_date()->set_deadline("2024-12-31");
}

Definition&& Definition::ByDate(std::string deadline) && {
  definition_.mutable_time_shape()->mutable_by_date()->set_deadline(std::move(deadline));
  return std::move(*this);
}

Definition&& Definition::Continuous(std::string from, std::string to) && {
  event::v1::Continuous* const shape = definition_.mutable_time_shape()->mutable_continuous();
  if (!from.empty() || !to.empty()) {
    *shape->mutable_period() = PeriodOf(std::move(from), std::move(to));
  }
  return std::move(*this);
}

Definition&& Definition::Seasonal(std::vector<event::v1::Period> windows) && {
  event::v1::Seasonal* const shape = definition_.mutable_time_shape()->mutable_seasonal();
  for (event::v1::Period& window : windows) *shape->add_windows() = std::move(window);
  return std::move(*this);
}

Definition&& Definition::Recurring(std::vector<std::string> dates) && {
  auto* const shape = definition_.mutable_time_shape()->mutable_recurring_checks();
  for (std::string& date : dates) shape->add_dates(std::move(date));
  return std::move(*this);
}

Definition&& Definition::MultiYear(std::string from, std::string to, std::string this_year) && {
  event::v1::MultiYear* const shape = definition_.mutable_time_shape()->mutable_multi_year();
  *shape->mutable_period() = PeriodOf(std::move(from), std::move(to));
  shape->set_this_year_deadline(std::move(this_year));
  return std::move(*this);
}

Definition&& Definition::TiedTo(std::string event, std::string expected_on) && {
  event::v1::TiedToEvent* const shape = definition_.mutable_time_shape()->mutable_tied_to_event();
  shape->set_event(std::move(event));
  shape->set_expected_on(std::move(expected_on));
  return std::move(*this);
}

Definition&& Definition::NotStated() && {
  definition_.mutable_time_shape()->mutable_not_stated();
  return std::move(*this);
}

Definition&& Definition::Weight(std::string weight) && {
  definition_.set_weight(std::move(weight));
  return std::move(*this);
}

Definition&& Definition::Scope(std::string scope) && {
  definition_.set_scope(std::move(scope));
  return std::move(*this);
}

Definition&& Definition::Units(std::vector<std::string> units) && {
  definition_.clear_units();
  if (units.size() > 1) definition_.set_kind(event::v1::OBJECTIVE_KIND_TRANSVERSAL);
  for (std::string& unit : units) definition_.add_units(std::move(unit));
  return std::move(*this);
}

Definition&& Definition::Add(event::v1::Assignment assignment) && {
  *definition_.add_assignments() = std::move(assignment);
  return std::move(*this);
}

Definition&& Definition::Add(event::v1::Indicator indicator) && {
  *definition_.add_indicators() = std::move(indicator);
  return std::move(*this);
}

Definition&& Definition::Add(event::v1::Phase phase) && {
  *definition_.add_phases() = std::move(phase);
  return std::move(*this);
}

Definition&& Definition::Add(event::v1::Milestone milestone) && {
  *definition_.add_milestones() = std::move(milestone);
  return std::move(*this);
}

}  // namespace traguardo::testing
