// When a view is asked for: the day it shows (as_of) and what was known (known_at).

#ifndef TRAGUARDO_SERVICES_API_READS_MOMENT_H_
#define TRAGUARDO_SERVICES_API_READS_MOMENT_H_

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/time/time.h"
#include "services/api/language.h"
#include "services/api/reads/read_parts.h"
#include "services/api/reply.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api {

// As it was asked; resolving what was known reads the log.
struct AskedMoment {
  // The day that is shown and that lateness is judged on.
  domain::CivilDate day;
  // Only facts effective by then; none for a day that has not passed, since all are.
  std::optional<domain::CivilDate> as_of;
  // Position, instant or day; none for everything known now.
  std::variant<std::monostate, storage::Position, absl::Time, domain::CivilDate> known_at;

  bool IsCurrent() const {
    return !as_of.has_value() && std::holds_alternative<std::monostate>(known_at);
  }
};

struct Moment {
  domain::CivilDate day;
  std::optional<domain::CivilDate> as_of;
  std::optional<storage::Position> known_at;  // the end of a command

  bool IsCurrent() const { return !as_of.has_value() && !known_at.has_value(); }
};

// TIME_INVALID when one of the texts is neither.
std::variant<AskedMoment, ErrorStatus> ParseMoment(const ReadParts& parts, std::string_view as_of,
                                                   std::string_view known_at, Language language);

// Reads the log. TIME_INVALID for a position past its end.
std::variant<Moment, ErrorStatus> ResolveMoment(const ReadParts& parts, const AskedMoment& asked,
                                                Language language);

// For messages: "as_of 2024-06-30, known_at 1234"; empty for the current moment.
std::string DescribeMoment(const Moment& moment);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_MOMENT_H_
