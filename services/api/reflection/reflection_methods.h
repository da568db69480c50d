// Server reflection as two streams of the method table: under the bounds, and behind the token, of
// every other stream.

#ifndef TRAGUARDO_SERVICES_API_REFLECTION_REFLECTION_METHODS_H_
#define TRAGUARDO_SERVICES_API_REFLECTION_REFLECTION_METHODS_H_

#include "services/api/method_table.h"

namespace traguardo::api {

// For the services of the methods that are in the table already. For any known caller.
void AddReflectionMethods(MethodTable& table);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_REFLECTION_REFLECTION_METHODS_H_
