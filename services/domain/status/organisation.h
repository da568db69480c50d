// The organisation tree on a day. OrganisationChanged says how a unit is from its effective day on;
// the version that holds on a day is the latest one that was effective by then, or the earliest one
// for days before it. Whether the unit then exists is said by that version's validity.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_ORGANISATION_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_ORGANISATION_H_

#include <string>
#include <vector>

#include "services/domain/state/state.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/ente.pb.h"

namespace traguardo::domain {

// The version that holds on `day`, valid or not; nullptr for an id that was never named.
const event::v1::Unit* UnitVersionOn(const EnteBase& base, const std::string& unit, DayNumber day);
const event::v1::StrategicNode* NodeVersionOn(const EnteBase& base, const std::string& node,
                                              DayNumber day);

// The same, only when the unit is valid on `day`; else nullptr.
const event::v1::Unit* UnitOn(const EnteBase& base, const std::string& unit, DayNumber day);
const event::v1::StrategicNode* NodeOn(const EnteBase& base, const std::string& node,
                                       DayNumber day);

// Whether the unit exists on any day from the first to the last, as its versions say: each holds
// from its effective day to the eve of the next. The first holds from its effective day too, and
// from before only where its validity says since when.
bool ExistsBetween(const EnteBase& base, const std::string& unit, DayNumber first, DayNumber last);

// All units valid on `day`, by id.
std::vector<const event::v1::Unit*> UnitsOn(const EnteBase& base, DayNumber day);

// The unit itself and every unit above it, as of `day`, starting with the unit. Ends at a parent
// that is not there, and before a unit that is already in the list.
std::vector<std::string> UnitAndAbove(const EnteBase& base, const std::string& unit, DayNumber day);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_ORGANISATION_H_
