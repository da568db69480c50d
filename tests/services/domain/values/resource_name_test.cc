#include "services/domain/values/resource_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "services/domain/values/text.h"
#include "tests/services/domain/values/value_generators.h"

namespace traguardo::domain {
namespace {

using ::testing::HasSubstr;
using testing_values::AlmostText;

const std::string kIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789_.-";

rc::Gen<std::string> AnyId() {
  return rc::gen::suchThat(
      rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(kIdAlphabet)),
                   [](std::string id) { return ("o" + id).substr(0, kMaxIdBytes); }),
      IsId);
}

rc::Gen<StreamName> AnyStreamName() {
  return rc::gen::apply(
      [](int kind, int year, const std::string& id) {
        switch (kind) {
          case 0:
            return StreamName::Ente();
          case 1:
            return *StreamName::Plan(year);
          case 2:
            return *StreamName::Objective(year, id);
        }
        return *StreamName::Round(year, id);
      },
      rc::gen::inRange(0, 4), rc::gen::inRange(kMinPlanYear, kMaxPlanYear + 1), AnyId());
}

void ExpectStreamRefused(std::string_view text, NameError error, int segment,
                         std::string_view reason) {
  const auto result = TryParseStreamName(text);
  ASSERT_TRUE(std::holds_alternative<NameFault>(result)) << text;
  EXPECT_EQ(std::get<NameFault>(result).error, error) << text;
  EXPECT_EQ(std::get<NameFault>(result).segment, segment) << text;
  const absl::Status status = ParseStreamName(text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(reason)));
}

void ExpectNameRefused(std::string_view text, NameError error, int segment,
                       std::string_view reason) {
  const auto result = TryParseResourceName(text);
  ASSERT_TRUE(std::holds_alternative<NameFault>(result)) << text;
  EXPECT_EQ(std::get<NameFault>(result).error, error) << text;
  EXPECT_EQ(std::get<NameFault>(result).segment, segment) << text;
  const absl::Status status = ParseResourceName(text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(reason)));
}

TEST(IdTest, HasTheShapeThatNeedsNoEscaping) {
  for (const char* id : {"o", "1", "ob-1", "ob.1", "ob_1", "a--..__", "20240101"}) {
    EXPECT_TRUE(IsId(id)) << id;
  }
  for (const std::string_view id : {"", "-a", ".a", "_a", "A", "a b", "a/b", "è", "a\n", "ob:1"}) {
    EXPECT_FALSE(IsId(id)) << id;
  }
  EXPECT_TRUE(IsId(std::string(60, 'a')));
  EXPECT_FALSE(IsId(std::string(61, 'a')));
  EXPECT_FALSE(IsId(std::string_view("a\0", 2)));
}

TEST(IdTest, OfAnEnteHasNoDotsAndFortyBytes) {
  EXPECT_TRUE(IsEnteId("comune-di_prova1"));
  EXPECT_FALSE(IsEnteId("comune.prova"));
  EXPECT_FALSE(IsEnteId("-comune"));
  EXPECT_TRUE(IsEnteId(std::string(40, 'a')));
  EXPECT_FALSE(IsEnteId(std::string(41, 'a')));
  EXPECT_FALSE(IsEnteId(""));
}

TEST(IdTest, ChecksSayWhatIsExpected) {
  EXPECT_TRUE(CheckId("ob-1").ok());
  EXPECT_TRUE(CheckEnteId("demo").ok());
  EXPECT_TRUE(CheckPlanYear(1990).ok());
  EXPECT_TRUE(CheckPlanYear(2199).ok());
  EXPECT_EQ(CheckId("OB 1").message(),
            "\"OB 1\" must be an id: a lower-case letter or digit, then up to 59 of a-z 0-9 _ . -");
  EXPECT_EQ(CheckEnteId("a.b").message(),
            "\"a.b\" must be an ente's id: a lower-case letter or digit, then up to 39 of a-z 0-9 "
            "_ -");
  EXPECT_EQ(CheckPlanYear(1989).message(), "1989 must be a plan year from 1990 to 2199, like 2024");
  EXPECT_EQ(CheckPlanYear(2200).code(), absl::StatusCode::kInvalidArgument);
}

