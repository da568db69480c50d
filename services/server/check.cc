// traguardod check: the offline proof that a log is whole.

#include <unistd.h>

#include <iostream>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/server/decode_header.h"
#include "services/server/language.h"
#include "services/server/verbs.h"
#include "storage/checker.h"

namespace traguardo::server {
namespace {

// One line that is written over on a terminal, nothing elsewhere.
class ProgressLine {
 public:
  void Show(const storage::CheckProgress& progress) {
    if (!on_terminal_) return;
    std::cerr << "\r\033[K" << storage::CheckAreaName(progress.area) << " " << progress.done << "/"
              << progress.total << std::flush;
  }
  ~ProgressLine() {
    if (on_terminal_) std::cerr << "\r\033[K" << std::flush;
  }

 private:
  const bool on_terminal_ = isatty(STDERR_FILENO) == 1;
};

}  // namespace

int Check(const CheckArguments& arguments, api::Language language) {
  storage::CheckOptions options;
  options.directory = arguments.data_directory + "/log";
  options.decode = DecodeHeader;
  absl::StatusOr<storage::CheckReport> report;
  {
    ProgressLine line;
    options.on_progress = [&line](const storage::CheckProgress& progress) { line.Show(progress); };
    report = storage::CheckLog(options);
  }
  if (!report.ok()) return Fail(report.status(), language);
  for (const storage::CheckFinding& finding : report->findings) {
    std::cout << storage::CheckAreaName(finding.area);
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
