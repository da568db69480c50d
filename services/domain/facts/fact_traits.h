// What every kind of fact has in common with others, in one table: where it stands, who records it,
// whether it may still come late, whether it can be taken back. Decide asks here before it looks
// at what a single fact says.

#ifndef TRAGUARDO_SERVICES_DOMAIN_FACTS_FACT_TRAITS_H_
#define TRAGUARDO_SERVICES_DOMAIN_FACTS_FACT_TRAITS_H_

#include <string>

#include "services/domain/values/resource_name.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

using FactKind = event::v1::Fact::KindCase;

// Who records it. The segretario, and an operator with the ente's consent, record whatever is not
// reserved to the first two.
enum class Recorder {
  // Only who runs the server.
  kAmministratore,
  // Only the ente itself: nobody gives themselves a consent.
  kSegretarioAlone,
  kSegretario,
  kSegretarioOrAmministratore,
  // Also who answers for the objective.
  kResponsabile,
  // Also who owns the measure.
  kMeasureOwner,
  // Also the organ that takes the act.
  kOrganoPolitico,
  // The Nucleo; others only with an act of it.
  kNucleo,
};

enum class UnitRule {
  // The fact is about no single unit.
  kNever,
  // The whole objective, or one of its units.
  kMay,
  // A result: of one unit where the objective is transversal, else of the whole, which has no
  // other.
  kResult,
  // The whole objective, or the result of one unit where it is transversal.
  kResultOrWhole,
  // The result of one unit where the objective is transversal; of another it may name a unit.
  kResultOrMay,
};

enum class Correctable {
  kYes,
  kWhileDrafting,
  // Others stand on it.
  kNever,
};

struct FactTraits {
  // Of FactCorrected: any stream; this field then says nothing.
  StreamKind stream = StreamKind::kEnte;
  Recorder recorder = Recorder::kSegretario;
  UnitRule unit = UnitRule::kNever;
  // Results and what they are measured by: fixed once the consuntivo is validated.
  bool moves_figures = false;
  // Not for days on which the objective was excluded or dropped; a scostamento explains also what
  // an act has dropped.
  bool needs_live_objective = false;
  // A plan that is still a draft has no use for it.
  bool needs_adopted_plan = false;
  // Taken also in a closed year.
  bool follow_up = false;
  Correctable correctable = Correctable::kYes;
  // The kind to record where this one cannot be taken back; empty when there is none.
  const char* instead = "";
};

// KIND_NOT_SET has the traits of nothing: no role records it.
FactTraits TraitsOf(FactKind kind);

// The field's name in event.v1.Fact: "progress_recorded". Empty for KIND_NOT_SET.
std::string FactKindName(FactKind kind);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_FACTS_FACT_TRAITS_H_
