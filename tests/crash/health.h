// What a server says about itself to load balancers: grpc.health.v1.Health, without its proto, which
// Debian does not bring as a header.

#ifndef TRAGUARDO_TESTS_CRASH_HEALTH_H_
#define TRAGUARDO_TESTS_CRASH_HEALTH_H_

#include <memory>

#include "absl/time/time.h"
#include "grpcpp/channel.h"

namespace traguardo::crash {

// Watches until the server says SERVING (or NOT_SERVING). False: it did not within that time.
bool AwaitHealth(const std::shared_ptr<grpc::Channel>& channel, bool serving,
                 absl::Duration within);

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_HEALTH_H_
