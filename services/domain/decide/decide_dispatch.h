// From a command to the judges of its facts. Included by the sources of this folder only.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_DISPATCH_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_DISPATCH_H_

#include <vector>

#include "services/domain/commands/command.h"
#include "services/domain/commands/stamp.h"
#include "services/domain/commands/warning.h"
#include "services/domain/decide/case/decide_case.h"
#include "services/domain/state/state.h"

namespace traguardo::domain {

// One proposal, against the state that the ones before it left (decide_dispatch.cc).
Refused JudgeProposal(const Ente& ente, const Command& command, const Stamp& stamp, int index,
                      CommandMemory& memory, std::vector<Warning>& warnings);

// Of facts that take others back.
Refused JudgeCorrected(Case& c, const event::v1::FactCorrected& fact);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_DISPATCH_H_
