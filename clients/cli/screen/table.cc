#include "clients/cli/screen/table.h"

#include <algorithm>
#include <utility>

#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/table_layout.h"

namespace traguardo::cli {
namespace {

// Of what stands below a row.
constexpr size_t kIndent = 4;
constexpr size_t kFurtherIndent = 2;
// Narrower than this no text is broken.
constexpr size_t kNarrowestParagraph = 20;

std::string_view ColourOf(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kGood:
      return "\033[32m";
    case Tone::kWarning:
      return "\033[33m";
    case Tone::kBad:
      return "\033[31m";
    case Tone::kFaint:
      return "\033[2m";
    case Tone::kStrong:
      return "\033[1m";
  }
  return "";
}

std::string Padded(std::string_view text, size_t width, Align align, Tone tone, bool coloured) {
  const std::string shown = Shorten(text, width);
  const std::string space(width - DisplayWidth(shown), ' ');
  const std::string painted = Coloured(shown, tone, coloured);
  return align == Align::kLeft ? painted + space : space + painted;
}

std::string WithoutTrailingSpace(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

class Writer {
 public:
  Writer(const Table& table, const TableStyle& style)
      : table_(table), style_(style), layout_(LayOut(table, style)) {}

  std::string Write() && {
    AddHeadings();
    for (const auto& row : table_.rows) {
      AddRow(row);
      AddBelow(row);
    }
    return std::move(text_);
  }

 private:
  // One row of the table in as many lines as its longest cell has; `lines` by column in the line.
  void AddLines(const std::vector<std::vector<std::string>>& lines, const std::vector<Tone>& tones,
                bool at_the_bottom) {
    size_t height = 0;
    for (const auto& cell : lines) height = std::max(height, cell.size());
    for (size_t at = 0; at < height; ++at) {
      std::string line;
      for (size_t n = 0; n < lines.size(); ++n) {
        const size_t i = layout_.in_line[n];
        // Headings stand on their rows.
        const size_t missing = at_the_bottom ? height - lines[n].size() : 0;
        const bool has_text = at >= missing && at - missing < lines[n].size();
        if (n > 0) line.append(kColumnGap, ' ');
        line += Padded(has_text ? lines[n][at - missing] : "", layout_.widths[i],
                       table_.columns[i].align, tones[n], style_.coloured);
      }
      text_ += WithoutTrailingSpace(std::move(line)) + "\n";
    }
  }

  void AddHeadings() {
    std::vector<std::vector<std::string>> lines;
    for (const size_t i : layout_.in_line) {
      const std::string_view heading = table_.columns[i].heading.In(style_.language);
      lines.push_back(DisplayWidth(heading) <= layout_.widths[i]
                          ? std::vector<std::string>{std::string(heading)}
                          : WrapWords(heading, std::max<size_t>(layout_.widths[i], 2)));
    }
    AddLines(lines, std::vector<Tone>(lines.size(), Tone::kStrong), /*at_the_bottom=*/true);
  }

  void AddRow(const std::vector<Cell>& row) {
    std::vector<std::vector<std::string>> lines;
    std::vector<Tone> tones;
    for (const size_t i : layout_.in_line) {
      const std::string text = OneLine(row[i].text);
      const bool goes_on = table_.columns[i].wraps && DisplayWidth(text) > layout_.widths[i] &&
                           style_.screen_width > 0;
      lines.push_back(goes_on ? WrapWords(text, layout_.widths[i]) : std::vector{text});
      tones.push_back(row[i].tone);
    }
    AddLines(lines, tones, /*at_the_bottom=*/false);
  }

  // "heading: value" of what has no room in the line, long texts in paragraphs of their own.
  void AddBelow(const std::vector<Cell>& row) {
    std::vector<std::string> values;
    std::vector<std::string> texts;
    for (const size_t i : layout_.below) {
      if (row[i].text.empty()) continue;
      const std::string heading(table_.columns[i].heading.In(style_.language));
      std::string item = heading + (heading.empty() ? "" : ": ") + OneLine(row[i].text);
      if (table_.columns[i].wraps && DisplayWidth(item) > style_.screen_width / 2) {
        texts.push_back(std::move(item));
      } else {
        values.push_back(std::move(item));
      }
    }
    AddValues(values);
    for (const std::string& text : texts) AddParagraph(text);
  }

  // As many in a line as fit, none of them torn.
  void AddValues(const std::vector<std::string>& values) {
    constexpr std::string_view kBetween = " · ";
    std::string line;
    for (const std::string& value : values) {
      const size_t width = DisplayWidth(line) + DisplayWidth(kBetween) + DisplayWidth(value);
      if (!line.empty() && kIndent + width > style_.screen_width) {
        AddParagraph(line);
        line.clear();
      }
      line += (line.empty() ? "" : std::string(kBetween)) + value;
    }
    if (!line.empty()) AddParagraph(line);
  }

  void AddParagraph(const std::string& paragraph) {
    const size_t taken = kIndent + kFurtherIndent;
    const size_t width = std::max(style_.screen_width, taken + kNarrowestParagraph) - taken;
    const std::vector<std::string> lines = DisplayWidth(paragraph) <= width + kFurtherIndent
                                               ? std::vector{paragraph}
                                               : WrapWords(paragraph, width);
    for (size_t n = 0; n < lines.size(); ++n) {
      text_.append(n == 0 ? kIndent : taken, ' ');
      text_ += lines[n] + "\n";
    }
  }

  const Table& table_;
  const TableStyle& style_;
  const TableLayout layout_;
  std::string text_;
};

}  // namespace

std::string Coloured(std::string_view text, Tone tone, bool coloured) {
  if (!coloured || tone == Tone::kPlain || text.empty()) return std::string(text);
  return std::string(ColourOf(tone)) + std::string(text) + "\033[0m";
}

std::string FormatTable(const Table& table, const TableStyle& style) {
  if (!table.is_fields) return Writer(table, style).Write();
  Table with_values = table;
  std::erase_if(with_values.rows, [](const std::vector<Cell>& row) {
    return std::all_of(row.begin() + 1, row.end(),
                       [](const Cell& cell) { return cell.text.empty(); });
  });
  return Writer(with_values, style).Write();
}

}  // namespace traguardo::cli
