// What holds for every verb, whatever it does.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "services/domain/facts/fact_traits.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/admin_service.pb.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using Words = std::vector<std::string>;

// Together they call every method of the API.
const Words kEveryVerb[] = {
    {"ente", "list"},
    {"ente", "register", "demo", "--name", "Comune"},
    {"ente", "unit", "--unit", "a:settore:A"},
    {"ente", "consent", "--purpose", "operation", "--grantee", "op"},
    {"ente", "withdraw-consent", "--purpose", "operation", "--grantee", "op"},
    {"plan", "show"},
    {"plan", "calendar"},
    {"plan", "variations"},
    {"plan", "draft", "--adoption-term", "2025-01-31", "--relazione-term", "2026-06-30"},
    {"plan", "rules", "--from", "-"},
    {"plan", "adopt", "--act", "GC 9 2025-01-30"},
    {"plan", "amend", "--act", "GC 9 2025-01-30", "--summary", "x"},
    {"plan", "narrative", "--section", "context", "--text", "x"},
    {"plan", "aggregate", "a", "--source", "x", "--percent", "90"},
    {"plan", "bands", "--band", "A=3"},
    {"plan", "resources", "ob-1", "--resource", "10 ore"},
    {"plan", "resources-used", "ob-1", "--resource", "10 ore"},
    {"objective", "define", "--from", "-"},
    {"objective", "redefine", "--from", "-"},
    {"objective", "remove", "ob-1", "--reason", "x"},
    {"objective", "carry-over", "ob-1", "--from-year", "2024", "--from-objective", "ob-1"},
    {"objective", "list"},
    {"objective", "show", "ob-1"},
    {"objective", "suspend", "ob-1", "--reason", "x"},
    {"objective", "resume", "ob-1"},
    {"objective", "exclude", "ob-1", "--cause", "funding-lost", "--reason", "x"},
    {"objective", "hand-over", "ob-1", "--from-responsabile", "a", "--to", "b"},
    {"objective", "signal", "ob-1", "seg1", "--text", "x"},
    {"progress", "record", "ob-1", "--percent", "1"},
    {"progress", "outcome", "ob-1", "--outcome", "reached"},
    {"progress", "not-due", "ob-1", "--period", "2025-01-01..2025-03-31", "--reason", "x"},
    {"progress", "propose-result", "ob-1", "--percent", "90"},
    {"progress", "assess-result", "ob-1", "--percent", "90"},
    {"measure", "record", "ob-1", "atti", "--value", "3"},
    {"milestone", "reach", "ob-1", "m1"},
    {"scostamento", "record", "ob-1", "--deadline", "--description", "x"},
    {"scostamento", "causes", "ob-1", "s1", "--cause", "indicator:x"},
    {"scostamento", "plan-measure", "ob-1", "s1", "m1", "--description", "x", "--owner", "a",
     "--due", "2025-12-31"},
    {"scostamento", "adopt-measure", "ob-1", "s1", "m1"},
    {"scostamento", "drop-measure", "ob-1", "s1", "m1", "--reason", "x"},
    {"scostamento", "close", "ob-1", "s1", "--as", "confirmed"},
    {"scostamento", "list"},
    {"ripianificazione", "propose", "ob-1", "--deadline", "2025-12-31", "--reason", "x"},
    {"ripianificazione", "approve", "ob-1", "r1", "--act", "GC 9 2025-01-30"},
    {"ripianificazione", "reject", "ob-1", "r1", "--act", "GC 9 2025-01-30", "--reason", "x"},
    {"round", "open", "giugno", "--reference", "2025-06-30", "--due", "2025-07-15"},
    {"round", "submit", "giugno", "--responsabile", "a", "--objective", "ob-1"},
    {"round", "return", "giugno", "--responsabile", "a", "--reason", "x"},
    {"round", "approve", "giugno", "--responsabile", "a"},
    {"round", "close", "giugno"},
    {"round", "list"},
    {"facts", "list", "ob-1"},
    {"facts", "correct", "enti/demo/plans/2025/objectives/ob-1", "--position", "3", "--reason",
     "x"},
    {"facts", "record", "--from", "-"},
    {"facts", "withdraw-texts", "--position", "3", "--reason", "x", "--confirm"},
    {"status"},
    {"watch", "--events", "1"},
    {"import", "-"},
    {"admin", "stats"},
    {"admin", "rebuild"},
    {"admin", "check"},
};

