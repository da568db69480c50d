// traguardo watch: rows of a plan as they change.

#include <algorithm>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/verbs.h"
#include "google/protobuf/util/json_util.h"

namespace traguardo::cli {
namespace {

using api::v1::WatchRequest;
using api::v1::WatchResponse;

// Pauses grow from the first to the longest; about two minutes in all.
constexpr int kMaxReconnects = 30;
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

struct Options {
  std::string plan;
  WatchRequest request;
  uint64_t events = 0;
};

// How many rows were shown since the snapshot, and how each row stood last, to say what changed.
class Watcher {
 public:
  Watcher(Session& session, const Options& options) : session_(session), options_(options) {}

  // Shows one answer; false when as many changes were shown as asked for.
  bool Take(const WatchResponse& response) {
    if (session_.settings().format == Format::kJson) {
      PrintJson(response);
    } else {
      Print(response);
    }
    session_.environment().out << std::flush;
    const int rows = response.objectives_size() + response.scostamenti_size() +
                     response.variations_size() + response.rounds_size() +
                     response.removed_size() + (response.has_overview() ? 1 : 0);
    if (live_) shown_ += static_cast<uint64_t>(rows);
    if (response.snapshot_complete() && !live_) {
      live_ = true;
      if (session_.settings().format == Format::kTable) {
        session_.Note(
            Fill(session_.Say(messages::kWatching), std::to_string(response.position())));
      }
    }
    return options_.events == 0 || shown_ < options_.events;
  }

 private:
  void PrintJson(const WatchResponse& response) {
    std::string json;
    // Fails only for messages with an Any that nobody knows; these have none.
    const auto status = google::protobuf::util::MessageToJsonString(response, &json);
    if (status.ok()) session_.Line(json);
  }

  void Print(const WatchResponse& response) {
    const Language language = session_.language();
    for (const auto& objective : response.objectives()) {
      const auto& today = objective.today();
      std::string percent;
      if (objective.results_size() == 1) percent = objective.results(0).percent();
      Row(response, "objective", objective.id(), Label(today.state(), language),
          ToneOf(today.state()), absl::StrCat(percent, percent.empty() ? "" : "% ",
                                              objective.title()));
    }
    for (const auto& scostamento : response.scostamenti()) {
      const bool open = scostamento.closing() == event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED;
      constexpr Text kOpen{"aperto", "open"};
      Row(response, "scostamento",
          absl::StrCat(IdOf(scostamento.objective()), "/", scostamento.id()),
          open ? std::string(kOpen.In(language)) : Label(scostamento.closing(), language),
          open ? Tone::kWarning : Tone::kPlain, scostamento.description());
    }
    for (const auto& variation : response.variations()) {
      Row(response, "ripianificazione",
          absl::StrCat(IdOf(variation.objective()), "/", variation.id()),
          Label(variation.state(), language), Tone::kPlain, variation.reason());
    }
    for (const auto& round : response.rounds()) {
      Row(response, "round", round.id(),
          absl::StrCat(round.today().expected_count() - round.today().missing_count(), "/",
                       round.today().expected_count()),
          Tone::kPlain, "");
    }
    for (const auto& removed : response.removed()) {
      Row(response, Label(removed.view(), language),
          absl::StrCat(IdOf(removed.name()), removed.id().empty() ? "" : "/", removed.id()),
          std::string(session_.Say(messages::kRemoved)), Tone::kFaint, "");
    }
    if (response.has_overview()) PrintOverview(response);
  }

  void PrintOverview(const WatchResponse& response) {
    for (const auto& group : response.overview().groups()) {
      if (group.kind() != view::v1::GROUP_KIND_ENTE) continue;
      std::string states;
      for (const auto& state : group.states()) {
        if (state.count() == 0) continue;
        absl::StrAppend(&states, states.empty() ? "" : ", ",
                        Label(state.state(), session_.language()), " ", state.count());
      }
      Row(response, "overview", IdOf(response.overview().plan().name()), states, Tone::kPlain, "");
    }
  }

