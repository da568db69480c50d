#include "services/domain/evolve/evolve_internal.h"

namespace traguardo::domain {

void Add(Round& round, const Recorded& fact, const event::v1::RoundOpened& kind) {
  round.opened.Offer(fact.by, Frozen(kind));
}

void Add(Round& round, const Recorded& fact, const event::v1::ReportSubmitted& kind) {
  round.reports[kind.responsabile()].submitted.Offer(fact.by, Frozen(kind));
}

void Add(Round& round, const Recorded& fact, const event::v1::ReportReturned& kind) {
  round.reports[kind.responsabile()].returned.Offer(fact.by, kind.reason());
}

void Add(Round& round, const Recorded& fact, const event::v1::ReportApproved& kind) {
  round.reports[kind.responsabile()].approved.Offer(fact.by, kind.note());
}

void Add(Round& round, const Recorded& fact, const event::v1::RoundClosed& kind) {
  round.closed.Offer(fact.order(), kind.note());
}

}  // namespace traguardo::domain
