#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/postgres_client.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";
constexpr char kGetOverview[] = "/traguardo.api.v1.ProjectionService/GetOverview";

// `record` is what a command takes: the same request gets the same answer, the stream's next
// revision, the fact, the request, and the state that it leads to.
constexpr char kSchema[] = R"sql(
  create table plain (
    position bigint generated always as identity primary key,
    stream text not null, version bigint not null, envelope text not null,
    unique (stream, version));
  create table fact (
    position bigint generated always as identity primary key,
    stream text not null, version bigint not null, envelope text not null,
    unique (stream, version));
  create table request (
    principal text not null, id text not null, fingerprint text not null, position bigint not null,
    primary key (principal, id));
  create table objective (
    stream text primary key, ente text not null, unit text not null, responsabile text not null,
    version bigint not null, percent numeric not null, reported_on date);
  create index on objective (ente);
  create function record(r_principal text, r_id text, r_fingerprint text, r_stream text,
                         r_envelope text, r_percent numeric) returns bigint
  language plpgsql as $$
  declare
    known request; next_version bigint; new_position bigint;
  begin
    select * into known from request where principal = r_principal and id = r_id;
    if found then
      if known.fingerprint <> r_fingerprint then raise exception 'request id reused'; end if;
      return known.position;
    end if;
    update objective set version = version + 1, percent = r_percent, reported_on = '2024-06-30'
      where stream = r_stream returning version into next_version;
    if not found then raise exception 'objective unknown'; end if;
    insert into fact (stream, version, envelope) values (r_stream, next_version, r_envelope)
      returning position into new_position;
    insert into request values (r_principal, r_id, r_fingerprint, new_position);
    return new_position;
  end $$;
)sql";

constexpr char kPlainInsert[] = "insert into plain (stream, version, envelope) values ($1, $2, $3)";
constexpr char kRecord[] = "select record('segretario', $1, $2, $3, $4, $5)";
// What an overview shows: the plan's objectives in sums for the ente, each unit, each responsabile.
constexpr char kDashboard[] = R"sql(
  select grouping(unit), unit, responsabile, count(*), avg(percent), min(reported_on),
         count(*) filter (where reported_on is null), count(*) filter (where percent >= 100)
    from objective where ente = $1 group by grouping sets ((), (unit), (responsabile)))sql";

class Peer {
 public:
  Peer(const Options& options, const World& world, size_t clients)
      : socket_(options.postgres),
        world_(world),
        clients_(clients),
        plain_(socket_, clients, kPlainInsert),
        record_(socket_, clients, kRecord) {}

  double Insert(size_t facts) {
    return Check("plain", facts, [&] {
      return plain_.Drive(facts, [&](size_t) {
        const size_t number = plain_made_++;
        return Parameters{Stream(number),
                          absl::StrCat(clients_ * 1'000'000 + number / world_.objectives()),
                          Envelope(number)};
      });
    });
  }

  double Record(size_t facts) {
    return Check("fact", facts, [&] {
      return record_.Drive(facts, [&](size_t) {
        const size_t number = recorded_++;
        const std::string hash =
            absl::StrCat(absl::Hex((number + 1) * 0x9E3779B97F4A7C15u, absl::kZeroPad16), "-",
                         clients_, "-", number);
        return Parameters{hash, hash, Stream(number), Envelope(number), absl::StrCat(number % 100)};
      });
    });
  }

 private:
  template <typename Drive>
  double Check(const std::string& table, size_t facts, const Drive& drive) const {
    const std::string count = absl::StrCat("select count(*) from ", table);
    const uint64_t before = AskPostgres(socket_, count);
    const double rate = drive();
    Require(AskPostgres(socket_, count) == before + facts, "PostgreSQL has not every fact");
    return rate;
  }

  std::string Stream(size_t number) const {
    return ObjectiveName(number % world_.enti, number / world_.enti % world_.objectives_per_ente);
  }
  // As long as ours.
  static std::string Envelope(size_t number) {
    std::string envelope = absl::StrCat("fact ", number, " ");
    envelope.resize(263, 'x');
    return envelope;
  }

