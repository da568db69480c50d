// Who may do what: one table per question, denied unless it says otherwise.
//
// This is about roles and enti only, and is asked before a command is queued and before a recorded
// answer is repeated. Whether somebody answers for an objective today is the domain's to judge.

#ifndef TRAGUARDO_SERVICES_API_PERMISSIONS_H_
#define TRAGUARDO_SERVICES_API_PERMISSIONS_H_

#include <string_view>

#include "services/api/caller.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::api {

// What a method does. A method without one is denied to everybody.
enum class Access {
  kUnspecified,
  // Records facts of an ente; which kinds, MayRecord() says.
  kRecord,
  // Reads what an ente has.
  kRead,
  // Tells callers about themselves and whether the server is ready.
  kAnyCaller,
  // Runs the server.
  kAdminister,
  // Needs no token; the method checks its request itself.
  kEverybody,
};

bool MayCall(event::v1::Role role, Access access);

// Whether this role records facts of this kind at all.
bool MayRecord(event::v1::Role role, event::v1::Fact::KindCase kind);

// Whether this role writes in somebody else's name.
bool MayWriteOnBehalf(event::v1::Role role);

// Whether this role works for an ente only with its recorded consent. Commands are judged by the
// domain, reads by CheckConsent() (reads/authorised_name.h).
inline bool NeedsConsent(event::v1::Role role) { return role == event::v1::ROLE_OPERATORE; }

// Whether the caller was given this ente at all.
inline bool MayReach(const Caller& caller, std::string_view ente) { return caller.HasEnte(ente); }

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_PERMISSIONS_H_
