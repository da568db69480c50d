#include "tests/benchmarks/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace traguardo::benchmarks {
namespace {

constexpr size_t kColumns = 7;
using Cells = std::array<std::string, kColumns>;

// How many characters a terminal shows: bytes that do not continue one.
size_t Width(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  }));
}

std::string RatioText(const Spread& ratio) {
  return absl::StrFormat("%.2f (%.2f–%.2f)", ratio.median, ratio.low, ratio.high);
}

std::string GoalText(const Goal& goal) {
  const char* const sign = goal.better == Better::kHigher ? "≥" : "≤";
  if (goal.floor == goal.aim) return absl::StrCat(sign, " ", goal.floor);
  return absl::StrCat(sign, " ", goal.floor, " → ", goal.aim);
}

std::string Verdict(const Goal& goal, double ratio) {
  const auto reaches = [&](double bound) {
    return goal.better == Better::kHigher ? ratio >= bound : ratio <= bound;
  };
  if (reaches(goal.aim)) return "aim met";
  return reaches(goal.floor) ? "floor met" : "**missed**";
}

Cells CellsOf(const Row& row) {
  const Spread ratio = row.Ratio();
  return {row.name,
          absl::StrCat(Readable(SpreadOf(row.measured).median), " ", row.unit),
          row.limit_name,
          absl::StrCat(Readable(SpreadOf(row.limits).median), " ", row.unit),
          RatioText(ratio),
          row.goal.has_value() ? GoalText(*row.goal) : "",
          row.goal.has_value() ? Verdict(*row.goal, ratio.median) : ""};
}

}  // namespace

void Fail(std::string_view what) {
  std::fflush(stdout);
  std::fprintf(stderr, "BROKEN RUN: %.*s\n", static_cast<int>(what.size()), what.data());
  std::exit(1);
}

void Require(bool holds, std::string_view what) {
  if (!holds) Fail(what);
}

double Percentile(std::vector<double> values, double share) {
  Require(!values.empty(), "nothing was measured");
  const auto index = static_cast<size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + static_cast<ptrdiff_t>(index), values.end());
  return values[index];
}

Spread SpreadOf(std::vector<double> values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  Require(low != values.end(), "nothing was measured");
  Spread spread{0, *low, *high};
  spread.median = Percentile(std::move(values), 0.5);
  return spread;
}

void Row::Add(double value, double limit) {
  Require(value > 0 && limit > 0, absl::StrCat(name, ": measured ", value, " beside ", limit));
  measured.push_back(value);
  limits.push_back(limit);
}

Spread Row::Ratio() const {
  std::vector<double> ratios;
  for (size_t i = 0; i < measured.size(); ++i) ratios.push_back(measured[i] / limits[i]);
  return SpreadOf(std::move(ratios));
}

std::string Readable(double value) {
  if (value >= 999.5e3) return absl::StrFormat("%.2f M", value / 1e6);
  if (value >= 9995) return absl::StrFormat("%.1f k", value / 1e3);
  if (value >= 99.5) return absl::StrFormat("%.0f", value);
  return absl::StrFormat("%.3g", value);
}

void Report::Add(Row row) {
  const Cells cells = CellsOf(row);
  std::printf("%s: %s; %s: %s; ratio %s %s\n", cells[0].c_str(), cells[1].c_str(), cells[2].c_str(),
              cells[3].c_str(), cells[4].c_str(), cells[6].c_str());
  std::fflush(stdout);
  rows_.push_back(std::move(row));
}

void Report::Note(std::string text) {
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
  notes_.push_back(std::move(text));
}

void Report::Print() const {
  std::vector<Cells> table = {{"What", "Measured", "Limit, in the same rounds", "Limit measured",
                               "Ratio (lowest–highest)", "Floor → aim", ""}};
  for (const Row& row : rows_) table.push_back(CellsOf(row));
  std::array<size_t, kColumns> widths{};
  for (const Cells& cells : table) {
    for (size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], Width(cells[i]));
  }
  std::printf("\n");
  for (size_t line = 0; line < table.size(); ++line) {
    for (size_t i = 0; i < kColumns; ++i) {
      std::printf("| %s%s ", table[line][i].c_str(),
                  std::string(widths[i] - Width(table[line][i]), ' ').c_str());
    }
    std::printf("|\n");
    if (line > 0) continue;
    for (size_t i = 0; i < kColumns; ++i) {
      std::printf("|%s", std::string(widths[i] + 2, '-').c_str());
    }
    std::printf("|\n");
  }
  for (const std::string& note : notes_) std::printf("\n- %s", note.c_str());
  std::printf("\n");
}

}  // namespace traguardo::benchmarks
