// traguardo admin …: for those who run the server.

#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/verbs.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"

namespace traguardo::cli {

using api::v1::AdminService;
using api::v1::CheckLogResponse;
using api::v1::GetServerStatusResponse;
using api::v1::RebuildViewsResponse;
using client::Connection;

namespace {

constexpr absl::Duration kReadyPause = absl::Milliseconds(100);

// Asks the standard health service, which needs no token. The two messages are a few bytes on the
// wire (grpc.health.v1): an empty request asks for the whole server, field 1 of the answer is 1 when
// it serves.
grpc::Status CheckHealth(const Connection& connection, absl::Duration deadline, bool* serving) {
  constexpr char kServing[] = {0x08, 0x01};
  grpc::GenericStub stub(connection.channel());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + deadline));
  grpc::CompletionQueue queue;
  const grpc::ByteBuffer request(nullptr, 0);
  grpc::ByteBuffer response;
  grpc::Status status;
  auto call =
      stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", request, &queue);
  call->StartCall();
  call->Finish(&response, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  grpc::Slice bytes;
  if (status.ok() && response.TrySingleSlice(&bytes).ok()) {
    *serving = bytes.size() == sizeof kServing &&
               std::equal(bytes.begin(), bytes.end(), std::begin(kServing),
                          [](uint8_t a, char b) { return a == static_cast<uint8_t>(b); });
  }
  return status;
}

int RunReady(Session& session, uint64_t wait_seconds) {
  const Connection& connection = *session.ConnectWithoutToken();
  const absl::Time until = absl::Now() + absl::Seconds(wait_seconds);
  for (;;) {
    bool serving = false;
    const absl::Duration left = std::max(until - absl::Now(), absl::Seconds(1));
    const grpc::Status status = CheckHealth(connection, std::min(left, absl::Seconds(5)), &serving);
    if (serving) {
      session.Line(std::string(session.Say(messages::kReady)));
      return 0;
    }
    if (absl::Now() >= until) {
      if (!status.ok()) return session.Fail(client::ErrorFrom(status));
      constexpr Text kStarting{"si sta avviando o arrestando", "it is starting or stopping"};
      return session.Fail(ExitCode::kUnreachable,
                          Fill(session.Say(messages::kNotReady), session.Say(kStarting)));
    }
    absl::SleepFor(kReadyPause);
  }
}

std::string Bytes(uint64_t bytes) {
  if (bytes < 10'000) return absl::StrCat(bytes, " B");
  if (bytes < 10'000'000) return absl::StrCat(bytes / 1000, " kB");
  return absl::StrCat(bytes / 1'000'000, " MB");
}

Table StatusTable(const GetServerStatusResponse& status, Language language) {
  Table table{.columns = {{.key = "what", .heading = {"Che cosa", "What"}},
                          {.key = "value", .heading = {"Valore", "Value"}}}};
  const auto row = [&](const Text& what, std::string value) {
    table.rows.push_back({{std::string(what.In(language))}, {std::move(value)}});
  };
  const auto number = [](uint64_t value) { return std::to_string(value); };
  row({"pronto", "ready"}, status.ready() ? std::string(Text{"sì", "yes"}.In(language))
                                          : status.not_ready_reason());
  row({"versione", "version"}, status.version());
  row({"avviato", "started"},
      absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::FromUnixSeconds(status.started_at().seconds()),
                       absl::LocalTimeZone()));
  row({"fatti nel registro", "facts in the log"}, number(status.head_position()));
  row({"posizione delle viste", "position of the views"},
      absl::StrCat(status.view_position(), " (", status.view_generation(), ")"));
  row({"enti", "enti"}, number(status.enti_count()));
  row({"registro su disco", "log on disk"}, Bytes(status.log_disk_bytes()));
  row({"registro in memoria", "log in memory"}, Bytes(status.log_memory_bytes()));
  row({"stati in memoria", "states in memory"},
      absl::StrCat(status.state_cache_enti_count(), " enti, ", Bytes(status.state_cache_bytes())));
  row({"memoria del processo", "memory of the process"}, Bytes(status.resident_memory_bytes()));
  row({"in ascolto", "watchers"}, number(status.watchers_count()));
  row({"comandi accettati", "commands accepted"}, number(status.commands_accepted_count()));
  row({"comandi rifiutati", "commands refused"}, number(status.commands_refused_count()));
  row({"comandi ripetuti", "commands repeated"}, number(status.commands_replayed_count()));
  row({"gruppi scritti", "groups written"}, number(status.groups_count()));
  for (const auto& queue : status.queues()) {
    row({"coda", "queue"}, absl::StrCat(queue.ente(), ": ", queue.waiting_count()));
  }
  row({"radice dell'albero", "tree root"}, absl::BytesToHexString(status.tree_root()));
  return table;
}

// A line that is written over by the next one, on a terminal only.
void ShowProgress(Session& session, const Text& text, uint64_t done, uint64_t total) {
  if (!session.environment().err_is_terminal) return;
  session.environment().err << "\r"
                            << Fill(session.Say(text), std::to_string(done), std::to_string(total))
                            << std::flush;
}

void EndProgress(Session& session) {
  if (session.environment().err_is_terminal) session.Note("");
}

int RunRebuild(Session& session) {
  const Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  grpc::ClientContext context;
  connection->PrepareStream(context);
  const auto stream = connection->admin().RebuildViews(&context, {});
  RebuildViewsResponse response;
  RebuildViewsResponse last;
  while (stream->Read(&response)) {
    ShowProgress(session, messages::kRebuilding, response.position(), response.head_position());
    last = response;
  }
  EndProgress(session);
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return session.Fail(client::ErrorFrom(status));
  if (!last.switched()) {
    return session.Fail(ExitCode::kUnreachable, std::string(session.Say(messages::kBrokenOff)));
  }
  session.Line(Fill(session.Say(messages::kRebuilt), std::to_string(last.position())));
  return 0;
}

int RunCheck(Session& session) {
  const Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  grpc::ClientContext context;
  connection->PrepareStream(context);
  const auto stream = connection->admin().CheckLog(&context, {});
  CheckLogResponse response;
  CheckLogResponse all;
  while (stream->Read(&response)) {
    ShowProgress(session, messages::kRebuilding, response.checked_count(), response.total_count());
    all.MergeFrom(response);
  }
  EndProgress(session);
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return session.Fail(client::ErrorFrom(status));
  if (!all.finished()) {
    return session.Fail(ExitCode::kUnreachable, std::string(session.Say(messages::kBrokenOff)));
  }
  Table findings{.columns = {{.key = "position", .heading = {"Posizione", "Position"},
                              .align = Align::kRight},
                             {.key = "what", .heading = {"Problema", "Problem"}}}};
  for (const auto& finding : all.findings()) {
    findings.rows.push_back({{std::to_string(finding.position())}, {finding.what()}});
  }
  if (session.settings().format != Format::kTable || !findings.rows.empty()) {
    session.Show(all, findings);
  }
  const std::string checked = std::to_string(all.checked_count());
  if (!all.sound()) {
    return session.Fail(ExitCode::kRefused,
                        Fill(session.Say(messages::kUnsound),
                             std::to_string(all.findings_size()), checked));
  }
  if (session.settings().format == Format::kTable) {
    session.Line(Fill(session.Say(messages::kSound), checked));
  }
  return 0;
}

}  // namespace

