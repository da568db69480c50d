// Every unary method that reads.

#ifndef TRAGUARDO_SERVICES_API_READS_READ_METHODS_H_
#define TRAGUARDO_SERVICES_API_READS_READ_METHODS_H_

#include "services/api/method_table.h"
#include "services/api/reads/read_parts.h"

namespace traguardo::api {

// PlanService.GetPlan and ProjectionService, but for Watch.
void AddReadMethods(const ReadParts& parts, MethodTable& table);

// One each, in files of their own.
UnaryMethod GetPlanMethod(const ReadParts& parts);
UnaryMethod GetOverviewMethod(const ReadParts& parts);
UnaryMethod GetObjectiveMethod(const ReadParts& parts);
UnaryMethod ListObjectivesMethod(const ReadParts& parts);
UnaryMethod ListScostamentiMethod(const ReadParts& parts);
UnaryMethod ListVariationsMethod(const ReadParts& parts);
UnaryMethod ListRoundsMethod(const ReadParts& parts);
UnaryMethod GetCalendarMethod(const ReadParts& parts);
UnaryMethod ListFactsMethod(const ReadParts& parts);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_READ_METHODS_H_
