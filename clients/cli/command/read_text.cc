#include "clients/cli/command/read_text.h"

#include <fstream>
#include <istream>

#include "clients/cli/screen/messages.h"
#include "clients/document/year_document.h"

namespace traguardo::cli {
namespace {

// False: larger than the bound.
bool ReadAll(std::istream& in, std::string& text) {
  char block[1 << 14];
  while (in.read(block, sizeof block), in.gcount() > 0) {
    text.append(block, static_cast<size_t>(in.gcount()));
    if (text.size() > document::kMaxDocumentBytes) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> ReadText(Session& session, const std::string& path) {
  std::string text;
  bool fits = true;
  if (path == "-") {
    fits = ReadAll(session.environment().in, text);
  } else {
    std::ifstream file(path, std::ios::binary);
    // A folder opens and cannot be read.
    if (!file || file.peek() == std::ifstream::traits_type::eof()) {
      if (!file || file.bad() || !file.eof()) {
        session.Fail(ExitCode::kFile, Fill(session.Say(messages::kFileUnreadable), path));
        return std::nullopt;
      }
      return text;
    }
    fits = ReadAll(file, text);
  }
  if (!fits) {
    session.Fail(ExitCode::kFile, Fill(session.Say(messages::kDocumentTooLarge), path));
    return std::nullopt;
  }
  return text;
}

}  // namespace traguardo::cli
