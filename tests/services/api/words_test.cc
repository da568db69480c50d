// A message for people has words where the protos have names.

#include "services/api/messages/words.h"

#include <set>
#include <string>

#include "gtest/gtest.h"
#include "services/api/messages/template.h"
#include "traguardo/event/v1/envelope.pb.h"
#include "traguardo/rules/v1/rule_set.pb.h"

namespace traguardo::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

void ExpectWords(const EnumDescriptor& values) {
  for (int i = 0; i < values.value_count(); ++i) {
    if (values.value(i)->number() == 0) continue;
    EXPECT_TRUE(HasValueWord(values.value(i)->name())) << values.value(i)->name();
  }
}

void ExpectFieldWords(const Descriptor& message, std::set<std::string>& seen) {
  if (!seen.insert(message.full_name()).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    EXPECT_TRUE(HasFieldWord(field.name())) << field.full_name();
    if (field.message_type() != nullptr) ExpectFieldWords(*field.message_type(), seen);
  }
}

TEST(WordsTest, EveryValueThatAMessageNamesHasOne) {
  ExpectWords(*event::v1::Role_descriptor());
  ExpectWords(*event::v1::ResponsabileRole_descriptor());
  ExpectWords(*event::v1::Direction_descriptor());
  ExpectWords(*event::v1::Outcome_descriptor());
  ExpectWords(*rules::v1::PhaseConvention_descriptor());
  const Descriptor& fact = *event::v1::Fact::descriptor();
  for (int i = 0; i < fact.field_count(); ++i) {
    EXPECT_TRUE(HasValueWord(fact.field(i)->name())) << fact.field(i)->name();
  }
}

TEST(WordsTest, EveryFieldOfAFactHasOne) {
  const Descriptor& fact = *event::v1::Fact::descriptor();
  std::set<std::string> seen;
  for (int i = 0; i < fact.field_count(); ++i) {
    ExpectFieldWords(*fact.field(i)->message_type(), seen);
  }
  ExpectFieldWords(*event::v1::Evidence::descriptor(), seen);
  EXPECT_GT(seen.size(), 60u);
}

TEST(WordsTest, AFieldIsNamedByWhatPeopleCallIt) {
  EXPECT_EQ(FieldWords("proposals[0].fact.progress_recorded.note", Language::kItalian), "nota");
  EXPECT_EQ(FieldWords("command.proposals[0].target", Language::kItalian), "oggetto del fatto");
  EXPECT_EQ(FieldWords("definition.indicators[0].target", Language::kItalian),
            "valore atteso (indicatore 1)");
  EXPECT_EQ(FieldWords("commands[2].fact.progress_recorded.note", Language::kItalian),
            "nota (comando 3)");
  EXPECT_EQ(FieldWords("definition.indicators[2].target", Language::kItalian),
            "valore atteso (indicatore 3)");
  EXPECT_EQ(FieldWords("definition.units[0]", Language::kItalian), "unità 1");
  EXPECT_EQ(FieldWords("effective_on", Language::kEnglish), "day of the fact");
  EXPECT_EQ(FieldWords("something_new", Language::kItalian), "something new");
}

TEST(WordsTest, AValueIsShownAsTheLanguageWritesIt) {
  EXPECT_EQ(ValueText("40.5", Language::kItalian), "40,5");
  EXPECT_EQ(ValueText("40.5", Language::kEnglish), "40.5");
  EXPECT_EQ(ValueText("-3", Language::kItalian), "-3");
  EXPECT_EQ(ValueText("2024-06-30", Language::kItalian), "30/06/2024");
  EXPECT_EQ(ValueText("partly_reached", Language::kItalian), "raggiunto in parte");
  EXPECT_EQ(ValueText("", Language::kItalian), "");
  EXPECT_EQ(WordOf("DIRECTION_UP", Language::kItalian), "crescente");
  EXPECT_EQ(WordOf("SEGRETARIO", Language::kItalian), "segretario");
  EXPECT_EQ(WordOf("indicator:atti", Language::kItalian), "indicatore atti");
  EXPECT_EQ(WordOf("numerator", Language::kItalian), "numeratore");
  EXPECT_EQ(WordOf("whatever", Language::kItalian), "whatever");
}

TEST(WordsTest, AStreamIsWhatItsFactsAreAbout) {
  EXPECT_EQ(PlaceText("plans/2025/objectives/ob-1", Language::kItalian), "obiettivo ob-1 del 2025");
  EXPECT_EQ(PlaceText("plans/2025/rounds/giugno", Language::kEnglish), "round giugno of 2025");
  EXPECT_EQ(PlaceText("plans/2025", Language::kItalian), "piano 2025");
  EXPECT_EQ(PlaceText("ente", Language::kItalian), "ente");
  EXPECT_EQ(PlaceText("altrove", Language::kItalian), "altrove");
}

TEST(WordsTest, TemplatesAskForThem) {
  EXPECT_EQ(FillTemplate("{r:word}: {f:field} {v:value}",
                         {{"r", "ROLE_SEGRETARIO"}, {"f", "fact.note"}, {"v", "1.5"}},
                         Language::kItalian),
            "segretario: nota 1,5");
}

}  // namespace
}  // namespace traguardo::api
