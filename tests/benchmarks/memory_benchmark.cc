#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr double kBytesPerObjective = 2048;

}  // namespace

// The difference between two servers, so that what a server takes without objectives does not
// count: buffers and caches are filled with as many facts in both.
void MeasureMemory(const Options& options, Report& report) {
  const size_t enti = options.quick ? 80 : 1000;
  const World many{.enti = enti, .objectives_per_ente = 100};
  const World few{.enti = enti / 10, .objectives_per_ente = 100};
  const size_t facts = many.set_up_facts() + many.objectives();
  const auto fill = [&](const World& world, const ServerUnderTest& server) {
    ReportMaker reports(world, "memory");
    RecordReports(server.segretario(), reports, facts - world.set_up_facts());
    Require(server.Head() == facts, "the log has not as many facts as were recorded");
    server.AwaitViews();
    return static_cast<double>(server.ResidentBytes());
  };
  const ServerUnderTest server_of_few(options.server, few);
  const double bytes_of_few = fill(few, server_of_few);
  const ServerUnderTest server_of_many(options.server, many);
  const double bytes_of_many = fill(many, server_of_many);
  Row row{absl::StrCat("resident memory per open objective, ", many.objectives(), " of them"),
          "bytes", "what is allowed", Goal{1, 1, Better::kLower}};
  row.Add(std::max(1.0, (bytes_of_many - bytes_of_few) /
                            static_cast<double>(many.objectives() - few.objectives())),
          kBytesPerObjective);
  report.Add(std::move(row));
  const auto status = ReadStatus(server_of_many.amministratore());
  report.Note(absl::StrCat(
      "memory: ", Readable(bytes_of_few), "B with ", few.objectives(), " objectives, ",
      Readable(bytes_of_many), "B with ", many.objectives(), ", both after ", facts,
      " facts; the sequencer's states of the latter take ",
      Readable(static_cast<double>(status.state_cache_bytes())), "B, the log's buffers and caches ",
      Readable(static_cast<double>(status.log_memory_bytes())), "B"));
}

}  // namespace traguardo::benchmarks
