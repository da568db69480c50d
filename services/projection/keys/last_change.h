// The position that each kind of row carries as its last change: the highest position among the
// facts that can show in it. The twin of touched.h, which says which rows a fact can show in; a
// test (incremental_test.cc) holds both to it.

#ifndef TRAGUARDO_SERVICES_PROJECTION_KEYS_LAST_CHANGE_H_
#define TRAGUARDO_SERVICES_PROJECTION_KEYS_LAST_CHANGE_H_

#include <cstdint>

#include "services/domain/state/state.h"

namespace traguardo::projection {

uint64_t PlanLastChange(const domain::Ente& ente, const domain::PlanYear& plan);

// Of the objective's own row.
uint64_t ObjectiveLastChange(const domain::Ente& ente, const domain::PlanYear& plan,
                             const domain::Objective& objective);

// What shows in every scostamento and variation of an objective beside their own facts: its
// definition, its approved ripianificazioni, and who answers for it. In an approved variation
// everything recorded about the objective may show (late, silent): it carries the last of that.
uint64_t FrameLastChange(const domain::Ente& ente, const domain::PlanYear& plan,
                         const domain::Objective& objective);

uint64_t RoundLastChange(const domain::Ente& ente, const domain::PlanYear& plan,
                         const domain::Round& round);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_KEYS_LAST_CHANGE_H_
