#include <optional>
#include <utility>
#include <vector>

#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/rocks_limit.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr size_t kRocksBatch = 100;

double DriveStream(const ServerUnderTest& server, ReportMaker& reports, size_t facts,
                   size_t commands_per_message) {
  // Made beforehand: making them is not what is measured.
  std::vector<grpc::ByteBuffer> messages;
  for (size_t i = 0; i < facts / commands_per_message; ++i) {
    messages.push_back(reports.StreamMessage(commands_per_message));
  }
  size_t sent = 0;
  FactsLoad load;
  load.commands_per_message = commands_per_message;
  load.next = [&]() -> std::optional<grpc::ByteBuffer> {
    if (sent == messages.size()) return std::nullopt;
    return messages[sent++];
  };
  const uint64_t before = server.Head();
  const FactsResult result = DriveRecordFacts(server.segretario(), load);
  server.RequireGrowth(before, messages.size() * commands_per_message);
  server.AwaitViews();
  return result.per_second;
}

}  // namespace

void MeasureStream(const Options& options, Report& report) {
  const ServerUnderTest server(options.server, World{.enti = 256});
  RocksLimit rocks;
  ReportMaker reports(server.world(), "stream");
  Row single{"RecordFacts, pipelined, one command a message", "/s",
             "RocksDB, 1 thread × 100, synced", Goal{1.1, 1.6}};
  Row many{"RecordFacts, 100 commands a message", "/s", "RocksDB, 1 thread × 100, synced",
           Goal{1.4, 2.4}};
  const size_t facts = options.Scaled(50'000) / kRocksBatch * kRocksBatch;
  for (size_t round = 0; round < options.rounds(); ++round) {
    const double one_by_one = DriveStream(server, reports, facts, 1);
    const double by_hundreds = DriveStream(server, reports, facts, 100);
    const double limit = rocks.Write(1, kRocksBatch, facts / kRocksBatch);
    single.Add(one_by_one, limit);
    many.Add(by_hundreds, limit);
  }
  report.Add(std::move(single));
  report.Add(std::move(many));
}

}  // namespace traguardo::benchmarks
