#include "services/projection/row_parts/scostamento_subject.h"

#include <optional>

namespace traguardo::projection {
namespace {

// Of a recorded scostamento.
bool SpeaksOfWhatWasDue(const domain::Scostamento& scostamento,
                        const std::optional<domain::DayNumber>& due) {
  if (!scostamento.closed.is_set()) return true;
  switch (scostamento.closed.value.closing) {
    case event::v1::SCOSTAMENTO_CLOSING_RECOVERED:
    case event::v1::SCOSTAMENTO_CLOSING_REPLANNED:
      return due.has_value() && *due < scostamento.closed.order().day;
    case event::v1::SCOSTAMENTO_CLOSING_CONFIRMED:
    case event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED:
    case event::v1::ScostamentoClosing_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::ScostamentoClosing_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return true;
}

}  // namespace

std::string SubjectText(const event::v1::ScostamentoSubject& subject) {
  switch (subject.subject_case()) {
    case event::v1::ScostamentoSubject::kIndicator:
      return "indicator:" + subject.indicator();
    case event::v1::ScostamentoSubject::kMilestone:
      return "milestone:" + subject.milestone();
    case event::v1::ScostamentoSubject::kDeadline:
      return "deadline";
    case event::v1::ScostamentoSubject::kProgress:
      return "progress";
    case event::v1::ScostamentoSubject::SUBJECT_NOT_SET:
      break;
  }
  return "";
}

std::vector<std::string> AccountedFor(const domain::Scostamento& scostamento,
                                      const event::v1::ObjectiveDefinition& current,
                                      const Deadlines& deadlines, int year) {
  if (!scostamento.exists()) return {};
  const auto& subject = scostamento.recorded.value->subject();
  // Who speaks of a part of an objective that is one speaks of the objective.
  const bool transversal = current.kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
  const std::string of_unit =
      transversal && !scostamento.unit.empty() ? "@" + scostamento.unit : "";
  std::vector<std::string> texts;
  if (SpeaksOfWhatWasDue(scostamento, SubjectDueDay(subject, current, deadlines, year))) {
    texts.push_back(SubjectText(subject) + of_unit);
  }
  if (SpeaksOfWhatWasDue(scostamento, deadlines.current)) texts.push_back("deadline" + of_unit);
  return texts;
}

}  // namespace traguardo::projection
