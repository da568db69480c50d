#include <utility>

#include "services/domain/evolve/evolve_internal.h"

namespace traguardo::domain {
namespace {

const Provenance& Kept(const Attributed<Frozen<event::v1::ReportSubmitted>>& entry) {
  return entry.by;
}
const Attributed<std::string>& Kept(const Attributed<std::string>& entry) { return entry; }

// The later of the two is in the register afterwards, the other one among the earlier ones.
template <typename T, typename Earlier>
void OfferAndKeep(Attributed<T> candidate, Attributed<T>& latest, Earlier& earlier) {
  if (latest.order() == candidate.order()) return;
  if (!latest.is_set() || latest.order() < candidate.order()) std::swap(latest, candidate);
  if (candidate.is_set()) earlier[candidate.order()] = Kept(candidate);
}

}  // namespace

void Add(Round& round, const Recorded& fact, const event::v1::RoundOpened& kind) {
  round.opened.Offer(fact.by, Frozen(kind));
}

void Add(Round& round, const Recorded& fact, const event::v1::ReportSubmitted& kind) {
  RoundReport& report = round.reports[kind.responsabile()];
  OfferAndKeep({fact.by, Frozen(kind)}, report.submitted, report.earlier_submissions);
}

void Add(Round& round, const Recorded& fact, const event::v1::ReportReturned& kind) {
  RoundReport& report = round.reports[kind.responsabile()];
  OfferAndKeep({fact.by, kind.reason()}, report.returned, report.earlier_returns);
}

void Add(Round& round, const Recorded& fact, const event::v1::ReportApproved& kind) {
  round.reports[kind.responsabile()].approved.Offer(fact.by, kind.note());
}

void Add(Round& round, const Recorded& fact, const event::v1::RoundClosed& kind) {
  round.closed.Offer(fact.order(), kind.note());
}

}  // namespace traguardo::domain
