// The ente that the tests of Decide speak of: three settori, a plan for 2024 whose one weighted
// scope sums to 100, two objectives.
//
//   ob-1  weight 60, of "tributi", by 2024-11-30; responsabile "resp-tributi", deputy
//   "vice-tributi";
//         indicators "atti" (up, 2500), "giorni" (down, 30), "aperto" (yes/no), "avvio" (a date);
//         phases "bando" (40) and "lavori" (60); milestone "approvazione" due 2024-06-30
//   ob-2  weight 40, transversal of "tributi" and "cultura", continuous; "resp-tributi" and
//         "resp-cultura" each for their own unit

#ifndef TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_SMALL_ENTE_H_
#define TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_SMALL_ENTE_H_

#include <string>
#include <vector>

#include "tests/testing/fact_builder.h"

namespace traguardo::domain {

using Facts = std::vector<testing::FactBuilder>;

// Registered, organised.
Facts OrganisedEnte();
// The same, with the plan drafted and its rule set.
Facts DraftedPlan();
// The same, with ob-1 and ob-2.
Facts PlanWithObjectives();
// The same, adopted on 31 January 2024 by "G.C. n. 21".
Facts AdoptedPlan();
// The same, with the consuntivo frozen at the fact before it, approved and validated in June 2025.
Facts ValidatedYear();
// The same, published and closed on 1 July 2025.
Facts ClosedYear();

testing::Definition ObjectiveOne();
testing::Definition ObjectiveTwo();
// Weight 50, of "tecnico", without anything else.
testing::Definition Plain(std::string weight = "50");

// The act of 31 January.
event::v1::Act FirstAct();

// Takes back the fact at `position` in the stream of ob-1.
testing::FactBuilder Corrected(uint64_t position);
testing::FactBuilder CorrectedInPlan(uint64_t position);
testing::FactBuilder CorrectedInRound(uint64_t position);
testing::FactBuilder CorrectedInEnte(uint64_t position);

// Facts that have no builder elsewhere.
testing::FactBuilder InEnte(event::v1::Fact fact);
testing::FactBuilder InPlan(event::v1::Fact fact);
testing::FactBuilder ConsentGivenTo(std::string grantee);
testing::FactBuilder ConsentWithdrawnFrom(std::string grantee);
testing::FactBuilder FrozenAt(uint32_t version, uint64_t position);
testing::FactBuilder ConsuntivoApproved(uint32_t version, uint64_t position,
                                        std::string act_date = "2025-06-10");
testing::FactBuilder Validated(uint32_t version);
testing::FactBuilder ValidationRefused(uint32_t version);
testing::FactBuilder Published(uint32_t version);
testing::FactBuilder YearClosed();

}  // namespace traguardo::domain

#endif  // TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_SMALL_ENTE_H_