TEST(StreamNameTest, ReadsTheFourKinds) {
  EXPECT_EQ(*ParseStreamName("ente"), StreamName::Ente());
  EXPECT_EQ(*ParseStreamName("plans/2024"), *StreamName::Plan(2024));
  EXPECT_EQ(*ParseStreamName("plans/2024/objectives/ob-1"), *StreamName::Objective(2024, "ob-1"));
  EXPECT_EQ(*ParseStreamName("plans/2024/rounds/giugno"), *StreamName::Round(2024, "giugno"));
  const StreamName objective = *ParseStreamName("plans/2024/objectives/ob-1");
  EXPECT_EQ(objective.kind(), StreamKind::kObjective);
  EXPECT_EQ(objective.year(), 2024);
  EXPECT_EQ(objective.id(), "ob-1");
}

TEST(StreamNameTest, IsBoundedInLength) {
  const StreamName longest = *StreamName::Objective(2024, std::string(kMaxIdBytes, 'a'));
  EXPECT_LE(longest.ToString().size(), 90u);
}

TEST(StreamNameTest, IsNotMadeOfBadParts) {
  EXPECT_EQ(StreamName::Plan(1989).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(StreamName::Objective(2024, "a/b").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(StreamName::Objective(24, "a").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(StreamName::Round(2024, "").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(StreamNameTest, SaysWhichSegmentIsWrong) {
  ExpectStreamRefused("", NameError::kCollection, 1, "segment 1 (\"\") must be \"ente\" or");
  ExpectStreamRefused("piani/2024", NameError::kCollection, 1, "segment 1 (\"piani\")");
  ExpectStreamRefused("/plans/2024", NameError::kCollection, 1, "segment 1 (\"\")");
  ExpectStreamRefused("ente/x", NameError::kTrailingSegments, 2, "must not be there");
  ExpectStreamRefused("plans", NameError::kMissingSegment, 2, "segment 2 is missing");
  ExpectStreamRefused("plans/24", NameError::kYear, 2, "must be a plan year from 1990 to 2199");
  ExpectStreamRefused("plans/+024", NameError::kYear, 2, "segment 2 (\"+024\")");
  ExpectStreamRefused("plans/02024", NameError::kYear, 2, "segment 2 (\"02024\")");
  ExpectStreamRefused("plans/99999999999999999999", NameError::kYear, 2, "segment 2");
  ExpectStreamRefused("plans/2200", NameError::kYear, 2, "segment 2 (\"2200\")");
  ExpectStreamRefused("plans/2024/", NameError::kCollection, 3, "\"objectives\" or \"rounds\"");
  ExpectStreamRefused("plans/2024/phases/f1", NameError::kCollection, 3, "segment 3 (\"phases\")");
  ExpectStreamRefused("plans/2024/rounds", NameError::kMissingSegment, 4, "segment 4 is missing");
  ExpectStreamRefused("plans/2024/rounds/", NameError::kId, 4, "segment 4 (\"\") must be an id");
  ExpectStreamRefused("plans/2024/objectives/OB", NameError::kId, 4, "segment 4 (\"OB\")");
  ExpectStreamRefused("plans/2024/objectives/a/b", NameError::kTrailingSegments, 5,
                      "segment 5 (\"b\") must not be there");
  ExpectStreamRefused("plans/2024/objectives/a/", NameError::kTrailingSegments, 5, "segment 5");
}

TEST(ResourceNameTest, PutsTheEnteBeforeTheStream) {
  EXPECT_EQ(ParseResourceName("enti/demo")->ToString(), "enti/demo");
  EXPECT_EQ(ParseResourceName("enti/demo")->stream, StreamName::Ente());
  const ResourceName name = *ParseResourceName("enti/demo/plans/2024/objectives/ob-1");
  EXPECT_EQ(name.ente, "demo");
  EXPECT_EQ(name.stream, *StreamName::Objective(2024, "ob-1"));
  EXPECT_EQ(name.ToString(), "enti/demo/plans/2024/objectives/ob-1");
  EXPECT_EQ((ResourceName{"demo", *StreamName::Plan(2024)}).ToString(), "enti/demo/plans/2024");
}

TEST(ResourceNameTest, SaysWhichSegmentIsWrong) {
  ExpectNameRefused("", NameError::kCollection, 1, "must be \"enti\"");
  ExpectNameRefused("demo", NameError::kCollection, 1, "segment 1 (\"demo\") must be \"enti\"");
  ExpectNameRefused("enti", NameError::kMissingSegment, 2, "segment 2 is missing");
  ExpectNameRefused("enti/", NameError::kEnteId, 2, "segment 2 (\"\") must be an ente's id");
  ExpectNameRefused("enti/De mo", NameError::kEnteId, 2, "segment 2 (\"De mo\")");
  ExpectNameRefused("enti/demo/ente", NameError::kCollection, 3, "must be \"plans\"");
  ExpectNameRefused("enti/demo/", NameError::kCollection, 3, "must be \"plans\"");
  ExpectNameRefused("enti/demo/plans", NameError::kMissingSegment, 4, "segment 4 is missing");
  ExpectNameRefused("enti/demo/plans/x", NameError::kYear, 4, "like 2024");
  ExpectNameRefused("enti/demo/plans/2024/x/y", NameError::kCollection, 5, "segment 5 (\"x\")");
  ExpectNameRefused("enti/demo/plans/2024/rounds/\xff", NameError::kId, 6, "(\"\\xff\")");
  ExpectNameRefused("enti/demo/plans/2024/rounds/a/b", NameError::kTrailingSegments, 7,
                    "must not be there");
}

TEST(MakeIdTest, MakesReadableIds) {
  EXPECT_EQ(MakeId("OB. 1/A", "x"), "ob.-1-a");
  EXPECT_EQ(MakeId("Qualità dell'aria", "x"), "qualita-dell-aria");
  EXPECT_EQ(MakeId("  «PERCHÉ»  ", "x"), "perche");
  EXPECT_EQ(MakeId("piu\u0300 verde", "x"), "piu-verde");
  EXPECT_EQ(MakeId("Straße & Žižek × 3", "x"), "strase-zizek-3");
  EXPECT_EQ(MakeId("--.a.--", "x"), "a");
  EXPECT_EQ(MakeId("a  -  b", "x"), "a-b");
  EXPECT_EQ(MakeId("ob_1", "x"), "ob_1");
}

TEST(MakeIdTest, FallsBackWhenNothingIsLeft) {
  EXPECT_EQ(MakeId("!!!", "Obiettivo 3"), "obiettivo-3");
  EXPECT_EQ(MakeId("", "目标"), "x");
  EXPECT_EQ(MakeId("\xff\xfe", "ob"), "ob");
}

TEST(MakeIdTest, CutsLongTitlesWithoutATrailingDash) {
  EXPECT_EQ(MakeId(std::string(100, 'a'), "x"), std::string(60, 'a'));
  EXPECT_EQ(MakeId(std::string(59, 'a') + " b", "x"), std::string(59, 'a'));
}

RC_GTEST_PROP(NameProperty, ParsingUndoesFormatting, ()) {
  const StreamName stream = *AnyStreamName();
  RC_ASSERT(*ParseStreamName(stream.ToString()) == stream);
  const ResourceName name{(*AnyId()).substr(0, 1), stream};
  RC_ASSERT(*ParseResourceName(name.ToString()) == name);
}

RC_GTEST_PROP(NameProperty, WhatIsAcceptedIsTheOneTextOfItsName, ()) {
  std::string text = ResourceName{"demo", *AnyStreamName()}.ToString();
  if (*rc::gen::arbitrary<bool>()) {
    text[*rc::gen::inRange<size_t>(0, text.size())] =
        *rc::gen::oneOf(rc::gen::elementOf(kIdAlphabet), rc::gen::arbitrary<char>());
  }
  text.resize(
      *rc::gen::oneOf(rc::gen::just(text.size()), rc::gen::inRange<size_t>(0, text.size() + 1)));
  const absl::StatusOr<ResourceName> name = ParseResourceName(text);
  RC_CLASSIFY(name.ok());
  if (name.ok()) RC_ASSERT(name->ToString() == text);
}

RC_GTEST_PROP(NameProperty, RandomBytesNeverCrash, ()) {
  const std::string bytes = *rc::gen::oneOf(rc::gen::arbitrary<std::string>(),
                                            AlmostText("plansente/2024objectivesrounds"));
  const absl::StatusOr<StreamName> stream = ParseStreamName(bytes);
  if (stream.ok()) RC_ASSERT(stream->ToString() == bytes);
  const absl::StatusOr<ResourceName> name = ParseResourceName(bytes);
  if (name.ok()) RC_ASSERT(name->ToString() == bytes);
}

RC_GTEST_PROP(MakeIdProperty, GivesAValidIdThatStaysAsItIs, ()) {
  const auto bytes =
      rc::gen::oneOf(rc::gen::arbitrary<std::string>(), AlmostText("abcXYZ0123 ./-_àèéìòù"));
  const std::string title = *bytes;
  const std::string id = MakeId(title, *bytes);
  RC_ASSERT(IsId(id));
  RC_ASSERT(id.back() != '-' && id.back() != '.' && id.back() != '_');
  RC_ASSERT(id.find("--") == std::string::npos);
  RC_ASSERT(MakeId(id, "fallback") == id);
}

}  // namespace
}  // namespace traguardo::domain
