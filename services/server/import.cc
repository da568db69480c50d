// traguardod import: a year from a document, offline. Every command goes through the same sequencer
// and the same rules as over the wire; only the clock and the actor come from the document.

#include <algorithm>
#include <condition_variable>
#include <cstddef>
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
#include "clients/document/known_facts.h"
#include "clients/document/positions_of_document.h"
#include "clients/document/year_document.h"
#include "google/rpc/code.pb.h"
#include "services/api/commands/command_answer.h"
#include "services/api/commands/several_facts.h"
#include "services/api/dispatcher.h"
#include "services/api/messages/bilingual_error.h"
#include "services/api/refusal_status.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/clock/clock.h"
#include "services/server/core.h"
#include "services/server/document_mistakes.h"
#include "services/server/known_year.h"
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

class Importer {
 public:
  // `commands` are those of `document`, and outlive it, as it does.
  Importer(Core& core, runtime::ManualClock& clock, const api::v1::YearDocument& document,
           const std::vector<DocumentCommand>& commands, std::vector<api::Principal> principals,
           api::Language language)
      : core_(core),
        clock_(clock),
        document_(document),
        commands_(commands),
        language_(language),
        positions_(commands) {
    for (api::Principal& principal : principals) {
      std::string id = principal.caller.principal;
      if (principal.caller.role == event::v1::ROLE_AMMINISTRATORE) administrator_ = id;
      callers_[std::move(id)] = std::make_shared<const api::Caller>(std::move(principal.caller));
    }
  }

  // Everybody that the document names has to be known before the first of them records anything.
  std::vector<Mistake> FindUnknown() const {
    std::vector<Mistake> mistakes;
    for (const DocumentCommand& command : commands_) {
      if (mistakes.size() == document::kMaxMistakes) break;
      const std::string& by = RecordedBy(command);
      if (callers_.contains(by)) continue;
      mistakes.push_back({command.line, command.path,
                          absl::StrCat("recordedBy \"", by, "\" non è nel file dei principals"),
                          absl::StrCat("recordedBy \"", by, "\" is not in the principals file")});
    }
    return mistakes;
  }

  // Of somebody who is known, in order. Null, or why the command was not recorded.
  api::ErrorStatus Record(size_t index) {
    const DocumentCommand& command = commands_[index];
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

    api::v1::Command message = command.command;
    if (command.names_positions) {
      const absl::StatusOr<bool> is_there = IsThere(index);
      if (!is_there.ok()) return api::ErrorOf(is_there.status(), language_);
      known_before_ += *is_there ? 1 : 0;
      if (*is_there) return nullptr;
      if (api::ErrorStatus error = FillPositions(index, message)) return error;
    }
    // All before it is recorded, so only an index past the facts of its entry has no position: the
    // form check refuses that.
    positions_.FillCorrected(index, message);
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
      positions_.NoteRecorded(index, outcome->first_position);
      ++(outcome->replayed ? known_before_ : recorded_);
      return nullptr;
    }
    return api::ErrorOfResult(
        result, language_, [&](int at) { return command.command.proposals(at).target(); },
        [](int at, std::string_view field) { return api::PathInCommand(at, field); });
  }

  int recorded() const { return recorded_; }
  int known_before() const { return known_before_; }

 private:
  // An ente is registered by an administrator, whoever keeps its year.
  const std::string& RecordedBy(const DocumentCommand& command) const {
    const bool registers = command.command.proposals(0).fact().has_ente_registered();
    return registers && !administrator_.empty() ? administrator_ : command.recorded_by;
  }

  // Whether this log has it with the positions that it names: then it was exported from here.
  // Under the id that the export gave it, it could be recorded a second time.
  absl::StatusOr<bool> IsThere(size_t index) {
    if (!known_.has_value()) {
      absl::StatusOr<document::KnownFacts> known =
          ReadKnownYear(core_.log(), document_, core_.log().head());
      if (!known.ok()) return known.status();
      known_ = *std::move(known);
    }
    api::v1::Command said = commands_[index].command;
    positions_.FillCorrected(index, said);
    const storage::Position exported = commands_[index].exported_position();
    if (!known_->SaysAt(exported, said)) return false;
    positions_.NoteAt(index, known_->PositionsAt(exported),
                      document::PositionsOfDocument::Content::kSame);
    return true;
  }

  api::ErrorStatus FillPositions(size_t index, api::v1::Command& message) {
    if (const auto why = positions_.FillPositions(index, message); why.has_value()) {
      return Complain(why->italian, why->english);
    }
    for (const document::Freeze& freeze : document::FreezesOf(commands_[index], message)) {
      const absl::StatusOr<document::KnownFacts> known =
          ReadKnownYear(core_.log(), document_, freeze.position);
      if (!known.ok()) return api::ErrorOf(known.status(), language_);
      if (const auto why = positions_.CheckFrozen(freeze, *known); why.has_value()) {
        return Complain(why->italian, why->english);
      }
    }
    return nullptr;
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
  const api::v1::YearDocument& document_;
  const std::vector<DocumentCommand>& commands_;
  const api::Language language_;
  std::map<std::string, std::shared_ptr<const api::Caller>> callers_;
  std::string administrator_;
  document::PositionsOfDocument positions_;
  // When the first entry that names positions was met; before that nobody has to ask.
  std::optional<document::KnownFacts> known_;
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
  Importer importer(**core, clock, text->document, commands.commands, *std::move(principals),
                    language);
  const std::vector<Mistake> unknown = importer.FindUnknown();
  if (!unknown.empty()) return ReportMistakes(arguments.document, unknown, language);
  for (size_t index = 0; index < commands.commands.size(); ++index) {
    const DocumentCommand& command = commands.commands[index];
    const api::ErrorStatus error = importer.Record(index);
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
