// Everything with a date ahead or behind, from the rows of one plan-year, whose `today` was filled
// for the same day.
//
// Each entry has a whole day: a date of lower precision stands on its last day, on which it is due.
// An entry is done when what it asks for is there, however late: for an indicator the target met,
// for a recurring check a report of its own (view.v1.UnitResult). Of a transversal objective it
// asks that of every unit; of a result that was declared not due for that day, nothing. It is
// overdue when its day lies before the day asked, and a result that is not suspended lacks it.
// Objectives that are excluded, dropped or removed have none; but a corrective measure is owed
// until it is adopted or dropped itself, whatever becomes of its objective.
//
// An entry has the units it is asked of: those of the objective, of a measure the one that its
// scostamento is about, where it names one. A round that asks every unit, and the institutional
// terms, have none: they are everybody's.
//
// The two institutional terms have the details "adoption_term" (done when the plan is adopted) and
// "relazione_term" (done when the consuntivo is validated).

#ifndef TRAGUARDO_SERVICES_PROJECTION_ANSWERS_CALENDAR_H_
#define TRAGUARDO_SERVICES_PROJECTION_ANSWERS_CALENDAR_H_

#include <optional>
#include <vector>

#include "services/domain/values/civil_date.h"
#include "services/projection/today/row_results.h"
#include "traguardo/view/v1/calendar.pb.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"

namespace traguardo::projection {

struct CalendarRows {
  const view::v1::Plan* plan = nullptr;  // may be absent
  std::vector<const view::v1::Objective*> objectives;
  std::vector<const view::v1::Scostamento*> scostamenti;
  std::vector<const view::v1::Round*> rounds;
};

// Both ends included; none is open.
struct DateRange {
  std::optional<domain::CivilDate> from;
  std::optional<domain::CivilDate> to;
};

// By date, then kind, name and detail. Of a transversal objective only what the units that pass
// still owe, and of what is about one unit only what is about these; one without such a unit is
// left out.
std::vector<view::v1::CalendarEntry> CalendarOf(const CalendarRows& rows, const DateRange& range,
                                                const domain::CivilDate& day, UnitFilter counts);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ANSWERS_CALENDAR_H_
