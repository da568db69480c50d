#include "tests/benchmarks/import_process.h"

#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr size_t kCommandsOfMessage = 100;
// Made before the first is sent: enough for most runs, so that making them takes no processor time
// from the server.
constexpr size_t kMessagesMadeBefore = 1'500;
// By this message it is under way.
constexpr size_t kMessagesToBegin = 5;
constexpr char kBegunLine[] = "importing";
constexpr char kEndedLine[] = "imported ";
constexpr absl::Duration kUntilBegun = absl::Minutes(2);
constexpr absl::Duration kUntilEnded = absl::Minutes(1);

volatile sig_atomic_t is_stopping = 0;

size_t NumberOf(const char* text) {
  size_t number = 0;
  Require(absl::SimpleAtoi(text, &number), absl::StrCat("not a number: ", text));
  return number;
}

}  // namespace

void RunImport(int argc, char** argv) {
  Require(argc == 6, "import ADDRESS ENTE OBJECTIVES SENT_BEFORE");
  signal(SIGTERM, [](int) { is_stopping = 1; });
  const size_t ente = NumberOf(argv[3]);
  ReportMaker reports({.enti = ente + 1, .objectives_per_ente = NumberOf(argv[4])}, "import", ente,
                      1);
  for (size_t i = NumberOf(argv[5]); i > 0; --i) reports.Next();
  std::vector<grpc::ByteBuffer> messages;
  for (size_t i = 0; i < kMessagesMadeBefore; ++i) {
    messages.push_back(reports.StreamMessage(kCommandsOfMessage));
  }
  size_t sent = 0;
  FactsLoad load;
  load.commands_per_message = kCommandsOfMessage;
  load.next = [&]() -> std::optional<grpc::ByteBuffer> {
    if (is_stopping != 0) return std::nullopt;
    if (sent == kMessagesToBegin) {
      std::puts(kBegunLine);
      std::fflush(stdout);
    }
    if (sent < messages.size()) return std::exchange(messages[sent++], grpc::ByteBuffer());
    ++sent;
    return reports.StreamMessage(kCommandsOfMessage);
  };
  const FactsResult result =
      DriveRecordFacts(Connect(argv[2], std::string(kSegretarioToken)), load);
  std::printf("%s%zu %.0f\n", kEndedLine, result.accepted, result.per_second);
  std::fflush(stdout);
  std::exit(0);
}

ImportProcess::ImportProcess(const std::string& program, const Plan& plan)
    : process_({program, kImportArgument, plan.address, absl::StrCat(plan.ente),
                absl::StrCat(plan.objectives_per_ente), absl::StrCat(plan.sent_before)}) {
  Require(process_.WaitForLine(kBegunLine, kUntilBegun).has_value(),
          absl::StrCat("the import does not begin: ", process_.output()));
}

FactsResult ImportProcess::Stop() {
  process_.Send(SIGTERM);
  const std::optional<std::string> ended = process_.WaitForLine(kEndedLine, kUntilEnded);
  Require(ended.has_value(), absl::StrCat("the import does not end: ", process_.output()));
  const std::vector<std::string> numbers = absl::StrSplit(*ended, ' ');
  FactsResult result;
  Require(numbers.size() == 2 && absl::SimpleAtoi(numbers[0], &result.accepted) &&
              absl::SimpleAtod(numbers[1], &result.per_second),
          absl::StrCat("the import ends with ", *ended));
  Require(process_.WaitForEnd(kUntilEnded) && process_.exit_code() == 0, "the import failed");
  return result;
}

}  // namespace traguardo::benchmarks
