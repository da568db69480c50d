// What verbs that read something ask for, and how it looks: compared with golden files, which
// TRAGUARDO_UPDATE_GOLDEN=1 writes anew.

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/reads_fixture.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;

TEST_F(ReadsTest, TheYearAtAGlance) {
  ExpectLooksLike("status.txt", {"status"});
  ExpectLooksLike("status_responsabile_en.txt",
                  {"status", "--group", "responsabile", "--lang", "en"});
  ExpectLooksLike("status.csv", {"status", "--format", "csv"});
  ExpectLooksLike("status_node.txt", {"status", "--group", "node"});
  ExpectLooksLike("status_terminal.txt", {"status"}, /*terminal=*/true, /*width=*/200);
}

TEST_F(ReadsTest, Objectives) {
  ExpectLooksLike("objective_list.txt", {"objective", "list"});
  ExpectLooksLike("objective_list.csv", {"objective", "list", "--format", "csv"});
  ExpectLooksLike("objective_show.txt", {"objective", "show", "accertamenti"});
  ExpectLooksLike("objective_show_en.txt", {"objective", "show", "accertamenti", "--lang", "en"});
  ExpectLooksLike("objective_show.csv", {"objective", "show", "accertamenti", "--format", "csv"});
}

TEST_F(ReadsTest, Registers) {
  ExpectLooksLike("scostamento_list.txt", {"scostamento", "list"});
  ExpectLooksLike("scostamento_list.csv", {"scostamento", "list", "--format", "csv"});
  ExpectLooksLike("variations.txt", {"plan", "variations"});
  ExpectLooksLike("variations.txt", {"ripianificazione", "list"});
  ExpectLooksLike("round_list.txt", {"round", "list"});
  ExpectLooksLike("round_status.txt", {"round", "status", "giugno"});
  ExpectLooksLike("calendar.txt", {"plan", "calendar"});
  ExpectLooksLike("plan_show.txt", {"plan", "show"});
  ExpectLooksLike("plan_show.csv", {"plan", "show", "--format", "csv"});
}

// Whoever answered for it before stays visible.
TEST_F(ReadsTest, AnObjectiveSaysWhoAnsweredForItUntilWhenAndWhatItHangsOn) {
  const std::string italian = RunVerb({"objective", "show", "accertamenti"}).out;
  for (const char* line : {"\ntempi +entro il 2025-12-31\n", "\ncontributi +Ufficio anagrafe\n",
                           "\ncollegamenti +missione 04, linea di mandato citta-equa, PNRR M1C1\n",
                           "\nresponsabile.cultura +responsabile +2025-03-31\n",
                           "\nresponsabile.tributi +responsabile +2025-04-01 +2025-12-31\n",
                           "\nbanca-dati +La banca dati è in linea +digitale +vale zero\n"}) {
    EXPECT_THAT(italian, testing::ContainsRegex(line));
  }
  const auto time_of = [&](const std::string& shape) {
    api::v1::GetObjectiveResponse response;
    *response.mutable_objective()->mutable_time_shape() = Read<event::v1::TimeShape>(shape);
    server_.Answer("GetObjective", response);
    const std::string out = RunVerb({"objective", "show", "ob-1"}).out;
    constexpr std::string_view kName = "\ntempi      ";
    size_t begin = out.find(kName);
    if (begin == std::string::npos) return std::string();
    begin += kName.size();
    return out.substr(begin, out.find('\n', begin) - begin);
  };
  EXPECT_EQ(time_of("continuous {}"), "in modo continuativo");
  EXPECT_EQ(time_of("seasonal { windows { from: '2025-06-01' to: '2025-06-30' } windows { from: "
                    "'2025-09-01' } }"),
            "in stagione, dal 2025-06-01 al 2025-06-30; dal 2025-09-01");
  EXPECT_EQ(time_of("recurring_checks { dates: '2025-03-31' dates: '2025-06-30' }"),
            "con verifiche, 2025-03-31, 2025-06-30");
  EXPECT_EQ(time_of("multi_year { period { to: '2027' } this_year_deadline: '2025-11-30' }"),
            "su più anni, al 2027; quest'anno entro il 2025-11-30");
  EXPECT_EQ(time_of("tied_to_event { event: 'Olimpiadi' }"), "legato a un evento, Olimpiadi");
  EXPECT_EQ(time_of("not_stated {}"), "non indicati");
  EXPECT_EQ(time_of(""), "");
}

