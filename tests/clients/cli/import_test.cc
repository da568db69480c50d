// Importing a year and exporting it again, against a server that keeps commands in memory.

#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "clients/document/entry_command.h"
#include "clients/document/year_document.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::Command;
using api::v1::CommandResult;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Takes everything but facts that say "rifiutami", which it refuses; repeats known answers.
class ImportTest : public testing::Test {
 protected:
  ImportTest() {
    server_.On("RecordFacts", [this](const std::string& bytes) { return Record(bytes); });
    server_.On("ListFacts", [this](const std::string& bytes) { return ListFacts(bytes); });
  }

  FakeAnswer Record(const std::string& bytes) {
    api::v1::RecordFactsRequest request;
    request.ParseFromString(bytes);
    api::v1::RecordFactsResponse response;
    for (const Command& command : request.commands()) {
      if (answered_before_break_ == 0) {
        return {.status = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")};
      }
      --answered_before_break_;
      RecordOne(command, *response.add_results());
    }
    return {.messages = {response.SerializeAsString()}, .goes_on = true};
  }

  void RecordOne(const Command& command, CommandResult& result) {
    const std::string& id = command.header().request_id();
    result.set_request_id(id);
    if (command.ShortDebugString().find("rifiutami") != std::string::npos) {
      result.mutable_refusal()->set_code(9);
      result.mutable_refusal()->set_message("non va bene");
      google::rpc::ErrorInfo info;
      info.set_domain("traguardo");
      info.set_reason("OBJECTIVE_UNKNOWN");
      result.mutable_refusal()->add_details()->PackFrom(info);
      if (busy_times_ > 0) {
        --busy_times_;
        result.mutable_refusal()->add_details()->PackFrom(google::rpc::RetryInfo());
      }
      return;
    }
    auto known = positions_.find(id);
    if (known == positions_.end()) {
      known = positions_.emplace(id, log_.size() + 1).first;
      for (int i = 0; i < command.proposals_size(); ++i) {
        const auto& proposal = command.proposals(i);
        auto& envelope = log_.emplace_back();
        envelope.set_position(log_.size());
        envelope.set_command_hash(document::CommandHash(id));
        envelope.set_stream(proposal.target().substr(std::min<size_t>(proposal.target().size(), 10)));
        if (envelope.stream().empty()) envelope.set_stream("ente");
        envelope.set_effective_on(proposal.effective_on().empty() ? command.header().effective_on()
                                                                  : proposal.effective_on());
        envelope.mutable_actor()->set_principal("segretario");
        envelope.mutable_actor()->set_on_behalf_of(command.header().on_behalf_of());
        envelope.set_command_index(static_cast<uint32_t>(i));
        envelope.set_unit(proposal.unit());
        if (command.header().has_evidence()) *envelope.mutable_evidence() = command.header().evidence();
        *envelope.mutable_fact() = proposal.fact();
      }
    }
    result.mutable_outcome()->set_first_position(known->second);
    result.mutable_outcome()->set_position(known->second +
                                           static_cast<uint64_t>(command.proposals_size()) - 1);
  }

  // Two facts a page, so that paging is walked.
  FakeAnswer ListFacts(const std::string& bytes) {
    api::v1::ListFactsRequest request;
    request.ParseFromString(bytes);
    if (log_.empty()) return {.status = grpc::Status(grpc::StatusCode::NOT_FOUND, "no ente")};
    api::v1::ListFactsResponse response;
    response.set_position(log_.size());
    const bool of_ente = request.name() == "enti/demo";
    size_t next = request.page_token().empty() ? 0 : std::stoul(request.page_token());
    for (; next < log_.size() && response.facts_size() < 2; ++next) {
      if ((log_[next].stream() == "ente") == of_ente) {
        auto& fact = *response.add_facts();
        *fact.mutable_envelope() = log_[next];
        fact.set_private_part_withdrawn(withdrawn_.contains(log_[next].position()));
      }
    }
    if (next < log_.size()) response.set_next_page_token(std::to_string(next));
    return {.messages = {response.SerializeAsString()}};
  }

  RunResult RunVerb(const std::vector<std::string>& arguments, const std::string& in = "") {
    return RunProgramWith(arguments, {.in = in, .server = &server_});
  }

  static std::string Document(const std::string& entries) {
    return "ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\nentries:\n" + entries;
  }
  static std::string Progress(const std::string& percent, const std::string& note) {
    return "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    fact: {progressRecorded: "
           "{percent: " + percent + ", note: " + note + "}}\n";
  }

  FakeServer server_;
  std::map<std::string, uint64_t> positions_;
  std::vector<event::v1::Envelope> log_;
  std::set<uint64_t> withdrawn_;  // positions
  int busy_times_ = 0;
  int answered_before_break_ = 1 << 20;
};

TEST_F(ImportTest, TheDemoYearGoesInAndASecondTimeNothingDoes) {
  const RunResult first = RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("già presenti 0, rifiutati 0"));
  const size_t facts = log_.size();
  EXPECT_GT(facts, 100u);
  const RunResult second = RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_THAT(second.out, HasSubstr("registrati 0"));
  EXPECT_EQ(log_.size(), facts);
}

