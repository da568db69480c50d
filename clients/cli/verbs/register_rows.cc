#include "clients/cli/verbs/rows.h"

#include <algorithm>

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"

namespace traguardo::cli {

using view::v1::Scostamento;
using view::v1::Variation;

namespace {

std::string SubjectText(const Scostamento& scostamento, Language language) {
  const auto& subject = scostamento.subject();
  if (!scostamento.subject_name().empty()) return scostamento.subject_name();
  if (!subject.indicator().empty()) return subject.indicator();
  if (!subject.milestone().empty()) return subject.milestone();
  return SubjectLabel(subject.deadline() ? "deadline" : "progress", "", language);
}

// The code in which views speak of it: "indicator:atti", "deadline".
std::string SubjectCode(const Scostamento& scostamento) {
  const auto& subject = scostamento.subject();
  if (!subject.indicator().empty()) return "indicator:" + subject.indicator();
  if (!subject.milestone().empty()) return "milestone:" + subject.milestone();
  return subject.deadline() ? "deadline" : "progress";
}

Cell DifferenceCell(const Scostamento& scostamento, Language language) {
  std::string text = scostamento.difference();
  if (scostamento.has_delay_days()) {
    constexpr Text kDays{" giorni", " days"};
    if (!text.empty()) text += ", ";
    text += "+" + std::to_string(scostamento.delay_days()) + std::string(kDays.In(language));
  }
  return {.text = text, .csv = scostamento.difference()};
}

Cell CausesCell(const Scostamento& scostamento, Language language) {
  constexpr Text kMissing{"MANCANO", "MISSING"};
  std::string text;
  std::string csv;
  for (const auto& cause : scostamento.causes()) {
    const Cell kind = EnumCell(cause.kind(), language);
    text += (text.empty() ? "" : "; ") + kind.text + ": " + cause.description();
    csv += (csv.empty() ? "" : "; ") + *kind.csv + ": " + cause.description();
  }
  if (scostamento.causes_missing()) {
    return {.text = std::string(kMissing.In(language)), .tone = Tone::kBad, .csv = csv};
  }
  return {.text = text, .csv = csv};
}

int SettledMeasures(const Scostamento& scostamento) {
  return static_cast<int>(std::count_if(
      scostamento.measures().begin(), scostamento.measures().end(),
      [](const auto& measure) { return measure.state() != view::v1::MEASURE_STATE_PLANNED; }));
}

// "1/3, 1 overdue"
Cell MeasuresCell(const Scostamento& scostamento, Language language) {
  if (scostamento.measures().empty()) return {};
  std::string text = std::to_string(SettledMeasures(scostamento)) + "/" +
                     std::to_string(scostamento.measures_size());
  const uint32_t overdue = scostamento.today().overdue_measures_count();
  if (overdue == 0) return {text};
  constexpr Text kOverdue{" scadute", " overdue"};
  return {text + ", " + std::to_string(overdue) + std::string(kOverdue.In(language)), Tone::kBad};
}

bool IsOpen(const Scostamento& scostamento) {
  return scostamento.closing() == event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED;
}

Cell StateCell(const Scostamento& scostamento, Language language) {
  constexpr Text kOpen{"aperto", "open"};
  if (IsOpen(scostamento)) return {std::string(kOpen.In(language)), Tone::kWarning};
  return {Label(scostamento.closing(), language)};
}

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
    text += (text.empty() ? "" : "; ") +
            SubjectLabel(change.what(), change.what_name(), language);
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

Table ScostamentiTable(const Rows<Scostamento>& scostamenti, Language language) {
  Table table{
      .columns = {
          {.key = "objective", .heading = {"Obiettivo", "Objective"}},
          {.key = "id", .heading = {"Id", "Id"}},
          {.key = "unit", .heading = {"Unità", "Unit"}, .aside = 3},
          {.key = "subject", .heading = {"Che cosa", "What"}, .flexible = true},
          {.key = "planned",
           .heading = {"Programmato", "Planned"},
           .align = Align::kRight,
           .aside = 5},
          {.key = "actual", .heading = {"Consuntivo", "Actual"}, .align = Align::kRight, .aside = 5},
          {.key = "difference", .heading = {"Scostamento", "Difference"}, .align = Align::kRight},
          {.key = "delay_days", .medium = Medium::kCsv},
          {.key = "state", .heading = {"Stato", "State"}, .medium = Medium::kScreen},
          {.key = "open", .medium = Medium::kCsv},
          {.key = "closing", .medium = Medium::kCsv},
          {.key = "age_days",
           .heading = {"Da giorni", "For days"},
           .align = Align::kRight,
           .aside = 2},
          {.key = "measures",
           .heading = {"Misure", "Measures"},
           .aside = 1,
           .medium = Medium::kScreen},
          {.key = "measures_count", .medium = Medium::kCsv},
          {.key = "settled_measures_count", .medium = Medium::kCsv},
          {.key = "overdue_measures_count", .medium = Medium::kCsv},
          {.key = "ripianificazioni", .heading = {"Ripianif.", "Replanned"}, .aside = 4},
          {.key = "late_not_replanned",
           .heading = {"Ritardo non ripianificato", "Late, not replanned"},
           .aside = 4},
          {.key = "detected_on", .heading = {"Emerso il", "Detected"}, .aside = 3},
          {.key = "causes", .heading = {"Cause", "Causes"}, .wraps = true, .aside = 6},
          {.key = "causes_missing", .medium = Medium::kCsv},
          {.key = "description", .heading = {"Descrizione", "Description"}, .wraps = true,
           .aside = 7},
      }};
  for (const Scostamento& scostamento : scostamenti) {
    const auto& today = scostamento.today();
    table.rows.push_back(
        {{IdOf(scostamento.objective()), Tone::kStrong},
         {scostamento.id()},
         {scostamento.unit()},
         {.text = SubjectText(scostamento, language), .csv = SubjectCode(scostamento)},
         {scostamento.planned()},
         {scostamento.actual()},
         DifferenceCell(scostamento, language),
         {scostamento.has_delay_days() ? std::to_string(scostamento.delay_days()) : ""},
         StateCell(scostamento, language),
         TruthCell(IsOpen(scostamento), {}),
         EnumCell(scostamento.closing(), language),
         {std::to_string(today.age_days())},
         MeasuresCell(scostamento, language),
         NumberCell(static_cast<uint64_t>(scostamento.measures_size())),
         NumberCell(static_cast<uint64_t>(SettledMeasures(scostamento))),
         NumberCell(today.overdue_measures_count()),
         {Joined(scostamento.ripianificazioni())},
         YesCell(today.late_not_replanned(), language, Tone::kWarning),
         {scostamento.detected_on()},
         CausesCell(scostamento, language),
         TruthCell(scostamento.causes_missing(), {}),
         {scostamento.description()}});
  }
  return table;
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
      }};
  for (const Variation& variation : variations) {
    table.rows.push_back(
        {{IdOf(variation.objective()), Tone::kStrong},
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
         {variation.rejection_reason()}});
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
