// What is said after something was recorded, and how a recorded fact is told apart and taken away.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Words = std::vector<std::string>;

RunResult RunVerb(FakeServer& server, const Words& arguments, const std::string& in = "") {
  return RunProgramWith(arguments, {.in = in, .server = &server});
}

TEST(RecordedTest, WhatWasRecordedIsSaidInWords) {
  FakeServer server;
  EXPECT_THAT(RunVerb(server, {"progress", "record", "ob-1", "--percent", "40", "--unit", "tributi",
                               "--on", "2025-06-30", "--note", "a metà"})
                  .out,
              HasSubstr("\n  ob-1 (tributi), 2025-06-30: avanzamento — 40%: a metà\n"));
  EXPECT_THAT(RunVerb(server, {"round", "close", "giugno", "--lang", "en"}).out,
              HasSubstr("\n  giugno, today: round closed\n"));
  EXPECT_THAT(RunVerb(server, {"plan", "amend", "--act", "GC 9 2025-01-30", "--summary", "x"}).out,
              HasSubstr("2025, oggi: piano variato — Giunta delibera 9 2025-01-30: x"));
}

// The server says what to do and knows no commands.
TEST(RecordedTest, AWarningComesWithTheVerbThatDoesWhatItAdvises) {
  api::v1::RecordProgressResponse response;
  auto* shortfall = response.mutable_outcome()->add_warnings();
  shortfall->set_reason("SHORTFALL_WITHOUT_SCOSTAMENTO");
  shortfall->set_message("Manca la causa: registrare uno scostamento.");
  auto* other = response.mutable_outcome()->add_warnings();
  other->set_reason("PROGRESS_DECREASED");
  other->set_message("È meno di prima.");
  FakeServer server;
  server.Answer("RecordProgress", response);
  EXPECT_EQ(RunVerb(server, {"progress", "record", "ob-1", "--percent", "1"}).err,
            "Attenzione: Manca la causa: registrare uno scostamento. Il comando: traguardo "
            "scostamento record\nAttenzione: È meno di prima.\n");
}

TEST(RecordedTest, AValueIsSaidWithItsUnitOfMeasure) {
  FakeServer server;
  api::v1::GetObjectiveResponse objective;
  auto& indicator = *objective.mutable_objective()->add_indicators()->mutable_indicator();
  indicator.set_id("riscosso");
  indicator.set_unit_of_measure("euro");
  server.Answer("GetObjective", objective);
  const Words verb{"measure", "record", "ob-1", "riscosso",
                   "--value", "1,25",   "--on", "2025-06-30"};
  EXPECT_THAT(RunVerb(server, verb).out,
              HasSubstr("ob-1, 2025-06-30: misura — riscosso: 1.25 euro\n"));
  EXPECT_EQ(
      server.Last<api::v1::RecordMeasurementRequest>("RecordMeasurement").measurement().value(),
      "1.25");
  // The value was recorded, whether or not the server has more to say.
  server.Refuse("GetObjective", grpc::StatusCode::NOT_FOUND, "OBJECTIVE_UNKNOWN", "boh");
  const RunResult without = RunVerb(server, verb);
  EXPECT_EQ(without.exit_code, 0);
  EXPECT_THAT(without.out, HasSubstr("riscosso: 1.25\n"));
  EXPECT_EQ(without.err, "");
}

TEST(RecordedTest, ProgramsGetNoSentences) {
  FakeServer server;
  for (const char* format : {"json", "csv"}) {
    EXPECT_THAT(
        RunVerb(server, {"progress", "record", "ob-1", "--percent", "40", "--format", format}).out,
        Not(HasSubstr("avanzamento")));
  }
}

TEST(RecordedTest, OfManyFactsTheFirstFewAreSaid) {
  std::string file = "command:\n  header: {effectiveOn: 2025-06-30}\n  proposals:\n";
  for (int i = 0; i < 12; ++i) {
    file += "    - target: enti/demo/plans/2025/objectives/ob-" + std::to_string(i) +
            "\n      fact: {progressRecorded: {percent: 1}}\n";
  }
  FakeServer server;
  const RunResult result = RunVerb(server, {"facts", "record", "--from", "-"}, file);
  EXPECT_THAT(result.out, AllOf(HasSubstr("ob-9, 2025-06-30: avanzamento — 1%"),
                                Not(HasSubstr("ob-10")), HasSubstr("… e altri 2 fatti")));
}

