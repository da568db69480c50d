#include "tests/benchmarks/postgres_client.h"

#include <libpq-fe.h>
#include <poll.h>

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {
namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ConnectionPointer = std::unique_ptr<PGconn, CloseConnection>;
using ResultPointer = std::unique_ptr<PGresult, ClearResult>;

ConnectionPointer ConnectTo(const std::string& socket_directory) {
  ConnectionPointer connection(PQconnectdb(
      absl::StrCat("host=", socket_directory, " user=postgres dbname=postgres").c_str()));
  Require(PQstatus(connection.get()) == CONNECTION_OK, PQerrorMessage(connection.get()));
  PQsetErrorVerbosity(connection.get(), PQERRORS_TERSE);
  return connection;
}

void RequireSuccess(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  Require(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, PQresultErrorMessage(result));
}

}  // namespace

bool HasPostgresClient() { return true; }

struct PostgresClient::Connection {
  ConnectionPointer connection;
  bool busy = false;
};

PostgresClient::PostgresClient(const std::string& socket_directory, size_t connections,
                               const std::string& prepare) {
  for (size_t i = 0; i < connections; ++i) {
    auto made = std::make_unique<Connection>();
    made->connection = ConnectTo(socket_directory);
    RequireSuccess(
        ResultPointer(PQprepare(made->connection.get(), "it", prepare.c_str(), 0, nullptr)).get());
    connections_.push_back(std::move(made));
  }
}

PostgresClient::~PostgresClient() = default;

double PostgresClient::Drive(size_t statements,
                             const std::function<Parameters(size_t number)>& parameters) {
  size_t sent = 0;
  size_t done = 0;
  const auto send = [&](Connection& connection) {
    if (sent == statements) return;
    const Parameters values = parameters(sent++);
    std::vector<const char*> pointers;
    for (const std::string& value : values) pointers.push_back(value.c_str());
    Require(
        PQsendQueryPrepared(connection.connection.get(), "it", static_cast<int>(pointers.size()),
                            pointers.data(), nullptr, nullptr, 0) == 1,
        PQerrorMessage(connection.connection.get()));
    connection.busy = true;
  };
  const Stopwatch time;
  std::vector<pollfd> waiting(connections_.size());
  for (size_t i = 0; i < connections_.size(); ++i) {
    waiting[i] = {PQsocket(connections_[i]->connection.get()), POLLIN, 0};
    send(*connections_[i]);
  }
  while (done < statements) {
    Require(poll(waiting.data(), waiting.size(), -1) > 0, "poll failed");
    for (size_t i = 0; i < connections_.size(); ++i) {
      Connection& connection = *connections_[i];
      PGconn* const raw = connection.connection.get();
      if (waiting[i].revents == 0) continue;
      Require(PQconsumeInput(raw) == 1, PQerrorMessage(raw));
      while (connection.busy && PQisBusy(raw) == 0) {
        const ResultPointer result(PQgetResult(raw));
        if (result != nullptr) {
          RequireSuccess(result.get());
          continue;
        }
        connection.busy = false;
        ++done;
        send(connection);
      }
    }
  }
  return static_cast<double>(statements) / time.Seconds();
}

void RunPostgres(const std::string& socket_directory, const std::string& statements) {
  const ConnectionPointer connection = ConnectTo(socket_directory);
  RequireSuccess(ResultPointer(PQexec(connection.get(), statements.c_str())).get());
}

uint64_t AskPostgres(const std::string& socket_directory, const std::string& query) {
  const ConnectionPointer connection = ConnectTo(socket_directory);
  const ResultPointer result(PQexec(connection.get(), query.c_str()));
  RequireSuccess(result.get());
  Require(PQntuples(result.get()) == 1, "one row was expected");
  return std::strtoull(PQgetvalue(result.get(), 0, 0), nullptr, 10);
}

}  // namespace traguardo::benchmarks