TEST_F(ImportTest, AnEnteThatIsThereAlreadyIsNotRegisteredAgain) {
  const std::string document =
      "ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\nregistration: {name: C, kind: COMUNE}\n"
      "entries:\n" + Progress("1", "va");
  event::v1::Envelope registered;
  registered.set_position(1);
  registered.set_stream("ente");
  registered.mutable_fact()->mutable_ente_registered();
  log_.push_back(registered);
  const RunResult result = RunVerb({"import", "-"}, document);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "registrati 1, già presenti 1, rifiutati 0.\n");
  EXPECT_EQ(log_.size(), 2u);
}

TEST_F(ImportTest, WhatAnotherPrincipalImportedIsNotRecordedTwice) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  const size_t facts = log_.size();
  // A server knows request ids by their principal: to this one they are all new.
  positions_.clear();
  const RunResult result = RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("registrati 0,")) << result.err;
  EXPECT_EQ(log_.size(), facts);
}

// Also of somebody else's: a server that knows ids by their caller would record it a second time.
TEST_F(ImportTest, ARequestIdWithOtherContentIsRefusedAndNotSent) {
  const auto with = [](const std::string& percent) {
    return Document("  - effectiveOn: 2025-06-30\n    objective: ob-1\n    requestId: mine\n"
                    "    fact: {progressRecorded: {percent: " + percent + "}}\n");
  };
  RunVerb({"import", "-"}, with("40"));
  positions_.clear();
  const RunResult result = RunVerb({"import", "-"}, with("50"));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.err, HasSubstr("-:5: entries[0] (progressRecorded ob-1): sotto il requestId "
                                    "\"mine\" il registro ha già un contenuto diverso"));
  EXPECT_THAT(result.out, HasSubstr("registrati 0, già presenti 0, rifiutati 1."));
  EXPECT_EQ(log_.size(), 1u);
  EXPECT_EQ(RunVerb({"import", "-"}, with("40")).exit_code, 0);
}

// Its texts are gone from the log and must not come back with a document that still has them.
TEST_F(ImportTest, WhatWasWithdrawnIsNotRecordedAgain) {
  const std::string document = Document(Progress("40", "di Caio"));
  RunVerb({"import", "-"}, document);
  log_[0].mutable_fact()->mutable_progress_recorded()->clear_note();
  withdrawn_.insert(1);
  positions_.clear();
  const RunResult result = RunVerb({"import", "-"}, document);
  EXPECT_EQ(result.out, "registrati 0, già presenti 1, rifiutati 0.\n") << result.err;
  EXPECT_EQ(log_.size(), 1u);
}

