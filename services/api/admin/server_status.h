// What GetServerStatus tells.

#ifndef TRAGUARDO_SERVICES_API_ADMIN_SERVER_STATUS_H_
#define TRAGUARDO_SERVICES_API_ADMIN_SERVER_STATUS_H_

#include "services/api/admin/admin_methods.h"
#include "services/api/call_context.h"
#include "traguardo/api/v1/admin_service.pb.h"

namespace traguardo::api {

// Everything for who runs the server, readiness and version for everybody else.
v1::GetServerStatusResponse ReadServerStatus(const AdminParts& parts, const CallContext& context);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_ADMIN_SERVER_STATUS_H_
