#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::benchmarks {
namespace {

constexpr Goal kBesideEcho{0.65, 0.9};
constexpr size_t kInFlight = 64;
// About five on each objective: a year.
constexpr size_t kReportsPerObjective = 5;

std::vector<grpc::ByteBuffer> ObjectiveRequests(const World& world) {
  std::vector<grpc::ByteBuffer> requests;
  for (size_t i = 0; i < world.objectives(); ++i) {
    api::v1::GetObjectiveRequest request;
    request.set_objective(ObjectiveName(i % world.enti, i / world.enti));
    requests.push_back(ToBytes(request));
  }
  return requests;
}

std::vector<grpc::ByteBuffer> OverviewRequests(const World& world) {
  std::vector<grpc::ByteBuffer> requests;
  for (size_t ente = 0; ente < world.enti; ++ente) {
    api::v1::GetOverviewRequest request;
    request.set_plan(PlanName(ente));
    requests.push_back(ToBytes(request));
  }
  return requests;
}

Row MeasureRead(const Options& options, const ServerUnderTest& server, const LimitServer& echo,
                const std::string& name, const std::string& method,
                const std::vector<grpc::ByteBuffer>& requests) {
  UnaryLoad load;
  load.method = "/traguardo.api.v1.ProjectionService/" + method;
  load.requests = &requests;
  load.in_flight = kInFlight;
  size_t reply_bytes = 0;
  size_t smallest = SIZE_MAX;
  load.check = [&](const grpc::ByteBuffer& reply) {
    reply_bytes += reply.Length();
    smallest = std::min(smallest, reply.Length());
  };
  load.calls = requests.size();
  DriveUnary(server.segretario(), load);
  Require(smallest > 100, "a read answered with next to nothing");

  UnaryLoad echoed = load;
  echoed.check = nullptr;
  const size_t mean_bytes = reply_bytes / requests.size();
  echoed.method = ReplyMethod(mean_bytes);
  load.check = nullptr;
  load.calls = echoed.calls = options.Scaled(40'000);
  Row row{absl::StrCat(name, ", ", kInFlight, " in flight"), "/s",
          absl::StrCat("gRPC echo with replies of ", mean_bytes, " bytes"), kBesideEcho};
  for (size_t round = 0; round < options.rounds(); ++round) {
    const double ours = DriveUnary(server.segretario(), load).per_second;
    row.Add(ours, DriveUnary(echo.target(), echoed).per_second);
  }
  return row;
}

}  // namespace

void MeasureReads(const Options& options, Report& report) {
  const ServerUnderTest server(options.server, World{});
  const LimitServer echo(options.self, kEchoArgument);
  const World& world = server.world();
  ReportMaker reports(world, "read");
  RecordReports(server.segretario(), reports, world.objectives() * kReportsPerObjective);
  server.AwaitViews();
  report.Add(MeasureRead(options, server, echo, "point read (GetObjective)", "GetObjective",
                         ObjectiveRequests(world)));
  report.Add(MeasureRead(options, server, echo, "overview of an ente (GetOverview)", "GetOverview",
                         OverviewRequests(world)));
}

}  // namespace traguardo::benchmarks
