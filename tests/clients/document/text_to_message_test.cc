#include "clients/document/text_to_message.h"

#include <string>
#include <utility>

#include "clients/document/message_to_yaml.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "traguardo/api/v1/year_document.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {
namespace {

using api::v1::YearDocument;
using event::v1::Fact;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Fact ReadFact(std::string_view text) {
  Fact fact;
  const ReadResult result = TextToMessage(text, fact);
  EXPECT_THAT(result.mistakes, IsEmpty()) << result.mistakes.front().english;
  return fact;
}

std::vector<Mistake> MistakesIn(std::string_view text) {
  Fact fact;
  return TextToMessage(text, fact).mistakes;
}

TEST(TextToMessageTest, JsonAndYamlSayTheSame) {
  const Fact yaml = ReadFact("progressRecorded:\n  percent: 40\n  note: a metà\n");
  const Fact json = ReadFact(R"({"progressRecorded": {"percent": "40", "note": "a metà"}})");
  EXPECT_EQ(yaml.SerializeAsString(), json.SerializeAsString());
  EXPECT_EQ(yaml.progress_recorded().percent(), "40");
}

TEST(TextToMessageTest, DecimalsAndDatesKeepTheirText) {
  const Fact fact = ReadFact(
      "measurement_recorded: {indicator: atti, value: 1357.50, precision: exact, date: "
      "2025-06-30}");
  EXPECT_EQ(fact.measurement_recorded().value(), "1357.50");
  EXPECT_EQ(fact.measurement_recorded().date(), "2025-06-30");
  EXPECT_EQ(fact.measurement_recorded().precision(), event::v1::MEASUREMENT_PRECISION_EXACT);
}

TEST(TextToMessageTest, EnumValuesGoByTheirFullAndTheirShortName) {
  for (const char* name : {"OUTCOME_REACHED", "REACHED", "reached"}) {
    const Fact fact = ReadFact(std::string("outcomeStated: {outcome: ") + name + "}");
    EXPECT_EQ(fact.outcome_stated().outcome(), event::v1::OUTCOME_REACHED) << name;
  }
}

TEST(TextToMessageTest, AnEmptyBlockIsAnEmptyMessage) {
  EXPECT_TRUE(ReadFact("objectiveResumed:").has_objective_resumed());
  EXPECT_TRUE(ReadFact("objectiveResumed: {}").has_objective_resumed());
}

TEST(TextToMessageTest, ANullScalarIsNotGiven) {
  const Fact fact = ReadFact("progressRecorded: {percent: 1, note: , phase: null}");
  EXPECT_EQ(fact.progress_recorded().note(), "");
  EXPECT_EQ(fact.progress_recorded().phase(), "");
}

TEST(TextToMessageTest, LineEndsOfOtherSystemsBecomePlain) {
  EXPECT_EQ(ReadFact(R"({"yearClosed": {"note": "uno\r\ndue"}})").year_closed().note(), "uno\ndue");
  EXPECT_EQ(ReadFact("yearClosed:\r\n  note: |\r\n    uno\r\n    due\r\n").year_closed().note(),
            "uno\ndue\n");
}

TEST(TextToMessageTest, AnUnknownFieldIsNamedWithItsLineAndTheKnownOnes) {
  const auto mistakes = MistakesIn("progressRecorded:\n  percent: 40\n  nota: boh\n");
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_EQ(mistakes[0].line, 3);
  EXPECT_EQ(mistakes[0].path, "progressRecorded.nota");
  EXPECT_THAT(mistakes[0].italian, HasSubstr("percent, phase, note"));
}

TEST(TextToMessageTest, AnUnknownEnumValueNamesTheChoices) {
  const auto mistakes = MistakesIn("outcomeStated: {outcome: QUASI}");
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_THAT(mistakes[0].english, HasSubstr("REACHED, PARTLY_REACHED, NOT_REACHED"));
}

TEST(TextToMessageTest, UnspecifiedIsNoChoice) {
  EXPECT_THAT(MistakesIn("outcomeStated: {outcome: UNSPECIFIED}"), SizeIs(1));
}

TEST(TextToMessageTest, AFieldWrittenTwiceIsAMistake) {
  const auto mistakes = MistakesIn("progressRecorded: {percent: 40, percent: 50}");
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_THAT(mistakes[0].english, HasSubstr("twice"));
}

TEST(TextToMessageTest, TwoFactsInOnePlaceAreAMistake) {
  const auto mistakes =
      MistakesIn("progressRecorded: {percent: 40}\noutcomeStated: {outcome: REACHED}\n");
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_EQ(mistakes[0].line, 2);
  EXPECT_THAT(mistakes[0].english, HasSubstr("only one"));
}

TEST(TextToMessageTest, AListIsNotASingleValueNorTheOtherWayRound) {
  EXPECT_THAT(MistakesIn("progressRecorded: {percent: [40]}"), SizeIs(1));
  EXPECT_THAT(MistakesIn("reportSubmitted: {responsabile: a, objectives: ob-1}"), SizeIs(1));
}

TEST(TextToMessageTest, WholeNumbersMustFit) {
  EXPECT_THAT(MistakesIn("ruleSetAdopted: {version: -1}"), SizeIs(1));
  EXPECT_THAT(MistakesIn("ruleSetAdopted: {version: 99999999999}"), SizeIs(1));
  EXPECT_THAT(MistakesIn("ruleSetAdopted: {version: uno}"), SizeIs(1));
}

TEST(TextToMessageTest, TextThatIsNoYamlIsOneMistakeWithItsLine) {
  const auto mistakes = MistakesIn("progressRecorded:\n  {percent: 40, note: [\n");
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_GE(mistakes[0].line, 1);
}

TEST(TextToMessageTest, WhatStandsBehindTheDocumentIsAMistakeWithItsLine) {
  const std::pair<std::string, int> cases[] = {
      {"yearClosed: {}\n---\nyearClosed: {note: altro}\n", 3},
      {"{\"yearClosed\": {}}\n{\"yearClosed\": {}}\n", 2},
      {"{\"yearClosed\": {}} coda", 1},
      {"yearClosed: {}\n...\nresto: 1\n", 3},
      {"---\nyearClosed: {}\n---\n", 3},
  };
  for (const auto& [text, line] : cases) {
    const auto mistakes = MistakesIn(text);
    ASSERT_THAT(mistakes, SizeIs(1)) << text;
    EXPECT_THAT(mistakes[0].italian, HasSubstr("dopo la fine del documento")) << text;
    EXPECT_EQ(mistakes[0].line, line) << text;
  }
}

TEST(TextToMessageTest, AnotherEncodingIsAMistakeWithItsLine) {
  for (const std::string bad :
       {"caff\xe8", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    const auto mistakes = MistakesIn("yearClosed:\n  note: " + bad + "\n");
    ASSERT_THAT(mistakes, SizeIs(1)) << bad;
    EXPECT_EQ(mistakes[0].line, 2);
    EXPECT_THAT(mistakes[0].italian, HasSubstr("non è in UTF-8"));
  }
  EXPECT_EQ(ReadFact("yearClosed: {note: caffè €}").year_closed().note(), "caffè €");
  // Two bytes a letter, as some editors save, and marked as such.
  std::string wide = "\xff\xfe";
  for (const char c : std::string("yearClosed: {note: chiuso}\n")) wide += {c, '\0'};
  EXPECT_EQ(ReadFact(wide).year_closed().note(), "chiuso");
}

TEST(TextToMessageTest, WhatTheParserComplainsOfIsSaidInItalian) {
  const std::pair<std::string, std::string> cases[] = {
      {"progressRecorded: {percent: 1", "manca la graffa }"},
      {"reportSubmitted: {objectives: [a, b", "manca la parentesi ]"},
      {"progressRecorded:\n\tpercent: 1\n", "tabulazioni"},
      {"progressRecorded:\n  note: a: b\n", "due punti"},
      {"yearClosed: {note: \"\\q\"}", "sequenza sconosciuta dopo \\: q"},
      {"yearClosed: *boh", "un richiamo (*)"},
  };
  for (const auto& [text, says] : cases) {
    const auto mistakes = MistakesIn(text);
    ASSERT_THAT(mistakes, SizeIs(1)) << text;
    EXPECT_THAT(mistakes[0].italian, HasSubstr("non è JSON né YAML valido: ")) << text;
    EXPECT_THAT(mistakes[0].italian, HasSubstr(says)) << text;
    EXPECT_GE(mistakes[0].line, 1) << text;
  }
}

// YAML itself would take most of these: it closes the text where the document ends on a new line.
TEST(TextToMessageTest, ADocumentThatEndsInsideAQuotedTextIsOneMistake) {
  const std::pair<std::string, int> cases[] = {
      {"yearClosed:\n  note: \"chiuso con", 2},
      {"yearClosed:\n  note: \"chiuso con\n", 2},
      {"yearClosed:\n  note: 'chiuso con\n    due righe\n", 3},
      {"yearClosed:\n  note: \"", 2},
      {"yearClosed:\n  note: '", 2},
      {"yearClosed:\n  note: \"chiuso con\\", 2},
      {"yearClosed:\n  note: \"chiuso \\\"con\n\n\n", 4},
      {"{\"yearClosed\": {\"note\": \"chiuso con\n", 1},
      {"{\"yearClosed\": {\"no", 1},
      {"yearClosed: {}\n\"", 2},
  };
  for (const auto& [text, line] : cases) {
    const auto mistakes = MistakesIn(text);
    ASSERT_THAT(mistakes, SizeIs(1)) << text;
    EXPECT_THAT(mistakes[0].italian, HasSubstr("finisce dentro un testo tra virgolette")) << text;
    EXPECT_EQ(mistakes[0].line, line) << text;
  }
}

TEST(TextToMessageTest, ADocumentMayEndInAnyOtherWay) {
  for (const char* text : {
           "yearClosed:\n  note: \"chiuso\"",
           "yearClosed:\n  note: \"chiuso\"\n",
           "yearClosed: {note: 'chiuso'}",
           "yearClosed:\n  note: chiuso",
           "yearClosed:\n  note: chiuso\n...\n",
           "---\nyearClosed: {note: chiuso}\n",
           "yearClosed: {note: chiuso}  # un \"commento",
           "yearClosed:\r\n  note: chiuso\r\n",
           R"({"yearClosed": {"note": "chiuso"}})",
       }) {
    EXPECT_EQ(ReadFact(text).year_closed().note(), "chiuso") << text;
  }
  EXPECT_EQ(ReadFact("yearClosed:\n  note: |\n    uno\n    due").year_closed().note(),
            "uno\ndue\n");
  EXPECT_EQ(ReadFact("yearClosed:\n  note: |-\n    uno\n\n").year_closed().note(), "uno");
  // Marks inside a text stay what they are.
  EXPECT_EQ(ReadFact("yearClosed: {note: \"uno ... due\"}").year_closed().note(), "uno ... due");
  EXPECT_EQ(ReadFact("").kind_case(), Fact::KIND_NOT_SET);
}

TEST(TextToMessageTest, EndlessNestingIsRefused) {
  EXPECT_THAT(MistakesIn(std::string(100'000, '[')), SizeIs(1));
  EXPECT_THAT(MistakesIn(std::string(100'000, '{')), SizeIs(1));
}

TEST(TextToMessageTest, AliasesThatStandForTooMuchAreRefusedInTime) {
  // 60,000 short lines that each stand for four hundred values.
  std::string text = "entries:\n";
  std::string together = "  - &e {effectiveOn: 2025, together: [";
  for (int i = 0; i < 200; ++i) together += "{objective: y},";
  text += together + "]}\n";
  for (int i = 0; i < 60'000; ++i) text += "  - *e\n";
  YearDocument document;
  const ReadResult result = TextToMessage(text, document);
  ASSERT_THAT(result.mistakes, SizeIs(1));
  EXPECT_THAT(result.mistakes[0].english, HasSubstr("too long"));
}

TEST(TextToMessageTest, MistakesAreBounded) {
  std::string text = "progressRecorded:\n";
  for (int i = 0; i < 1000; ++i) text += "  campo" + std::to_string(i) + ": 1\n";
  EXPECT_THAT(MistakesIn(text), SizeIs(kMaxMistakes));
}

TEST(TextToMessageTest, WhatIsWrittenReadsBack) {
  const Fact fact = ReadFact(
      "scostamentoRecorded: {scostamento: s1, subject: {deadline: true}, delayDays: -3, "
      "description: \"riga: uno\\nriga \\\"due\\\" è così\", causes: [{kind: EXOGENOUS, "
      "description: \"no\"}]}");
  for (const std::string& text : {MessageToYaml(fact), MessageToJson(fact)}) {
    EXPECT_EQ(ReadFact(text).SerializeAsString(), fact.SerializeAsString()) << text;
  }
}

TEST(TextToMessageTest, LinesOfMessagesAreKept) {
  YearDocument document;
  const ReadResult result = TextToMessage(
      "ente: demo\nentries:\n  - effectiveOn: 2025\n    fact:\n      yearClosed: {}\n", document);
  EXPECT_EQ(result.lines.at("entries[0]"), 3);
  EXPECT_EQ(result.lines.at("entries[0].fact"), 5);
}

}  // namespace
}  // namespace traguardo::document
