// traguardod import: a year from a document, offline. Every command goes through the same sequencer
// and the same rules as over the wire; only the clock and the actor come from the document.

#include <algorithm>
#include <condition_variable>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "clients/document/year_document.h"
#include "google/rpc/code.pb.h"
#include "services/api/commands/command_answer.h"
#include "services/api/commands/several_facts.h"
#include "services/api/dispatcher.h"
#include "services/api/messages/bilingual_error.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/clock/clock.h"
#include "services/server/core.h"
#include "services/server/language.h"
#include "services/server/read_principals.h"
#include "services/server/unreadable.h"
#include "services/server/verbs.h"

namespace traguardo::server {
namespace {

using document::DocumentCommand;
using document::Mistake;

// Nine in the morning of the day: within office hours, whatever the season.
constexpr absl::Duration kMorning = absl::Hours(9);

int ReportMistakes(const std::string& path, const std::vector<Mistake>& mistakes,
                   api::Language language) {
  for (const Mistake& mistake : mistakes) {
    std::cerr << path << ":" << mistake.line << ": " << mistake.path
              << (mistake.path.empty() ? "" : ": ")
              << Say(language, mistake.italian, mistake.english) << "\n";
  }
  std::cerr << Say(language, "Niente è stato registrato: correggere il documento e riprovare.",
                   "Nothing was recorded: correct the document and try again.")
            << std::endl;
  return kFailed;
}

// The log's time never runs backwards, so a single fact of a day to come would date everything that
// is recorded until then. Days that cannot be read are for Record() to complain about.
std::vector<Mistake> FindDaysToCome(const std::vector<DocumentCommand>& commands,
                                    const domain::CivilDate& today) {
  std::vector<Mistake> mistakes;
  for (const DocumentCommand& command : commands) {
    const auto parsed = domain::TryParseCivilDate(command.recorded_on);
    const auto* const day = std::get_if<domain::CivilDate>(&parsed);
    if (day == nullptr || day->first_day_number() <= today.first_day_number()) continue;
    Mistake& mistake = mistakes.emplace_back();
    mistake.line = command.line;
    mistake.path = command.path;
    mistake.italian =
        absl::StrCat("recordedOn ", command.recorded_on, " è dopo oggi, ", today.ToString());
    mistake.english =
        absl::StrCat("recordedOn ", command.recorded_on, " is after today, ", today.ToString());
  }
  return mistakes;
}

class Importer {
 public:
  Importer(Core& core, runtime::ManualClock& clock, std::vector<api::Principal> principals,
           api::Language language)
      : core_(core), clock_(clock), language_(language) {
    for (api::Principal& principal : principals) {
      std::string id = principal.caller.principal;
      if (principal.caller.role == event::v1::ROLE_AMMINISTRATORE) administrator_ = id;
      callers_[std::move(id)] = std::make_shared<const api::Caller>(std::move(principal.caller));
    }
  }

  // Everybody that the document names has to be known before the first of them records anything.
  std::vector<Mistake> FindUnknown(const std::vector<DocumentCommand>& commands) const {
    std::vector<Mistake> mistakes;
    for (const DocumentCommand& command : commands) {
      if (mistakes.size() == document::kMaxMistakes) break;
      const std::string& by = RecordedBy(command);
      if (callers_.contains(by)) continue;
      mistakes.push_back({command.line, command.path,
                          absl::StrCat("recordedBy \"", by, "\" non è nel file dei principals"),
                          absl::StrCat("recordedBy \"", by, "\" is not in the principals file")});
    }
    return mistakes;
  }

  // Of somebody who is known. Null, or why the command was not recorded.
  api::ErrorStatus Record(const DocumentCommand& command) {
    const std::variant<domain::CivilDate, domain::CivilDateError> day =
        domain::TryParseCivilDate(command.recorded_on);
    if (!std::holds_alternative<domain::CivilDate>(day)) {
      return Complain(absl::StrCat("recordedOn \"", command.recorded_on, "\" non è un giorno"),
                      absl::StrCat("recordedOn \"", command.recorded_on, "\" is not a day"));
    }
    // The log's clock never runs backwards; the sequencer sees to that. Nor ahead of ours, also
    // early in the morning of today.
    clock_.Set(std::min(core_.calendar().StartOf(std::get<domain::CivilDate>(day)) + kMorning,
                        runtime::SystemClock().Now()));

    if (command.names_positions) {
      return Complain(std::string(document::kNamesPositionsItalian),
                      std::string(document::kNamesPositionsEnglish));
    }
    api::v1::Command message = command.command;
    if (!command.corrects_request_id.empty()) {
      const auto corrected = first_positions_.find(command.corrects_request_id);
      if (corrected != first_positions_.end()) {
        document::FillCorrected(command, corrected->second, message);
      }
    }
    api::CallContext context;
    context.caller = callers_.at(RecordedBy(command));
    context.language = language_;
    if (api::ErrorStatus wrong = api::CheckForm(message, language_)) return wrong;
    runtime::Submission submission;
    const api::CommandClock days{.clock = &clock_, .calendar = &core_.calendar()};
    if (api::ErrorStatus error = api::TranslateCommand(context, days, message, submission)) {
      return error;
    }
    const runtime::SubmitResult result = Submit(std::move(submission));
    if (const auto* outcome = std::get_if<runtime::Outcome>(&result)) {
      first_positions_[command.command.header().request_id()] = outcome->first_position;
      ++(outcome->replayed ? known_before_ : recorded_);
      return nullptr;
    }
    return api::ErrorOfResult(
        result, language_, [&](int index) { return command.command.proposals(index).target(); },
        [](int index, std::string_view field) { return api::PathInCommand(index, field); });
  }

