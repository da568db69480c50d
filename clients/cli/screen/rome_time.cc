#include "clients/cli/screen/rome_time.h"

namespace traguardo::cli {
namespace {

struct Zone {
  absl::TimeZone zone = absl::UTCTimeZone();
  bool is_rome = false;
};

const Zone& Rome() {
  static const Zone& rome = *[] {
    auto* zone = new Zone;
    zone->is_rome = absl::LoadTimeZone("Europe/Rome", &zone->zone);
    if (!zone->is_rome) zone->zone = absl::UTCTimeZone();
    return zone;
  }();
  return rome;
}

}  // namespace

std::string RomeTime(int64_t unix_seconds) {
  return absl::FormatTime(Rome().is_rome ? "%Y-%m-%d %H:%M" : "%Y-%m-%d %H:%M UTC",
                          absl::FromUnixSeconds(unix_seconds), Rome().zone);
}

std::string UtcTime(int64_t unix_seconds) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(unix_seconds),
                          absl::UTCTimeZone());
}

std::string RomeDay(absl::Time time) { return absl::FormatTime("%Y-%m-%d", time, Rome().zone); }

}  // namespace traguardo::cli
