// Whether the ids that a filter names exist: a typing mistake is told, and not taken for "nothing
// found". Which responsabili there are the views do not know, so those are not checked.

#ifndef TRAGUARDO_SERVICES_API_READS_FILTER_CHECK_H_
#define TRAGUARDO_SERVICES_API_READS_FILTER_CHECK_H_

#include <string>
#include <string_view>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/api/language.h"
#include "services/api/reads/year_rows.h"
#include "services/api/reply.h"

namespace traguardo::api {

using FilterIds = google::protobuf::RepeatedPtrField<std::string>;

// UNIT_UNKNOWN for a unit that is not of the plan-year at any time, and that none of the rows
// names; null when all are known. `field` is the filter's path in the request.
ErrorStatus CheckUnits(const FilterIds& units, const YearRows& rows, Language language,
                       std::string_view field);

// SCOPE_UNKNOWN for one that neither the rules nor any of the objectives name.
ErrorStatus CheckScopes(const FilterIds& scopes, const YearRows& rows, Language language,
                        std::string_view field);

// OBJECTIVE_UNKNOWN. The rows must hold the plan-year's objectives when there are ids.
ErrorStatus CheckObjectives(const FilterIds& objectives, const YearRows& rows, Language language,
                            std::string_view field);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_FILTER_CHECK_H_
