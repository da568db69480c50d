#include "services/api/reads/filter_check.h"

#include <set>

#include "services/api/refusal_status.h"
#include "services/domain/commands/refusal.h"

namespace traguardo::api {
namespace {

using domain::RefusalReason;

// The domain says the same of a fact that names what there is not.
ErrorStatus Unknown(RefusalReason reason, const std::string& kind, const std::string& id,
                    Language language, std::string_view field) {
  return ErrorOf({.reason = reason, .field = std::string(field), .details = {{kind, id}}}, language,
                 {}, [](int, std::string_view path) { return std::string(path); });
}

ErrorStatus Check(const FilterIds& ids, const std::set<std::string_view>& known,
                  RefusalReason reason, const std::string& kind, Language language,
                  std::string_view field) {
  for (const std::string& id : ids) {
    if (!known.contains(id)) return Unknown(reason, kind, id, language, field);
  }
  return nullptr;
}

}  // namespace

ErrorStatus CheckUnits(const FilterIds& units, const YearRows& rows, Language language,
                       std::string_view field) {
  if (units.empty()) return nullptr;
  std::set<std::string_view> known;
  for (const view::v1::PlanUnit& unit : rows.plan->units()) known.insert(unit.id());
  for (const view::v1::Objective& row : rows.objectives) {
    known.insert(row.units().begin(), row.units().end());
  }
  for (const view::v1::Scostamento& row : rows.scostamenti) {
    known.insert(row.units().begin(), row.units().end());
  }
  return Check(units, known, RefusalReason::kUnitUnknown, "unit", language, field);
}

ErrorStatus CheckScopes(const FilterIds& scopes, const YearRows& rows, Language language,
                        std::string_view field) {
  if (scopes.empty()) return nullptr;
  std::set<std::string_view> known;
  for (const auto& scope : rows.plan->rule_set().scopes()) known.insert(scope.id());
  for (const view::v1::Objective& row : rows.objectives) known.insert(row.scope());
  return Check(scopes, known, RefusalReason::kScopeUnknown, "scope", language, field);
}

ErrorStatus CheckObjectives(const FilterIds& objectives, const YearRows& rows, Language language,
                            std::string_view field) {
  if (objectives.empty()) return nullptr;
  std::set<std::string_view> known;
  for (const view::v1::Objective& row : rows.objectives) known.insert(row.id());
  return Check(objectives, known, RefusalReason::kObjectiveUnknown, "objective", language, field);
}

}  // namespace traguardo::api
