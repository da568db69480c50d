// What is said when a call fails: whether something may have been recorded all the same, how to
// find out, and about which option the server complains.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> kRecord{"progress", "record", "ob-1", "--percent", "40"};

struct Failure {
  grpc::StatusCode code;
  std::string reason;
};

RunResult RunWith(FakeServer& server, const std::vector<std::string>& arguments,
                  const Failure& failure) {
  for (const char* method : {"RecordProgress", "GetOverview"}) {
    if (failure.reason.empty()) {
      server.On(method, [failure](const std::string&) {
        return FakeAnswer{.status = grpc::Status(failure.code, "gone")};
      });
    } else {
      server.Refuse(method, failure.code, failure.reason, "parole del server");
    }
  }
  return RunProgramWith(arguments, {.server = &server});
}

// A refusal that names fields.
grpc::Status WithFields(const std::string& message,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
  google::rpc::Status status;
  status.set_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  status.set_message(message);
  google::rpc::ErrorInfo info;
  info.set_domain("traguardo");
  info.set_reason("FIELD_INVALID");
  status.add_details()->PackFrom(info);
  google::rpc::BadRequest bad_request;
  for (const auto& [field, description] : fields) {
    auto* violation = bad_request.add_field_violations();
    violation->set_field(field);
    violation->set_description(description);
  }
  status.add_details()->PackFrom(bad_request);
  return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, message, status.SerializeAsString());
}

TEST(ErrorsTest, WhereTheFateOfACommandIsUnknownItsRequestIdIsSaid) {
  const Failure failures[] = {
      {grpc::StatusCode::UNAVAILABLE, ""},
      {grpc::StatusCode::UNAVAILABLE, "LOG_CLOSED_FOR_WRITING"},
      {grpc::StatusCode::UNAVAILABLE, "SHUTTING_DOWN"},
      {grpc::StatusCode::DEADLINE_EXCEEDED, ""},
      {grpc::StatusCode::DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"},
      {grpc::StatusCode::INTERNAL, "INTERNAL"},
      {grpc::StatusCode::DATA_LOSS, "DATA_LOSS"},
      {grpc::StatusCode::UNKNOWN, ""},
      {grpc::StatusCode::CANCELLED, ""},
      {grpc::StatusCode::RESOURCE_EXHAUSTED, ""},
  };
  for (const Failure& failure : failures) {
    FakeServer server;
    const RunResult result = RunWith(server, kRecord, failure);
    EXPECT_EQ(result.exit_code, 3) << failure.code << failure.reason;
    const auto sent = server.Last<api::v1::RecordProgressRequest>("RecordProgress");
    ASSERT_FALSE(sent.header().request_id().empty());
    EXPECT_THAT(result.err, HasSubstr("--request-id " + sent.header().request_id()));
  }
}

TEST(ErrorsTest, ARefusalNeedsNoRequestId) {
  const Failure refusals[] = {
      {grpc::StatusCode::FAILED_PRECONDITION, "YEAR_CLOSED"},
      {grpc::StatusCode::INVALID_ARGUMENT, "FIELD_INVALID"},
      {grpc::StatusCode::ABORTED, "REVISION_MISMATCH"},
      {grpc::StatusCode::PERMISSION_DENIED, "PERMISSION_DENIED"},
      {grpc::StatusCode::ALREADY_EXISTS, "REQUEST_ID_REUSED"},
  };
  for (const Failure& refusal : refusals) {
    FakeServer server;
    const RunResult result = RunWith(server, kRecord, refusal);
    EXPECT_THAT(result.err, Not(HasSubstr("--request-id"))) << refusal.reason;
    EXPECT_NE(result.exit_code, 3) << refusal.reason;
  }
}

TEST(ErrorsTest, TheAdviceIsGoodForTheIdThatWasTyped) {
  FakeServer server;
  std::vector<std::string> arguments = kRecord;
  arguments.insert(arguments.end(), {"--request-id", "mio-1", "--lang", "en"});
  const RunResult result = RunWith(server, arguments, {grpc::StatusCode::DEADLINE_EXCEEDED, ""});
  EXPECT_THAT(result.err, HasSubstr("repeat it unchanged with --request-id mio-1"));
}

TEST(ErrorsTest, AReadMayJustBeRepeated) {
  for (const auto code : {grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::DEADLINE_EXCEEDED}) {
    FakeServer server;
    const RunResult result = RunWith(server, {"status"}, {code, ""});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.err, Not(HasSubstr("request-id")));
  }
}

TEST(ErrorsTest, FieldsAreCalledAsTheirOptions) {
  FakeServer server;
  server.On("RecordScostamento", [](const std::string&) {
    return FakeAnswer{
        .status =
            WithFields("La richiesta non è stata accolta: scostamento.causes[0].description manca; "
                       "header.effective_on non è una data; unit è troppo lungo. Correggere.",
                       {{"scostamento.causes[0].description", "manca"},
                        {"header.effective_on", "non è una data"},
                        {"unit", "è troppo lungo"},
                        {"scostamento.planned", "non è un numero"}})};
  });
  const RunResult result = RunProgramWith({"scostamento", "record", "ob-1", "--deadline",
                                           "--description", "x", "--cause", "exogenous:"},
                                          {.server = &server});
  EXPECT_EQ(result.err,
            "traguardo: La richiesta non è stata accolta: --cause (description) manca; "
            "--on non è una data; --unit è troppo lungo. Correggere. [FIELD_INVALID]\n"
            "  --planned: non è un numero\n");
}

