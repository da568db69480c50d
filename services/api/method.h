// The methods of the API, free of any transport: gRPC serves this table today, and another carrier
// of the same services serves the same table without a second set of handlers.

#ifndef TRAGUARDO_SERVICES_API_METHOD_H_
#define TRAGUARDO_SERVICES_API_METHOD_H_

#include <functional>
#include <memory>
#include <string>

#include "google/protobuf/message.h"
#include "services/api/call_context.h"
#include "services/api/permissions.h"
#include "services/api/reply.h"
#include "services/api/stream.h"

namespace traguardo::api {

// Called on a transport's thread once the caller is known, their role may call the method, and the
// request's form is right. Must not wait: what takes time goes on elsewhere and answers from there.
// Context and request live until the reply is sent; the handler may take the request apart.
using UnaryHandler =
    std::function<void(const CallContext& context, google::protobuf::Message& request, Reply reply)>;

struct UnaryMethod {
  // "traguardo.api.v1.MonitoringService/RecordProgress"
  std::string name;
  const google::protobuf::Message* request_prototype = nullptr;
  Access access = Access::kUnspecified;
  UnaryHandler handle;
};

// Makes the handler of one stream. The caller is known and their role may call the method; messages
// come as bytes, because a stream judges each of them by itself.
using StreamOpener = std::function<std::unique_ptr<StreamHandler>(const CallContext& context)>;

struct StreamMethod {
  std::string name;
  const google::protobuf::Message* request_prototype = nullptr;
  Access access = Access::kUnspecified;
  StreamOpener open;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_METHOD_H_
