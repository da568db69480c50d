#include "services/domain/state/state.h"

#include <string>
#include <string_view>

namespace traguardo::domain {

Declaration Declaration::Percent(const FactOrder& order, const Decimal& percent) {
  Declaration declaration(order);
  declaration.coefficient_ = percent.coefficient();
  declaration.scale_ = static_cast<int8_t>(percent.scale());
  return declaration;
}

Declaration Declaration::Stated(const FactOrder& order, event::v1::Outcome outcome) {
  Declaration declaration(order);
  declaration.outcome_ = static_cast<uint8_t>(outcome);
  return declaration;
}

std::optional<Decimal> Declaration::percent() const {
  if (scale_ < 0) return std::nullopt;
  const absl::StatusOr<Decimal> percent = Decimal::FromParts(coefficient_, scale_);
  if (!percent.ok()) return std::nullopt;
  return *percent;
}

bool Declaration::is_done() const {
  const std::optional<Decimal> declared = percent();
  if (declared.has_value()) return *declared >= Decimal::Whole(100);
  return outcome() == event::v1::OUTCOME_REACHED;
}

bool NotDue::Covers(DayNumber day) const {
  const auto first = FirstDay(from);
  const auto last = LastDay(to);
  return (!first.has_value() || *first <= day) && (!last.has_value() || day <= *last);
}

bool NotDue::AsksNothingOn(DayNumber day) const { return said_on <= day && Covers(day); }

const UnitResult& Objective::ResultOf(const std::string& unit) const {
  static const UnitResult* const none = new UnitResult();
  const auto found = results.find(unit);
  return found == results.end() ? *none : found->second;
}

ReportStatus RoundReport::status() const {
  ReportStatus status = ReportStatus::kMissing;
  FactOrder latest;
  const auto take = [&](const FactOrder& order, ReportStatus candidate) {
    if (!order.is_set() || (latest.is_set() && order < latest)) return;
    latest = order;
    status = candidate;
  };
  take(submitted.order(), ReportStatus::kSubmitted);
  take(returned.order(), ReportStatus::kReturned);
  take(approved.order(), ReportStatus::kApproved);
  return status;
}

bool EnteBase::HasConsent(event::v1::ConsentPurpose purpose, const std::string& grantee) const {
  const auto found = consents.find(ConsentKey{purpose, grantee});
  return found != consents.end() && found->second.value;
}

void Rest(Ente& ente) {
  for (auto& [year, plan] : ente.years) {
    for (auto& [id, objective] : plan.objectives) {
      objective.definition.value.Rest();
      for (auto& [part, measurements] : objective.measurements) {
        for (auto& measurement : measurements) measurement.value.Rest();
      }
    }
  }
}

const PlanYear* Ente::FindYear(int year) const {
  const auto found = years.find(year);
  return found == years.end() ? nullptr : &found->second;
}

const Objective* Ente::FindObjective(int year, std::string_view objective) const {
  const PlanYear* const plan = FindYear(year);
  if (plan == nullptr) return nullptr;
  const auto found = plan->objectives.find(objective);
  return found == plan->objectives.end() ? nullptr : &found->second;
}

const Round* Ente::FindRound(int year, std::string_view round) const {
  const PlanYear* const plan = FindYear(year);
  if (plan == nullptr) return nullptr;
  const auto found = plan->rounds.find(round);
  return found == plan->rounds.end() ? nullptr : &found->second;
}

}  // namespace traguardo::domain
