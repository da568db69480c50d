// RapidCheck generators for the value types, and how failures print them.

#ifndef TRAGUARDO_TESTS_SERVICES_DOMAIN_VALUES_VALUE_GENERATORS_H_
#define TRAGUARDO_TESTS_SERVICES_DOMAIN_VALUES_VALUE_GENERATORS_H_

#include <rapidcheck.h>

#include <cstdint>
#include <ostream>
#include <string>

#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "services/domain/values/ratio.h"

namespace traguardo::domain {

inline void PrintTo(const Decimal& value, std::ostream* out) { *out << value.ToString(); }
inline void PrintTo(const Ratio& value, std::ostream* out) { *out << value.ToString(); }
inline void PrintTo(const CivilDate& value, std::ostream* out) { *out << value.ToString(); }
inline void showValue(const Decimal& value, std::ostream& out) { out << value.ToString(); }
inline void showValue(const Ratio& value, std::ostream& out) { out << value.ToString(); }
inline void showValue(const CivilDate& value, std::ostream& out) { out << value.ToString(); }

namespace testing_values {

// Coefficients of any size, with the extremes more often than chance would give them.
inline rc::Gen<Decimal> AnyDecimal() {
  const auto coefficient = rc::gen::weightedOneOf<int64_t>(
      {{8, rc::gen::resize(100, rc::gen::inRange<int64_t>(-Decimal::kMaxCoefficient,
                                                          Decimal::kMaxCoefficient + 1))},
       {8, rc::gen::inRange<int64_t>(-10'000, 10'001)},
       {1, rc::gen::element<int64_t>(0, Decimal::kMaxCoefficient, -Decimal::kMaxCoefficient)}});
  return rc::gen::apply(
      [](int64_t coefficient, int scale) { return *Decimal::FromParts(coefficient, scale); },
      coefficient, rc::gen::inRange(0, Decimal::kMaxScale + 1));
}

// Small enough that sums and products of a few never overflow.
inline rc::Gen<Ratio> SmallRatio() {
  return rc::gen::apply(
      [](int64_t numerator, int64_t denominator) { return *Ratio::Of(numerator, denominator); },
      rc::gen::inRange<int64_t>(-100'000, 100'001), rc::gen::inRange<int64_t>(1, 100'001));
}

// Numerator and denominator of up to 127 bits.
inline rc::Gen<Ratio> AnyRatio() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::resize(100, rc::gen::arbitrary<uint64_t>()),
                     rc::gen::resize(100, rc::gen::arbitrary<uint64_t>()),
                     rc::gen::resize(100, rc::gen::arbitrary<uint64_t>()),
                     rc::gen::resize(100, rc::gen::arbitrary<uint64_t>()), rc::gen::inRange(0, 127),
                     rc::gen::inRange(0, 126), rc::gen::arbitrary<bool>()),
      [](const auto& parts) {
        const auto& [a, b, c, d, cut_over, cut_under, negative] = parts;
        const auto wide = [](uint64_t high, uint64_t low, int cut) {
          return absl::MakeInt128(static_cast<int64_t>(high >> 1), low) >> cut;
        };
        const absl::int128 numerator = wide(a, b, cut_over);
        const absl::int128 denominator = wide(c, d, cut_under);
        return *Ratio::Of(negative ? -numerator : numerator,
                          denominator == 0 ? absl::int128(1) : denominator);
      });
}

inline rc::Gen<CivilDate> AnyDay() {
  return rc::gen::map(
      rc::gen::resize(100, rc::gen::inRange<DayNumber>(DayNumberOf(absl::CivilDay(1900, 1, 1)),
                                                       DayNumberOf(absl::CivilDay(2200, 1, 1)))),
      [](DayNumber number) { return *CivilDate::FromDayNumber(number); });
}

inline rc::Gen<CivilDate> AnyCivilDate() {
  return rc::gen::oneOf(
      AnyDay(),
      rc::gen::map(AnyDay(),
                   [](const CivilDate& date) {
                     return *CivilDate::Month(date.year(), date.first_day().month());
                   }),
      rc::gen::map(AnyDay(), [](const CivilDate& date) { return *CivilDate::Year(date.year()); }));
}

// Bytes of all kinds, but mostly those that the given alphabet knows, so that some are accepted.
inline rc::Gen<std::string> AlmostText(const std::string& alphabet) {
  return rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
      {{20, rc::gen::elementOf(alphabet)}, {1, rc::gen::arbitrary<char>()}}));
}

}  // namespace testing_values
}  // namespace traguardo::domain

#endif  // TRAGUARDO_TESTS_SERVICES_DOMAIN_VALUES_VALUE_GENERATORS_H_
