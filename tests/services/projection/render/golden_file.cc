#include "tests/services/projection/render/golden_file.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace traguardo::projection {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// "line 12:\n  expected …\n  actual …" of the first difference.
std::string FirstDifference(const std::string& expected, const std::string& actual) {
  std::istringstream expected_lines(expected);
  std::istringstream actual_lines(actual);
  for (int line = 1;; ++line) {
    std::string a;
    std::string b;
    const bool has_a = static_cast<bool>(std::getline(expected_lines, a));
    const bool has_b = static_cast<bool>(std::getline(actual_lines, b));
    if (!has_a && !has_b) return "only line ends differ";
    if (has_a == has_b && a == b) continue;
    return "line " + std::to_string(line) + ":\n  expected " + (has_a ? a : "the end") +
           "\n  actual   " + (has_b ? b : "the end");
  }
}

}  // namespace

void GoldenText::Add(const std::string& heading, const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  ASSERT_TRUE(printer.PrintToString(message, &text));
  if (!text_.empty()) text_ += "\n";
  text_ += "# " + heading + "\n" + text;
}

void ExpectGolden(const std::string& file, const std::string& text) {
  const std::string path = std::string(TRAGUARDO_GOLDEN_DIR) + "/" + file;
  if (std::getenv("TRAGUARDO_REGENERATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  const std::string expected = Read(path);
  if (expected == text) return;
  ADD_FAILURE() << path << ", " << FirstDifference(expected, text)
                << "\nIf that is meant: TRAGUARDO_REGENERATE_GOLDEN=1, and read the diff.";
}

}  // namespace traguardo::projection
