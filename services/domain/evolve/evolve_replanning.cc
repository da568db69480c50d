// Deviations of an objective, the measures on them, and its ripianificazioni.

#include <algorithm>

#include "services/domain/evolve/evolve_internal.h"

namespace traguardo::domain {
namespace {

Scostamento& NamedScostamento(Objective& objective, const Recorded& fact, const std::string& id) {
  Scostamento& scostamento = objective.scostamenti[id];
  scostamento.last_position = std::max(scostamento.last_position, fact.order().position);
  return scostamento;
}

Ripianificazione& NamedRipianificazione(Objective& objective, const Recorded& fact,
                                        const std::string& id) {
  Ripianificazione& ripianificazione = objective.ripianificazioni[id];
  ripianificazione.last_position = std::max(ripianificazione.last_position, fact.order().position);
  return ripianificazione;
}

}  // namespace

void Add(Objective& objective, const Recorded& fact, const event::v1::ScostamentoRecorded& kind) {
  Scostamento& scostamento = NamedScostamento(objective, fact, kind.scostamento());
  if (scostamento.recorded.Offer(fact.by, Frozen(kind))) scostamento.unit = fact.unit;
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::ScostamentoCausesStated& kind) {
  NamedScostamento(objective, fact, kind.scostamento())
      .causes_stated[fact.order()]
      .Offer(fact.by, Frozen(kind));
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::CorrectiveMeasurePlanned& kind) {
  NamedScostamento(objective, fact, kind.scostamento())
      .measures[kind.measure()]
      .planned.Offer(fact.by, Frozen(kind));
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::CorrectiveMeasureAdopted& kind) {
  NamedScostamento(objective, fact, kind.scostamento())
      .measures[kind.measure()]
      .settled.Offer(fact.by, SettledMeasure{Settlement::kAdopted, kind.note()});
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::CorrectiveMeasureDropped& kind) {
  NamedScostamento(objective, fact, kind.scostamento())
      .measures[kind.measure()]
      .settled.Offer(fact.by, SettledMeasure{Settlement::kDropped, kind.reason()});
}

void Add(Objective& objective, const Recorded& fact, const event::v1::ScostamentoClosed& kind) {
  NamedScostamento(objective, fact, kind.scostamento())
      .closed.Offer(fact.by, ClosedScostamento{kind.closing(), kind.note()});
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::RipianificazioneProposed& kind) {
  NamedRipianificazione(objective, fact, kind.ripianificazione())
      .proposed.Offer(fact.by, Frozen(kind));
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::RipianificazioneApproved& kind) {
  NamedRipianificazione(objective, fact, kind.ripianificazione())
      .decided.Offer(fact.by, Decision{Verdict::kApproved, Frozen(kind.act()), {}});
}

void Add(Objective& objective, const Recorded& fact,
         const event::v1::RipianificazioneRejected& kind) {
  NamedRipianificazione(objective, fact, kind.ripianificazione())
      .decided.Offer(fact.by, Decision{Verdict::kRejected, Frozen(kind.act()), kind.reason()});
}

}  // namespace traguardo::domain
