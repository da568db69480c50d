#include "clients/cli/command/field_value.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "clients/cli/screen/labels.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::AdoptRuleSetRequest;
using api::v1::RecordMeasurementRequest;
using api::v1::RecordScostamentoRequest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(FieldValueTest, TextsNumbersAndTruthValuesFindTheirField) {
  RecordMeasurementRequest request;
  EXPECT_FALSE(PutValue(request, "measurement.value", "12.50").has_value());
  EXPECT_FALSE(PutValue(request, "header.expected_revision", "7").has_value());
  EXPECT_FALSE(PutValue(request, "measurement.met", "sì").has_value());
  EXPECT_EQ(request.measurement().value(), "12.50");
  EXPECT_EQ(request.header().expected_revision(), 7u);
  EXPECT_TRUE(request.measurement().met());
  EXPECT_FALSE(PutValue(request, "measurement.met", "No").has_value());
  EXPECT_TRUE(request.measurement().has_met());
  EXPECT_FALSE(request.measurement().met());
}

TEST(FieldValueTest, EnumValuesAreTypedAsPeopleType) {
  RecordMeasurementRequest request;
  for (const char* typed : {"at-least", "AT_LEAST", "At-Least"}) {
    EXPECT_FALSE(PutValue(request, "measurement.precision", typed).has_value()) << typed;
    EXPECT_EQ(request.measurement().precision(), event::v1::MEASUREMENT_PRECISION_AT_LEAST);
  }
  const auto complaint = PutValue(request, "measurement.precision", "roughly");
  ASSERT_TRUE(complaint.has_value());
  EXPECT_THAT(complaint->italian, HasSubstr("esatto, circa, almeno"));
  EXPECT_THAT(complaint->english, HasSubstr("exact, about, at-least"));
  EXPECT_TRUE(PutValue(request, "measurement.precision", "unspecified").has_value());
}

// Every field of every request, facts included, that takes words.
void CollectEnums(const google::protobuf::Descriptor& message,
                  std::set<const google::protobuf::Descriptor*>& seen,
                  std::vector<const google::protobuf::FieldDescriptor*>& fields) {
  if (!seen.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const auto* field = message.field(i);
    if (field->enum_type() != nullptr) fields.push_back(field);
    if (field->message_type() != nullptr) CollectEnums(*field->message_type(), seen, fields);
  }
}

TEST(FieldValueTest, EveryWordOfATableCanBeTypedBack) {
  std::set<const google::protobuf::Descriptor*> seen;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  CollectEnums(*api::v1::RecordCommandRequest::descriptor(), seen, fields);
  ASSERT_GT(fields.size(), 10u);
  auto& factory = *google::protobuf::MessageFactory::generated_factory();
  for (const auto* field : fields) {
    for (int i = 0; i < field->enum_type()->value_count(); ++i) {
      const auto& value = *field->enum_type()->value(i);
      if (value.number() == 0) continue;
      for (const Language language : {Language::kItalian, Language::kEnglish}) {
        const std::unique_ptr<google::protobuf::Message> message(
            factory.GetPrototype(field->containing_type())->New());
        const std::string word = Label(value, language);
        EXPECT_FALSE(PutValue(*message, field->name(), word).has_value()) << word;
        const auto& reflection = *message->GetReflection();
        EXPECT_EQ(field->is_repeated() ? reflection.GetRepeatedEnumValue(*message, field, 0)
                                       : reflection.GetEnumValue(*message, field),
                  value.number())
            << word;
      }
    }
  }
}

// A shell takes a choice as it stands in the help, without quotes.
TEST(FieldValueTest, EveryChoiceIsOneWordToAShellAndMeansItsValue) {
  std::set<const google::protobuf::Descriptor*> seen;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  CollectEnums(*api::v1::RecordCommandRequest::descriptor(), seen, fields);
  auto& factory = *google::protobuf::MessageFactory::generated_factory();
  for (const auto* field : fields) {
    const Choices choices = ChoicesOf(*field);
    for (const Language language : {Language::kItalian, Language::kEnglish}) {
      const std::vector<std::string>& words = choices.In(language);
      ASSERT_EQ(static_cast<int>(words.size()), field->enum_type()->value_count() - 1);
      for (size_t i = 0; i < words.size(); ++i) {
        EXPECT_THAT(words[i], MatchesRegex("([a-z0-9/.-]|à|è|é|ì|ò|ù)+"));
        const std::unique_ptr<google::protobuf::Message> message(
            factory.GetPrototype(field->containing_type())->New());
        EXPECT_FALSE(PutValue(*message, field->name(), words[i]).has_value()) << words[i];
        const auto& reflection = *message->GetReflection();
        EXPECT_EQ(field->is_repeated() ? reflection.GetRepeatedEnumValue(*message, field, 0)
                                       : reflection.GetEnumValue(*message, field),
                  field->enum_type()->value(static_cast<int>(i) + 1)->number())
            << words[i];
      }
    }
  }
}