  int recorded() const { return recorded_; }
  int known_before() const { return known_before_; }

 private:
  // An ente is registered by an administrator, whoever keeps its year.
  const std::string& RecordedBy(const DocumentCommand& command) const {
    const bool registers = command.command.proposals(0).fact().has_ente_registered();
    return registers && !administrator_.empty() ? administrator_ : command.recorded_by;
  }

  api::ErrorStatus Complain(const std::string& italian, const std::string& english) {
    auto error = std::make_unique<google::rpc::Status>();
    error->set_code(google::rpc::INVALID_ARGUMENT);
    error->set_message(Say(language_, italian, english));
    return error;
  }

  runtime::SubmitResult Submit(runtime::Submission submission) {
    std::mutex mutex;
    std::condition_variable answered;
    std::optional<runtime::SubmitResult> result;
    core_.sequencer().Submit(std::move(submission), [&](runtime::SubmitResult given) {
      const std::lock_guard lock(mutex);
      result = std::move(given);
      answered.notify_one();
    });
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return result.has_value(); });
    return *std::move(result);
  }

  Core& core_;
  runtime::ManualClock& clock_;
  const api::Language language_;
  std::map<std::string, std::shared_ptr<const api::Caller>> callers_;
  std::string administrator_;
  std::map<std::string, storage::Position> first_positions_;
  int recorded_ = 0;
  int known_before_ = 0;
};

}  // namespace

int Import(const ImportArguments& arguments, api::Language language) {
  absl::StatusOr<std::vector<api::Principal>> principals =
      ReadPrincipals(arguments.principals_file);
  if (!principals.ok()) return Fail(principals.status(), language);
  absl::StatusOr<document::YearDocumentText> text = document::LoadYearDocument(arguments.document);
  if (!text.ok()) {
    const Reason why = WhyUnreadable(arguments.document);
    const std::string italian =
        absl::IsResourceExhausted(text.status())
            ? absl::StrCat("il documento ", arguments.document, " ha più di ",
                           document::kMaxDocumentBytes, " byte")
            : absl::StrCat("non si può leggere il documento ", arguments.document, ": ",
                           why.italian);
    return Fail(
        api::BilingualError(text.status().code(), italian, std::string(text.status().message())),
        language);
  }
  if (!text->mistakes.empty()) {
    return ReportMistakes(arguments.document, text->mistakes, language);
  }
  const document::DocumentCommands commands = document::ToCommands(*text);
  if (!commands.mistakes.empty()) {
    return ReportMistakes(arguments.document, commands.mistakes, language);
  }

  absl::StatusOr<domain::RomeCalendar> calendar = domain::RomeCalendar::Load();
  if (!calendar.ok()) return Fail(calendar.status(), language);
  const std::vector<Mistake> to_come =
      FindDaysToCome(commands.commands, runtime::Today(runtime::SystemClock(), *calendar));
  if (!to_come.empty()) return ReportMistakes(arguments.document, to_come, language);

  runtime::ManualClock clock(absl::UnixEpoch());
  CoreOptions options;
  options.data_directory = arguments.data_directory;
  options.clock = &clock;
  // The document's days come before those of what is recorded already, as often as not.
  options.sequencer.max_clock_lag = absl::InfiniteDuration();
  absl::StatusOr<std::unique_ptr<Core>> core = Core::Open(options);
  if (!core.ok()) return Fail(core.status(), language);
  Importer importer(**core, clock, *std::move(principals), language);
  const std::vector<Mistake> unknown = importer.FindUnknown(commands.commands);
  if (!unknown.empty()) return ReportMistakes(arguments.document, unknown, language);
  for (const DocumentCommand& command : commands.commands) {
    const api::ErrorStatus error = importer.Record(command);
    if (error == nullptr) continue;
    // The rest would build on what is missing.
    std::cerr << arguments.document << ":" << command.line << ": " << command.path << " ("
              << command.what << "): " << error->message() << "\n"
              << Say(language, "Registrati fin qui: ", "Recorded so far: ") << importer.recorded()
              << " / " << commands.commands.size() << ". "
              << Say(language,
                     "Corretto il documento, ripetere il comando: niente viene registrato due "
                     "volte.",
                     "Correct the document and repeat the command: nothing is recorded twice.")
              << std::endl;
    return kFailed;
  }
  (*core)->Stop();
  std::cerr << Say(language, "Registrati: ", "Recorded: ") << importer.recorded()
            << Say(language, ", già presenti: ", ", known before: ") << importer.known_before()
            << std::endl;
  return kDone;
}

}  // namespace traguardo::server
