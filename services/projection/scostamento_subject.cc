#include "services/projection/scostamento_subject.h"

namespace traguardo::projection {

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

std::string SubjectText(const domain::Scostamento& scostamento) {
  std::string text = SubjectText(scostamento.recorded.value->subject());
  if (!scostamento.unit.empty()) text.append("@").append(scostamento.unit);
  return text;
}

bool StillSpeaks(const domain::Scostamento& scostamento,
                 const event::v1::ObjectiveDefinition& current,
                 const Deadlines& deadlines, int year) {
  if (!scostamento.exists()) return false;
  if (!scostamento.closed.is_set()) return true;
  switch (scostamento.closed.value.closing) {
    case event::v1::SCOSTAMENTO_CLOSING_RECOVERED:
    case event::v1::SCOSTAMENTO_CLOSING_REPLANNED: {
      const auto due =
          SubjectDueDay(scostamento.recorded.value->subject(), current, deadlines, year);
      return due.has_value() && *due < scostamento.closed.order.day;
    }
    case event::v1::SCOSTAMENTO_CLOSING_CONFIRMED:
    case event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED:
    case event::v1::ScostamentoClosing_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::ScostamentoClosing_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return true;
}

}  // namespace traguardo::projection
