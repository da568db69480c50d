// Every benchmark: one function, one file, one or a few rows of the table.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_BENCHMARKS_H_
#define TRAGUARDO_TESTS_BENCHMARKS_BENCHMARKS_H_

#include <algorithm>
#include <cstddef>
#include <string>

#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {

struct Options {
  // Of traguardod, and of this program itself.
  std::string server;
  std::string self;
  // Directory of the socket of a PostgreSQL that may be filled; empty: none.
  std::string postgres;
  // To see that everything works: figures mean little.
  bool quick = false;
  // Also what takes long: ten million facts.
  bool large = false;

  // How often everything is measured in turn with its limit.
  size_t rounds_asked = 5;

  size_t rounds() const { return quick ? std::min<size_t>(rounds_asked, 3) : rounds_asked; }
  size_t Scaled(size_t full) const { return quick ? full / 20 + 1 : full; }
};

// What our gRPC adapter costs beside a bare echo, without anything behind it.
void MeasureAdapter(const Options& options, Report& report);
// One command a call, at 1, 16, 64 and 256 in flight, beside the echo and beside RocksDB.
void MeasureAppends(const Options& options, Report& report);
// RecordFacts, one command and a hundred a message, beside RocksDB.
void MeasureStream(const Options& options, Report& report);
// One objective; the overview of an ente: beside the echo with replies of the same size.
void MeasureReads(const Options& options, Report& report);
// All views anew, beside a scan of the same log.
void MeasureRebuild(const Options& options, Report& report);
// What 100,000 open objectives take in memory.
void MeasureMemory(const Options& options, Report& report);
// A change on its way to a thousand watchers, beside one watcher and beside bare pushes.
void MeasureWatch(const Options& options, Report& report);
// The same work at ten thousand and a million facts (ten million with --large), and start-up.
void MeasureGrowth(const Options& options, Report& report);
// One person at work while another ente is imported.
void MeasureFairness(const Options& options, Report& report);
// An ente as it stood and was known in the past, beside reading and folding its facts.
void MeasureHistory(const Options& options, Report& report);
// PostgreSQL with the same facts and the same durability.
void MeasurePostgres(const Options& options, Report& report);

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_BENCHMARKS_H_