  // One line; the same row unchanged in what is shown says nothing.
  void Row(const WatchResponse& response, const std::string& kind, const std::string& id,
           const std::string& state, Tone tone, const std::string& text) {
    std::string& last = last_[absl::StrCat(kind, " ", id)];
    const std::string now = absl::StrCat(state, "\n", text);
    if (live_ && last == now) return;
    last = now;
    const Table line{.columns = {{.key = "position"}, {.key = "kind"}, {.key = "id"},
                                 {.key = "state"}, {.key = "text"}},
                     .rows = {{{std::to_string(response.position())}, {kind}, {id}, {state, tone},
                               {text}}}};
    if (session_.settings().format == Format::kCsv) {
      const std::string csv = FormatCsv(line);
      session_.environment().out << csv.substr(csv.find('\n') + 1);
      return;
    }
    session_.Line(absl::StrCat(line.rows[0][0].text, "  ", kind, "  ", id, "  ",
                               Coloured(state, tone, session_.settings().coloured),
                               text.empty() ? "" : "  ", text));
  }

  Session& session_;
  const Options& options_;
  std::map<std::string, std::string> last_;
  bool live_ = false;
  uint64_t shown_ = 0;
};

int Run(Session& session, Options& options) {
  const auto plan = PlanName(session, options.plan);
  if (!plan.has_value()) return session.exit_code();
  const client::Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  WatchRequest request = options.request;
  request.set_plan(*plan);
  if (request.views().empty()) {
    request.add_views(api::v1::WATCHED_VIEW_OBJECTIVES);
    request.add_views(api::v1::WATCHED_VIEW_SCOSTAMENTI);
    request.add_views(api::v1::WATCHED_VIEW_VARIATIONS);
    request.add_views(api::v1::WATCHED_VIEW_ROUNDS);
  }
  Watcher watcher(session, options);
  for (int reconnects = 0;;) {
    grpc::ClientContext context;
    connection->PrepareStream(context);
    const auto stream = connection->projection().Watch(&context, request);
    WatchResponse response;
    while (stream->Read(&response)) {
      if (reconnects > 0) session.Note(std::string(session.Say(messages::kWatchResumed)));
      reconnects = 0;
      request.set_resume_token(response.resume_token());
      if (watcher.Take(response)) continue;
      context.TryCancel();
      while (stream->Read(&response)) {
      }
      stream->Finish();
      return 0;
    }
    const client::CallError error = client::ErrorFrom(stream->Finish());
    // A broken connection or a watcher that was cut resumes where it was.
    const bool resumable = error.code == grpc::StatusCode::UNAVAILABLE ||
                           error.code == grpc::StatusCode::OK ||
                           error.reason == "WATCHER_TOO_SLOW" ||
                           error.reason == "SHUTTING_DOWN";
    if (!resumable || request.resume_token().empty() || reconnects == kMaxReconnects) {
      return session.Fail(error);
    }
    absl::SleepFor(std::min(kFirstPause * (1 << std::min(reconnects, 10)), kLongestPause));
    ++reconnects;
  }
}

}  // namespace

void AddWatch(Verb root) {
  auto options = std::make_shared<Options>();
  Verb verb = root.Sub("watch", {"mostra ciò che cambia mentre accade; Ctrl-C per uscire",
                                 "show what changes as it happens; Ctrl-C to leave"});
  verb.Add("plan", {"piano: \"2025\" o \"enti/demo/plans/2025\" (senza: --ente e --year)",
                    "plan: \"2025\" or \"enti/demo/plans/2025\" (without it: --ente and --year)"},
           {"PIANO", "PLAN"}, &options->plan);
  verb.Add({.flags = "--view",
            .help = {"che cosa seguire (senza: obiettivi, scostamenti, variazioni, rilevazioni)",
                     "what to watch (without it: objectives, scostamenti, variations, rounds)"},
            .repeated = true,
            .choices = ChoicesOf(*WatchRequest::descriptor()->FindFieldByName("views")),
            .take = [options](const std::string& value) {
              return PutValue(options->request, "views", value);
            }});
  verb.Add("--resume", {"riprende da un token dato in precedenza (--format json li mostra)",
                        "resume from an earlier token (--format json shows them)"},
           {"TOKEN", "TOKEN"}, options->request.mutable_resume_token());
  verb.Add("--events", {"esce dopo tanti cambiamenti", "leave after so many changes"}, {"N", "N"},
           &options->events);
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
