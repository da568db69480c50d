#include "tests/benchmarks/server_in_process.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/server_under_test.h"

namespace traguardo::benchmarks {

ServerInProcess::ServerInProcess(const World& world, size_t facts) {
  server::ServerOptions options;
  options.principals = Principals(world);
  options.core.data_directory = directory_.File("data");
  options.grpc.address = "127.0.0.1:0";
  options.version = "benchmark";
  absl::StatusOr<std::unique_ptr<server::Server>> server = server::Server::Start(options);
  Require(server.ok(), server.status().ToString());
  server_ = *std::move(server);
  segretario_ = Connect(absl::StrCat("127.0.0.1:", server_->port()), std::string(kSegretarioToken));
  const Target amministratore{segretario_.channel, std::string(kAmministratoreToken)};
  SetUp(world, amministratore, segretario_);
  Require(facts >= world.set_up_facts(), "the set-up alone has more facts");
  ReportMaker reports(world, "fill");
  RecordReports(segretario_, reports, facts - world.set_up_facts());
  Require(core().log().head() == facts, "the log has not as many facts as were recorded");
  AwaitViews(amministratore);
}

}  // namespace traguardo::benchmarks
