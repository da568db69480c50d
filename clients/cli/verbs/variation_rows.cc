// Acts and what they changed.

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using view::v1::Variation;

namespace {

Tone ToneOf(view::v1::VariationState state) {
  switch (state) {
    case view::v1::VARIATION_STATE_APPROVED:
      return Tone::kGood;
    case view::v1::VARIATION_STATE_REJECTED:
      return Tone::kFaint;
    case view::v1::VARIATION_STATE_PROPOSED:
      return Tone::kWarning;
    case view::v1::VARIATION_STATE_UNSPECIFIED:
    case view::v1::VariationState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::VariationState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return Tone::kPlain;
  }
  return Tone::kPlain;
}

// What changed by its code, for programs: "deadline: 2025-09-30 → 2025-12-15".
std::string ChangeCodes(const Variation& variation) {
  std::string codes;
  for (const auto& change : variation.changes()) {
    codes += (codes.empty() ? "" : "; ") + change.what();
    if (change.before().empty() && change.after().empty()) continue;
    codes += ": " + change.before() + " → " + change.after();
  }
  return codes;
}

std::string ChangesText(const Variation& variation, Language language) {
  std::string text;
  for (const auto& change : variation.changes()) {
    text += (text.empty() ? "" : "; ") + SubjectLabel(change.what(), change.what_name(), language);
    if (change.before().empty() && change.after().empty()) continue;
    const std::string nothing(kNoValue);
    text += ": " + (change.before().empty() ? nothing : change.before()) + " → " +
            (change.after().empty() ? nothing : change.after());
  }
  return text;
}

}  // namespace

std::string ActText(const event::v1::Act& act, Language language) {
  if (act.number().empty()) return "";
  return Label(act.organ(), language) + " " + Label(act.kind(), language) + " " + act.number() +
         " " + act.date();
}

std::string ActCodes(const event::v1::Act& act) {
  if (act.number().empty()) return "";
  return event::v1::Organ_Name(act.organ()) + " " + event::v1::ActKind_Name(act.kind()) + " " +
         act.number() + " " + act.date();
}

Table VariationsTable(const Rows<Variation>& variations, Language language) {
  Table table{
      .columns = {
          {.key = "objective", .heading = {"Obiettivo", "Objective"}},
          {.key = "id", .heading = {"Id", "Id"}},
          {.key = "state", .heading = {"Stato", "State"}},
          {.key = "changes", .heading = {"Cambia", "Changes"}, .wraps = true, .aside = 1},
          {.key = "act", .heading = {"Atto", "Act"}, .aside = 2, .medium = Medium::kScreen},
          {.key = "act_organ", .medium = Medium::kCsv},
          {.key = "act_kind", .medium = Medium::kCsv},
          {.key = "act_number", .medium = Medium::kCsv},
          {.key = "act_date", .medium = Medium::kCsv},
          {.key = "proposed_on", .heading = {"Proposta il", "Proposed"}, .aside = 4},
          {.key = "decided_on", .heading = {"Decisa il", "Decided"}, .aside = 3},
          {.key = "late", .heading = {"Tardiva", "Late"}, .aside = 5},
          {.key = "scostamenti", .heading = {"Scostamenti", "Scostamenti"}, .aside = 5},
          {.key = "reason", .heading = {"Motivo", "Reason"}, .wraps = true, .aside = 6},
          {.key = "rejection_reason",
           .heading = {"Motivo del rigetto", "Why rejected"},
           .wraps = true,
           .aside = 6},
          {.key = "silent", .heading = {"Senza scostamento", "Without scostamento"}, .aside = 5},
      }};
  for (const Variation& variation : variations) {
    table.rows.push_back({{IdOf(variation.objective()), Tone::kStrong},
                          {variation.id()},
                          EnumCell(variation.state(), language, ToneOf(variation.state())),
                          {.text = ChangesText(variation, language), .csv = ChangeCodes(variation)},
                          {ActText(variation.act(), language)},
                          EnumCell(variation.act().organ(), language),
                          EnumCell(variation.act().kind(), language),
                          {variation.act().number()},
                          {variation.act().date()},
                          {variation.proposed().effective_on()},
                          {variation.decided().effective_on()},
                          YesCell(variation.late(), language, Tone::kWarning),
                          {Joined(variation.scostamenti())},
                          {variation.reason()},
                          {variation.rejection_reason()},
                          YesCell(variation.silent(), language, Tone::kWarning)});
  }
  return table;
}

int ShowVariations(Session& session, const std::string& plan,
                   const std::vector<std::string>& objectives, uint64_t limit) {
  const auto name = PlanName(session, plan);
  if (!name.has_value()) return session.exit_code();
  api::v1::ListVariationsRequest request;
  request.set_plan(*name);
  FillMoment(session, request.mutable_moment());
  request.mutable_objectives()->Assign(objectives.begin(), objectives.end());
  const auto all = ListAll(
      session, &client::Connection::projection, &api::v1::ProjectionService::Stub::ListVariations,
      request, limit,
      +[](const api::v1::ListVariationsResponse& page) { return page.variations_size(); });
  if (!all.has_value()) return session.exit_code();
  ShowMoment(session, all->as_of());
  return session.Show(*all, VariationsTable(all->variations(), session.language()));
}

}  // namespace traguardo::cli
