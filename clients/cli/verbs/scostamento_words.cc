#include "clients/cli/verbs/scostamento_words.h"

#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"

namespace traguardo::cli {

using view::v1::Scostamento;

std::string SubjectText(const Scostamento& scostamento, Language language) {
  const auto& subject = scostamento.subject();
  if (!scostamento.subject_name().empty()) return scostamento.subject_name();
  if (!subject.indicator().empty()) return subject.indicator();
  if (!subject.milestone().empty()) return subject.milestone();
  return SubjectLabel(subject.deadline() ? "deadline" : "progress", "", language);
}

std::string SubjectCode(const Scostamento& scostamento) {
  const auto& subject = scostamento.subject();
  if (!subject.indicator().empty()) return "indicator:" + subject.indicator();
  if (!subject.milestone().empty()) return "milestone:" + subject.milestone();
  return subject.deadline() ? "deadline" : "progress";
}

std::string DifferenceText(const Scostamento& scostamento, Language language) {
  std::string text = scostamento.difference();
  if (!scostamento.has_delay_days()) return text;
  const int days = scostamento.delay_days();
  constexpr Text kDay{"{} giorno", "{} day"};
  constexpr Text kDays{"{} giorni", "{} days"};
  const Text& words = days == 1 || days == -1 ? kDay : kDays;
  return text + (text.empty() ? "" : ", ") +
         Fill(words.In(language), (days > 0 ? "+" : "") + std::to_string(days));
}

bool IsOpen(const Scostamento& scostamento) {
  return scostamento.closing() == event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED;
}

Cell StateCell(const Scostamento& scostamento, Language language) {
  constexpr Text kOpen{"aperto", "open"};
  if (IsOpen(scostamento)) return {std::string(kOpen.In(language)), Tone::kWarning};
  return {Label(scostamento.closing(), language)};
}

}  // namespace traguardo::cli
