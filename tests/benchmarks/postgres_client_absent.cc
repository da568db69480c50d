// In place of postgres_client.cc where libpq is not installed.

#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/postgres_client.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kAbsent[] = "this program was built without libpq";

}  // namespace

bool HasPostgresClient() { return false; }

struct PostgresClient::Connection {};

PostgresClient::PostgresClient(const std::string&, size_t, const std::string&) { Fail(kAbsent); }
PostgresClient::~PostgresClient() = default;
double PostgresClient::Drive(size_t, const std::function<Parameters(size_t)>&) { Fail(kAbsent); }
void RunPostgres(const std::string&, const std::string&) { Fail(kAbsent); }
uint64_t AskPostgres(const std::string&, const std::string&) { Fail(kAbsent); }

}  // namespace traguardo::benchmarks
