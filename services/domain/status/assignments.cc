#include "services/domain/status/assignments.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "services/domain/definitions/current_definition.h"

namespace traguardo::domain {
namespace {

using event::v1::Assignment;

constexpr DayNumber kOpenFrom = std::numeric_limits<DayNumber>::min();
constexpr DayNumber kOpenTo = std::numeric_limits<DayNumber>::max();

// An assignment of the state with the days it holds, both included.
struct Span {
  const Assignment* assignment;
  DayNumber from;
  DayNumber to;

  bool Holds(DayNumber day) const { return from <= day && day <= to; }
  bool IsEmpty() const { return to < from; }
};

// Somebody new from a day on, and who makes room.
struct Step {
  FactOrder order;
  const Assignment* incoming;
  // Nobody, this person (of a ResponsabileChanged), or every responsabile of the unit; each only in
  // the role that is handed over.
  const std::string* outgoing;
  bool all_responsabili_go;
};

Span SpanOf(const Assignment& assignment, DayNumber open_from) {
  return {&assignment, FirstDay(assignment.validity().from()).value_or(open_from),
          LastDay(assignment.validity().to()).value_or(kOpenTo)};
}

std::vector<Step> StepsOf(const Objective& objective) {
  std::vector<Step> steps;
  for (const auto& [order, change] : objective.responsabile_changes) {
    steps.push_back({order, &change->incoming(), &change->outgoing(), false});
  }
  for (const auto& [id, ripianificazione] : objective.ripianificazioni) {
    if (!ripianificazione.is_approved()) continue;
    for (const event::v1::Change& change : ripianificazione.proposed.value->changes()) {
      if (!change.has_assignment()) continue;
      steps.push_back({ripianificazione.decided.order(), &change.assignment(), nullptr,
                       change.assignment().role() == event::v1::RESPONSABILE_ROLE_RESPONSABILE});
    }
  }
  // Stable: several assignments of one ripianificazione apply in the order they are written.
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& a, const Step& b) { return a.order < b.order; });
  return steps;
}

bool MakesRoom(const Span& span, const Step& step) {
  if (span.assignment->unit() != step.incoming->unit()) return false;
  if (span.assignment->role() != step.incoming->role()) return false;
  if (step.all_responsabili_go) return true;
  return step.outgoing != nullptr && !step.outgoing->empty() &&
         span.assignment->responsabile() == *step.outgoing;
}

std::vector<Span> SpansOf(const Objective& objective) {
  std::vector<Span> spans;
  for (const Assignment& assignment : objective.definition.value->assignments()) {
    spans.push_back(SpanOf(assignment, kOpenFrom));
  }
  if (objective.responsabile_changes.empty() && objective.ripianificazioni.empty()) return spans;

  std::vector<Step> steps = StepsOf(objective);
  FactOrder same_decision;
  size_t first_of_decision = 0;
  for (const Step& step : steps) {
    // Two new responsabili in one ripianificazione do not push each other out.
    if (step.order != same_decision) {
      same_decision = step.order;
      first_of_decision = spans.size();
    }
    const Span incoming = SpanOf(*step.incoming, step.order.day);
    for (size_t i = 0; i < first_of_decision; ++i) {
      if (MakesRoom(spans[i], step)) spans[i].to = std::min(spans[i].to, incoming.from - 1);
    }
    spans.push_back(incoming);
  }
  return spans;
}

// With its validity as it turned out: dates that nothing changed keep their precision.
Assignment WithValidity(const Span& span) {
  Assignment assignment = *span.assignment;
  const Span stated = SpanOf(assignment, kOpenFrom);
  if (span.from != stated.from) assignment.mutable_validity()->set_from(TextOfDay(span.from));
  if (span.to != stated.to) assignment.mutable_validity()->set_to(TextOfDay(span.to));
  return assignment;
}

}  // namespace

std::vector<Assignment> AllAssignments(const Objective& objective) {
  std::vector<Assignment> all;
  for (const Span& span : SpansOf(objective)) {
    if (!span.IsEmpty()) all.push_back(WithValidity(span));
  }
  return all;
}

std::vector<Assignment> AssignmentsOn(const Objective& objective, DayNumber day) {
  std::vector<Assignment> holding;
  for (const Span& span : SpansOf(objective)) {
    if (span.Holds(day)) holding.push_back(WithValidity(span));
  }
  return holding;
}

bool AnswersFor(const Objective& objective, std::string_view principal, std::string_view unit,
                DayNumber day) {
  const std::vector<Span> spans = SpansOf(objective);
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
    const Assignment& assignment = *span.assignment;
    const bool reports = assignment.role() == event::v1::RESPONSABILE_ROLE_RESPONSABILE ||
                         assignment.role() == event::v1::RESPONSABILE_ROLE_DEPUTY;
    return reports && span.Holds(day) && assignment.responsabile() == principal &&
           (assignment.unit().empty() || assignment.unit() == unit);
  });
}

std::string ResponsabileOn(const Objective& objective, std::string_view unit, DayNumber day) {
  std::string of_whole;
  for (const Span& span : SpansOf(objective)) {
    const Assignment& assignment = *span.assignment;
    if (assignment.role() != event::v1::RESPONSABILE_ROLE_RESPONSABILE || !span.Holds(day)) {
      continue;
    }
    if (!unit.empty() && assignment.unit() == unit) return assignment.responsabile();
    if (assignment.unit().empty() && of_whole.empty()) of_whole = assignment.responsabile();
  }
  return of_whole;
}

bool Contains(const event::v1::Period& period, DayNumber day) {
  return FirstDay(period.from()).value_or(kOpenFrom) <= day &&
         day <= LastDay(period.to()).value_or(kOpenTo);
}

}  // namespace traguardo::domain
