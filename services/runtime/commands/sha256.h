// The log's SHA-256, for those above who may not know the log: a second one would fetch the
// algorithm, and keep a context in each thread, once more.

#ifndef TRAGUARDO_SERVICES_RUNTIME_COMMANDS_SHA256_H_
#define TRAGUARDO_SERVICES_RUNTIME_COMMANDS_SHA256_H_

#include "storage/bytes/sha256.h"

namespace traguardo::runtime {

using storage::Sha256;

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_COMMANDS_SHA256_H_
