// Statements to a PostgreSQL over many connections at once: one thread, nothing waits but for the
// server.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_POSTGRES_CLIENT_H_
#define TRAGUARDO_TESTS_BENCHMARKS_POSTGRES_CLIENT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace traguardo::benchmarks {

// Whether this program was built with libpq.
bool HasPostgresClient();

// The parameters of one statement, as text.
using Parameters = std::vector<std::string>;

class PostgresClient {
 public:
  // Through the socket in this directory, as the user and to the database "postgres". `prepare` is
  // prepared on each connection.
  PostgresClient(const std::string& socket_directory, size_t connections,
                 const std::string& prepare);
  ~PostgresClient();

  // Runs the prepared statement so often, one at a time on each connection. Per second.
  double Drive(size_t statements, const std::function<Parameters(size_t number)>& parameters);

 private:
  struct Connection;
  std::vector<std::unique_ptr<Connection>> connections_;
};

// Runs statements that answer nothing, on a connection of its own.
void RunPostgres(const std::string& socket_directory, const std::string& statements);
// The one number that a query answers.
uint64_t AskPostgres(const std::string& socket_directory, const std::string& query);

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_POSTGRES_CLIENT_H_
