// Resource names as rows show them (services/domain/values/resource_name.h); the parts are valid
// ids.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_NAMES_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_NAMES_H_

#include <string>
#include <string_view>

namespace traguardo::projection {

// "enti/demo/plans/2024".
std::string PlanName(std::string_view ente, int year);
// "enti/demo/plans/2024/objectives/ob-1".
std::string ObjectiveName(std::string_view ente, int year, std::string_view objective);
// "enti/demo/plans/2024/rounds/giugno".
std::string RoundName(std::string_view ente, int year, std::string_view round);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_NAMES_H_
