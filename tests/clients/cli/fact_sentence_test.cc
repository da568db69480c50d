#include "clients/cli/verbs/fact_sentence.h"

#include <string>

#include "clients/cli/verbs/fact_sentences.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {
namespace {

using event::v1::Fact;

Fact Read(const std::string& text) {
  Fact fact;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &fact)) << text;
  return fact;
}

std::string Italian(const std::string& text) {
  return FactSentence(Read(text), Language::kItalian);
}
std::string English(const std::string& text) {
  return FactSentence(Read(text), Language::kEnglish);
}

TEST(FactSentenceTest, EveryKindOfFactHasALabelAndASentenceInBothLanguages) {
  const auto* kinds = Fact::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    const auto* field = kinds->field(i);
    const FactWords* words = WordsOf(static_cast<Fact::KindCase>(field->number()));
    ASSERT_NE(words, nullptr) << field->name();
    Fact fact;
    const auto& content = *fact.GetReflection()->MutableMessage(&fact, field);
    for (const Language language : {Language::kItalian, Language::kEnglish}) {
      EXPECT_FALSE(words->label.In(language).empty()) << field->name();
      std::string unknown;
      FillSentence(words->sentence.In(language), content, language, &unknown);
      EXPECT_EQ(unknown, "") << field->name() << ": fields that it does not have";
    }
  }
}

TEST(FactSentenceTest, SaysWhatThePeopleOfAnEnteWouldSay) {
  EXPECT_EQ(Italian("progress_recorded { percent: '40' phase: 'lavori' note: 'il tetto' }"),
            "40%, fase lavori: il tetto");
  EXPECT_EQ(English("progress_recorded { percent: '0' }"), "0%");
  EXPECT_EQ(Italian("scostamento_recorded { scostamento: 's1' subject { progress: true } "
                    "planned: '1350' actual: '803' description: 'meno atti dell\\'atteso' "
                    "causes { kind: CAUSE_KIND_EXOGENOUS description: 'dati in ritardo' } "
                    "causes { kind: CAUSE_KIND_ENDOGENOUS description: 'una persona in meno' } }"),
            "s1, avanzamento, programmato 1350, consuntivo 803: meno atti dell'atteso — cause: "
            "esogena, dati in ritardo; endogena, una persona in meno");
  EXPECT_EQ(English("scostamento_recorded { scostamento: 's1' subject { deadline: true } "
                    "delay_days: 0 description: 'late' }"),
            "s1, deadline, days late: 0: late");
  EXPECT_EQ(Italian("ripianificazione_proposed { ripianificazione: 'r1' reason: 'impresa' "
                    "scostamenti: 's1' scostamenti: 's2' changes { deadline: '2025-12-15' } "
                    "changes { indicator { indicator: 'atti' target: '1800' } } "
                    "changes { phase { phase: 'lavori' planned { to: '2025-12-15' } } } "
                    "changes { dropped {} } }"),
            "r1: scadenza → 2025-12-15; indicatore atti: valore atteso → 1800; "
            "fase lavori: al 2025-12-15; soppresso; per s1, s2; motivo: impresa");
  EXPECT_EQ(Italian("plan_adopted { act { organ: ORGAN_GIUNTA kind: ACT_KIND_DELIBERA number: '9' "
                    "date: '2025-01-30' } }"),
            "Giunta delibera 9 2025-01-30");
  EXPECT_EQ(English("responsabile_changed { outgoing: 'a' incoming { responsabile: 'b' "
                    "role: RESPONSABILE_ROLE_DEPUTY unit: 'tributi' } }"),
            "from a to b (deputy) for tributi");
  EXPECT_EQ(Italian("measurement_recorded { indicator: 'atti' value: '512' "
                    "precision: MEASUREMENT_PRECISION_AT_LEAST }"),
            "atti: almeno 512");
  EXPECT_EQ(Italian("measurement_recorded { indicator: 'avvio' met: false "
                    "precision: MEASUREMENT_PRECISION_EXACT }"),
            "avvio: no");
  EXPECT_EQ(Italian("fact_corrected { corrected_position: 7 reason: 'errore' }"),
            "annulla la posizione 7: errore");
  EXPECT_EQ(Italian("personal_data_withdrawn { positions: 3 positions: 4 reason: 'x' }"),
            "posizioni 3, 4: x");
}

TEST(FactSentenceTest, TextsThatWereWithdrawnLeaveNoGap) {
  EXPECT_EQ(Italian("progress_recorded { percent: '40' }"), "40%");
  EXPECT_EQ(Italian("objective_suspended {}"), "");
  EXPECT_EQ(Italian("corrective_measure_planned { scostamento: 's1' measure: 'm1' owner: 'resp' "
                    "due: '2025-09-30' }"),
            "m1 per s1, la cura resp entro il 2025-09-30");
}

TEST(FactSentenceTest, AFactOfANewerServerKeepsItsName) {
  EXPECT_EQ(FactLabel(Fact(), Language::kItalian), "");
  EXPECT_EQ(FactSentence(Fact(), Language::kItalian), "");
}

}  // namespace
}  // namespace traguardo::cli
