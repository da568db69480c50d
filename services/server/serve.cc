// traguardod serve: runs until SIGTERM or SIGINT, then drains. SIGHUP: reads again who may call.

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "services/api/messages/bilingual_error.h"
#include "services/api/messages/readiness_text.h"
#include "services/server/language.h"
#include "services/server/progress_text.h"
#include "services/server/read_principals.h"
#include "services/server/server.h"
#include "services/server/verbs.h"
#include "services/server/version.h"

namespace traguardo::server {
namespace {

// Signals are waited for by the main thread; blocked before any other thread begins, so that none
// of them is interrupted.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

std::string ListeningOn(const ServeArguments& arguments, int port) {
  return absl::StrCat(arguments.listen.substr(0, arguments.listen.rfind(':')), ":", port);
}

// Writes the ready file and says so, once every part is ready; forgets it when one no longer is.
class ReadyFile {
 public:
  ReadyFile(std::string path, std::string address, api::Language language)
      : path_(std::move(path)), address_(std::move(address)), language_(language) {}

  void Follow(bool ready, const runtime::Readiness& readiness) {
    if (!ready) {
      if (was_ready_) {
        std::cerr << Say(language_, "Il server non è più pronto: ", "The server is not ready: ")
                  << api::ReadinessText(readiness.why_not(), language_) << std::endl;
        if (!path_.empty()) std::remove(path_.c_str());
      }
      was_ready_ = false;
      return;
    }
    was_ready_ = true;
    if (!path_.empty()) {
      const absl::Status written = WritePrivateFile(path_, address_ + "\n");
      if (!written.ok()) std::cerr << api::MessageIn(written, language_) << std::endl;
    }
    std::cerr << Say(language_, "Pronto su ", "Ready on ") << address_ << std::endl;
  }

 private:
  const std::string path_;
  const std::string address_;
  const api::Language language_;
  bool was_ready_ = false;
};

// One that names nobody was emptied by mistake, or is written this very moment: whoever wants
// nobody to call stops the server.
absl::StatusOr<std::vector<api::Principal>> ReadSomebody(const std::string& principals_file) {
  absl::StatusOr<std::vector<api::Principal>> principals = ReadPrincipals(principals_file);
  if (!principals.ok() || !principals->empty()) return principals;
  return api::BilingualError(
      absl::StatusCode::kInvalidArgument,
      principals_file + ": non c'è nessuno; per non far accedere nessuno, fermare il server",
      principals_file + ": it names nobody; to let nobody in, stop the server");
}

// A file that is wrong leaves those who may call as they are: better than nobody.
void ReadAgain(const std::string& principals_file, Server& server, api::Language language) {
  absl::StatusOr<std::vector<api::Principal>> principals = ReadSomebody(principals_file);
  if (!principals.ok()) {
    std::cerr << Say(language, "Chi può accedere resta quello di prima: ",
                     "Those who may call stay the same: ")
              << api::MessageIn(principals.status(), language) << std::endl;
    return;
  }
  const size_t count = principals->size();
  server.ReplacePrincipals(*std::move(principals));
  std::cerr << Say(language, "Riletto chi può accedere: ", "Read again who may call: ") << count
            << std::endl;
}

}  // namespace

int Fail(const absl::Status& status, api::Language language) {
  std::cerr << Say(language, "Non riuscito: ", "Failed: ") << api::MessageIn(status, language)
            << std::endl;
  return kFailed;
}

int Serve(const ServeArguments& arguments, api::Language language) {
  const sigset_t signals = BlockSignals();
  const bool began_on_terminal = isatty(STDERR_FILENO) == 1;
  // Before the log is opened, which may take a moment; an empty one would listen nowhere.
  if (absl::Status address = CheckListenAddress(arguments.listen); !address.ok()) {
    return Fail(address, language);
  }
  absl::StatusOr<std::vector<api::Principal>> principals =
      ReadPrincipals(arguments.principals_file);
  if (!principals.ok()) return Fail(principals.status(), language);

  ServerOptions options;
  options.principals = *std::move(principals);
  options.core.data_directory = arguments.data_directory;
  options.core.log_block_cache_bytes = static_cast<uint64_t>(arguments.cache_mebibytes) << 20;
  options.core.sequencer.state_cache_bytes = static_cast<size_t>(arguments.cache_mebibytes) << 20;
  options.core.projector.state_cache_bytes = static_cast<size_t>(arguments.cache_mebibytes) << 20;
  options.core.on_progress = [language](std::string_view doing) {
    std::cerr << ProgressText(doing, language) << std::endl;
  };
  options.grpc.address = arguments.listen;
  options.reflection = arguments.reflection;
  options.version = std::string(kVersion);
  options.grpc.completion_threads = arguments.completion_threads;
  std::cerr << Say(language, "Apro il registro in ", "Opening the log in ")
            << arguments.data_directory << std::endl;
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(options);
  if (!server.ok()) return Fail(server.status(), language);

  // Lives as long as the server, which calls it.
  const auto ready_file = std::make_shared<ReadyFile>(
      arguments.ready_file, ListeningOn(arguments, (*server)->port()), language);
  runtime::Readiness& readiness = (*server)->core().readiness();
  readiness.Listen([ready_file, &readiness](bool ready) { ready_file->Follow(ready, readiness); });

  for (;;) {
    int signal = 0;
    sigwait(&signals, &signal);
    // A terminal that is closed sends the same signal; then nobody is left who would stop it.
    const bool terminal_is_gone = began_on_terminal && isatty(STDERR_FILENO) != 1;
    if (signal != SIGHUP || terminal_is_gone) break;
    ReadAgain(arguments.principals_file, **server, language);
  }
  std::cerr << Say(language, "Mi fermo: rispondo a chi è in attesa e chiudo.",
                   "Stopping: answering who waits, then closing.")
            << std::endl;
  (*server)->Stop(Server::kDefaultGrace);
  if (!arguments.ready_file.empty()) std::remove(arguments.ready_file.c_str());
  std::cerr << Say(language, "Chiuso.", "Closed.") << std::endl;
  return kDone;
}

}  // namespace traguardo::server
