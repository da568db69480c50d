#include "tests/benchmarks/server_under_test.h"

#include <signal.h>

#include <fstream>
#include <functional>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/api/principals_file.h"
#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {
namespace {

constexpr absl::Duration kUntilReady = absl::Minutes(10);
constexpr absl::Duration kUntilEnded = absl::Minutes(2);
constexpr absl::Duration kUntilViews = absl::Minutes(10);
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(5);
constexpr size_t kCommandsOfMessage = 100;
// Commands with the facts of a whole plan: few of them fill the server's queue.
constexpr size_t kPlansUnderWay = 64;

constexpr char kGetServerStatus[] = "/traguardo.api.v1.AdminService/GetServerStatus";

void RecordOneByOne(const Target& target, size_t count,
                    const std::function<api::v1::Command(size_t)>& command) {
  size_t sent = 0;
  FactsLoad load;
  load.max_outstanding = kPlansUnderWay;
  load.next = [&]() -> std::optional<grpc::ByteBuffer> {
    if (sent == count) return std::nullopt;
    api::v1::RecordFactsRequest request;
    *request.add_commands() = command(sent++);
    return ToBytes(request);
  };
  Require(DriveRecordFacts(target, load).accepted == count, "the set-up was not answered");
}

}  // namespace

void SetUp(const World& world, const Target& amministratore, const Target& segretario) {
  const uint64_t before = ReadStatus(amministratore).head_position();
  RecordOneByOne(amministratore, world.enti, RegisterCommand);
  RecordOneByOne(segretario, world.enti, [&](size_t ente) { return PlanCommand(world, ente); });
  Require(ReadStatus(amministratore).head_position() == before + world.set_up_facts(),
          "the set-up was not recorded");
}

void RecordReports(const Target& segretario, ReportMaker& reports, size_t facts) {
  size_t left = facts;
  // One message size per load, so what does not fill a message goes afterwards, one by one.
  for (const size_t size : {kCommandsOfMessage, size_t{1}}) {
    FactsLoad load;
    load.commands_per_message = size;
    load.next = [&]() -> std::optional<grpc::ByteBuffer> {
      if (left < size) return std::nullopt;
      left -= size;
      return reports.StreamMessage(size);
    };
    DriveRecordFacts(segretario, load);
  }
}

api::v1::GetServerStatusResponse ReadStatus(const Target& amministratore) {
  api::v1::GetServerStatusResponse status;
  CallOnce(amministratore, kGetServerStatus, api::v1::GetServerStatusRequest(), status);
  return status;
}

void AwaitViews(const Target& amministratore) {
  const uint64_t head = ReadStatus(amministratore).head_position();
  // Longer than a call would wait: on a log of ten million facts the views fold thousands of enti
  // from it first when all of them were written to after a start.
  const Stopwatch time;
  while (ReadStatus(amministratore).view_position() < head) {
    Require(time.Seconds() < absl::ToDoubleSeconds(kUntilViews), "the views do not follow");
    absl::SleepFor(kBetweenLooks);
  }
}

ServerUnderTest::ServerUnderTest(const std::string& program, const World& world)
    : program_(program), world_(world) {
  std::ofstream(directory_.File("principals.json")) << api::FormatPrincipals(Principals(world));
  StartUp();
  SetUp(world, amministratore_, segretario_);
}

double ServerUnderTest::StartUp() {
  const Stopwatch time;
  process_ = std::make_unique<crash::ServerProcess>(std::vector<std::string>{
      program_, "--lang", "en", "serve", "--data", directory_.File("data"), "--principals",
      directory_.File("principals.json"), "--listen", "127.0.0.1:0"});
  const std::optional<std::string> address = process_->WaitForLine("Ready on ", kUntilReady);
  const double seconds = time.Seconds();
  Require(address.has_value(), absl::StrCat("the server does not start: ", process_->output()));
  address_ = *address;
  segretario_ = NewSegretario();
  amministratore_ = {segretario_.channel, std::string(kAmministratoreToken)};
  return seconds;
}

Target ServerUnderTest::NewSegretario() const {
  return Connect(address_, std::string(kSegretarioToken));
}

void ServerUnderTest::RequireGrowth(uint64_t before, size_t facts) const {
  const uint64_t grown = Head() - before;
  Require(grown == facts,
          absl::StrCat("the log grew by ", grown, " facts where ", facts, " were acknowledged"));
}

void ServerUnderTest::AwaitViews() const { benchmarks::AwaitViews(amministratore_); }

void ServerUnderTest::StopCleanly() {
  process_->Send(SIGTERM);
  Require(process_->WaitForEnd(kUntilEnded) && process_->exit_code() == 0,
          absl::StrCat("the server does not stop: ", process_->output()));
}

void ServerUnderTest::Kill() {
  process_->Send(SIGKILL);
  Require(process_->WaitForEnd(kUntilEnded), "the server does not die");
}

}  // namespace traguardo::benchmarks
