// Every form, every bound, every way to get a field wrong, and that no field from outside lacks a
// rule.

#include "services/domain/facts/field_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "google/protobuf/unknown_field_set.h"
#include "services/domain/values/text.h"
#include "tests/testing/fact_builder.h"
#include "tests/testing/random_message.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {
namespace {

using Kind = FieldViolationKind;
using event::v1::Fact;
using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

// "path kind-number" of each violation would be hard to read: only the one expected.
FieldViolation Only(const google::protobuf::Message& message) {
  const std::vector<FieldViolation> violations = CheckFields(message, 10);
  EXPECT_EQ(violations.size(), 1u);
  for (const FieldViolation& violation : violations) {
    if (violations.size() > 1) ADD_FAILURE() << DescribeFieldViolation(violation);
  }
  return violations.empty() ? FieldViolation{"none", Kind::kRequired} : violations.front();
}

struct BadValue {
  std::string text;
  Kind kind;
};

// Sets the field by `set` to each bad value in a message that is right otherwise.
template <typename Message, typename Set>
void ExpectRefused(const Message& right, const std::string& path, const Set& set,
                   const std::vector<BadValue>& bad_values) {
  ASSERT_TRUE(CheckFields(right, 10).empty()) << DescribeFieldViolation(CheckFields(right, 10)[0]);
  for (const BadValue& bad : bad_values) {
    Message message = right;
    set(message, bad.text);
    SCOPED_TRACE(path + " = " + Quoted(bad.text));
    const FieldViolation violation = Only(message);
    EXPECT_EQ(violation.path, path);
    EXPECT_EQ(static_cast<int>(violation.kind), static_cast<int>(bad.kind))
        << DescribeFieldViolation(violation);
  }
}

template <typename Message, typename Set>
void ExpectAccepted(const Message& right, const Set& set, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    Message message = right;
    set(message, text);
    const std::vector<FieldViolation> violations = CheckFields(message, 1);
    EXPECT_TRUE(violations.empty()) << DescribeFieldViolation(violations[0]);
  }
}

TEST(FieldRulesTest, Percents) {
  event::v1::ProgressRecorded right;
  right.set_percent("40");
  const auto set = [](auto& message, const std::string& text) { message.set_percent(text); };
  ExpectRefused(right, "percent", set,
                {{"", Kind::kRequired},
                 {"101", Kind::kPercentOutOfRange},
                 {"100.000000001", Kind::kPercentOutOfRange},
                 {"-1", Kind::kPercentOutOfRange},
                 {"12,5", Kind::kDecimalComma},
                 {"quaranta", Kind::kDecimalSyntax},
                 {"40%", Kind::kDecimalSyntax},
                 {"1e1", Kind::kDecimalSyntax},
                 {"007", Kind::kDecimalSyntax},
                 {" 40", Kind::kDecimalSyntax},
                 {"1.0000000001", Kind::kDecimalTooManyDigits},
                 {std::string(65, '1'), Kind::kTooLong}});
  ExpectAccepted(right, set, {"0", "0.00", "100", "100.000000000", "99.999999999"});
}

TEST(FieldRulesTest, Decimals) {
  event::v1::FinalResultProposed right;
  right.set_percent("1129");
  const auto set = [](auto& message, const std::string& text) { message.set_percent(text); };
  ExpectRefused(right, "percent", set,
                {{"-0", Kind::kDecimalSyntax},
                 {"+1", Kind::kDecimalSyntax},
                 {"1.", Kind::kDecimalSyntax},
                 {"1234567890123456789", Kind::kDecimalTooManyDigits}});
  ExpectAccepted(right, set, {"", "-12.50", "123456789012345678", "0.123456789"});
}

