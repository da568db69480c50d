// Request ids: what makes a retry safe.

#ifndef TRAGUARDO_CLIENTS_CPP_REQUEST_ID_H_
#define TRAGUARDO_CLIENTS_CPP_REQUEST_ID_H_

#include <string>

namespace traguardo::client {

// A new random id (UUID version 4). Keep it with the command: sent again with the same id, the
// command is recorded once.
std::string NewRequestId();

}  // namespace traguardo::client

#endif  // TRAGUARDO_CLIENTS_CPP_REQUEST_ID_H_
