#include "services/api/reads/read_methods.h"

namespace traguardo::api {

void AddReadMethods(const ReadParts& parts, MethodTable& table) {
  table.Add(GetPlanMethod(parts));
  table.Add(GetOverviewMethod(parts));
  table.Add(GetObjectiveMethod(parts));
  table.Add(ListObjectivesMethod(parts));
  table.Add(ListScostamentiMethod(parts));
  table.Add(ListVariationsMethod(parts));
  table.Add(ListRoundsMethod(parts));
  table.Add(GetCalendarMethod(parts));
  table.Add(ListFactsMethod(parts));
}

}  // namespace traguardo::api