void AddAdmin(Verb root) {
  Verb group = root.Sub("admin", {"per chi gestisce il server", "for those who run the server"});

  auto wait = std::make_shared<uint64_t>(0);
  Verb ready = group.Sub("ready", {"dice se il server è pronto (esce con 3 se non lo è); non serve "
                                   "una chiave",
                                   "says whether the server is ready (exits with 3 when it is not); "
                                   "needs no token"});
  ready.Add("--wait", {"aspetta fino a tanti secondi", "wait up to so many seconds"},
            {"SECONDI", "SECONDS"}, wait.get());
  ready.Runs([wait](Session& session) { return RunReady(session, *wait); });

  group.Sub("stats", {"come sta il server: registro, viste, code, memoria",
                      "how the server is: log, views, queues, memory"})
      .Runs([](Session& session) {
        const auto status = session.Call(&Connection::admin, &AdminService::Stub::GetServerStatus,
                                         api::v1::GetServerStatusRequest());
        if (!status.has_value()) return session.exit_code();
        return session.Show(*status, StatusTable(*status, session.language()));
      });

  group.Sub("rebuild", {"ricostruisce le viste accanto a quelle in uso e poi le sostituisce",
                        "build the views anew beside the live ones, then switch"})
      .Runs(RunRebuild);

  group.Sub("check", {"percorre tutto il registro e ne prova l'integrità",
                      "walk the whole log and prove that it is sound"})
      .Runs(RunCheck);
}

}  // namespace traguardo::cli
