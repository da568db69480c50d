#include "clients/cli/command/reading.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/rome_time.h"

namespace traguardo::cli {
namespace {

bool IsNumber(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The day in Italy of an instant or a day; empty for a position, and for a month or a year, which
// are no day.
std::string DayOf(const std::string& known_at) {
  absl::Time instant;
  if (absl::ParseTime(absl::RFC3339_full, known_at, &instant, nullptr)) return RomeDay(instant);
  constexpr size_t kDayBytes = 10;
  return known_at.size() == kDayBytes && !IsNumber(known_at) ? known_at : "";
}

constexpr Text kMoreRows{"Righe mostrate: {}; ce ne sono altre, senza -n si vedono tutte.",
                         "Rows shown: {}; there are more, without -n all are shown."};

}  // namespace

std::string AskedDay(const Session& session) {
  const Settings& settings = session.settings();
  if (!settings.as_of.empty()) return settings.as_of;
  const std::string day = DayOf(settings.known_at);
  // What is known by a day to come is what is known now.
  return day > RomeDay(absl::Now()) ? "" : day;
}

std::string MomentText(const Session& session, const std::string& day) {
  const std::string& known_at = session.settings().known_at;
  std::string text;
  if (!day.empty()) text = Fill(session.Say(messages::kAsOf), day);
  if (known_at.empty()) return text;
  const Text& known = IsNumber(known_at) ? messages::kKnownAtPosition : messages::kKnownAt;
  return absl::StrCat(text, text.empty() ? "" : ", ", Fill(session.Say(known), known_at));
}

void ShowMoment(Session& session, const std::string& day) {
  const Settings& settings = session.settings();
  if (settings.format != Format::kTable || (settings.as_of.empty() && settings.known_at.empty())) {
    return;
  }
  session.Line(Fill(session.Say(messages::kMoment), MomentText(session, day)));
  if (!settings.known_at.empty() && AskedDay(session).empty()) {
    session.Note(std::string(session.Say(messages::kJudgedToday)));
  }
}

void ShowFactsKnownAt(Session& session) {
  const Settings& settings = session.settings();
  if (settings.format != Format::kTable || settings.known_at.empty()) return;
  session.Line(Fill(session.Say(IsNumber(settings.known_at) ? messages::kFactsKnownAtPosition
                                                            : messages::kFactsKnownAt),
                    settings.known_at));
}

void FillMoment(const Session& session, api::v1::Moment* moment) {
  const Settings& settings = session.settings();
  moment->set_as_of(AskedDay(session));
  moment->set_known_at(settings.known_at);
  moment->set_min_position(settings.min_position);
}

void AddPlanArgument(Verb& verb, std::string* plan) {
  verb.Add("plan",
           {"piano: \"2025\" o \"enti/demo/plans/2025\" (senza: --ente e --year)",
            "plan: \"2025\" or \"enti/demo/plans/2025\" (without it: --ente and --year)"},
           {"PIANO", "PLAN"}, plan);
}

void AddObjectives(Verb& verb, std::vector<std::string>* objectives) {
  verb.Add("--objective", {"solo di questo obiettivo", "of this objective only"}, {"ID", "ID"},
           objectives);
}

void AddLimit(Verb& verb, uint64_t* limit) {
  verb.Add(
      {.flags = "-n,--limit",
       .help = {"al massimo tante righe (senza: tutte)", "at most so many rows (without it: all)"},
       .value = {"N", "N"},
       .take = [limit](const std::string& given) -> std::optional<Complaint> {
         const auto [end, error] =
             std::from_chars(given.data(), given.data() + given.size(), *limit);
         const bool is_number =
             error == std::errc() && end == given.data() + given.size() && *limit > 0;
         if (is_number) return std::nullopt;
         return Complaint{"\"" + given +
                              "\": serve un numero da 1 in su; senza -n si vedono "
                              "tutte le righe",
                          "\"" + given +
                              "\": a number from 1 is needed; without -n all rows "
                              "are shown"};
       }});
}

void NoteMoreRows(Session& session, uint64_t limit) {
  session.Note(Fill(session.Say(kMoreRows), std::to_string(limit)));
}

}  // namespace traguardo::cli
