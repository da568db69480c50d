#include "services/domain/definitions/measure_kind.h"

#include "gtest/gtest.h"

namespace traguardo::domain {
namespace {

TEST(MeasureKindTest, EveryDirectionIsMeasuredInSomething) {
  const auto* const directions = event::v1::Direction_descriptor();
  for (int i = 0; i < directions->value_count(); ++i) {
    const auto direction = static_cast<event::v1::Direction>(directions->value(i)->number());
    EXPECT_EQ(MeasureKindOf(direction) == MeasureKind::kNone,
              direction == event::v1::DIRECTION_UNSPECIFIED)
        << directions->value(i)->name();
  }
}

}  // namespace
}  // namespace traguardo::domain
