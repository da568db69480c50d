#include "services/projection/row_parts/phase_result.h"

#include <algorithm>
#include <optional>

#include "services/domain/status/done.h"
#include "services/domain/values/decimal.h"
#include "services/domain/values/ratio.h"
#include "services/projection/measures/figures.h"

namespace traguardo::projection {
namespace {

using domain::Decimal;
using domain::FactOrder;
using domain::Ratio;
using event::v1::Phase;

// Adds share · percent / 100; false when it does not fit.
bool AddShare(const Decimal& share, const Decimal& percent, Ratio& total) {
  const auto product = domain::Multiply(share, percent);
  if (!product.ok()) return false;
  const auto part = domain::Divide(*product, Decimal::Whole(100));
  if (!part.ok()) return false;
  const auto sum = domain::Add(total, *part);
  if (!sum.ok()) return false;
  total = *sum;
  return true;
}

// What the phase adds to the whole: its weight, or its step above the phase before.
std::optional<Decimal> ShareOf(const Phase& phase, Decimal& cumulative_so_far) {
  if (phase.cumulative_percent().empty()) return ReadDecimal(phase.weight());
  const std::optional<Decimal> cumulative = ReadDecimal(phase.cumulative_percent());
  if (!cumulative.has_value()) return std::nullopt;
  const std::optional<Decimal> step = ReadDecimal(DifferenceText(*cumulative, cumulative_so_far));
  cumulative_so_far = *cumulative;
  return step;
}

}  // namespace

PhaseResult PhaseResultOf(const domain::Objective& objective, const std::string& unit,
                          const event::v1::ObjectiveDefinition& current) {
  PhaseResult result;
  Ratio total;
  Decimal cumulative_so_far;
  bool has_figures = true;
  bool of_all_phases = !current.phases().empty();
  for (const Phase& phase : current.phases()) {
    const domain::PhaseDeclared declared = domain::DeclaredOfPhase(objective, phase.id(), unit);
    if (declared.by.is_set() && (!result.latest.is_set() || result.latest < declared.by)) {
      result.latest = declared.by;
    }
    of_all_phases = of_all_phases && declared.by.is_set();
    const std::optional<Decimal> share = ShareOf(phase, cumulative_so_far);
    has_figures = has_figures && share.has_value() && AddShare(*share, declared.percent, total);
  }
  if (!has_figures) return {};
  result.complete = domain::PhasesCompleteBy(objective, current, unit);
  if (result.latest.is_set()) result.percent = ShortText(total);
  result.of_all_phases = of_all_phases;
  return result;
}

bool PhaseResult::SpeakInsteadOf(const domain::Declaration* declared) const {
  if (!latest.is_set()) return false;
  if (declared == nullptr) return true;
  if (latest < declared->order() || (complete.is_set() && declared->is_done())) return false;
  if (of_all_phases) return true;
  const auto share = ReadDecimal(percent);
  const auto whole = declared->percent();
  return share.has_value() && whole.has_value() && *share >= *whole;
}

}  // namespace traguardo::projection
