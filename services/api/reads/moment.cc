#include "services/api/reads/moment.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/api/refusal_status.h"
#include "services/domain/values/text.h"

namespace traguardo::api {
namespace {

using domain::CivilDate;

ErrorStatus Invalid(std::string_view value, std::string_view field, Language language) {
  return ErrorOf(v1::ERROR_REASON_TIME_INVALID, language, {{"value", std::string(value)}}, field);
}

bool IsNumber(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A number of four digits is a position, not a year: a year is no moment, and positions are what
// answers carry.
bool ParseKnownAt(std::string_view text, AskedMoment& moment) {
  if (IsNumber(text)) {
    uint64_t position;
    if (!absl::SimpleAtoi(absl::string_view(text.data(), text.size()), &position)) return false;
    moment.known_at = position;
    return true;
  }
  absl::Time instant;
  if (absl::ParseTime(absl::RFC3339_full, absl::string_view(text.data(), text.size()), &instant,
                      nullptr)) {
    moment.known_at = instant;
    return true;
  }
  const auto date = domain::TryParseCivilDate(text);
  const auto* const day = std::get_if<CivilDate>(&date);
  if (day == nullptr) return false;
  moment.known_at = *day;
  return true;
}

}  // namespace

std::variant<AskedMoment, ErrorStatus> ParseMoment(const ReadParts& parts, std::string_view as_of,
                                                   std::string_view known_at, Language language) {
  const CivilDate today = parts.Today();
  AskedMoment moment{.day = today};
  if (!as_of.empty()) {
    const auto date = domain::TryParseCivilDate(as_of);
    const auto* const day = std::get_if<CivilDate>(&date);
    if (day == nullptr || day->precision() != domain::DatePrecision::kDay) {
      return Invalid(as_of, "moment.as_of", language);
    }
    moment.day = *day;
    if (domain::IsCertainlyBefore(*day, today)) moment.as_of = *day;
  }
  if (!known_at.empty() && !ParseKnownAt(known_at, moment)) {
    return Invalid(known_at, "moment.known_at", language);
  }
  return moment;
}

std::variant<Moment, ErrorStatus> ResolveMoment(const ReadParts& parts, const AskedMoment& asked,
                                                Language language) {
  Moment moment{.day = asked.day, .as_of = asked.as_of};
  absl::StatusOr<storage::Position> position;
  if (std::holds_alternative<std::monostate>(asked.known_at)) {
    // With as_of alone everything known now counts, up to one position for the whole answer.
    if (!asked.as_of.has_value()) return moment;
    position = parts.travel->ResolveInstant(absl::InfiniteFuture());
  } else if (const auto* given = std::get_if<storage::Position>(&asked.known_at)) {
    position = parts.travel->ResolvePosition(*given);
  } else if (const auto* instant = std::get_if<absl::Time>(&asked.known_at)) {
    position = parts.travel->ResolveInstant(*instant);
  } else {
    position = parts.travel->ResolveDay(std::get<CivilDate>(asked.known_at));
  }
  const auto* const given = std::get_if<storage::Position>(&asked.known_at);
  if (absl::IsOutOfRange(position.status()) && given != nullptr) {
    const auto head = parts.travel->ResolveInstant(absl::InfiniteFuture());
    return ErrorOf(v1::ERROR_REASON_TIME_INVALID, language,
                   {{"value", absl::StrCat(*given)},
                    {"head", head.ok() ? absl::StrCat(*head) : std::string()}},
                   "moment.known_at");
  }
  if (!position.ok()) return ErrorOf(position.status(), language);
  moment.known_at = *position;
  return moment;
}

std::string DescribeMoment(const Moment& moment) {
  std::string text;
  if (moment.as_of.has_value()) absl::StrAppend(&text, "as_of ", moment.as_of->ToString());
  if (moment.known_at.has_value()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", "known_at ", *moment.known_at);
  }
  return text;
}

}  // namespace traguardo::api
