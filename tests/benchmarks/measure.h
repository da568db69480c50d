// Rounds, medians and the table that they end in.
//
// Absolute figures drift with the machine; what counts is the ratio to a limit measured in the same
// run, round by round beside what it bounds. A row therefore keeps pairs, and its ratio is the
// median of the pairs' ratios, with the lowest and the highest beside it.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_MEASURE_H_
#define TRAGUARDO_TESTS_BENCHMARKS_MEASURE_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace traguardo::benchmarks {

// Says what is wrong and ends the process with 1: a figure of a broken run is worse than none.
[[noreturn]] void Fail(std::string_view what);
void Require(bool holds, std::string_view what);

struct Spread {
  double median = 0;
  double low = 0;
  double high = 0;
};
// Of at least one value.
Spread SpreadOf(std::vector<double> values);
// `share` 0.5 is the median. Of at least one value.
double Percentile(std::vector<double> values, double share);

enum class Better { kHigher, kLower };

// As a ratio to the row's limit.
struct Goal {
  double floor = 0;
  double aim = 0;
  Better better = Better::kHigher;
};

struct Row {
  std::string name;
  std::string unit;
  std::string limit_name;
  std::optional<Goal> goal;
  std::vector<double> measured;  // one value a round
  std::vector<double> limits;    // beside it

  void Add(double value, double limit);
  Spread Ratio() const;
};

class Report {
 public:
  // Prints the row at once, for who is watching.
  void Add(Row row);
  // A line below the table.
  void Note(std::string text);
  // The whole table, as Markdown.
  void Print() const;

 private:
  std::vector<Row> rows_;
  std::vector<std::string> notes_;
};

// 1234567 as "1.23 M".
std::string Readable(double value);

class Stopwatch {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  double Microseconds() const { return Seconds() * 1e6; }

 private:
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_MEASURE_H_