TEST(FieldRulesTest, Dates) {
  event::v1::ByDate right;
  right.set_deadline("2024-06-30");
  const auto set = [](auto& message, const std::string& text) { message.set_deadline(text); };
  ExpectRefused(right, "deadline", set,
                {{"", Kind::kRequired},
                 {"30/06/2024", Kind::kDateSyntax},
                 {"2024-6-3", Kind::kDateSyntax},
                 {"2024-06-30T10:00", Kind::kDateSyntax},
                 {"1899-12-31", Kind::kDateYearOutOfRange},
                 {"9999-12-31", Kind::kDateYearOutOfRange},
                 {"2023-02-29", Kind::kDateDoesNotExist},
                 {"2024-13", Kind::kDateDoesNotExist}});
  ExpectAccepted(right, set, {"2024-02-29", "2024-06", "2024"});
}

TEST(FieldRulesTest, Days) {
  event::v1::RoundOpened right;
  right.set_reference_date("2024-06-30");
  right.set_due_date("2024-07-15");
  ExpectRefused(right, "due_date",
                [](auto& message, const std::string& text) { message.set_due_date(text); },
                {{"2024-07", Kind::kDateNotADay},
                 {"2024", Kind::kDateNotADay},
                 {"2024-04-31", Kind::kDateDoesNotExist}});
}

TEST(FieldRulesTest, Ids) {
  event::v1::MilestoneReached right;
  right.set_milestone("m-1.a_b");
  const auto set = [](auto& message, const std::string& text) { message.set_milestone(text); };
  ExpectRefused(right, "milestone", set,
                {{"", Kind::kRequired},
                 {"M1", Kind::kIdSyntax},
                 {"-m", Kind::kIdSyntax},
                 {"m 1", Kind::kIdSyntax},
                 {"perché", Kind::kIdSyntax},
                 {std::string("m\0", 2), Kind::kIdSyntax},
                 {std::string(61, 'a'), Kind::kTooLong}});
  ExpectAccepted(right, set, {"1", std::string(60, 'a')});
}

TEST(FieldRulesTest, TextsAndLabels) {
  event::v1::ObjectiveSuspended text;
  text.set_reason("In attesa del parere.\nVedi nota.");
  ExpectRefused(text, "reason",
                [](auto& message, const std::string& value) { message.set_reason(value); },
                {{"", Kind::kRequired},
                 {" \n\t ", Kind::kRequired},
                 {"\u200b", Kind::kRequired},
                 {"Approvato \u202eon", Kind::kDirectionControl},
                 {"a\x01", Kind::kControlCharacter},
                 {"a\r\nb", Kind::kControlCharacter},
                 {"\xff", Kind::kInvalidUtf8},
                 {"\xc0\xaf", Kind::kInvalidUtf8},
                 {std::string(4001, 'a'), Kind::kTooLong}});

  event::v1::Act label = GiuntaAct("106", "2023-11-07");
  ExpectRefused(label, "number",
                [](auto& message, const std::string& value) { message.set_number(value); },
                {{"1\n2", Kind::kSeveralLines},
                 {"1\t2", Kind::kSeveralLines},
                 {"  ", Kind::kRequired},
                 {std::string(41, '1'), Kind::kTooLong}});
}

TEST(FieldRulesTest, TheBoundIsSaidWithWhatWasGiven) {
  event::v1::ObjectiveSuspended text;
  text.set_reason(std::string(5000, 'a'));
  EXPECT_EQ(Only(text).limit, 4000);
  EXPECT_EQ(Only(text).actual, 5000);
  EXPECT_LT(Only(text).value.size(), 100u) << "the text itself is only shown in part";
}

TEST(FieldRulesTest, AddressesAndDigests) {
  event::v1::Evidence right;
  right.set_uri("https://example.org/delibera-106.pdf");
  right.set_sha256(std::string(64, 'F'));
  ExpectRefused(right, "uri", [](auto& message, const std::string& text) { message.set_uri(text); },
                {{"delibera 106", Kind::kUriSyntax},
                 {"javascript:alert(1)", Kind::kUriSyntax},
                 {"data:text/html,x", Kind::kUriSyntax},
                 {"https://", Kind::kUriSyntax},
                 {"https://example.org/a b", Kind::kUriSyntax},
                 {"https://example.org/\n", Kind::kSeveralLines},
                 {"https://example.org/" + std::string(2000, 'a'), Kind::kTooLong}});
  ExpectRefused(
      right, "sha256", [](auto& message, const std::string& text) { message.set_sha256(text); },
      {{std::string(63, 'a'), Kind::kSha256Syntax}, {std::string(64, 'g'), Kind::kSha256Syntax}});
  ExpectAccepted(right, [](auto& message, const std::string& text) { message.set_uri(text); },
                 {"http://example.org", "urn:nir:stato:decreto.legislativo:2009-10-27;150",
                  "file:///archivio/106.pdf", ""});
}