// The audit trail of one deviation, from the figure to the act that answers it.
TEST_F(ReadsTest, OneScostamentoWithEverythingAboutIt) {
  auto variations = Read<api::v1::ListVariationsResponse>(kVariations);
  variations.mutable_variations(0)->set_objective("enti/demo/plans/2025/objectives/accertamenti");
  server_.Answer("ListVariations", variations);
  ExpectLooksLike("scostamento_show.txt", {"scostamento", "show", "accertamenti", "s1"});
  ExpectLooksLike("scostamento_show.csv",
                  {"scostamento", "show", "accertamenti", "s1", "--format", "csv"});
  const auto asked = server_.Last<api::v1::ListScostamentiRequest>("ListScostamenti");
  EXPECT_THAT(asked.objectives(), testing::ElementsAre("accertamenti"));
  EXPECT_EQ(asked.plan(), "enti/demo/plans/2025");
  EXPECT_THAT(server_.Last<api::v1::ListVariationsRequest>("ListVariations").objectives(),
              testing::ElementsAre("accertamenti"));
  // Programs that read JSON are told no less than those that read CSV.
  google::protobuf::Struct json;
  const RunResult result =
      RunVerb({"scostamento", "show", "accertamenti", "s1", "--format", "json"});
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(result.out, &json).ok()) << result.out;
  const auto& fields = json.fields();
  EXPECT_EQ(fields.at("scostamento").struct_value().fields().at("id").string_value(), "s1");
  ASSERT_EQ(fields.at("variations").list_value().values_size(), 1);
  EXPECT_EQ(fields.at("variations")
                .list_value()
                .values(0)
                .struct_value()
                .fields()
                .at("id")
                .string_value(),
            variations.variations(0).id());
}

