// Facts of the stream "ente" about the ente itself; the organisation is in decide_organisation.cc.

#include <algorithm>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/plan/decide_plan.h"

namespace traguardo::domain {
namespace {

const Register<bool>* FindConsent(const Case& c, event::v1::ConsentPurpose purpose,
                                  const std::string& grantee) {
  const auto found = c.ente.base.consents.find(ConsentKey{purpose, grantee});
  return found == c.ente.base.consents.end() ? nullptr : &found->second;
}

}  // namespace

Refused JudgeEnteRegistered(Case& c) {
  if (!c.ente.base.exists()) return std::nullopt;
  return c.Refuse(RefusalReason::kEnteAlreadyRegistered);
}

Refused JudgeConsentGiven(Case& c, const event::v1::ConsentGiven& fact) {
  const Register<bool>* consent = FindConsent(c, fact.purpose(), fact.grantee());
  if (consent == nullptr || !consent->is_set()) return std::nullopt;
  if (consent->value) {
    return c.RefuseField(RefusalReason::kConsentAlreadyGiven, "grantee",
                         {{"grantee", fact.grantee()}});
  }
  return CheckFollows(c, consent->order);
}

Refused JudgeConsentWithdrawn(Case& c, const event::v1::ConsentWithdrawn& fact) {
  const Register<bool>* consent = FindConsent(c, fact.purpose(), fact.grantee());
  if (consent == nullptr || !consent->is_set() || !consent->value) {
    return c.RefuseField(RefusalReason::kConsentNotGiven, "grantee", {{"grantee", fact.grantee()}});
  }
  return CheckFollows(c, consent->order);
}

Refused JudgePersonalDataWithdrawn(Case& c, const event::v1::PersonalDataWithdrawn& fact) {
  for (int i = 0; i < fact.positions_size(); ++i) {
    const uint64_t position = fact.positions(i);
    const auto& read = c.command.corrected;
    const bool is_ours = std::any_of(read.begin(), read.end(), [&](const auto& envelope) {
      return envelope.position() == position && envelope.ente() == c.command.ente;
    });
    if (!is_ours) {
      return c.RefuseField(RefusalReason::kPositionUnknown, "positions[" + std::to_string(i) + "]",
                           {{"position", std::to_string(position)}});
    }
  }
  c.memory.reload_needed = true;
  return std::nullopt;
}

}  // namespace traguardo::domain
