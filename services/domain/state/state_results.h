// What was reported about one unit of a transversal objective, or about the whole objective (the
// entry with an empty unit). Plain values; see state.h.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_RESULTS_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_RESULTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/packed.h"
#include "services/domain/state/seldom.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::domain {

// One declaration about the whole result: a percent (ProgressRecorded without a phase) or an
// outcome (OutcomeStated). There may be many, so it is 24 bytes and holds no text.
class Declaration {
 public:
  static Declaration Percent(const FactOrder& order, const Decimal& percent);
  static Declaration Stated(const FactOrder& order, event::v1::Outcome outcome);

  FactOrder order() const { return {day_, precision_, position_}; }
  // The percent as it was written; none when an outcome was stated.
  std::optional<Decimal> percent() const;
  // UNSPECIFIED when a percent was declared.
  event::v1::Outcome outcome() const { return static_cast<event::v1::Outcome>(outcome_); }
  // 100 percent, or the outcome "reached".
  bool is_done() const;

  friend bool operator==(const Declaration&, const Declaration&) = default;

 private:
  explicit Declaration(const FactOrder& order)
      : position_(order.position), day_(order.day), precision_(order.precision) {}

  uint64_t position_;
  int64_t coefficient_ = 0;
  DayNumber day_;
  DatePrecision precision_;
  // Negative when no percent was declared.
  int8_t scale_ = -1;
  uint8_t outcome_ = 0;
};

// The declaration that counts now, with what a view says about it.
struct LatestDeclaration {
  std::string note;

  friend bool operator==(const LatestDeclaration&, const LatestDeclaration&) = default;
};

struct NotDue {
  // As recorded; an empty end is open.
  std::string from;
  std::string to;
  std::string reason;
  // The day on which it was said: that of the fact or, where it comes later, that of its recording
  // (in UTC: the fold knows no time zone). What fell due before it had been asked for.
  DayNumber said_on = 0;

  // Inside the period.
  bool Covers(DayNumber day) const;
  // The same, and not before it was said.
  bool AsksNothingOn(DayNumber day) const;

  friend bool operator==(const NotDue&, const NotDue&) = default;
};

struct Suspension {
  // False for the fact that ends it.
  bool suspended = false;
  // The reason of a suspension, the note of a resumption.
  std::string text;
  // As for NotDue.
  DayNumber said_on = 0;

  friend bool operator==(const Suspension&, const Suspension&) = default;
};

struct Exclusion {
  event::v1::ExclusionCause cause = event::v1::EXCLUSION_CAUSE_UNSPECIFIED;
  std::string reason;
  // As for NotDue.
  DayNumber said_on = 0;

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

// Proposed by the responsabile or assessed by the Nucleo.
struct FinalResult {
  // Empty: none was given.
  std::string percent;
  event::v1::Outcome outcome = event::v1::OUTCOME_UNSPECIFIED;
  // The note of a proposal, the reasons of an assessment.
  std::string text;

  friend bool operator==(const FinalResult&, const FinalResult&) = default;
};

struct UnitResult {
  // All declarations about the whole, in fold order. The last one counts.
  std::vector<Declaration> declarations;
  // Who made the last one, and its note.
  Attributed<LatestDeclaration> latest;
  // All declared percents of single phases, by phase id, in fold order. The last one counts.
  absl::btree_map<std::string, std::vector<Declaration>> phase_percents;
  // The latest report of any kind: progress, measurement, outcome, milestone, final result. That
  // nothing was due is no report: it ends no silence but that of its own period.
  FactOrder last_report;
  // The days that reports of any kind speak up to, ascending, each once: at most those of a plan's
  // life.
  std::vector<DayNumber> report_days;
  absl::btree_map<FactOrder, NotDue> not_due;
  absl::btree_map<FactOrder, Suspension> suspensions;
  Seldom<Register<Exclusion>> excluded;
  Seldom<Attributed<FinalResult>> final_proposed;
  Seldom<Attributed<FinalResult>> final_assessed;

  UnitResult();
  UnitResult(const UnitResult&);
  UnitResult(UnitResult&&) noexcept;
  UnitResult& operator=(const UnitResult&);
  UnitResult& operator=(UnitResult&&) noexcept;
  ~UnitResult();

  friend bool operator==(const UnitResult&, const UnitResult&);
};

// Of one indicator and unit, in fold order. There may be many, and the latest is read most, so each
// is kept as its bytes.
using Measurements = std::vector<Attributed<Packed<event::v1::MeasurementRecorded>>>;

// Entries by (indicator, phase or milestone) and unit; the unit is empty for the whole objective.
struct PartOfUnit {
  std::string part;
  std::string unit;

  friend auto operator<=>(const PartOfUnit&, const PartOfUnit&) = default;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_RESULTS_H_
