#include "services/server/core.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/api/messages/bilingual_error.h"
#include "services/server/log_error.h"

namespace traguardo::server {
namespace {

absl::Status ViewsError(const absl::Status& error, const std::string& directory) {
  const char* const advice =
      absl::IsResourceExhausted(error)
          ? " non si aprono perché sul disco c'è poco spazio: liberarne e avviare di nuovo"
          : " non si possono aprire; nascono dal registro, perciò si può rimuovere la cartella e "
            "riavviare";
  const std::string detail(error.message());
  return api::BilingualError(
      error.code(),
      absl::StrCat("le viste in ", directory, advice, ". In dettaglio, in inglese: ", detail),
      detail);
}

}  // namespace

Core::Core(const CoreOptions& options, domain::RomeCalendar calendar)
    : calendar_(std::move(calendar)),
      clock_(options.clock == nullptr ? &system_clock_ : options.clock) {}

Core::~Core() { Stop(); }

absl::StatusOr<std::unique_ptr<Core>> Core::Open(const CoreOptions& options) {
  absl::StatusOr<domain::RomeCalendar> calendar = domain::RomeCalendar::Load();
  if (!calendar.ok()) {
    return api::BilingualError(
        calendar.status().code(),
        "il sistema non ha i dati del fuso orario Europe/Rome: installare il "
        "pacchetto tzdata",
        std::string(calendar.status().message()));
  }
  std::unique_ptr<Core> core(new Core(options, *std::move(calendar)));
  if (absl::Status started = core->Start(options); !started.ok()) return started;
  return core;
}

absl::Status Core::Start(const CoreOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.data_directory, error);
  if (error) {
    return api::BilingualError(
        absl::StatusCode::kFailedPrecondition,
        absl::StrCat("non si può creare la cartella dei dati ", options.data_directory, ": ",
                     error.message(), "; sceglierne un'altra o cambiarne i permessi"),
        absl::StrCat("cannot make the data directory ", options.data_directory, ": ",
                     error.message(), "; choose another one or change its permissions"));
  }
  storage::EventLogOptions log_options;
  log_options.directory = options.data_directory + "/log";
  log_options.create_if_missing = true;
  log_options.block_cache_bytes = options.log_block_cache_bytes;
  log_options.write_buffer_bytes = options.log_write_buffer_bytes;
  log_options.env = options.env;
  log_options.on_progress = options.on_progress;
  auto log = storage::EventLog::Open(log_options);
  if (!log.ok()) return LogError(log.status(), log_options.directory);
  log_ = *std::move(log);

  const std::string views_directory = options.data_directory + "/views";
  auto generations = storage::ViewGenerations::Open(views_directory, options.env);
  if (!generations.ok()) return ViewsError(generations.status(), views_directory);
  generations_ = *std::move(generations);

  timer_ = std::make_unique<runtime::Timer>(*clock_);
  live_views_ = std::make_unique<runtime::LiveViews>(*timer_);
  watches_ = std::make_unique<runtime::WatchHub>(*timer_, calendar_, options.watches);
  views_ = std::make_unique<runtime::ViewReader>(*live_views_);
  time_travel_ = std::make_unique<runtime::TimeTravel>(*log_, *views_, calendar_);

  runtime::ProjectorOptions projector_options = options.projector;
  projector_options.store.env = options.env;
  auto projector = runtime::Projector::Start(*log_, calendar_, *generations_, *live_views_,
                                             *watches_, readiness_, projector_options);
  if (!projector.ok()) return ViewsError(projector.status(), views_directory);
  projector_ = *std::move(projector);

  runtime::SequencerHooks hooks;
  hooks.on_head_moved = [this](storage::Position) { projector_->HeadMoved(); };
  hooks.on_group_answered = options.on_group_answered;
  auto sequencer = runtime::Sequencer::Start(*log_, *clock_, calendar_, readiness_,
                                             options.sequencer, std::move(hooks));
  if (!sequencer.ok()) return sequencer.status();
  sequencer_ = *std::move(sequencer);
  LookAroundNowAndThen();
  return absl::OkStatus();
}

void Core::LookAroundNowAndThen() {
  const std::lock_guard lock(look_mutex_);
  if (look_stopped_) return;
  look_alarm_ = timer_->After(kLookEvery, [this] {
    sequencer_->LookAround();
    LookAroundNowAndThen();
  });
}

void Core::StopLookingAround() {
  runtime::Timer::Id alarm = 0;
  {
    const std::lock_guard lock(look_mutex_);
    look_stopped_ = true;
    alarm = look_alarm_;
  }
  if (timer_ != nullptr) timer_->Cancel(alarm);
}

void Core::Stop() {
  StopLookingAround();
  // The writer first, so that the projector sees its last facts before it flushes.
  if (sequencer_ != nullptr) sequencer_->Stop();
  if (watches_ != nullptr) watches_->Stop();
  if (live_views_ != nullptr) live_views_->Stop();
  if (projector_ != nullptr) projector_->Stop();
}

}  // namespace traguardo::server
