#include "services/projection/measures/dates.h"

#include <cstddef>
#include <string_view>

#include "absl/time/civil_time.h"

namespace traguardo::projection {

using domain::DayNumber;

namespace {

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2099;
constexpr size_t kDayTextBytes = 10;

// The texts of the days of these years, one after the other.
class DayTexts {
 public:
  static const DayTexts& Get() {
    static const DayTexts* const texts = new DayTexts();
    return *texts;
  }

  // Empty for a day of another century.
  std::string_view Of(DayNumber day) const {
    if (day < first_ || day > last_) return {};
    return std::string_view(all_).substr(static_cast<size_t>(day - first_) * kDayTextBytes,
                                         kDayTextBytes);
  }

 private:
  DayTexts() : first_(YearBegin(kFirstYear)), last_(YearEnd(kLastYear)) {
    all_.reserve(static_cast<size_t>(last_ - first_ + 1) * kDayTextBytes);
    for (DayNumber day = first_; day <= last_; ++day) all_ += DayText(day);
  }

  const DayNumber first_;
  const DayNumber last_;
  std::string all_;
};

}  // namespace

std::string EffectiveText(const domain::FactOrder& order) {
  if (order.is_set() && order.precision == domain::DatePrecision::kDay) {
    const std::string_view text = DayTexts::Get().Of(order.day);
    if (!text.empty()) return std::string(text);
  }
  return order.EffectiveOn();
}

std::string DayText(DayNumber day) { return domain::TextOfDay(day); }

DayNumber YearBegin(int year) { return domain::DayNumberOf(absl::CivilDay(year, 1, 1)); }

DayNumber YearEnd(int year) { return domain::DayNumberOf(absl::CivilDay(year, 12, 31)); }

}  // namespace traguardo::projection