TEST(RecordedTest, AFactIsCorrectedByTheShortNameOfItsObjective) {
  FakeServer server;
  RunVerb(server, {"facts", "correct", "ob-1", "--position", "7", "--reason", "errore"});
  EXPECT_EQ(server.Last<api::v1::CorrectFactRequest>("CorrectFact").target(),
            "enti/demo/plans/2025/objectives/ob-1");
  RunVerb(server, {"facts", "correct", "enti/demo", "--position", "7", "--reason", "errore"});
  EXPECT_EQ(server.Last<api::v1::CorrectFactRequest>("CorrectFact").target(), "enti/demo");
}

TEST(RecordedTest, TheHelpOfAnyCommandShowsAFileThatWorks) {
  const std::string help = RunProgramWith({"facts", "record", "--help"}).out;
  const size_t begin = help.find("command:");
  ASSERT_NE(begin, std::string::npos);
  FakeServer server;
  // As it stands there, indented as it is.
  const RunResult result =
      RunVerb(server, {"facts", "record", "--from", "-"}, "  " + help.substr(begin));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto request = server.Last<api::v1::RecordCommandRequest>("RecordCommand");
  ASSERT_EQ(request.command().proposals_size(), 2);
  EXPECT_NE(request.command().proposals(0).fact().consuntivo_approved().lateness_reason(), "");
}

TEST(RecordedTest, TextsAreRemovedOnlyWhenItIsConfirmed) {
  FakeServer server;
  Words verb{"facts",      "withdraw-texts",
             "--position", "7",
             "--position", "9",
             "--reason",   "richiesta dell'interessato"};
  api::v1::ListFactsResponse page;
  for (const uint64_t position : {6, 7, 8}) {
    auto& envelope = *page.add_facts()->mutable_envelope();
    envelope.set_position(position);
    envelope.mutable_fact()->mutable_progress_recorded()->set_note("nota " +
                                                                   std::to_string(position));
  }
  page.set_next_page_token("8");
  server.On("ListFacts", [&](const std::string& bytes) {
    api::v1::ListFactsRequest request;
    request.ParseFromString(bytes);
    // There is a page behind every page, and 12 is on the second.
    api::v1::ListFactsResponse next;
    next.add_facts()->mutable_envelope()->set_position(12);
    next.set_next_page_token("12");
    return FakeAnswer{
        .messages = {(request.page_token().empty() ? page : next).SerializeAsString()}};
  });
  const RunResult asked = RunVerb(server, verb);
  EXPECT_EQ(asked.exit_code, 2);
  EXPECT_THAT(asked.err, AllOf(HasSubstr("non è stato cancellato nulla"), HasSubstr("(7, 9)"),
                               HasSubstr("per sempre"), HasSubstr("--confirm")));
  // Who mistyped a number sees another fact than the one that was meant.
  EXPECT_THAT(asked.out,
              AllOf(HasSubstr("nota 7"), Not(HasSubstr("nota 6")), Not(HasSubstr("nota 8"))));
  EXPECT_THAT(asked.err,
              AllOf(HasSubstr("non c'è la posizione 9."), Not(HasSubstr("posizione 7"))));
  EXPECT_EQ(server.calls().size(), 2u) << "it reads up to the last position, and sends nothing";
  const auto read = server.Last<api::v1::ListFactsRequest>("ListFacts");
  EXPECT_EQ(read.name(), "enti/demo");
  EXPECT_TRUE(read.recursive());
  verb.insert(verb.end(), {"--on", "30/06/2025", "--on-behalf-of", "dpo", "--evidence-act",
                           "PROT 12 2025-06-29"});
  verb.push_back("--confirm");
  const RunResult removed = RunVerb(server, verb);
  EXPECT_EQ(removed.exit_code, 0) << removed.err;
  EXPECT_THAT(removed.out, HasSubstr("demo, 2025-06-30: testi cancellati — posizioni 7, 9"));
  const auto command = server.Last<api::v1::RecordCommandRequest>("RecordCommand").command();
  ASSERT_EQ(command.proposals_size(), 1);
  EXPECT_EQ(command.proposals(0).target(), "enti/demo");
  EXPECT_FALSE(command.header().request_id().empty());
  EXPECT_EQ(command.header().effective_on(), "2025-06-30");
  EXPECT_EQ(command.header().on_behalf_of(), "dpo");
  EXPECT_EQ(command.header().evidence().act().number(), "12");
  EXPECT_EQ(command.header().evidence().act().kind(), event::v1::ACT_KIND_NOTA_PROTOCOLLO);
  const auto& withdrawal = command.proposals(0).fact().personal_data_withdrawn();
  EXPECT_THAT(withdrawal.positions(), ElementsAre(7, 9));
  EXPECT_EQ(withdrawal.reason(), "richiesta dell'interessato");
  EXPECT_THAT(RunVerb(server, {"facts", "withdraw-texts", "--position", "7"}).err,
              HasSubstr("manca --reason"));
  EXPECT_THAT(RunVerb(server, {"facts", "withdraw-texts", "--reason", "x"}).err,
              HasSubstr("manca --position"));
}

