// Moments as they are in Italy, wherever the program runs: what was recorded at nine in the ente
// reads nine in every report.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_ROME_TIME_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_ROME_TIME_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace traguardo::cli {

// "2025-06-30 09:00"; "2025-06-30 07:00 UTC" on a system without the data of time zones.
std::string RomeTime(int64_t unix_seconds);

// "2025-06-30T07:00:00Z", for programs.
std::string UtcTime(int64_t unix_seconds);

// "2025-06-30"
std::string RomeDay(absl::Time time);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_ROME_TIME_H_