TEST_F(ImportTest, ACorrectionPointsAtThePositionThatTheServerGave) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  bool seen = false;
  for (const auto& envelope : log_) {
    if (!envelope.fact().has_fact_corrected()) continue;
    seen = true;
    const auto& corrected = log_.at(envelope.fact().fact_corrected().corrected_position() - 1);
    EXPECT_EQ(corrected.fact().progress_recorded().percent(), "90");
  }
  EXPECT_TRUE(seen);
}

TEST_F(ImportTest, WhatWasImportedIsExportedAndImportedAgainAsTheSame) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  std::vector<event::v1::Envelope> before = log_;
  const std::string path = testing::TempDir() + "import_test.json";
  std::remove(path.c_str());
  const RunResult exported = RunVerb({"export", "-o", path});
  ASSERT_EQ(exported.exit_code, 0) << exported.err;
  log_.clear();
  positions_.clear();
  const RunResult imported = RunVerb({"import", path});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  ASSERT_EQ(log_.size(), before.size());
  for (size_t i = 0; i < before.size(); ++i) {
    // A request id that was written by hand is not in the log, only its hash: the export gives the
    // entry one that follows from its content.
    before[i].clear_command_hash();
    log_[i].clear_command_hash();
    EXPECT_EQ(log_[i].SerializeAsString(), before[i].SerializeAsString()) << i;
  }
  const RunResult again = RunVerb({"export", "-o", path});
  EXPECT_EQ(again.exit_code, 7);
  EXPECT_THAT(again.err, HasSubstr("--force"));
  EXPECT_EQ(RunVerb({"export", "-o", path, "--force"}).exit_code, 0);
  std::remove(path.c_str());
}

// The demo year has an entry with an id of its own, and another one that takes it back: the log has only
// a hash of the id, so the export gives both an id that the log does not know.
TEST_F(ImportTest, AnExportRecordsNothingInTheLogThatItCameFrom) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  const size_t facts = log_.size();
  const std::string path = testing::TempDir() + "import_test_same_log.json";
  ASSERT_EQ(RunVerb({"export", "-o", path, "--force"}).exit_code, 0);
  const RunResult imported = RunVerb({"import", path});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("registrati 0,"));
  EXPECT_EQ(log_.size(), facts);
  std::remove(path.c_str());
}

// The same position of another log says something else, also when only the objective differs.
TEST_F(ImportTest, APositionAloneMakesNothingKnown) {
  const auto exported = [](const std::string& objective, const std::string& percent) {
    return Document("  - effectiveOn: 2025-06-30\n    objective: " + objective +
                    "\n    requestId: doc-elsewhere-0\n    positions: [1]\n"
                    "    fact: {progressRecorded: {percent: " + percent + "}}\n");
  };
  RunVerb({"import", "-"}, Document(Progress("40", "va")));
  RunVerb({"import", "-"}, exported("ob-2", "40"));
  EXPECT_EQ(log_.size(), 2u);
}

TEST_F(ImportTest, EveryRefusalNamesFileLineEntryAndReason) {
  const RunResult result =
      RunVerb({"import", "-"}, Document(Progress("1", "va") + Progress("2", "rifiutami") +
                                    Progress("3", "va") + Progress("4", "rifiutami")));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.out, HasSubstr("registrati 2, già presenti 0, rifiutati 2."));
  EXPECT_THAT(result.err, HasSubstr("-:8: entries[1] (progressRecorded ob-1): non va bene "
                                    "[OBJECTIVE_UNKNOWN]"));
  EXPECT_THAT(result.err, HasSubstr("-:14: entries[3]"));
}

