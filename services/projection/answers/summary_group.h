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

// The mean of what was declared as percent: by weight, plain, or not at all.
class DeclaredMean {
 public:
  // `weight` is empty in an unweighted scope.
  void Add(const std::string& scope, const std::string& weight, const domain::Ratio& percent);
  void Fill(view::v1::GroupSummary* group) const;

 private:
  std::set<std::string> weighted_scopes_;
  bool has_unweighted_ = false;
  bool overflow_ = false;
  domain::DecimalSum weights_;
  domain::Ratio sum_;
  int64_t count_ = 0;
};

class SummaryGroup {
 public:
  SummaryGroup(view::v1::GroupKind kind, std::string id, std::string name);

  // `standing` and `counts` for the units of the group, of a transversal objective. The row must
  // outlive the group.
  void Add(const view::v1::Objective& row, const Standing& standing, UnitFilter counts,
           domain::DayNumber day);
  void Add(const view::v1::Scostamento& row, UnitFilter counts);

  view::v1::GroupSummary Take();

 private:
  struct StateSum {
    uint32_t count = 0;
    domain::DecimalSum weight;
  };

  void AddDeclarations(const view::v1::Objective& row, const Standing& standing,
                       const Results& results);
  void AddDeadline(const view::v1::Objective& row, const Standing& standing, domain::DayNumber day);

  view::v1::GroupSummary summary_;
  std::map<view::v1::ObjectiveState, StateSum> states_;
  std::set<std::string> weighted_scopes_;
  DeclaredMean mean_;
  const std::string* next_deadline_ = nullptr;
  domain::DayNumber next_deadline_day_ = 0;
};

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_GROUP_H_
