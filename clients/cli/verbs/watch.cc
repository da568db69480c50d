// traguardo watch: rows of a plan as they change.

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/cells.h"
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
                     response.variations_size() + response.rounds_size() + response.removed_size() +
                     (response.has_overview() ? 1 : 0);
    if (live_) shown_ += static_cast<uint64_t>(rows);
    if (response.snapshot_complete() && !live_) {
      live_ = true;
      if (session_.settings().format == Format::kTable) {
        session_.Note(Fill(session_.Say(messages::kWatching), std::to_string(response.position())));
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
      Row(response, api::v1::WATCHED_VIEW_OBJECTIVES, objective.id(),
          EnumCell(today.state(), language, ToneOf(today.state())),
          absl::StrCat(percent, percent.empty() ? "" : "% ", objective.title()));
    }
    for (const auto& scostamento : response.scostamenti()) {
      Cell state = EnumCell(scostamento.closing(), language);
      if (scostamento.closing() == event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED) {
        constexpr Text kOpen{"aperto", "open"};
        state = {.text = std::string(kOpen.In(language)), .tone = Tone::kWarning, .csv = "OPEN"};
      }
      Row(response, api::v1::WATCHED_VIEW_SCOSTAMENTI,
          absl::StrCat(IdOf(scostamento.objective()), "/", scostamento.id()), state,
          scostamento.description());
    }
    for (const auto& variation : response.variations()) {
      Row(response, api::v1::WATCHED_VIEW_VARIATIONS,
          absl::StrCat(IdOf(variation.objective()), "/", variation.id()),
          EnumCell(variation.state(), language), variation.reason());
    }
    for (const auto& round : response.rounds()) {
      Row(response, api::v1::WATCHED_VIEW_ROUNDS, round.id(),
          {absl::StrCat(round.today().expected_count() - round.today().missing_count(), "/",
                        round.today().expected_count())},
          "");
    }
    for (const auto& removed : response.removed()) {
      Row(response, removed.view(),
          absl::StrCat(IdOf(removed.name()), removed.id().empty() ? "" : "/", removed.id()),
          {.text = std::string(session_.Say(messages::kRemoved)),
           .tone = Tone::kFaint,
           .csv = "REMOVED"},
          "");
    }
    if (response.has_overview()) PrintOverview(response);
  }

  void PrintOverview(const WatchResponse& response) {
    for (const auto& group : response.overview().groups()) {
      if (group.kind() != view::v1::GROUP_KIND_ENTE) continue;
      Cell states{.csv = ""};
      for (const auto& state : group.states()) {
        if (state.count() == 0) continue;
        const Cell one = EnumCell(state.state(), session_.language());
        absl::StrAppend(&states.text, states.text.empty() ? "" : ", ", one.text, " ",
                        state.count());
        absl::StrAppend(&*states.csv, states.csv->empty() ? "" : ", ", *one.csv, " ",
                        state.count());
      }
      Row(response, api::v1::WATCHED_VIEW_OVERVIEW, IdOf(response.overview().plan().name()), states,
          "");
    }
  }

  // One line; the same row unchanged in what is shown says nothing.
  void Row(const WatchResponse& response, api::v1::WatchedView view, const std::string& id,
           const Cell& state, const std::string& text) {
    std::string& last = last_[absl::StrCat(static_cast<int>(view), " ", id)];
    const std::string now = absl::StrCat(state.text, "\n", text);
    if (live_ && last == now) return;
    last = now;
    const Cell kind = EnumCell(view, session_.language());
    const std::string position = std::to_string(response.position());
    if (session_.settings().format == Format::kCsv) {
      const std::string csv = FormatCsv({.columns = {{.key = "position"},
                                                     {.key = "view"},
                                                     {.key = "id"},
                                                     {.key = "state"},
                                                     {.key = "text"}},
                                         .rows = {{{position}, kind, {id}, state, {text}}}});
      // The line of headings comes once.
      session_.environment().out << (headed_ ? csv.substr(csv.find('\n') + 1) : csv);
      headed_ = true;
      return;
    }
    session_.Line(absl::StrCat(position, "  ", kind.text, "  ", OneLine(id), "  ",
                               Coloured(state.text, state.tone, session_.settings().coloured),
                               text.empty() ? "" : "  ", OneLine(text)));
  }

  Session& session_;
  const Options& options_;
  std::map<std::string, std::string> last_;
  bool live_ = false;
  bool headed_ = false;
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
                           error.reason == "WATCHER_TOO_SLOW" || error.reason == "SHUTTING_DOWN";
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
  verb.Add("plan",
           {"piano: \"2025\" o \"enti/demo/plans/2025\" (senza: --ente e --year)",
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
  verb.Add("--resume",
           {"riprende da un token dato in precedenza (--format json li mostra)",
            "resume from an earlier token (--format json shows them)"},
           {"TOKEN", "TOKEN"}, options->request.mutable_resume_token());
  verb.Add("--events", {"esce dopo tanti cambiamenti", "leave after so many changes"}, {"N", "N"},
           &options->events);
  verb.Refuses({"--as-of", "--known-at", "--min-position"},
               {": mostra ciò che accade adesso", ": it shows what happens now"});
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
