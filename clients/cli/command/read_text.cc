#include "clients/cli/command/read_text.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <system_error>

#include "clients/cli/command/file_trouble.h"
#include "clients/cli/screen/messages.h"
#include "clients/document/year_document.h"

namespace traguardo::cli {
namespace {

constexpr Text kUnreadable{"il file {} non si può leggere: {}.", "the file {} cannot be read: {}."};

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
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    // A folder opens and cannot be read.
    const bool is_folder = file && std::filesystem::is_directory(path, error);
    if (!file || is_folder) {
      session.Fail(ExitCode::kFile,
                   Fill(session.Say(kUnreadable), path,
                        FileTrouble(is_folder ? EISDIR : errno, session.language())));
      return std::nullopt;
    }
    fits = ReadAll(file, text);
    if (file.bad()) {
      session.Fail(ExitCode::kFile, Fill(session.Say(messages::kFileUnreadable), path));
      return std::nullopt;
    }
  }
  if (!fits) {
    session.Fail(ExitCode::kFile, Fill(session.Say(messages::kDocumentTooLarge), path));
    return std::nullopt;
  }
  return text;
}

}  // namespace traguardo::cli
