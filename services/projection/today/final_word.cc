#include "services/projection/today/final_word.h"

#include <tuple>

#include "services/domain/status/objective_status.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"

namespace traguardo::projection {
namespace {

std::optional<FinalWord> WordOf(const std::string& percent, event::v1::Outcome outcome,
                                const view::v1::Provenance& by, domain::DayNumber day,
                                bool is_assessed) {
  const auto said_on = FirstDay(by.effective_on());
  if (!said_on.has_value() || *said_on > day) return std::nullopt;
  return FinalWord{.is_assessed = is_assessed,
                   .is_whole = domain::IsWhole(percent, outcome),
                   .shortfall = Shortfall(percent, outcome).value_or(""),
                   .effective_on = by.effective_on()};
}

// In the order of the fold: by the day, then by the position.
bool IsDeclaredAfter(const view::v1::UnitResult& result, const view::v1::Provenance& said,
                     domain::DayNumber day) {
  const view::v1::Provenance& declared = result.declared();
  const auto declared_on = FirstDay(declared.effective_on());
  if (!declared_on.has_value() || *declared_on > day) return false;
  const auto said_on = FirstDay(said.effective_on());
  return said_on.has_value() &&
         std::tuple(*said_on, said.position()) < std::tuple(*declared_on, declared.position());
}

}  // namespace

std::optional<FinalWord> FinalWordOn(const view::v1::UnitResult& result, domain::DayNumber day) {
  auto assessed = WordOf(result.final_assessed_percent(), result.final_assessed_outcome(),
                         result.final_assessed(), day, /*is_assessed=*/true);
  if (assessed.has_value()) return assessed;
  if (IsDeclaredAfter(result, result.final_proposed(), day)) return std::nullopt;
  return WordOf(result.final_proposed_percent(), result.final_proposed_outcome(),
                result.final_proposed(), day, /*is_assessed=*/false);
}

std::optional<std::string> Shortfall(const std::string& percent, event::v1::Outcome outcome) {
  if (domain::IsWhole(percent, outcome)) return std::nullopt;
  if (ReadDecimal(percent).has_value()) return percent;
  switch (outcome) {
    case event::v1::OUTCOME_PARTLY_REACHED:
      return "partly_reached";
    case event::v1::OUTCOME_NOT_REACHED:
      return "not_reached";
    case event::v1::OUTCOME_REACHED:
    case event::v1::OUTCOME_UNSPECIFIED:
    case event::v1::Outcome_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::Outcome_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return std::nullopt;
}

}  // namespace traguardo::projection