// What --from - and import read for the verbs above that ask for a file.
std::string InputFor(const Words& words) {
  if (words[0] == "import") {
    return "ente: demo\nyear: 2025\neffectiveOn: 2025\nentries: [{effectiveOn: 2025, "
           "fact: {yearClosed: {}}}]\n";
  }
  if (words.size() > 1 && words[1] == "rules") {
    return "version: 1\nruleSet: {name: x, phaseConvention: WEIGHTS, missingValuePolicy: ERROR, "
           "scopes: [{id: s, name: S, weighting: UNWEIGHTED}]}\n";
  }
  if (words[0] == "objective") {
    return "objective: ob-1\ndefinition: {code: c, title: t, kind: STRATEGIC, units: [a], "
           "scope: s, timeShape: {notStated: {}}}\n";
  }
  return "command: {proposals: [{target: enti/demo/plans/2025, fact: {yearClosed: {}}}]}\n";
}

std::string LineOf(const Words& words) {
  std::string line;
  for (const std::string& word : words) line += " " + word;
  return line;
}

class EveryVerbTest : public testing::Test {
 protected:
  EveryVerbTest() {
    api::v1::WatchResponse watched;
    watched.set_snapshot_complete(true);
    watched.add_rounds()->set_id("giugno");
    server_.On("Watch", [bytes = watched.SerializeAsString()](const std::string&) {
      return FakeAnswer{.messages = {bytes, bytes}, .goes_on = true};
    });
    server_.On("RecordFacts", [](const std::string& bytes) {
      api::v1::RecordFactsRequest request;
      request.ParseFromString(bytes);
      api::v1::RecordFactsResponse response;
      for (const auto& command : request.commands()) {
        auto* result = response.add_results();
        result->set_request_id(command.header().request_id());
        result->mutable_outcome()->set_position(9);
      }
      return FakeAnswer{.messages = {response.SerializeAsString()}, .goes_on = true};
    });
    api::v1::RebuildViewsResponse rebuilt;
    rebuilt.set_switched(true);
    server_.Answer("RebuildViews", rebuilt);
    api::v1::CheckLogResponse checked;
    checked.set_finished(true);
    checked.set_sound(true);
    server_.Answer("CheckLog", checked);
    server_.On("Check", [](const std::string&) { return FakeAnswer{.messages = {"\x08\x01"}}; });
  }

  RunResult RunVerb(const Words& words) {
    return RunProgramWith(words, {.in = InputFor(words), .server = &server_});
  }

  FakeServer server_;
};

TEST_F(EveryVerbTest, EveryMethodOfTheApiIsReachedByAVerb) {
  for (const Words& words : kEveryVerb) {
    const RunResult result = RunVerb(words);
    // What an empty answer means differs from verb to verb; that it was understood does not.
    EXPECT_NE(result.exit_code, 2) << LineOf(words) << ": " << result.err;
  }
  std::set<std::string> called;
  for (const FakeCall& call : server_.calls()) called.insert(call.method);
  const google::protobuf::FileDescriptor* files[] = {
      api::v1::RecordProgressRequest::descriptor()->file(),
      api::v1::AmendPlanRequest::descriptor()->file(),
      api::v1::WatchRequest::descriptor()->file(),
      api::v1::ListEntiRequest::descriptor()->file(),
  };
  for (const auto* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const std::string& method = file->service(s)->method(m)->name();
        EXPECT_TRUE(called.contains(method)) << "no verb calls " << method;
      }
    }
  }
}

TEST_F(EveryVerbTest, WhoAsksForJsonGetsNothingElse) {
  std::vector<Words> verbs(std::begin(kEveryVerb), std::end(kEveryVerb));
  verbs.push_back({"admin", "ready"});
  verbs.push_back({"version"});
  verbs.push_back({"export"});
  int answered = 0;
  for (Words words : verbs) {
    words.insert(words.end(), {"--format", "json"});
    const RunResult result = RunVerb(words);
    if (result.exit_code != 0) {
      EXPECT_EQ(result.out, "") << LineOf(words);
      continue;
    }
    ++answered;
    // What changes while it is watched comes one by one, a line each.
    const bool is_watch = words[0] == "watch";
    std::istringstream answers(result.out);
    for (std::string answer; std::getline(answers, answer, is_watch ? '\n' : '\0');) {
      google::protobuf::Struct parsed;
      EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(answer, &parsed).ok())
          << LineOf(words) << ": " << result.out;
    }
    EXPECT_NE(result.out, "") << LineOf(words);
  }
  // A few find nothing to show in an empty answer.
  EXPECT_GT(answered, static_cast<int>(verbs.size()) - 5);
}