TEST(FieldValueTest, AnApostropheMayBeTypedInEveryWay) {
  for (const char* typed :
       {"deciso-dall-organo", "deciso-dall'organo", "Deciso dall’organo", "DECIDED_BY_ORGAN"}) {
    api::v1::ExcludeObjectiveRequest request;
    EXPECT_FALSE(PutValue(request, "exclusion.cause", typed).has_value()) << typed;
    EXPECT_EQ(request.exclusion().cause(), event::v1::EXCLUSION_CAUSE_DECIDED_BY_ORGAN) << typed;
  }
}

TEST(FieldValueTest, YesAndNoInEveryCaseAndLanguage) {
  for (const char* typed : {"sì", "SÌ", "Sì", "si", "SI", "yes", "TRUE"}) {
    RecordMeasurementRequest request;
    EXPECT_FALSE(PutValue(request, "measurement.met", typed).has_value()) << typed;
    EXPECT_TRUE(request.measurement().met()) << typed;
  }
  EXPECT_TRUE(PutValue(*std::make_unique<RecordMeasurementRequest>(), "measurement.met", "forse")
                  .has_value());
  const Choices choices = ChoicesOf(DescribePlace(RecordMeasurementRequest(), "measurement.met"));
  EXPECT_THAT(choices.italian, ElementsAre("sì", "no"));
  EXPECT_THAT(choices.english, ElementsAre("yes", "no"));
}

TEST(FieldValueTest, NumbersThatDoNotFitAreComplainedAbout) {
  AdoptRuleSetRequest request;
  for (const char* typed : {"-1", "99999999999", "1.5", "", "uno", "1 "}) {
    EXPECT_TRUE(PutValue(request, "rule_set.version", typed).has_value()) << typed;
  }
  RecordScostamentoRequest scostamento;
  EXPECT_FALSE(PutValue(scostamento, "scostamento.delay_days", "-3").has_value());
  EXPECT_EQ(scostamento.scostamento().delay_days(), -3);
}

TEST(FieldValueTest, ListsGrow) {
  api::v1::OpenRoundRequest request;
  PutValue(request, "opening.units", "a");
  PutValue(request, "opening.units", "b");
  EXPECT_THAT(request.opening().units(), ElementsAre("a", "b"));
}

TEST(FieldValueTest, EmptyIsNotGivenOrGivenEmpty) {
  RecordMeasurementRequest request;
  EXPECT_TRUE(IsEmpty(request, "measurement.value"));
  PutValue(request, "measurement.value", "");
  EXPECT_TRUE(IsEmpty(request, "measurement.value"));
  PutValue(request, "measurement.value", "0");
  EXPECT_FALSE(IsEmpty(request, "measurement.value"));
}

TEST(FieldValueTest, ChoicesAreWhatMayBeTyped) {
  const RecordScostamentoRequest request;
  const auto& field = DescribePlace(RecordMeasurementRequest(), "measurement.source");
  EXPECT_THAT(ChoicesOf(field).english, ElementsAre("measured", "certified", "self-declared"));
  EXPECT_THAT(ChoicesOf(field).italian, ElementsAre("misurato", "certificato", "autodichiarato"));
  EXPECT_TRUE(ChoicesOf(DescribePlace(request, "objective")).empty());
}

TEST(FieldValueDeathTest, AWrongPathIsOurBug) {
  RecordMeasurementRequest request;
  EXPECT_DEATH(PutValue(request, "measurement.nothing", "1"), "no field measurement.nothing");
}

}  // namespace
}  // namespace traguardo::cli
