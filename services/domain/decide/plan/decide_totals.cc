// What is only known as a total: declared aggregates and counts of individual evaluations.

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/status/organisation.h"
#include "services/domain/status/plan_status.h"
#include "services/domain/values/ratio.h"

namespace traguardo::domain {
namespace {

using event::v1::AggregateResultDeclared;

// A printed percent may have been rounded or cut off; both are fine, anything else is not.
void WarnOfPercent(Case& c, const AggregateResultDeclared& fact) {
  const auto percent = ReadDecimal(fact.percent());
  if (!percent.has_value() || !fact.has_reached()) return;
  const auto computed =
      Ratio::Of(absl::int128(fact.reached()) * 100, absl::int128(fact.assigned()));
  if (!computed.ok()) return;
  const auto rounded = computed->Round(Rounding::kHalfUp, percent->scale());
  const auto cut = computed->Round(Rounding::kTruncate, percent->scale());
  if (!rounded.ok() || !cut.ok() || *rounded == *percent || *cut == *percent) return;
  const auto shown = computed->Round(Rounding::kHalfUp, 2);
  c.Warn(WarningReason::kAggregatePercentDiffers,
         {{"percent", fact.percent()}, {"computed", shown.ok() ? shown->ToString() : ""}});
}

// A result of a node is neither one of a scope nor one of a unit.
Refused CheckNode(const Case& c, const AggregateResultDeclared& fact) {
  const std::string& node = fact.node();
  if (node.empty()) return std::nullopt;
  if (NodeOn(c.ente.base, node, c.day()) == nullptr) {
    Details details{{"node", node}};
    // It is known, and not of that day.
    if (NodeVersionOn(c.ente.base, node, c.day()) != nullptr) {
      details["day"] = c.effective_on.ToString();
    }
    return c.RefuseField(RefusalReason::kStrategicNodeUnknown, "node", details);
  }
  if (!fact.unit().empty()) {
    return c.RefuseField(RefusalReason::kUnitNotExpected, "unit", {{"unit", fact.unit()}});
  }
  if (fact.scope().empty()) return std::nullopt;
  return c.RefuseField(RefusalReason::kFieldInvalid, "scope",
                       {{"problem", "stands beside a node"}});
}

}  // namespace

Refused JudgeAggregate(Case& c, const PlanCase& p, const AggregateResultDeclared& fact) {
  if (!fact.scope().empty()) {
    const RuleSetInForce in_force = CurrentRuleSet(p.plan);
    if (!in_force.is_set() || FindScope(*in_force.rule_set, fact.scope()) == nullptr) {
      return c.RefuseField(RefusalReason::kScopeUnknown, "scope", {{"scope", fact.scope()}});
    }
  }
  if (!fact.unit().empty()) {
    if (Refused refused = CheckUnitOn(c, fact.unit(), c.day(), "unit"); refused) return refused;
  }
  if (Refused refused = CheckNode(c, fact); refused) return refused;
  if (fact.has_reached() != fact.has_assigned() ||
      (fact.percent().empty() && !fact.has_reached())) {
    return c.RefuseField(RefusalReason::kAggregateWithoutFigure, "percent");
  }
  if (Refused refused = CheckResultPercent(c, fact.percent(), "percent"); refused) return refused;
  if (fact.has_assigned() && fact.assigned() == 0) {
    return c.RefuseField(RefusalReason::kDenominatorZero, "assigned");
  }
  if (fact.reached() > fact.assigned()) {
    return c.RefuseField(RefusalReason::kReachedExceedsAssigned, "reached",
                         {{"reached", std::to_string(fact.reached())},
                          {"assigned", std::to_string(fact.assigned())}});
  }
  WarnOfPercent(c, fact);
  return std::nullopt;
}

Refused JudgeBandCounts(Case& c, const event::v1::BandCountsRecorded& fact) {
  std::vector<std::string> bands;
  uint64_t total = 0;
  for (const event::v1::BandCount& band : fact.bands()) {
    bands.push_back(band.band());
    total += band.count();
  }
  if (Refused refused = CheckDistinct(c, bands, "bands"); refused) return refused;
  if (fact.unit().empty()) return std::nullopt;
  if (Refused refused = CheckUnitOn(c, fact.unit(), c.day(), "unit"); refused) return refused;
  // Counts protect nobody when there is one person to count.
  if (total == 1) c.Warn(WarningReason::kBandCountsSingleOut, {{"unit", fact.unit()}});
  return std::nullopt;
}

}  // namespace traguardo::domain
