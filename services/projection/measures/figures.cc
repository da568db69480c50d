#include "services/projection/measures/figures.h"

namespace traguardo::projection {

using domain::Decimal;
using domain::Ratio;

std::string DifferenceText(const Decimal& a, const Decimal& b) {
  const absl::StatusOr<Decimal> negated = Decimal::FromParts(-b.coefficient(), b.scale());
  if (!negated.ok()) return "";
  domain::DecimalSum sum;
  sum.Add(a);
  sum.Add(*negated);
  const absl::StatusOr<Decimal> difference = sum.ToDecimal();
  return difference.ok() ? difference->ToString() : "";
}

std::string ShortText(const Ratio& value) {
  absl::StatusOr<Decimal> text;
  for (int decimals = 0; decimals <= 2; ++decimals) {
    text = value.Round(domain::Rounding::kHalfUp, decimals);
    if (text.ok() && Ratio(*text) == value) break;
  }
  return text.ok() ? text->ToString() : "";
}

}  // namespace traguardo::projection
