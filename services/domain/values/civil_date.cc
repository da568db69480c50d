#include "services/domain/values/civil_date.h"

#include <cstddef>
#include <optional>

#include "absl/status/status.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

constexpr const char* kMonthNames[12] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};

constexpr absl::CivilDay kEpoch(1970, 1, 1);

bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// `precision` says which of month and day count.
std::optional<CivilDateError> Check(DatePrecision precision, int64_t year, int month, int day) {
  if (year < CivilDate::kMinYear || year > CivilDate::kMaxYear) {
    return CivilDateError::kYearOutOfRange;
  }
  if (precision == DatePrecision::kYear) return std::nullopt;
  if (month < 1 || month > 12) return CivilDateError::kMonthOutOfRange;
  if (precision == DatePrecision::kMonth) return std::nullopt;
  if (day < 1 || day > DaysInMonth(static_cast<int>(year), month)) {
    return CivilDateError::kDayDoesNotExist;
  }
  return std::nullopt;
}

// The number at text[from, from + digits), or -1 when something there is not a digit.
int ReadNumber(std::string_view text, size_t from, size_t digits) {
  int number = 0;
  for (const char c : text.substr(from, digits)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

// What a text of one of the three shapes says, be it a date or not.
struct Parts {
  DatePrecision precision;
  int year;
  int month;
  int day;
};

std::optional<Parts> ReadParts(std::string_view text) {
  Parts parts{DatePrecision::kYear, 0, 0, 0};
  switch (text.size()) {
    case 4:
      break;
    case 7:
      parts.precision = DatePrecision::kMonth;
      break;
    case 10:
      parts.precision = DatePrecision::kDay;
      break;
    default:
      return std::nullopt;
  }
  parts.year = ReadNumber(text, 0, 4);
  if (parts.precision != DatePrecision::kYear) {
    parts.month = text[4] == '-' ? ReadNumber(text, 5, 2) : -1;
  }
  if (parts.precision == DatePrecision::kDay) {
    parts.day = text[7] == '-' ? ReadNumber(text, 8, 2) : -1;
  }
  if (parts.year < 0 || parts.month < 0 || parts.day < 0) return std::nullopt;
  return parts;
}

std::string DescribeMissingDay(std::string_view text) {
  std::string reason = Quoted(text) + " does not exist";
  const std::optional<Parts> parts = ReadParts(text);
  if (parts && parts->month >= 1 && parts->month <= 12) {
    reason += std::string(": ") + kMonthNames[parts->month - 1] + " " +
              std::to_string(parts->year) + " has " +
              std::to_string(DaysInMonth(parts->year, parts->month)) + " days";
  }
  return reason;
}

void AppendPadded(std::string& out, int number, size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

std::string Format(DatePrecision precision, int year, int month, int day) {
  std::string text;
  AppendPadded(text, year, 4);
  if (precision == DatePrecision::kYear) return text;
  AppendPadded(text += '-', month, 2);
  if (precision == DatePrecision::kMonth) return text;
  AppendPadded(text += '-', day, 2);
  return text;
}

absl::Status Invalid(CivilDateError error, std::string_view text) {
  return absl::InvalidArgumentError(DescribeCivilDateError(error, text));
}

absl::Status OutOfYears() {
  return absl::OutOfRangeError("the day is outside the years 1900 to 2199");
}

}  // namespace

absl::StatusOr<CivilDate> CivilDate::Day(int year, int month, int day) {
  if (const auto error = Check(DatePrecision::kDay, year, month, day)) {
    return Invalid(*error, Format(DatePrecision::kDay, year, month, day));
  }
  return CivilDate(year, month, day);
}

absl::StatusOr<CivilDate> CivilDate::Month(int year, int month) {
  if (const auto error = Check(DatePrecision::kMonth, year, month, 0)) {
    return Invalid(*error, Format(DatePrecision::kMonth, year, month, 0));
  }
  return CivilDate(year, month, 0);
}

absl::StatusOr<CivilDate> CivilDate::Year(int year) {
  if (const auto error = Check(DatePrecision::kYear, year, 0, 0)) {
    return Invalid(*error, Format(DatePrecision::kYear, year, 0, 0));
  }
  return CivilDate(year, 0, 0);
}

absl::StatusOr<CivilDate> CivilDate::FromCivilDay(absl::CivilDay day) {
  if (day.year() < kMinYear || day.year() > kMaxYear) return OutOfYears();
  return CivilDate(static_cast<int>(day.year()), day.month(), day.day());
}

absl::StatusOr<CivilDate> CivilDate::FromDayNumber(DayNumber number) {
  return FromCivilDay(CivilDayOf(number));
}

absl::CivilDay CivilDate::first_day() const {
  return absl::CivilDay(year_, month_ == 0 ? 1 : month_, day_ == 0 ? 1 : day_);
}

absl::CivilDay CivilDate::last_day() const {
  const int month = month_ == 0 ? 12 : month_;
  return absl::CivilDay(year_, month, day_ == 0 ? DaysInMonth(year_, month) : day_);
}

DayNumber CivilDate::first_day_number() const { return DayNumberOf(first_day()); }

DayNumber CivilDate::last_day_number() const { return DayNumberOf(last_day()); }

std::string CivilDate::ToString() const { return Format(precision(), year_, month_, day_); }

std::variant<CivilDate, CivilDateError> TryParseCivilDate(std::string_view text) {
  if (text.empty()) return CivilDateError::kEmpty;
  const std::optional<Parts> parts = ReadParts(text);
  if (!parts) return CivilDateError::kSyntax;
  if (const auto error = Check(parts->precision, parts->year, parts->month, parts->day)) {
    return *error;
  }
  return CivilDate(parts->year, parts->month, parts->day);
}

std::string DescribeCivilDateError(CivilDateError error, std::string_view text) {
  switch (error) {
    case CivilDateError::kEmpty:
      return "a date is expected, like 2024-06-30, but the text is empty";
    case CivilDateError::kSyntax:
      return Quoted(text) +
             " is not a date: write year-month-day like 2024-06-30, or 2024-06, or "
             "2024";
    case CivilDateError::kYearOutOfRange:
      return Quoted(text) + " is not a date: the year must be 1900 to 2199";
    case CivilDateError::kMonthOutOfRange:
      return Quoted(text) + " is not a date: the month must be 01 to 12";
    case CivilDateError::kDayDoesNotExist:
      return DescribeMissingDay(text);
  }
  return {};
}

absl::StatusOr<CivilDate> ParseCivilDate(std::string_view text) {
  const std::variant<CivilDate, CivilDateError> result = TryParseCivilDate(text);
  if (const CivilDate* date = std::get_if<CivilDate>(&result)) return *date;
  return Invalid(std::get<CivilDateError>(result), text);
}

std::weak_ordering CompareFirstDays(const CivilDate& a, const CivilDate& b) {
  return a.first_day_number() <=> b.first_day_number();
}

bool IsCertainlyBefore(const CivilDate& a, const CivilDate& b) {
  return a.last_day() < b.first_day();
}

bool IsCertainlyAfter(const CivilDate& a, const CivilDate& b) {
  return a.first_day() > b.last_day();
}

std::optional<CivilDate> ReadDate(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = TryParseCivilDate(text);
  if (const CivilDate* date = std::get_if<CivilDate>(&parsed)) return *date;
  return std::nullopt;
}

std::optional<DayNumber> FirstDay(std::string_view text) {
  const std::optional<CivilDate> date = ReadDate(text);
  if (!date.has_value()) return std::nullopt;
  return date->first_day_number();
}

std::optional<DayNumber> LastDay(std::string_view text) {
  const std::optional<CivilDate> date = ReadDate(text);
  if (!date.has_value()) return std::nullopt;
  return date->last_day_number();
}

std::string TextOfDay(DayNumber day) {
  const absl::StatusOr<CivilDate> date = CivilDate::FromDayNumber(day);
  return date.ok() ? date->ToString() : std::string();
}

int32_t DaysBetween(const CivilDate& from, const CivilDate& to) {
  return to.first_day_number() - from.first_day_number();
}

absl::StatusOr<CivilDate> AddDays(const CivilDate& date, int32_t days) {
  if (date.precision() != DatePrecision::kDay) {
    return absl::InvalidArgumentError("days cannot be added to " + date.ToString() +
                                      ", which is not a single day");
  }
  return CivilDate::FromCivilDay(date.first_day() + days);
}

absl::StatusOr<CivilDate> AddMonths(const CivilDate& date, int32_t months) {
  if (date.precision() == DatePrecision::kYear) {
    return absl::InvalidArgumentError("months cannot be added to " + date.ToString() +
                                      ", which is only a year");
  }
  const absl::CivilDay first = date.first_day();
  const absl::CivilMonth target = absl::CivilMonth(first) + months;
  if (target.year() < CivilDate::kMinYear || target.year() > CivilDate::kMaxYear) {
    return OutOfYears();
  }
  const int year = static_cast<int>(target.year());
  if (date.precision() == DatePrecision::kMonth) return CivilDate::Month(year, target.month());
  const int last = DaysInMonth(year, target.month());
  return CivilDate::Day(year, target.month(), first.day() < last ? first.day() : last);
}

int DaysInMonth(int year, int month) {
  constexpr int kDays[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

absl::CivilDay CivilDayOf(DayNumber number) { return kEpoch + number; }

DayNumber DayNumberOf(absl::CivilDay day) { return static_cast<DayNumber>(day - kEpoch); }

}  // namespace traguardo::domain