TEST_F(ImportTest, MachinesGetTheSummaryAsJsonOrCsv) {
  const std::string document = Document(Progress("1", "va") + Progress("2", "rifiutami"));
  EXPECT_EQ(RunVerb({"import", "-", "--format", "csv"}, document).out,
            "recorded,already_there,refused,unanswered\n1,0,1,0\n");
  EXPECT_EQ(RunVerb({"import", "-", "--format", "json"}, document).out,
            "{\"recorded\": 0, \"alreadyThere\": 1, \"refused\": 1, \"unanswered\": 0}\n");
}

TEST_F(ImportTest, ARefusalThatMayPassIsTriedAgain) {
  busy_times_ = 1;
  const RunResult result = RunVerb({"import", "-"}, Document(Progress("2", "rifiutami")));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_EQ(busy_times_, 0);
  EXPECT_THAT(result.out, HasSubstr("rifiutati 1"));
}

TEST_F(ImportTest, ACorrectionOfARefusedFactIsNotSent) {
  const RunResult result = RunVerb(
      {"import", "-"},
      Document("  - effectiveOn: 2025-06-30\n    objective: ob-1\n    requestId: wrong\n"
               "    fact: {progressRecorded: {percent: 1, note: rifiutami}}\n"
               "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    correctsEntry: wrong\n"
               "    fact: {factCorrected: {reason: errore}}\n"));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.out, HasSubstr("rifiutati 2"));
  EXPECT_THAT(result.err, HasSubstr("la voce \"wrong\" è stata rifiutata"));
}

TEST_F(ImportTest, AStreamThatBreaksForGoodSaysHowMuchIsUnanswered) {
  std::string entries;
  for (int i = 0; i < 250; ++i) entries += Progress("1", "n" + std::to_string(i));
  answered_before_break_ = 100;
  const RunResult result = RunVerb({"import", "-"}, Document(entries));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.err, HasSubstr("150 comandi senza risposta"));
  answered_before_break_ = 0;
  EXPECT_EQ(RunVerb({"import", "-"}, Document(Progress("1", "altro"))).exit_code, 4);
}

TEST_F(ImportTest, AMistakeAnywhereSendsNothing) {
  const std::pair<std::string, std::string> cases[] = {
      {Progress("1", "va") + "  - effectiveOn: 2025-06-30\n    obiettivo: ob-1\n",
       "-:9: entries[1].obiettivo: campo sconosciuto"},
      {Progress("140", "va"), "-:7: entries[0].fact.progressRecorded.percent: \"140\" non è fra"},
      {Progress("1", "va") + "  - effectiveOn: 2025-06-30\n", "-:8: entries[1]: manca il fatto"},
      {"  - {effectiveOn: [\n", "non è JSON né YAML valido"},
  };
  for (const auto& [entries, says] : cases) {
    const RunResult result = RunVerb({"import", "-"}, Document(entries));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(says));
    EXPECT_THAT(result.err, HasSubstr("non è stato inviato nulla"));
  }
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(ImportTest, ADryRunSendsNothing) {
  const RunResult result = RunVerb({"import", TRAGUARDO_DEMO_YEAR, "--dry-run"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("forma corretta"));
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(ImportTest, ProgressIsForATerminalOnly) {
  EXPECT_THAT(RunVerb({"import", TRAGUARDO_DEMO_YEAR}).err, Not(HasSubstr("\r")));
  log_.clear();
  positions_.clear();
  const RunResult shown = RunProgramWith({"import", TRAGUARDO_DEMO_YEAR},
                                         {.terminal = true, .server = &server_});
  EXPECT_THAT(shown.err, HasSubstr("\r"));
  const RunResult quiet = RunProgramWith({"import", TRAGUARDO_DEMO_YEAR, "--quiet"},
                                         {.terminal = true, .server = &server_});
  EXPECT_EQ(quiet.err, "");
}

TEST_F(ImportTest, AFileThatIsNotThereIsNamed) {
  const RunResult result = RunVerb({"import", "/nowhere/year.yaml"});
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_THAT(result.err, HasSubstr("/nowhere/year.yaml"));
}

}  // namespace
}  // namespace traguardo::cli
