#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/arena.h"
#include "services/domain/evolve/evolve.h"
#include "services/domain/state/state.h"
#include "storage/log/event_log.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/server_in_process.h"
#include "tests/benchmarks/world.h"
#include "traguardo/api/v1/projection_service.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::benchmarks {
namespace {

constexpr size_t kFactsOfEnte = 3000;
constexpr char kGetOverview[] = "/traguardo.api.v1.ProjectionService/GetOverview";

// Finds, reads, parses and folds the facts of one ente: the median time, in microseconds.
double ReadAndFold(const storage::EventLog& log, size_t times) {
  std::vector<double> taken;
  const std::string ente = EnteName(0).substr(5);
  for (size_t i = 0; i < times; ++i) {
    const Stopwatch time;
    const absl::StatusOr<std::vector<storage::StreamEntry>> entries =
        log.ListStreams(ente, "", log.head(), 2 * kFactsOfEnte, nullptr);
    Require(entries.ok() && entries->size() == kFactsOfEnte,
            "not all facts of the ente are listed");
    std::vector<storage::Position> positions;
    for (const storage::StreamEntry& entry : *entries) positions.push_back(entry.position);
    const absl::StatusOr<std::vector<storage::StoredFact>> stored = log.ReadMany(positions);
    Require(stored.ok(), stored.status().ToString());
    google::protobuf::Arena arena;
    std::vector<const event::v1::Envelope*> facts;
    for (const storage::StoredFact& fact : *stored) {
      auto* const envelope = google::protobuf::Arena::CreateMessage<event::v1::Envelope>(&arena);
      Require(envelope->ParseFromString(fact.envelope), "an envelope cannot be parsed");
      facts.push_back(envelope);
    }
    const domain::Ente folded = domain::Fold(ente, std::move(facts));
    taken.push_back(time.Microseconds());
    Require(folded.id == ente, "the fold is of another ente");
  }
  return Percentile(std::move(taken), 0.5);
}

}  // namespace

void MeasureHistory(const Options& options, Report& report) {
  // Eight enti, whose facts lie in turn.
  const World world{.enti = 8};
  ServerInProcess server(world, world.enti * kFactsOfEnte);
  const size_t calls = options.Scaled(40);
  Row row{absl::StrCat("overview as_of × known_at, ente of ", kFactsOfEnte, " facts"), "µs",
          "reading and folding those facts", Goal{3, 3, Better::kLower}};
  api::v1::GetOverviewRequest request;
  request.set_plan(PlanName(0));
  request.mutable_moment()->set_as_of("2024-07-31");
  // A little less each time, so that no answer is known already.
  size_t known_at = server.core().log().head();
  for (size_t round = 0; round < options.rounds(); ++round) {
    std::vector<grpc::ByteBuffer> requests;
    for (size_t i = 0; i < calls; ++i) {
      request.mutable_moment()->set_known_at(absl::StrCat(--known_at));
      requests.push_back(ToBytes(request));
    }
    UnaryLoad load;
    load.method = kGetOverview;
    load.requests = &requests;
    load.calls = calls;
    load.check = [](const grpc::ByteBuffer& reply) {
      Require(reply.Length() > 500, "the overview of the past is empty");
    };
    const double asked = DriveUnary(server.segretario(), load).median_us;
    row.Add(asked, ReadAndFold(server.core().log(), calls));
  }
  report.Add(std::move(row));
}

}  // namespace traguardo::benchmarks
