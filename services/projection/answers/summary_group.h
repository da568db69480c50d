// One group of the summary while its objectives are counted; summary.h says what counts and how.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_GROUP_H_
#define TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_GROUP_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "services/domain/values/ratio.h"
#include "services/projection/today/row_results.h"
#include "services/projection/today/standing.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"

namespace traguardo::projection {

// Which sums a weight is part of: its scope's, or where the scope's weights sum up for each unit by
// itself, those of the objective's units. Only weights of one sum may be added.
using Totals = std::set<std::string>;

// The mean of what was declared as percent: by weight, plain, or not at all.
class DeclaredMean {
 public:
  // `weight` is empty in an unweighted scope. `share` is the part of the objective that the percent
  // speaks for: of a transversal one, the units that declared.
  void Add(const Totals& totals, const std::string& weight, const domain::Ratio& percent,
           const domain::Ratio& share);
  void Fill(view::v1::GroupSummary* group) const;

 private:
  Totals totals_;
  bool has_unweighted_ = false;
  bool overflow_ = false;
  // Of weights, or of the shares themselves where there are none.
  domain::Ratio stands_for_;
  domain::Ratio sum_;
  int decimals_ = 0;
};

class SummaryGroup {
 public:
  // `per_unit_scopes` are those whose weights sum up for each unit by itself.
  SummaryGroup(view::v1::GroupKind kind, std::string id, std::string name,
               const std::set<std::string>& per_unit_scopes);

  // `standing` and `counts` for the units of the group, of a transversal objective; `in_group` says
  // the same of any objective's units. The row must outlive the group, as the scopes must.
  void Add(const view::v1::Objective& row, const Standing& standing, UnitFilter counts,
           UnitFilter in_group, domain::DayNumber day);
  void Add(const view::v1::Scostamento& row, UnitFilter counts);

  view::v1::GroupSummary Take();

 private:
  struct StateSum {
    uint32_t count = 0;
    domain::DecimalSum weight;
  };

  Totals TotalsOf(const view::v1::Objective& row, UnitFilter in_group) const;
  void AddDeclarations(const view::v1::Objective& row, const Standing& standing,
                       const Results& results, const Totals& totals);
  void AddDeadline(const view::v1::Objective& row, const Standing& standing, domain::DayNumber day);

  view::v1::GroupSummary summary_;
  const std::set<std::string>& per_unit_scopes_;
  std::map<view::v1::ObjectiveState, StateSum> states_;
  Totals totals_;
  DeclaredMean mean_;
  const std::string* next_deadline_ = nullptr;
  domain::DayNumber next_deadline_day_ = 0;
};

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_GROUP_H_
