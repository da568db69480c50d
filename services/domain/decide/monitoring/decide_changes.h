// Whether the changes of a ripianificazione can be laid upon the definition that is in force.
// Included by the sources of this folder only.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_MONITORING_DECIDE_CHANGES_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_MONITORING_DECIDE_CHANGES_H_

#include <string>

#include "services/domain/decide/case/decide_case.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"

namespace traguardo::domain {

// One proposal touches a thing once, and drops the objective or changes it.
Refused CheckTargets(const Case& c, const event::v1::RipianificazioneProposed& fact);

// Whether what the change names is there, and what it adds is not. `path` is the change's field in
// the fact that is judged.
Refused CheckNames(const Case& c, const ObjectiveCase& o,
                   const event::v1::ObjectiveDefinition& definition,
                   const event::v1::Change& change, const std::string& path);

// Applies the changes one by one to `definition`: each names what is there, and does something.
Refused CheckChanges(const Case& c, const ObjectiveCase& o,
                     const event::v1::RipianificazioneProposed& fact,
                     event::v1::ObjectiveDefinition& definition);

// What a person should know before it is decided, and once it is.
void WarnOfProposal(Case& c, const ObjectiveCase& o,
                    const event::v1::RipianificazioneProposed& proposed);
void WarnOfApproval(Case& c, const ObjectiveCase& o, const Ripianificazione& pending,
                    const event::v1::Act& act);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_MONITORING_DECIDE_CHANGES_H_
