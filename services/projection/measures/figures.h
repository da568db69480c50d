// Decimals as rows hold them: text, empty when not stated. Shared by the sources of this folder.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_FIGURES_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_FIGURES_H_

#include <string>

#include "services/domain/values/decimal.h"
#include "services/domain/values/ratio.h"

namespace traguardo::projection {

using domain::ReadDecimal;

// a − b at the larger of the two scales; empty when that has more than 18 digits.
std::string DifferenceText(const domain::Decimal& a, const domain::Decimal& b);

// Exact where up to two decimals suffice, without needless zeroes ("25", "12.5"), else rounded half
// up to two ("33.33"). Empty when even that has more than 18 digits.
std::string ShortText(const domain::Ratio& value);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_FIGURES_H_
