#include "services/projection/row_parts/scostamento_subject.h"

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/accounting.h"

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

std::vector<std::string> AccountedFor(const domain::Scostamento& scostamento,
                                      const event::v1::ObjectiveDefinition& current,
                                      const Deadlines& deadlines, int year) {
  if (!scostamento.exists()) return {};
  const auto& subject = scostamento.recorded.value->subject();
  // Who speaks of a part of an objective that is one speaks of the objective.
  const std::string of_unit =
      domain::IsTransversal(current) && !scostamento.unit.empty() ? "@" + scostamento.unit : "";
  std::vector<std::string> texts;
  domain::Miss miss{.unit = scostamento.unit,
                    .subject = subject,
                    .due = SubjectDueDay(subject, current, deadlines, year)};
  if (domain::AccountsFor(current, scostamento, miss)) {
    texts.push_back(SubjectText(subject) + of_unit);
  }
  miss.subject.Clear();
  miss.due = deadlines.current;
  if (domain::AccountsFor(current, scostamento, miss)) texts.push_back("deadline" + of_unit);
  return texts;
}

}  // namespace traguardo::projection
