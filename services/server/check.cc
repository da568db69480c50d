// traguardod check: the offline proof that a log is whole.

#include <unistd.h>

#include <iostream>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/server/decode_header.h"
#include "services/server/language.h"
#include "services/server/log_error.h"
#include "services/server/verbs.h"
#include "storage/checker/checker.h"

namespace traguardo::server {
namespace {

std::string AreaText(storage::CheckArea area, api::Language language) {
  switch (area) {
    case storage::CheckArea::kFiles:
      return Say(language, "file", "files");
    case storage::CheckArea::kStreams:
      return Say(language, "flussi", "streams");
    case storage::CheckArea::kRequests:
      return Say(language, "richieste", "requests");
    case storage::CheckArea::kFacts:
      return Say(language, "fatti", "facts");
    case storage::CheckArea::kTree:
      return Say(language, "albero", "tree");
    case storage::CheckArea::kOperational:
      return Say(language, "stato operativo", "operational state");
  }
  return {};
}

// One line that is written over on a terminal, nothing elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(api::Language language) : language_(language) {}
  void Show(const storage::CheckProgress& progress) {
    if (!on_terminal_) return;
    std::cerr << "\r\033[K" << AreaText(progress.area, language_) << " " << progress.done << "/"
              << progress.total << std::flush;
  }
  ~ProgressLine() {
    if (on_terminal_) std::cerr << "\r\033[K" << std::flush;
  }

 private:
  const api::Language language_;
  const bool on_terminal_ = isatty(STDERR_FILENO) == 1;
};

}  // namespace

int Check(const CheckArguments& arguments, api::Language language) {
  storage::CheckOptions options;
  options.directory = arguments.data_directory + "/log";
  options.decode = DecodeHeader;
  absl::StatusOr<storage::CheckReport> report;
  {
    ProgressLine line(language);
    options.on_progress = [&line](const storage::CheckProgress& progress) { line.Show(progress); };
    report = storage::CheckLog(options);
  }
  if (!report.ok()) return Fail(LogError(report.status(), options.directory), language);
  for (const storage::CheckFinding& finding : report->findings) {
    std::cout << AreaText(finding.area, language);
    if (finding.position != 0) std::cout << " #" << finding.position;
    std::cout << ": " << finding.what << "\n";
  }
  const std::string root(reinterpret_cast<const char*>(report->tree_head.root.data()),
                         report->tree_head.root.size());
  std::cout << Say(language, "Fatti: ", "Facts: ") << report->facts
            << Say(language, ", flussi: ", ", streams: ") << report->streams
            << Say(language, ", richieste: ", ", requests: ") << report->request_entries
            << Say(language, "\nRadice: ", "\nRoot: ") << absl::BytesToHexString(root) << "\n";
  if (report->ok()) {
    std::cout << Say(language, "Il registro è integro.", "The log is sound.") << "\n";
    return kDone;
  }
  std::cout << Say(language,
                   absl::StrCat("Errori trovati: ", report->finding_count,
                                ". Non avviare il server su questi dati: ripristinare una copia."),
                   absl::StrCat("Errors found: ", report->finding_count,
                                ". Do not serve from these data: restore a copy."))
            << "\n";
  return kFoundWrong;
}

}  // namespace traguardo::server
