#include "services/projection/row_parts/names.h"

namespace traguardo::projection {

std::string PlanName(std::string_view ente, int year) {
  std::string name = "enti/";
  name.append(ente).append("/plans/").append(std::to_string(year));
  return name;
}

std::string ObjectiveName(std::string_view ente, int year, std::string_view objective) {
  return PlanName(ente, year).append("/objectives/").append(objective);
}

std::string RoundName(std::string_view ente, int year, std::string_view round) {
  return PlanName(ente, year).append("/rounds/").append(round);
}

}  // namespace traguardo::projection
