// The year at a glance: counts for the ente, each unit (with the units below it), each
// responsabile, each scope and each strategic node (with the nodes below it). Computed from rows
// whose `today` was filled for the same day.
//
//  - An objective counts once in a group, whatever number of its units are in it; of a transversal
//    one only the results of those units count there.
//  - Weights that are parts of different sums are never added: those of different scopes, and of a
//    scope whose sum holds for each unit by itself those of different units. declared_mean_percent
//    is the mean by weight where everything declared in the group is part of one sum, the plain
//    mean where nothing declared has a weight, and empty where that would mix them: groups that
//    have it are those of the scopes, or there of the single units.
//  - A transversal objective enters the mean with the plain mean of the units that declared, and
//    for their share of it: with half its units silent, half its weight. declared_weight is the sum
//    of these, so it is the weight that somebody has spoken for. An outcome without a percent
//    counts as declared and not in the mean.
//  - Of an objective that is excluded or dropped nothing is asked: it counts as an objective, in
//    its state, and with what stays to be explained or settled (silent misses, open scostamenti,
//    overdue measures: as in the register and in the calendar); not among what was declared, is
//    silent, waits for an act or falls due next.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_H_
#define TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_H_

#include <vector>

#include "services/domain/values/civil_date.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"

namespace traguardo::projection {

// The ente first, then the units as the plan lists them, the responsabili by id, the scopes as the
// rule set lists them, the nodes as the plan does. Units without objectives are there with zeroes;
// a responsabile is there when he answers for something on `day`.
std::vector<view::v1::GroupSummary> Summarise(
    const view::v1::Plan& plan, const std::vector<const view::v1::Objective*>& objectives,
    const std::vector<const view::v1::Scostamento*>& scostamenti, const domain::CivilDate& day);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ANSWERS_SUMMARY_H_
