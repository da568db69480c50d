// Civil dates as acts and reports state them: a day, a month or only a year.
//
// The text form is "2024-06-30", "2024-06" or "2024", the same from proto to screen; years
// 1900..2199. A date of lower precision is the whole period: it has a first and a last day.
//
// Two comparisons, never mixed:
//  - folding order: by first day. Facts are folded by (first day, position), so two dates with the
//    same first day are equivalent there and the position decides.
//  - certainty: "2024-06" is neither certainly before nor certainly after "2024-06-15".
// operator== is sameness of text, and there is no operator<, so that nobody picks one by accident.
//
// Plain values of four bytes, no clock, no time zone (those are in rome_calendar.h).

#ifndef TRAGUARDO_SERVICES_DOMAIN_VALUES_CIVIL_DATE_H_
#define TRAGUARDO_SERVICES_DOMAIN_VALUES_CIVIL_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace traguardo::domain {

// Days since 1970-01-01, negative before. Compact, ordered, and fit to be stored in rows.
using DayNumber = int32_t;

enum class DatePrecision : uint8_t { kDay, kMonth, kYear };

// Why a text is not a date.
enum class CivilDateError {
  kEmpty,            // ""
  kSyntax,           // "30/06/2024", "2024-6-3", "24-06-30", "2024-06-30T10:00"
  kYearOutOfRange,   // outside 1900..2199
  kMonthOutOfRange,  // "2024-13"
  kDayDoesNotExist,  // "2023-02-29"
};

class CivilDate {
 public:
  static constexpr int kMinYear = 1900;
  static constexpr int kMaxYear = 2199;

  // INVALID_ARGUMENT with the same words as ParseCivilDate when there is no such date.
  static absl::StatusOr<CivilDate> Day(int year, int month, int day);
  static absl::StatusOr<CivilDate> Month(int year, int month);
  static absl::StatusOr<CivilDate> Year(int year);
  // OUT_OF_RANGE outside the years 1900..2199.
  static absl::StatusOr<CivilDate> FromCivilDay(absl::CivilDay day);
  static absl::StatusOr<CivilDate> FromDayNumber(DayNumber number);

  DatePrecision precision() const {
    return day_ != 0     ? DatePrecision::kDay
           : month_ != 0 ? DatePrecision::kMonth
                         : DatePrecision::kYear;
  }
  int year() const { return year_; }

  absl::CivilDay first_day() const;
  absl::CivilDay last_day() const;
  DayNumber first_day_number() const;
  DayNumber last_day_number() const;

  std::string ToString() const;

  friend bool operator==(const CivilDate&, const CivilDate&) = default;

 private:
  friend std::variant<CivilDate, CivilDateError> TryParseCivilDate(std::string_view text);

  constexpr CivilDate(int year, int month, int day)
      : year_(static_cast<int16_t>(year)),
        month_(static_cast<uint8_t>(month)),
        day_(static_cast<uint8_t>(day)) {}

  int16_t year_;
  uint8_t month_;  // 0: only the year is known
  uint8_t day_;    // 0: only the month, or only the year, is known
};

// Allocates nothing: for callers that word their own messages, and for hot paths.
std::variant<CivilDate, CivilDateError> TryParseCivilDate(std::string_view text);

// One English sentence for logs and developers, quoting `text` (shortened, always valid UTF-8):
// "2023-02-29" does not exist: February 2023 has 28 days.
std::string DescribeCivilDateError(CivilDateError error, std::string_view text);

// TryParseCivilDate with the description as an INVALID_ARGUMENT status.
absl::StatusOr<CivilDate> ParseCivilDate(std::string_view text);

// For text whose form was checked before: none for an empty text, and for one that is no date.
std::optional<CivilDate> ReadDate(std::string_view text);
// Its first day, and its last one: on which something with this date is due.
std::optional<DayNumber> FirstDay(std::string_view text);
std::optional<DayNumber> LastDay(std::string_view text);
// "2024-06-30"; empty for a day outside the years 1900..2199.
std::string TextOfDay(DayNumber day);

// The order in which facts are folded (ties are broken by position, not by precision).
std::weak_ordering CompareFirstDays(const CivilDate& a, const CivilDate& b);

// True only when no day of `a` is on or after (on or before) any day of `b`.
bool IsCertainlyBefore(const CivilDate& a, const CivilDate& b);
bool IsCertainlyAfter(const CivilDate& a, const CivilDate& b);

// From the first day of one to the first day of the other; negative when `to` is earlier.
int32_t DaysBetween(const CivilDate& from, const CivilDate& to);

// INVALID_ARGUMENT when the date is not a day; OUT_OF_RANGE when the result leaves 1900..2199.
absl::StatusOr<CivilDate> AddDays(const CivilDate& date, int32_t days);
// Keeps the day of the month, or takes the last one there is: 31 January + 1 month is 28 or 29
// February. Same errors; a month may be added to a day or a month, not to a year.
absl::StatusOr<CivilDate> AddMonths(const CivilDate& date, int32_t months);

// 28..31. `month` must be 1..12.
int DaysInMonth(int year, int month);

// The day with this number, at any distance from 1970.
absl::CivilDay CivilDayOf(DayNumber number);
// The day's number. The day must lie within some millions of years of 1970.
DayNumber DayNumberOf(absl::CivilDay day);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_VALUES_CIVIL_DATE_H_