  const std::string socket_;
  const World world_;
  const size_t clients_;
  PostgresClient plain_;
  PostgresClient record_;
  size_t plain_made_ = 0;
  size_t recorded_ = 0;
};

void FillObjectives(const Options& options, const World& world) {
  RunPostgres(options.postgres, kSchema);
  std::string insert = "insert into objective values ";
  constexpr const char* kUnits[] = {"tributi", "anagrafe", "lavori"};
  for (size_t i = 0; i < world.objectives(); ++i) {
    const size_t ente = i % world.enti;
    const size_t objective = i / world.enti;
    const std::string unit = kUnits[objective % 3];
    absl::StrAppend(&insert, i == 0 ? "" : ", ", "('", ObjectiveName(ente, objective), "', '",
                    EnteName(ente), "', '", unit, "', 'resp-", unit, "', 0, 0, null)");
  }
  RunPostgres(options.postgres, insert);
}

void MeasureWrites(const Options& options, const ServerUnderTest& server, size_t clients,
                   Report& report) {
  const World& world = server.world();
  Peer peer(options, world, clients);
  ReportMaker reports(world, absl::StrCat("peer-", clients));
  const std::string name = absl::StrCat("durable command a call, ", clients, " in flight");
  Row same{name, "/s", "PostgreSQL, the same work in one function"};
  Row plain{name, "/s", "PostgreSQL, plain insert, prepared"};
  if (clients >= 64) {
    same.goal = Goal{2.5, 4};
    plain.goal = Goal{1.2, 2};
  }
  const size_t facts = options.Scaled(clients == 1 ? 3'000 : 15'000);
  for (size_t round = 0; round < options.rounds(); ++round) {
    const std::vector<grpc::ByteBuffer> requests = reports.UnaryRequests(facts);
    UnaryLoad load;
    load.method = kRecordProgress;
    load.requests = &requests;
    load.calls = facts;
    load.in_flight = clients;
    const uint64_t before = server.Head();
    const double ours = DriveUnary(server.segretario(), load).per_second;
    server.RequireGrowth(before, facts);
    server.AwaitViews();
    same.Add(ours, peer.Record(facts));
    plain.Add(ours, peer.Insert(facts));
  }
  report.Add(std::move(same));
  report.Add(std::move(plain));
}

void MeasureDashboard(const Options& options, const ServerUnderTest& server, Report& report) {
  constexpr size_t kInFlight = 64;
  const World& world = server.world();
  PostgresClient dashboard(options.postgres, kInFlight, kDashboard);
  std::vector<grpc::ByteBuffer> requests;
  for (size_t ente = 0; ente < world.enti; ++ente) {
    api::v1::GetOverviewRequest request;
    request.set_plan(PlanName(ente));
    requests.push_back(ToBytes(request));
  }
  Row row{"overview of an ente, 64 in flight", "/s", "PostgreSQL, sums of its objectives",
          Goal{3, 6}};
  for (size_t round = 0; round < options.rounds(); ++round) {
    UnaryLoad load;
    load.method = kGetOverview;
    load.requests = &requests;
    load.calls = options.Scaled(20'000);
    load.in_flight = kInFlight;
    const double ours = DriveUnary(server.segretario(), load).per_second;
    row.Add(ours, dashboard.Drive(options.Scaled(10'000), [&](size_t number) {
      return Parameters{EnteName(number % world.enti)};
    }));
  }
  report.Add(std::move(row));
}

}  // namespace

void MeasurePostgres(const Options& options, Report& report) {
  if (!HasPostgresClient() || options.postgres.empty()) {
    report.Note(HasPostgresClient()
                    ? "PostgreSQL: skipped, no server of it is installed (package postgresql)"
                    : "PostgreSQL: skipped, built without libpq (packages libpq-dev, postgresql)");
    return;
  }
  const ServerUnderTest server(options.server, World{.enti = 64});
  FillObjectives(options, server.world());
  for (const size_t clients : {1, 64}) MeasureWrites(options, server, clients, report);
  MeasureDashboard(options, server, report);
}

}  // namespace traguardo::benchmarks
