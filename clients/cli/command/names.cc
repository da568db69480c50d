#include "clients/cli/command/names.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/rome_time.h"

namespace traguardo::cli {
namespace {

using api::v1::EnteSummary;

std::vector<std::string> Parts(std::string_view text) {
  return absl::StrSplit(absl::string_view(text.data(), text.size()), '/');
}

bool IsYear(const std::string& text) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> BadName(Session& session, std::string_view typed, const Text& wanted) {
  session.Fail(ExitCode::kUsage, Fill(session.Say(messages::kBadName), std::string(typed),
                                      std::string(session.Say(wanted))));
  return std::nullopt;
}

constexpr Text kAnEnte{"un ente: si scrive \"demo\" o \"enti/demo\"",
                       "an ente: write \"demo\" or \"enti/demo\""};
constexpr Text kAPlan{"un piano: si scrive \"2025\", \"demo/2025\" o \"enti/demo/plans/2025\"",
                      "a plan: write \"2025\", \"demo/2025\" or \"enti/demo/plans/2025\""};
constexpr Text kAnObjective{
    "un obiettivo: si scrive l'id (\"ob-1\") o \"enti/demo/plans/2025/objectives/ob-1\"",
    "an objective: write its id (\"ob-1\") or \"enti/demo/plans/2025/objectives/ob-1\""};
constexpr Text kARound{
    "una rilevazione: si scrive l'id (\"giugno\") o \"enti/demo/plans/2025/rounds/giugno\"",
    "a round: write its id (\"giugno\") or \"enti/demo/plans/2025/rounds/giugno\""};

constexpr Text kNoId{
    "\"{}\" non è l'id di {}: un id ha solo minuscole, cifre, \"-\", \".\" e \"_\". Gli id stanno "
    "nella prima colonna di \"traguardo {} list\", accanto ai codici.",
    "\"{}\" is no id of {}: an id has only lower case letters, digits, \"-\", \".\" and \"_\". Ids "
    "stand in the first column of \"traguardo {} list\", beside the codes."};
constexpr Text kNoYear{"--year (o TRAGUARDO_YEAR): \"{}\" non è un anno; si scrive 2025",
                       "--year (or TRAGUARDO_YEAR): \"{}\" is no year; write 2025"};
constexpr Text kNoEnteId{
    "--ente (o TRAGUARDO_ENTE): \"{}\" non è l'id di un ente (minuscole, cifre, \"-\" e \"_\"); "
    "\"traguardo ente list\" li elenca",
    "--ente (or TRAGUARDO_ENTE): \"{}\" is no id of an ente (lower case letters, digits, \"-\" and "
    "\"_\"); \"traguardo ente list\" shows them"};

// The form alone; whether there is one the server says.
bool LooksLikeAnId(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

// What --ente and --year say, or the environment: checked here, where it is known what they are
// called. From the server they would come back as part of a name that nobody typed.
bool CheckSettings(Session& session) {
  const Settings& settings = session.settings();
  if (!settings.ente.empty() && !LooksLikeAnId(settings.ente)) {
    session.Fail(ExitCode::kUsage, Fill(session.Say(kNoEnteId), OneLine(settings.ente)));
    return false;
  }
  if (!settings.year.empty() && !IsYear(settings.year)) {
    session.Fail(ExitCode::kUsage, Fill(session.Say(kNoYear), OneLine(settings.year)));
    return false;
  }
  return true;
}

constexpr Text kEnteUnknown{
    "l'ente \"{}\" non c'è, o questa chiave non vi accede. Quelli accessibili: {}",
    "there is no ente \"{}\", or this token may not see it. Those you may see: {}"};

// Every ente the caller may see.
std::optional<std::vector<EnteSummary>> ListEnti(Session& session) {
  std::vector<EnteSummary> enti;
  api::v1::ListEntiRequest request;
  do {
    const auto page =
        session.Call(&client::Connection::admin, &api::v1::AdminService::Stub::ListEnti, request);
    if (!page.has_value()) return std::nullopt;
    enti.insert(enti.end(), page->enti().begin(), page->enti().end());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return enti;
}

// The first few: "borgo, altro, …"
std::string FirstOf(const std::vector<EnteSummary>& enti) {
  constexpr size_t kShown = 10;
  std::string names;
  for (size_t i = 0; i < enti.size() && i < kShown; ++i) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", IdOf(enti[i].name()));
  }
  if (enti.size() > kShown) absl::StrAppend(&names, ", …");
  return names;
}

std::optional<EnteSummary> FailWithoutEnti(Session& session) {
  session.Fail(ExitCode::kNotFound, std::string(session.Say(messages::kNoEnte)));
  return std::nullopt;
}

std::optional<EnteSummary> OnlyEnte(Session& session) {
  const auto enti = ListEnti(session);
  if (!enti.has_value()) return std::nullopt;
  if (enti->size() == 1) return enti->front();
  if (enti->empty()) return FailWithoutEnti(session);
  session.Fail(ExitCode::kUsage, Fill(session.Say(messages::kEnteMissing), FirstOf(*enti)));
  return std::nullopt;
}

// Of the one that was named: one that is not there would look like one that has no plan yet.
std::optional<EnteSummary> NamedEnte(Session& session, const std::string& id) {
  const auto enti = ListEnti(session);
  if (!enti.has_value()) return std::nullopt;
  for (const EnteSummary& ente : *enti) {
    if (IdOf(ente.name()) == id) return ente;
  }
  if (enti->empty()) return FailWithoutEnti(session);
  session.Fail(ExitCode::kNotFound, Fill(session.Say(kEnteUnknown), id, FirstOf(*enti)));
  return std::nullopt;
}

// The year in course if it has a plan, else the latest that has.
std::optional<std::string> LikelyYear(Session& session, const EnteSummary& ente) {
  if (ente.years().empty()) {
    session.Fail(ExitCode::kNotFound, Fill(session.Say(messages::kNoPlan), IdOf(ente.name())));
    return std::nullopt;
  }
  const auto this_year = static_cast<uint32_t>(std::stoul(RomeDay(absl::Now()).substr(0, 4)));
  const auto& years = ente.years();
  if (std::find(years.begin(), years.end(), this_year) != years.end()) {
    return absl::StrCat(this_year);
  }
  return absl::StrCat(*std::max_element(years.begin(), years.end()));
}

std::optional<std::string> DefaultPlanName(Session& session) {
  if (!CheckSettings(session)) return std::nullopt;
  const Settings& settings = session.settings();
  if (!settings.ente.empty() && !settings.year.empty()) {
    return absl::StrCat("enti/", settings.ente, "/plans/", settings.year);
  }
  const std::optional<EnteSummary> ente =
      settings.ente.empty() ? OnlyEnte(session) : NamedEnte(session, settings.ente);
  if (!ente.has_value()) return std::nullopt;
  std::optional<std::string> year =
      settings.year.empty() ? LikelyYear(session, *ente) : std::optional(settings.year);
  if (!year.has_value()) return std::nullopt;
  return absl::StrCat(ente->name(), "/plans/", *year);
}

std::optional<std::string> BelowPlan(Session& session, std::string_view typed,
                                     std::string_view collection, const Text& wanted) {
  const std::vector<std::string> parts = Parts(typed);
  if (parts.size() == 6 && parts[0] == "enti" && parts[2] == "plans" && parts[4] == collection) {
    return std::string(typed);
  }
  if (parts.size() != 1 || parts[0].empty()) return BadName(session, typed, wanted);
  if (!LooksLikeAnId(parts[0])) {
    const bool is_round = collection == "rounds";
    constexpr Text kObjectiveWord{"un obiettivo", "an objective"};
    constexpr Text kRoundWord{"una rilevazione", "a round"};
    session.Fail(ExitCode::kUsage,
                 Fill(session.Say(kNoId), OneLine(typed),
                      std::string(session.Say(is_round ? kRoundWord : kObjectiveWord)),
                      is_round ? "round" : "objective"));
    return std::nullopt;
  }
  const auto plan = PlanName(session, "");
  if (!plan.has_value()) return std::nullopt;
  return absl::StrCat(*plan, "/", std::string(collection), "/", std::string(typed));
}

}  // namespace

std::string IdOf(std::string_view name) {
  const size_t slash = name.rfind('/');
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::optional<std::string> EnteName(Session& session, std::string_view typed) {
  std::string name(typed);
  if (name.empty()) {
    if (!CheckSettings(session)) return std::nullopt;
    name = session.settings().ente;
  }
  if (name.empty()) {
    const auto ente = OnlyEnte(session);
    if (!ente.has_value()) return std::nullopt;
    return ente->name();
  }
  const std::vector<std::string> parts = Parts(name);
  if (parts.size() == 1 && LooksLikeAnId(name)) return absl::StrCat("enti/", name);
  if (parts.size() == 2 && parts[0] == "enti") return name;
  return BadName(session, name, kAnEnte);
}

std::optional<std::string> PlanName(Session& session, std::string_view typed) {
  if (typed.empty()) return DefaultPlanName(session);
  const std::vector<std::string> parts = Parts(typed);
  if (parts.size() == 4 && parts[0] == "enti" && parts[2] == "plans") return std::string(typed);
  if (parts.size() == 2 && IsYear(parts[1])) {
    return absl::StrCat("enti/", parts[0], "/plans/", parts[1]);
  }
  if (parts.size() == 1 && IsYear(parts[0])) {
    session.settings().year = parts[0];
    return DefaultPlanName(session);
  }
  return BadName(session, typed, kAPlan);
}

std::optional<std::string> ObjectiveName(Session& session, std::string_view typed) {
  return BelowPlan(session, typed, "objectives", kAnObjective);
}

std::optional<std::string> AnyName(Session& session, std::string_view typed) {
  if (typed.find('/') != std::string_view::npos) return std::string(typed);
  return ObjectiveName(session, typed);
}

std::optional<std::string> RoundName(Session& session, std::string_view typed) {
  return BelowPlan(session, typed, "rounds", kARound);
}

}  // namespace traguardo::cli
