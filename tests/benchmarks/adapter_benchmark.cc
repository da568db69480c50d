#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {

void MeasureAdapter(const Options& options, Report& report) {
  const LimitServer echo(options.self, kEchoArgument);
  const LimitServer adapter(options.self, kAdapterArgument);
  for (const size_t in_flight : {1, 64}) {
    Row row{absl::StrCat("gRPC adapter alone, ", in_flight, " in flight"), "calls/s", "gRPC echo"};
    for (size_t round = 0; round < options.rounds(); ++round) {
      const std::vector<grpc::ByteBuffer> requests =
          ReportMaker({.enti = 1}, "adapter").UnaryRequests(1000);
      UnaryLoad load;
      load.method = ReplyMethod(kAdapterReplyBytes);
      load.requests = &requests;
      load.calls = options.Scaled(in_flight == 1 ? 5'000 : 30'000);
      load.in_flight = in_flight;
      row.Add(DriveUnary(adapter.target(), load).per_second,
              DriveUnary(echo.target(), load).per_second);
    }
    report.Add(std::move(row));
  }
}

}  // namespace traguardo::benchmarks
