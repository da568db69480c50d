// How much memory the caches may take unless the operator says so.

#ifndef TRAGUARDO_SERVICES_SERVER_DEFAULT_CACHE_H_
#define TRAGUARDO_SERVICES_SERVER_DEFAULT_CACHE_H_

#include <cstdint>

namespace traguardo::server {

inline constexpr int kSmallestCacheMebibytes = 16;
inline constexpr int kLargestCacheMebibytes = 65536;

// For each of the three caches (blocks of the log, states that are written to, states the views are
// made of) a twelfth of the machine's memory, so that all of them together leave three quarters to
// others. States that do not fit are folded anew from the log, which costs milliseconds a command:
// a region of 8,000 enti wants 1 to 2 GiB.
int DefaultCacheMebibytes(int64_t machine_bytes);

// Of this machine, with all that is taken already; 0 where it cannot be told.
int64_t MachineBytes();

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_DEFAULT_CACHE_H_