TEST(FieldRulesTest, NamesAndBytes) {
  event::v1::Envelope right;
  right.set_stream("plans/2024/objectives/ob-1");
  right.mutable_fact()->mutable_objective_resumed();
  ExpectRefused(right, "stream",
                [](auto& message, const std::string& text) { message.set_stream(text); },
                {{"piani/2024", Kind::kNameSyntax},
                 {"plans/24", Kind::kNameSyntax},
                 {"plans/2024/objectives/", Kind::kNameSyntax}});
  ExpectRefused(right, "command_hash",
                [](auto& message, const std::string& text) { message.set_command_hash(text); },
                {{std::string(17, '\xff'), Kind::kTooLong}});
  ExpectAccepted(right, [](auto& message, const std::string& text) { message.set_stream(text); },
                 {"ente", "enti/demo/plans/2024/rounds/giugno"});
}

TEST(FieldRulesTest, EnumsHaveToBeKnownAndStatedWhereRequired) {
  event::v1::Act act = GiuntaAct("106", "2023-11-07");
  act.set_organ(event::v1::ORGAN_UNSPECIFIED);
  EXPECT_EQ(Only(act).path, "organ");
  EXPECT_EQ(Only(act).kind, Kind::kRequired);

  act.set_organ(static_cast<event::v1::Organ>(99));
  EXPECT_EQ(Only(act).kind, Kind::kEnumUnknown);
  EXPECT_EQ(Only(act).actual, 99);

  event::v1::FinalResultProposed optional;
  EXPECT_TRUE(CheckFields(optional, 1).empty());
  optional.set_outcome(static_cast<event::v1::Outcome>(-1));
  EXPECT_EQ(Only(optional).kind, Kind::kEnumUnknown);
}

TEST(FieldRulesTest, NumbersListsAndMessagesMayBeRequired) {
  event::v1::FactCorrected correction;
  correction.set_reason("Errore di battitura");
  EXPECT_EQ(Only(correction).path, "corrected_position");

  event::v1::ReportSubmitted report;
  report.set_responsabile("resp-tributi");
  EXPECT_EQ(Only(report).path, "objectives");
  report.add_objectives("ob-1");
  report.add_objectives("");
  EXPECT_EQ(Only(report).path, "objectives[1]");

  event::v1::PlanAdopted adopted;
  EXPECT_EQ(Only(adopted).path, "act");
  EXPECT_EQ(Only(adopted).kind, Kind::kRequired);
  adopted.mutable_act();
  EXPECT_EQ(CheckFields(adopted, 10).size(), 4u);
}

TEST(FieldRulesTest, ListsAreBoundedAndNotReadBeyondTheirBound) {
  event::v1::ReportSubmitted report;
  report.set_responsabile("resp-tributi");
  for (int i = 0; i < 501; ++i) report.add_objectives("non valido");
  EXPECT_EQ(Only(report).kind, Kind::kTooManyItems);
  EXPECT_EQ(Only(report).limit, 500);
  EXPECT_EQ(Only(report).actual, 501);
}