// The server has words for fields; whoever typed options is told of options.
TEST(ErrorsTest, FieldsThatTheServerHasWordsForAreCalledAsTheirOptionsToo) {
  FakeServer server;
  server.On("RecordScostamento", [](const std::string&) {
    return FakeAnswer{
        .status = WithFields(
            "La richiesta non è stata accolta: il campo «descrizione» è obbligatorio e manca; il "
            "campo «giorno del fatto» è obbligatorio e manca; il campo «impronta SHA-256» non "
            "torna. Correggere.",
            {{"scostamento.description", "è obbligatorio e manca"},
             {"header.effective_on", "è obbligatorio e manca"},
             {"scostamento.something.sha256", "non torna"}})};
  });
  const RunResult result = RunProgramWith({"scostamento", "record", "ob-1", "--deadline",
                                           "--description", "x", "--cause", "exogenous:y"},
                                          {.server = &server});
  EXPECT_EQ(result.err,
            "traguardo: La richiesta non è stata accolta: --description è obbligatorio e manca; "
            "--on è obbligatorio e manca; il campo «impronta SHA-256» non torna. Correggere. "
            "[FIELD_INVALID]\n");
}

TEST(ErrorsTest, TheOptionThatMadeAChangeIsNamed) {
  FakeServer server;
  server.On("ProposeRipianificazione", [](const std::string&) {
    return FakeAnswer{.status = WithFields(
                          "La richiesta non è stata accolta: proposal.changes[1].indicator.target "
                          "non è un numero. Correggere.",
                          {{"proposal.changes[1].indicator.target", "non è un numero"}})};
  });
  const RunResult result = RunProgramWith({"ripianificazione", "propose", "ob-1", "--reason", "x",
                                           "--deadline", "2025-11-30", "--target", "atti=tanti"},
                                          {.server = &server});
  EXPECT_THAT(result.err, HasSubstr("accolta: --target (indicator.target) non è un numero."));
}

TEST(ErrorsTest, AMomentIsCalledAsItsOption) {
  FakeServer server;
  server.On("GetOverview", [](const std::string&) {
    return FakeAnswer{
        .status = WithFields("Il momento «30/6» non è valido. Per as_of indicare un giorno "
                             "(2024-06-30), per known_at una "
                             "posizione.",
                             {{"moment.as_of",
                               "Il momento «30/6» non è valido. Per as_of indicare un giorno "
                               "(2024-06-30), per known_at una posizione."}})};
  });
  const RunResult result = RunProgramWith({"status", "--as-of", "30/6"}, {.server = &server});
  EXPECT_THAT(result.err, HasSubstr("Per --as-of indicare"));
  EXPECT_THAT(result.err, HasSubstr("per --known-at una"));
  EXPECT_THAT(result.err, Not(HasSubstr("as_of")));
}

TEST(ErrorsTest, TheHelpSaysWhatTheExitCodesMean) {
  const RunResult help = RunProgramWith({"--help"});
  EXPECT_THAT(help.out, HasSubstr("1  rifiutato: non è stato registrato nulla"));
  EXPECT_THAT(help.out, HasSubstr("può essere stato registrato oppure no"));
}

TEST(ErrorsTest, ANumberThatLooksLikeAYearIsNoPosition) {
  FakeServer server;
  const RunResult result = RunProgramWith({"status", "--known-at", "2025"}, {.server = &server});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("2025-12-31"));
  EXPECT_THAT(result.err, HasSubstr("@2025"));
  EXPECT_TRUE(server.calls().empty());
  EXPECT_EQ(RunProgramWith({"status", "--known-at", "@x"}, {.server = &server}).exit_code, 2);
}

TEST(ErrorsTest, TextThatIsNotUtf8IsRefusedBeforeItIsSent) {
  for (const std::string bad :
       {"caff\xe8", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xe2\x82"}) {
    FakeServer server;
    const RunResult result = RunProgramWith(
        {"progress", "record", "ob-1", "--percent", "1", "--note", bad}, {.server = &server});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr("non è in UTF-8"));
    EXPECT_TRUE(server.calls().empty());
  }
}

TEST(ErrorsTest, ADeadlineIsNotOfferedTwice) {
  const RunResult help = RunProgramWith({"ripianificazione", "propose", "--help"});
  EXPECT_THAT(help.out, HasSubstr("nuova scadenza"));
  EXPECT_THAT(help.out, Not(HasSubstr("nuova scadenza; si può ripetere")));
  EXPECT_THAT(help.out, Not(HasSubstr("nuovo peso; si può ripetere")));
  EXPECT_EQ(RunProgramWith({"ripianificazione", "propose", "ob-1", "--reason", "x", "--deadline",
                            "2025-11-30", "--deadline", "2025-12-31"})
                .exit_code,
            2);
}

}  // namespace
}  // namespace traguardo::cli