TEST_F(EveryVerbTest, WhoAsksForATableOfProgramsGetsNoSentence) {
  for (Words words : {Words{"admin", "ready"}, Words{"admin", "rebuild"}, Words{"version"}}) {
    words.insert(words.end(), {"--format", "csv"});
    const std::string italian = RunVerb(words).out;
    words.insert(words.end(), {"--lang", "en"});
    EXPECT_EQ(RunVerb(words).out, italian);
    EXPECT_EQ(std::count(italian.begin(), italian.end(), '\n'), 2) << italian;
  }
  for (const Words& words :
       {Words{"export", "--format", "csv"}, Words{"completion", "bash", "--format", "json"}}) {
    EXPECT_EQ(RunVerb(words).exit_code, 2);
    EXPECT_EQ(RunVerb(words).out, "");
  }
}

// The fact that a request records, where it has one of its own.
std::optional<domain::FactKind> KindOf(const google::protobuf::Descriptor& request) {
  const auto* fact = request.FindFieldByNumber(4);
  if (fact == nullptr || fact->message_type() == nullptr) return std::nullopt;
  const auto& kinds = *event::v1::Fact::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds.field_count(); ++i) {
    if (kinds.field(i)->message_type() != fact->message_type()) continue;
    return static_cast<domain::FactKind>(kinds.field(i)->number());
  }
  return std::nullopt;
}

// The method that a verb calls to record something; null when it calls none.
const google::protobuf::MethodDescriptor* MethodOf(const std::vector<FakeCall>& calls) {
  for (const auto* request :
       {api::v1::RecordProgressRequest::descriptor(), api::v1::AmendPlanRequest::descriptor()}) {
    for (const FakeCall& call : calls) {
      const auto* found = request->file()->service(0)->FindMethodByName(call.method);
      if (found != nullptr) return found;
    }
  }
  return nullptr;
}

TEST_F(EveryVerbTest, WhatMayBeOfOneUnitHasAnOptionForIt) {
  std::set<std::string> of_unit;
  for (const Words& words : kEveryVerb) {
    const size_t calls_before = server_.calls().size();
    RunVerb(words);
    std::vector<FakeCall> calls = server_.calls();
    calls.erase(calls.begin(), calls.begin() + static_cast<std::ptrdiff_t>(calls_before));
    const auto* method = MethodOf(calls);
    if (method == nullptr || method->input_type()->FindFieldByName("unit") == nullptr) continue;
    const auto kind = KindOf(*method->input_type());
    ASSERT_TRUE(kind.has_value()) << method->name();
    if (domain::TraitsOf(*kind).unit == domain::UnitRule::kNever) continue;
    of_unit.insert(method->name());
    EXPECT_THAT(RunProgramWith({words[0], words[1], "--help"}).out, HasSubstr("\n  --unit "))
        << LineOf(words);
  }
  EXPECT_GT(of_unit.size(), 10u);
}

TEST_F(EveryVerbTest, OneUnitIsSuspendedExcludedAndSignalledAlone) {
  const auto unit_of = [&](Words words, auto request, const std::string& method) {
    words.insert(words.end(), {"--unit", "tributi"});
    EXPECT_EQ(RunVerb(words).exit_code, 0);
    return server_.Last<decltype(request)>(method).unit();
  };
  EXPECT_EQ(unit_of({"objective", "suspend", "ob-1", "--reason", "x"},
                    api::v1::SuspendObjectiveRequest(), "SuspendObjective"),
            "tributi");
  EXPECT_EQ(unit_of({"objective", "resume", "ob-1"}, api::v1::ResumeObjectiveRequest(),
                    "ResumeObjective"),
            "tributi");
  EXPECT_EQ(unit_of({"objective", "exclude", "ob-1", "--cause", "altro", "--reason", "x"},
                    api::v1::ExcludeObjectiveRequest(), "ExcludeObjective"),
            "tributi");
  EXPECT_EQ(unit_of({"objective", "signal", "ob-1", "seg1", "--text", "x"},
                    api::v1::RaiseSegnalazioneRequest(), "RaiseSegnalazione"),
            "tributi");
}

}  // namespace
}  // namespace traguardo::cli