TEST(FieldRulesTest, WhatIsOnlyAOneofNeedsACase) {
  Fact fact;
  EXPECT_EQ(Only(fact).kind, Kind::kNoCase);
  EXPECT_EQ(Only(fact).path, "");

  event::v1::RipianificazioneProposed proposed =
      ReplanProposed("r1", {DeadlineChange("2024-12-31")}).fact().ripianificazione_proposed();
  EXPECT_TRUE(CheckFields(proposed, 1).empty());
  proposed.add_changes();
  EXPECT_EQ(Only(proposed).path, "changes[1]");
  proposed.mutable_changes(1)->mutable_time_shape();
  EXPECT_EQ(Only(proposed).path, "changes[1].time_shape");
  proposed.mutable_changes(1)->set_weight("");
  EXPECT_EQ(Only(proposed).path, "changes[1].weight");
  EXPECT_EQ(Only(proposed).kind, Kind::kRequired);
  proposed.mutable_changes(1)->mutable_dropped();
  EXPECT_TRUE(CheckFields(proposed, 1).empty());

  event::v1::ScostamentoRecorded deviated = Deviated("s1").fact().scostamento_recorded();
  EXPECT_TRUE(CheckFields(deviated, 1).empty());
  deviated.mutable_subject()->set_indicator("");
  EXPECT_EQ(Only(deviated).path, "subject.indicator");
}

TEST(FieldRulesTest, PathsLeadToTheFieldThroughListsAndMessages) {
  Fact fact = Defined("ob-1", Definition("1")
                                  .Add(IndicatorOf("i1", event::v1::DIRECTION_UP, "10"))
                                  .Add(IndicatorOf("i2", event::v1::DIRECTION_UP, "dieci")))
                  .fact();
  const FieldViolation violation = Only(fact);
  EXPECT_EQ(violation.path, "objective_defined.definition.indicators[1].target");
  EXPECT_EQ(DescribeFieldViolation(violation),
            "objective_defined.definition.indicators[1].target (\"dieci\") must be a decimal like "
            "12.50");
}

TEST(FieldRulesTest, AFieldThatThisVersionDoesNotKnowIsRefused) {
  Fact fact = Progress("40").fact();
  event::v1::ProgressRecorded* const progress = fact.mutable_progress_recorded();
  progress->GetReflection()->MutableUnknownFields(progress)->AddVarint(77, 1);
  EXPECT_EQ(Only(fact).kind, Kind::kUnknownField);
  EXPECT_EQ(Only(fact).path, "progress_recorded");
  EXPECT_EQ(Only(fact).actual, 77);

  // A kind of fact from the future is an unknown field of a fact without a kind.
  Fact future;
  future.GetReflection()->MutableUnknownFields(&future)->AddLengthDelimited(80, "");
  EXPECT_EQ(CheckFields(future, 10)[0].kind, Kind::kUnknownField);
}

TEST(FieldRulesTest, StopsAtTheNumberOfViolationsAskedFor) {
  event::v1::ObjectiveDefinition empty;
  EXPECT_GT(CheckFields(empty, 100).size(), 3u);
  EXPECT_EQ(CheckFields(empty, 2).size(), 2u);
  EXPECT_TRUE(CheckFields(empty, 0).empty());
}

TEST(FieldRulesTest, EveryKindOfViolationHasItsOwnWords) {
  std::vector<std::string> words;
  for (int kind = 0; kind <= static_cast<int>(Kind::kUnknownField); ++kind) {
    words.push_back(DescribeFieldViolation({"x", static_cast<Kind>(kind), 7, 9, "\"v\""}));
  }
  for (size_t i = 0; i < words.size(); ++i) {
    EXPECT_GT(words[i].size(), 10u);
    for (size_t j = 0; j < i; ++j) EXPECT_NE(words[i], words[j]);
  }
}

RC_GTEST_PROP(FieldRules, AcceptsEveryFactThatKeepsItsRules, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  for (uint64_t i = 1; i <= 10; ++i) {
    const event::v1::Envelope fact = AnyFact(random, i);
    const std::vector<FieldViolation> violations = CheckFields(fact, 1);
    if (!violations.empty()) RC_FAIL(DescribeFieldViolation(violations[0]));
  }
}

RC_GTEST_PROP(FieldRules, ReadsWhateverProtoCanCarry, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  for (uint64_t i = 1; i <= 10; ++i) {
    for (const FieldViolation& violation : CheckFields(AnyFact(random, i, Filling::kWild), 50)) {
      const std::string text = DescribeFieldViolation(violation);
      RC_ASSERT(ValidateText(text, 10'000).fault == TextFault::kOk);
    }
  }
}

}  // namespace
}  // namespace traguardo::domain
