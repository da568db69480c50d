#include "services/projection/keys/row_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace traguardo::projection {
namespace {

constexpr RowKind kKinds[] = {RowKind::kPlan, RowKind::kObjective, RowKind::kScostamento,
                              RowKind::kVariation, RowKind::kRound};

rc::Gen<std::string> AnId(const std::string& more, int longest) {
  const std::string first = "abcz019";
  return rc::gen::map(
      rc::gen::pair(rc::gen::elementOf(first),
                    rc::gen::container<std::string>(rc::gen::elementOf(first + more))),
      [longest](const std::pair<char, std::string>& parts) {
        return parts.first + parts.second.substr(0, static_cast<size_t>(longest - 1));
      });
}

rc::Gen<RowKey> AKey() {
  return rc::gen::exec([] {
    RowKey key;
    key.ente = *AnId("_-", 40);
    key.year = *rc::gen::inRange(1990, 2200);
    key.kind = *rc::gen::elementOf(std::vector<RowKind>(std::begin(kKinds), std::end(kKinds)));
    if (key.kind != RowKind::kPlan) key.id = *AnId("_.-", 60);
    if (key.kind == RowKind::kScostamento || key.kind == RowKind::kVariation) {
      key.part = *AnId("_.-", 60);
    }
    if (key.kind == RowKind::kVariation && *rc::gen::arbitrary<bool>()) {
      key.part = std::string(kAdditionPart);
    }
    return key;
  });
}

TEST(RowKey, BytesAreThoseOfTheHeader) {
  EXPECT_EQ(EncodeRowKey({"demo", 2024, RowKind::kPlan, "", ""}),
            std::string("demo\0\x07\xE8p", 8));
  EXPECT_EQ(EncodeRowKey({"demo", 2024, RowKind::kObjective, "ob-1", ""}),
            std::string("demo\0\x07\xE8oob-1", 12));
  EXPECT_EQ(EncodeRowKey({"demo", 2024, RowKind::kScostamento, "ob-1", "s1"}),
            std::string("demo\0\x07\xE8sob-1\0s1", 15));
}

RC_GTEST_PROP(RowKey, ParsesWhatItEncodes, ()) {
  const RowKey key = *AKey();
  const auto parsed = ParseRowKey(EncodeRowKey(key));
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == key);
}

RC_GTEST_PROP(RowKey, EncodedKeysSortAsKeysDo, ()) {
  const RowKey a = *AKey();
  const RowKey b = *AKey();
  const std::string encoded_a = EncodeRowKey(a);
  const std::string encoded_b = EncodeRowKey(b);
  RC_ASSERT((a < b) == (encoded_a < encoded_b));
  RC_ASSERT((a == b) == (encoded_a == encoded_b));
}

RC_GTEST_PROP(RowKey, PrefixesHoldTheirKeysAndNoOthers, ()) {
  const RowKey key = *AKey();
  RowKey other = *AKey();
  // Close by, so that prefixes have something to confuse.
  if (*rc::gen::arbitrary<bool>()) other.ente = key.ente;
  if (*rc::gen::arbitrary<bool>() && other.kind != RowKind::kPlan) other.id = key.id + "1";
  const std::string encoded = EncodeRowKey(other);
  const auto starts_with = [&](const std::string& prefix) {
    return encoded.compare(0, prefix.size(), prefix) == 0;
  };
  const bool same_year = other.ente == key.ente && other.year == key.year;
  RC_ASSERT(starts_with(PlanYearPrefix(key.ente, key.year)) == same_year);
  RC_ASSERT(starts_with(KindPrefix(key.ente, key.year, key.kind)) ==
            (same_year && other.kind == key.kind));
  for (const RowKind kind : {RowKind::kScostamento, RowKind::kVariation}) {
    RC_ASSERT(starts_with(PartsPrefix(key.ente, key.year, kind, key.id)) ==
              (same_year && other.kind == kind && other.id == key.id));
  }
}

RC_GTEST_PROP(RowKey, BytesThatAreNoKeyAreRefused, (std::string bytes)) {
  const auto parsed = ParseRowKey(bytes);
  if (parsed.has_value()) RC_ASSERT(EncodeRowKey(*parsed) == bytes);
}

TEST(RowKey, DamagedKeysAreRefused) {
  const std::string good = EncodeRowKey({"demo", 2024, RowKind::kScostamento, "ob-1", "s1"});
  ASSERT_TRUE(ParseRowKey(good).has_value());
  EXPECT_FALSE(ParseRowKey("").has_value());
  EXPECT_FALSE(ParseRowKey("demo").has_value());
  EXPECT_FALSE(ParseRowKey(good.substr(0, 7)).has_value()) << "no kind";
  EXPECT_FALSE(ParseRowKey(good.substr(0, 12)).has_value()) << "no part";
  EXPECT_FALSE(ParseRowKey(good + std::string(1, '\0')).has_value()) << "a third part";
  std::string unknown_kind = good;
  unknown_kind[7] = 'x';
  EXPECT_FALSE(ParseRowKey(unknown_kind).has_value());
  std::string year_before_all_plans = good;
  year_before_all_plans[5] = '\x01';
  EXPECT_FALSE(ParseRowKey(year_before_all_plans).has_value());
  EXPECT_FALSE(
      ParseRowKey(EncodeRowKey({"demo", 2024, RowKind::kScostamento, "ob-1", "+"})).has_value())
      << "only a variation can be an addition";
}

TEST(RowKey, AnAdditionComesBeforeEveryRipianificazione) {
  EXPECT_LT(EncodeRowKey({"demo", 2024, RowKind::kVariation, "ob-1", std::string(kAdditionPart)}),
            EncodeRowKey({"demo", 2024, RowKind::kVariation, "ob-1", "0"}));
}

}  // namespace
}  // namespace traguardo::projection