TEST_F(ReadsTest, AScostamentoThatIsNotThere) {
  const RunResult result = RunVerb({"scostamento", "show", "accertamenti", "s9"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("\"s9\""));
  EXPECT_THAT(result.err, HasSubstr("s1")) << "those it has are said";
  EXPECT_EQ(RunVerb({"scostamento", "show", "accertamenti"}).exit_code, 2);
}

// Rows that overlap are not the parts of a sum.
TEST_F(ReadsTest, GroupsThatAreNoPartsOfTheWholeSaySo) {
  EXPECT_THAT(RunVerb({"status"}).out, testing::Not(HasSubstr("non si sommano")));
  EXPECT_THAT(RunVerb({"status", "--group", "responsabile"}).out, HasSubstr("non si sommano"));
  EXPECT_THAT(RunVerb({"status", "--group", "ente"}).out,
              testing::Not(HasSubstr("non si sommano")));
}

TEST_F(ReadsTest, WordsAgreeWithWhatTheySpeakOf) {
  auto calendar = Read<api::v1::GetCalendarResponse>(kCalendar);
  calendar.mutable_entries(0)->set_kind(view::v1::CALENDAR_KIND_RECURRING_CHECK);
  server_.Answer("GetCalendar", calendar);
  const std::string feminine = RunVerb({"plan", "calendar"}).out;
  EXPECT_THAT(feminine, testing::ContainsRegex("verifica .* scaduta"));
  EXPECT_THAT(feminine, testing::ContainsRegex("rilevazione .* fatta"));
  server_.Answer("GetCalendar", Read<api::v1::GetCalendarResponse>(kCalendar));
  EXPECT_THAT(RunVerb({"plan", "calendar"}).out, testing::ContainsRegex("traguardo .* scaduto"));

  auto scostamenti = Read<api::v1::ListScostamentiResponse>(kScostamenti);
  scostamenti.mutable_scostamenti(0)->mutable_today()->set_overdue_measures_count(2);
  scostamenti.mutable_scostamenti(1)->set_delay_days(1);
  server_.Answer("ListScostamenti", scostamenti);
  const std::string list = RunVerb({"scostamento", "list"}).out;
  EXPECT_THAT(list, HasSubstr("2 scadute, 1 abbandonata"));
  EXPECT_THAT(list, testing::ContainsRegex("\\+1 giorno "));
}

TEST_F(ReadsTest, TheHistoryOfAnObjective) {
  ExpectLooksLike("facts_list.txt", {"facts", "list", "ob-1"});
  ExpectLooksLike("facts_list.csv", {"facts", "list", "ob-1", "--format", "csv"});
}

TEST_F(ReadsTest, ColourOnlyOnATerminalAndNotAgainstTheWish) {
  EXPECT_THAT(RunVerb({"objective", "list"}, true).out, HasSubstr("\033["));
  EXPECT_THAT(RunVerb({"objective", "list"}, false).out, testing::Not(HasSubstr("\033[")));
  for (const auto& [name, value] : {std::pair{"NO_COLOR", "1"}, std::pair{"TERM", "dumb"}}) {
    RunOptions options{.terminal = true, .server = &server_};
    options.variables[name] = value;
    EXPECT_THAT(RunProgramWith({"objective", "list"}, options).out,
                testing::Not(HasSubstr("\033[")))
        << name;
  }
}

TEST_F(ReadsTest, JsonIsTheServersAnswer) {
  const RunResult result = RunVerb({"objective", "list", "--format", "json"});
  EXPECT_THAT(result.out, HasSubstr("\"currentDeadline\": \"2025-12-31\""));
  EXPECT_THAT(result.out, HasSubstr("\"asOf\": \"2025-07-18\""));
}

TEST_F(ReadsTest, TheMomentTravels) {
  RunVerb(
      {"objective", "list", "--as-of", "2025-06-30", "--known-at", "1234", "--min-position", "9"});
  const auto moment = server_.Last<api::v1::ListObjectivesRequest>("ListObjectives").moment();
  EXPECT_EQ(moment.as_of(), "2025-06-30");
  EXPECT_EQ(moment.known_at(), "1234");
  EXPECT_EQ(moment.min_position(), 9u);
  RunVerb({"plan", "show", "--as-of", "2025-06-30"});
  EXPECT_EQ(server_.Last<api::v1::GetPlanRequest>("GetPlan").as_of(), "2025-06-30");
  RunVerb({"plan", "show", "--known-at", "2025-06-30T22:30:00Z"});
  EXPECT_EQ(server_.Last<api::v1::GetPlanRequest>("GetPlan").as_of(), "2025-07-01");
  RunVerb({"status", "--known-at", "@2025"});
  const auto at_position = server_.Last<api::v1::GetOverviewRequest>("GetOverview").moment();
  EXPECT_EQ(at_position.known_at(), "2025");
  EXPECT_EQ(at_position.as_of(), "");
  RunVerb({"facts", "list", "ob-1", "--known-at", "7"});
  EXPECT_EQ(server_.Last<api::v1::ListFactsRequest>("ListFacts").known_at(), "7");
}

// What the auditor asks: how things looked on that day to those who knew only what was known then.
TEST_F(ReadsTest, WhatWasKnownOnADayIsJudgedOnThatDayAndSaysSo) {
  const RunResult result = RunVerb({"status", "--known-at", "2025-06-30"});
  EXPECT_EQ(server_.Last<api::v1::GetOverviewRequest>("GetOverview").moment().as_of(),
            "2025-06-30");
  EXPECT_THAT(result.out, HasSubstr("al 2025-07-18, noto al 2025-06-30"));
  EXPECT_EQ(result.err, "");
  // The day that was asked for stays.
  RunVerb({"status", "--known-at", "2025-06-30", "--as-of", "2025-03-31"});
  EXPECT_EQ(server_.Last<api::v1::GetOverviewRequest>("GetOverview").moment().as_of(),
            "2025-03-31");
  // A day to come is no day to judge by.
  RunVerb({"status", "--known-at", "2999-12-31"});
  EXPECT_EQ(server_.Last<api::v1::GetOverviewRequest>("GetOverview").moment().as_of(), "");
  const RunResult position = RunVerb({"status", "--known-at", "41"});
  EXPECT_THAT(position.out, HasSubstr("noto alla posizione 41"));
  EXPECT_THAT(position.err, HasSubstr("--as-of"));
}

TEST_F(ReadsTest, RowsOfThePastSayOfWhichMomentTheyAre) {
  EXPECT_THAT(RunVerb({"objective", "list", "--as-of", "2025-07-18", "--lang", "en"}).out,
              testing::StartsWith("The situation as of 2025-07-18:\n"));
  EXPECT_THAT(RunVerb({"plan", "show", "--known-at", "2025-06-30"}).out,
              testing::StartsWith("La situazione al 2025-06-30, noto al 2025-06-30:\n"));
  EXPECT_THAT(RunVerb({"objective", "list"}).out, testing::Not(HasSubstr("situazione")));
}

// A fact is recorded at one time in Italy, wherever somebody reads of it.
TEST_F(ReadsTest, TimesAreThoseOfItaly) {
  const char* const before = std::getenv("TZ");
  const std::string restored = before == nullptr ? "" : before;
  for (const char* zone : {"America/New_York", "UTC", "Asia/Tokyo"}) {
    setenv("TZ", zone, 1);
    tzset();
    EXPECT_THAT(RunVerb({"facts", "list", "ob-1"}).out, HasSubstr("2025-07-18 12:00")) << zone;
  }
  before == nullptr ? unsetenv("TZ") : setenv("TZ", restored.c_str(), 1);
  tzset();
}

TEST_F(ReadsTest, WhatAnotherUnitMissedIsNotEverybodysFault) {
  auto missed = Read<api::v1::ListObjectivesResponse>(R"(
    objectives {
      id: "pagamenti" units: "tributi" units: "lavori-pubblici"
      assignments { responsabile: "resp-tributi" unit: "tributi" }
      assignments { responsabile: "resp-vecchio" unit: "lavori-pubblici" validity { to: "2025-03" } }
      assignments { responsabile: "resp-lavori" unit: "lavori-pubblici" validity { from: "2025-04" } }
      assignments { responsabile: "resp-tutti" }
      today { date: "2025-07-18" responsabili: "resp-tributi" responsabili: "resp-lavori"
              responsabili: "resp-tutti"
              silent_misses { subject: "indicator:giorni" unit: "lavori-pubblici" planned: "30"
                              actual: "41" } } })");
  server_.Answer("ListObjectives", missed);
  const RunResult result = RunVerb({"status"});
  EXPECT_THAT(result.out, HasSubstr("resp-lavori, resp-tutti"));
  EXPECT_THAT(result.out, testing::Not(HasSubstr("resp-tributi")));
}

TEST_F(ReadsTest, WhatIsOverIsNotCountedInDays) {
  const auto show = [&](view::v1::ObjectiveState state, int days) {
    api::v1::GetObjectiveResponse response;
    response.mutable_objective()->set_id("ob-1");
    response.mutable_objective()->mutable_today()->set_state(state);
    response.mutable_objective()->mutable_today()->set_days_to_deadline(days);
    server_.Answer("GetObjective", response);
    return RunVerb({"objective", "show", "ob-1"}).out;
  };
  EXPECT_THAT(show(view::v1::OBJECTIVE_STATE_RUNNING, 12), HasSubstr("giorni alla scadenza  12"));
  EXPECT_THAT(show(view::v1::OBJECTIVE_STATE_LATE, -3), HasSubstr("giorni oltre la scadenza  3"));
  for (const auto state : {view::v1::OBJECTIVE_STATE_DONE, view::v1::OBJECTIVE_STATE_DONE_LATE,
                           view::v1::OBJECTIVE_STATE_EXCLUDED, view::v1::OBJECTIVE_STATE_DROPPED}) {
    EXPECT_THAT(show(state, -630), testing::Not(HasSubstr("scadenza")));
  }
}

TEST_F(ReadsTest, FiltersTravel) {
  RunVerb({"objective", "list", "--unit", "a", "--unit", "b", "--state", "done-late", "--text",
           "iMu", "--silent-misses", "--silent", "--scope", "s", "--responsabile", "r"});
  const auto filter = server_.Last<api::v1::ListObjectivesRequest>("ListObjectives").filter();
  EXPECT_THAT(filter.units(), testing::ElementsAre("a", "b"));
  EXPECT_THAT(filter.states(), testing::ElementsAre(view::v1::OBJECTIVE_STATE_DONE_LATE));
  EXPECT_EQ(filter.text(), "iMu");
  EXPECT_TRUE(filter.silent_misses_only());
  EXPECT_TRUE(filter.silent_only());
  RunVerb({"scostamento", "list", "--open", "--without-causes", "--not-replanned"});
  const auto request = server_.Last<api::v1::ListScostamentiRequest>("ListScostamenti");
  EXPECT_TRUE(request.open_only());
  EXPECT_TRUE(request.causes_missing_only());
  EXPECT_TRUE(request.late_not_replanned_only());
}

TEST_F(ReadsTest, AllPagesAreReadAndALimitIsKept) {
  server_.On("ListObjectives", [](const std::string& bytes) {
    api::v1::ListObjectivesRequest request;
    request.ParseFromString(bytes);
    const int first = request.page_token().empty() ? 0 : std::stoi(request.page_token());
    api::v1::ListObjectivesResponse response;
    for (int i = first; i < first + 3 && i < 7; ++i) {
      if (static_cast<uint32_t>(i - first) < request.page_size()) {
        response.add_objectives()->set_id("ob-" + std::to_string(i));
      }
    }
    if (first + 3 < 7) response.set_next_page_token(std::to_string(first + 3));
    return FakeAnswer{.messages = {response.SerializeAsString()}};
  });
  EXPECT_THAT(RunVerb({"objective", "list"}).out, HasSubstr("ob-6"));
  const RunResult limited = RunVerb({"objective", "list", "--limit", "4"});
  EXPECT_THAT(limited.out, HasSubstr("ob-3"));
  EXPECT_THAT(limited.out, testing::Not(HasSubstr("ob-4")));
}

TEST_F(ReadsTest, NothingToShowIsSaid) {
  server_.Answer("ListObjectives", api::v1::ListObjectivesResponse());
  EXPECT_EQ(RunVerb({"objective", "list"}).out, "Nessuna riga.\n");
  EXPECT_EQ(RunVerb({"objective", "list", "--format", "csv"}).out.substr(0, 8), "id,code,");
}

TEST_F(ReadsTest, ARoundThatIsNotThere) {
  const RunResult result = RunVerb({"round", "status", "marzo"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_THAT(result.err, HasSubstr("\"marzo\""));
  // Without a name it is the latest.
  EXPECT_THAT(RunVerb({"round", "status"}).out, HasSubstr("settembre"));
}

TEST_F(ReadsTest, TheServersHealth) {
  api::v1::CheckLogResponse half;
  half.set_checked_count(50);
  half.set_total_count(100);
  api::v1::CheckLogResponse end;
  end.set_checked_count(100);
  end.set_total_count(100);
  end.set_finished(true);
  end.set_sound(true);
  const auto answer = [&] {
    server_.On("CheckLog", [=](const std::string&) {
      return FakeAnswer{.messages = {half.SerializeAsString(), end.SerializeAsString()}};
    });
    return RunVerb({"admin", "check"});
  };
  EXPECT_EQ(answer().exit_code, 0);
  EXPECT_THAT(answer().out, HasSubstr("100 fatti"));
  end.set_sound(false);
  auto* finding = end.add_findings();
  finding->set_position(42);
  finding->set_what("hash mismatch");
  EXPECT_EQ(answer().exit_code, 1);
  EXPECT_THAT(answer().out, HasSubstr("hash mismatch"));
  end.set_finished(false);
  EXPECT_EQ(answer().exit_code, 3);
}

// Zero is a figure, and "not told" is none.
TEST_F(ReadsTest, WhatAServerDoesNotTellIsNotShownAsZero) {
  auto status = Read<api::v1::GetServerStatusResponse>("ready: true version: '1.0'");
  server_.Answer("GetServerStatus", status);
  const RunResult untold = RunVerb({"admin", "stats"});
  EXPECT_EQ(untold.out, "Che cosa\npronto    sì\nversione  1.0\n");
  EXPECT_THAT(untold.err, HasSubstr("a chi lo amministra"));
  EXPECT_THAT(RunVerb({"admin", "stats", "--format", "csv"}).out, HasSubstr("head_position,\n"));
  status.mutable_started_at()->set_seconds(1752832800);
  server_.Answer("GetServerStatus", status);
  const RunResult told = RunVerb({"admin", "stats"});
  EXPECT_THAT(told.out, HasSubstr("2025-07-18 12:00"));
  EXPECT_THAT(told.out, testing::ContainsRegex("fatti nel registro +0\n"));
  EXPECT_EQ(told.err, "");
  const std::string csv = RunVerb({"admin", "stats", "--format", "csv"}).out;
  EXPECT_THAT(csv, HasSubstr("started_at,2025-07-18T10:00:00Z\n"));
  EXPECT_THAT(csv, HasSubstr("head_position,0\n"));
  EXPECT_EQ(csv, RunVerb({"admin", "stats", "--format", "csv", "--lang", "en"}).out);
}

TEST_F(ReadsTest, ViewsAreRebuilt) {
  api::v1::RebuildViewsResponse end;
  end.set_position(99);
  end.set_head_position(99);
  server_.Answer("RebuildViews", end);
  EXPECT_EQ(RunVerb({"admin", "rebuild"}).exit_code, 3);
  end.set_switched(true);
  server_.Answer("RebuildViews", end);
  const RunResult result = RunVerb({"admin", "rebuild"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("posizione 99"));
}

}  // namespace
}  // namespace traguardo::cli
