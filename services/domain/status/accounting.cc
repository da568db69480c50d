#include "services/domain/status/accounting.h"

#include "services/domain/definitions/current_definition.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using event::v1::ScostamentoSubject;

bool IsOfResult(const ScostamentoSubject& subject) {
  return subject.has_deadline() || subject.has_progress();
}

bool IsOnSubject(const ScostamentoSubject& told, const ScostamentoSubject& missed) {
  switch (missed.subject_case()) {
    case ScostamentoSubject::kIndicator:
      return told.indicator() == missed.indicator();
    case ScostamentoSubject::kMilestone:
      return told.milestone() == missed.milestone();
    case ScostamentoSubject::kDeadline:
    case ScostamentoSubject::kProgress:
      return IsOfResult(told);
    case ScostamentoSubject::SUBJECT_NOT_SET:
      break;
  }
  return true;
}

bool SpeaksOf(const Scostamento& scostamento, const std::optional<DayNumber>& due) {
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

bool IsAbout(const ObjectiveDefinition& definition, const std::string& told_unit,
             const ScostamentoSubject& told, const Miss& miss) {
  const bool of_unit = !IsTransversal(definition) || told_unit.empty() || told_unit == miss.unit;
  return of_unit && IsOnSubject(told, miss.subject);
}

bool AccountsFor(const ObjectiveDefinition& definition, const Scostamento& scostamento,
                 const Miss& miss) {
  return scostamento.exists() && SpeaksOf(scostamento, miss.due) &&
         IsAbout(definition, scostamento.unit, scostamento.recorded.value->subject(), miss);
}

}  // namespace traguardo::domain