TEST(RecordedTest, AProposalMayChangeUnitsAndRemoveParts) {
  FakeServer server;
  const RunResult result = RunVerb(
      server, {"ripianificazione", "propose", "ob-1", "--reason", "chiude un settore", "--units",
               "tributi, lavori-pubblici", "--remove-indicator", "atti", "--remove-phase", "gara",
               "--remove-milestone", "bando", "--add-phase", "lavori:30:2025-07-01..:Lavori"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto proposal =
      server.Last<api::v1::ProposeRipianificazioneRequest>("ProposeRipianificazione").proposal();
  ASSERT_EQ(proposal.changes_size(), 5);
  EXPECT_THAT(proposal.changes(0).units().units(), ElementsAre("tributi", "lavori-pubblici"));
  std::string all = proposal.ShortDebugString();
  EXPECT_THAT(all,
              AllOf(HasSubstr("indicator_removed: \"atti\""), HasSubstr("phase_removed: \"gara\""),
                    HasSubstr("milestone_removed: \"bando\""), HasSubstr("phase_added")));
  EXPECT_THAT(result.out, AllOf(HasSubstr("unità → tributi, lavori-pubblici"),
                                HasSubstr("indicatore atti: tolto")));
}

TEST(RecordedTest, AFactShowsItsProofWhoAnsweredAndWhatCameWithIt) {
  api::v1::ListFactsResponse facts;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(position: 9
         facts { envelope { position: 8 command_index: 1 command_size: 3 effective_on: "2025-06-30"
                            responsabile_then: "responsabile.vecchio"
                            evidence { act { organ: ORGAN_GIUNTA kind: ACT_KIND_DELIBERA number: "9"
                                             date: "2025-06-01" }
                                       uri: "https://example.org/a.pdf" sha256: "00112233445566778899"
                                       description: "verbale" }
                            fact { progress_recorded { percent: "40" } } } }
         facts { envelope { position: 10 command_size: 1 effective_on: "2025-07-30"
                            fact { progress_recorded { percent: "50" } } } })",
      &facts));
  FakeServer server;
  server.Answer("ListFacts", facts);
  const std::string table = RunVerb(server, {"facts", "list", "ob-1"}).out;
  EXPECT_THAT(table, AllOf(HasSubstr("responsabile.vecchio"), HasSubstr("7 (2/3)"),
                           HasSubstr("Giunta delibera 9 2025-06-01; https://example.org/a.pdf; "
                                     "SHA-256 001122334455…; verbale")));
  EXPECT_THAT(table, Not(HasSubstr("10 (1/1)")));
  const std::string csv = RunVerb(server, {"facts", "list", "ob-1", "--format", "csv"}).out;
  EXPECT_THAT(csv, HasSubstr(",content,responsabile_then,evidence_act,evidence_uri,evidence_sha256,"
                             "evidence_note,command\n"));
  EXPECT_THAT(csv, HasSubstr(",responsabile.vecchio,ORGAN_GIUNTA ACT_KIND_DELIBERA 9 2025-06-01,"
                             "https://example.org/a.pdf,00112233445566778899,verbale,7\n"));
  EXPECT_THAT(csv, HasSubstr(",,,,,,10\n"));
}

}  // namespace
}  // namespace traguardo::cli
