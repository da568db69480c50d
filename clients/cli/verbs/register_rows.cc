#include "clients/cli/verbs/rows.h"

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/screen/labels.h"

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
  if (scostamento.causes_missing()) {
    return {.text = std::string(kMissing.In(language)), .tone = Tone::kBad, .csv = ""};
  }
  std::string text;
  for (const auto& cause : scostamento.causes()) {
    text += (text.empty() ? "" : "; ") + Label(cause.kind(), language) + ": " +
            cause.description();
  }
  return {text};
}

// "1/3, 1 overdue"
Cell MeasuresCell(const Scostamento& scostamento, Language language) {
  if (scostamento.measures().empty()) return {};
  int settled = 0;
  for (const auto& measure : scostamento.measures()) {
    if (measure.state() != view::v1::MEASURE_STATE_PLANNED) ++settled;
  }
  std::string text =
      std::to_string(settled) + "/" + std::to_string(scostamento.measures_size());
  const uint32_t overdue = scostamento.today().overdue_measures_count();
  if (overdue == 0) return {text};
  constexpr Text kOverdue{" scadute", " overdue"};
  return {text + ", " + std::to_string(overdue) + std::string(kOverdue.In(language)), Tone::kBad};
}

Cell ScostamentoStateCell(const Scostamento& scostamento, Language language) {
  constexpr Text kOpen{"aperto", "open"};
  if (scostamento.closing() == event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED) {
    return {std::string(kOpen.In(language)), Tone::kWarning};
  }
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
    default:
      return Tone::kPlain;
  }
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

Table ScostamentiTable(const Rows<Scostamento>& scostamenti, Language language) {
  Table table{.columns = {
                  {.key = "objective", .heading = {"Obiettivo", "Objective"}},
                  {.key = "id", .heading = {"Id", "Id"}},
                  {.key = "unit", .heading = {"Unità", "Unit"}},
                  {.key = "subject", .heading = {"Che cosa", "What"}, .flexible = true},
                  {.key = "planned", .heading = {"Programmato", "Planned"}, .align = Align::kRight},
                  {.key = "actual", .heading = {"Consuntivo", "Actual"}, .align = Align::kRight},
                  {.key = "difference", .heading = {"Scostamento", "Difference"},
                   .align = Align::kRight},
                  {.key = "delay_days", .csv_only = true},
                  {.key = "causes", .heading = {"Cause", "Causes"}, .flexible = true},
                  {.key = "measures", .heading = {"Misure", "Measures"}},
                  {.key = "ripianificazioni", .heading = {"Ripianif.", "Replanned"}},
                  {.key = "detected_on", .heading = {"Emerso il", "Detected"}},
                  {.key = "state", .heading = {"Stato", "State"}},
                  {.key = "age_days", .heading = {"Giorni", "Days"}, .align = Align::kRight},
                  {.key = "late_not_replanned",
                   .heading = {"Non ripianificato", "Not replanned"}},
                  {.key = "description", .heading = {"Descrizione", "Description"},
                   .flexible = true},
              }};
  constexpr Text kYes{"sì", "yes"};
  for (const Scostamento& scostamento : scostamenti) {
    const auto& today = scostamento.today();
    table.rows.push_back({{IdOf(scostamento.objective()), Tone::kStrong},
                          {scostamento.id()},
                          {scostamento.unit()},
                          {SubjectText(scostamento, language)},
                          {scostamento.planned()},
                          {scostamento.actual()},
                          DifferenceCell(scostamento, language),
                          {scostamento.has_delay_days() ? std::to_string(scostamento.delay_days())
                                                        : ""},
                          CausesCell(scostamento, language),
                          MeasuresCell(scostamento, language),
                          {Joined(scostamento.ripianificazioni())},
                          {scostamento.detected_on()},
                          ScostamentoStateCell(scostamento, language),
                          {std::to_string(today.age_days())},
                          {today.late_not_replanned() ? std::string(kYes.In(language)) : "",
                           Tone::kWarning},
                          {scostamento.description()}});
  }
  return table;
}

Table VariationsTable(const Rows<Variation>& variations, Language language) {
  Table table{.columns = {
                  {.key = "objective", .heading = {"Obiettivo", "Objective"}},
                  {.key = "id", .heading = {"Id", "Id"}},
                  {.key = "state", .heading = {"Stato", "State"}},
                  {.key = "changes", .heading = {"Cambia", "Changes"}, .flexible = true},
                  {.key = "act", .heading = {"Atto", "Act"}},
                  {.key = "proposed_on", .heading = {"Proposta il", "Proposed"}},
                  {.key = "decided_on", .heading = {"Decisa il", "Decided"}},
                  {.key = "late", .heading = {"Tardiva", "Late"}},
                  {.key = "scostamenti", .heading = {"Scostamenti", "Scostamenti"}},
                  {.key = "reason", .heading = {"Motivo", "Reason"}, .flexible = true},
                  {.key = "rejection_reason", .heading = {"Motivo del rigetto", "Why rejected"},
                   .flexible = true},
              }};
  constexpr Text kYes{"sì", "yes"};
  for (const Variation& variation : variations) {
    table.rows.push_back({{IdOf(variation.objective()), Tone::kStrong},
                          {variation.id()},
                          {Label(variation.state(), language), ToneOf(variation.state())},
                          {ChangesText(variation, language)},
                          {ActText(variation.act(), language)},
                          {variation.proposed().effective_on()},
                          {variation.decided().effective_on()},
                          {variation.late() ? std::string(kYes.In(language)) : "", Tone::kWarning},
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
  return session.Show(*all, VariationsTable(all->variations(), session.language()));
}

}  // namespace traguardo::cli
