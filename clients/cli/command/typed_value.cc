#include "clients/cli/command/typed_value.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace traguardo::cli {
namespace {

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool IsSeparator(char c) { return c == '.' || c == ','; }

// "0.125" has no thousands before its point.
bool MayBeThousands(std::string_view whole, std::string_view part) {
  return part.size() == 3 && !whole.empty() && whole.size() <= 3 && whole.front() != '0';
}

// The same figure with other than three digits behind the point: "1.25" of 1.250, "1.2340"
// of 1.234.
std::string Unmistakable(const std::string& whole, std::string part) {
  if (part.back() != '0') return whole + "." + part + "0";
  while (!part.empty() && part.back() == '0') part.pop_back();
  return part.empty() ? whole + ".0" : whole + "." + part;
}

Complaint NoFigure(const std::string& typed) {
  return {
      "\"" + typed +
          "\" non è una cifra: le migliaia si scrivono senza separatore, i decimali dopo un punto, "
          "come in 1250.5",
      "\"" + typed +
          "\" is no figure: thousands are written without a separator, decimals behind a point, "
          "as in 1250.5"};
}

Complaint Ambiguous(const std::string& typed, const std::string& sign, const std::string& whole,
                    const std::string& part) {
  const std::string decimal = sign + Unmistakable(whole, part);
  const std::string thousands = sign + whole + part;
  return {
      "\"" + typed + "\" si può leggere in due modi: scrivere " + decimal + " oppure " + thousands,
      "\"" + typed + "\" can be read in two ways: write " + decimal + " or " + thousands};
}

// Whether all separators, but a last one of another kind, are alike and begin a group of three:
// "1.250,50", and not "12.50.00".
bool HasGroupsOfThree(std::string_view figure) {
  const size_t last = figure.find_last_of(".,");
  const bool has_part = figure.find(figure[last]) == last;
  const std::string_view groups = has_part ? figure.substr(0, last) : figure;
  const size_t first = groups.find_first_of(".,");
  if (first == 0 || first > 3) return false;
  for (size_t at = first; at != std::string_view::npos;) {
    const size_t next = groups.find_first_of(".,", at + 1);
    if (groups[at] != groups[first] || std::min(next, groups.size()) - at != 4) return false;
    at = next;
  }
  return true;
}

// "1.250,50" → "1250.50", "1.250.000" → "1250000".
std::string WithoutThousands(std::string_view figure) {
  const size_t last = figure.find_last_of(".,");
  const bool has_part = figure.find(figure[last]) == last;
  std::string plain;
  for (size_t i = 0; i < figure.size(); ++i) {
    if (!IsSeparator(figure[i])) plain += figure[i];
    if (i == last && has_part) plain += '.';
  }
  return plain;
}

}  // namespace

std::string TypedDate(const std::string& typed) {
  const size_t first = typed.find('/');
  const size_t second = first == std::string::npos ? first : typed.find('/', first + 1);
  if (second == std::string::npos) return typed;
  std::string day = typed.substr(0, first);
  std::string month = typed.substr(first + 1, second - first - 1);
  const std::string year = typed.substr(second + 1);
  if (!AllDigits(day) || !AllDigits(month) || !AllDigits(year) || year.size() != 4 ||
      day.size() > 2 || month.size() > 2 || std::stoi(month) > 12) {
    return typed;  // The complaint names it as it was typed.
  }
  if (day.size() == 1) day.insert(0, "0");
  if (month.size() == 1) month.insert(0, "0");
  return year + "-" + month + "-" + day;
}

std::optional<Complaint> TypedDecimal(const std::string& typed, std::string* decimal) {
  *decimal = typed;
  const std::string sign = typed.rfind('-', 0) == 0 ? "-" : "";
  const std::string figure = typed.substr(sign.size());
  const auto separators = std::count_if(figure.begin(), figure.end(), IsSeparator);
  const bool is_figure = std::all_of(figure.begin(), figure.end(), [](unsigned char c) {
    return std::isdigit(c) != 0 || IsSeparator(static_cast<char>(c));
  });
  if (figure.size() > 1 && figure.back() == '%') {
    return Complaint{"\"" + typed + "\": scrivere la cifra senza il segno %",
                     "\"" + typed + "\": write the figure without the sign %"};
  }
  if (!is_figure || separators == 0) return std::nullopt;
  if (separators > 1 && !HasGroupsOfThree(figure)) return NoFigure(typed);
  if (separators > 1) {
    const std::string plain = sign + WithoutThousands(figure);
    return Complaint{"\"" + typed + "\": le migliaia si scrivono senza separatore, " + plain,
                     "\"" + typed + "\": thousands are written without a separator, " + plain};
  }
  const size_t separator = figure.find_first_of(".,");
  const std::string whole = figure.substr(0, separator);
  const std::string part = figure.substr(separator + 1);
  if (whole.empty() || part.empty()) return NoFigure(typed);
  if (MayBeThousands(whole, part)) return Ambiguous(typed, sign, whole, part);
  *decimal = sign + whole + "." + part;
  return std::nullopt;
}

}  // namespace traguardo::cli
