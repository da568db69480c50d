#include "services/api/permissions.h"

#include <cstdint>
#include <initializer_list>

#include "services/domain/facts/fact_traits.h"

namespace traguardo::api {
namespace {

using domain::Recorder;
using event::v1::Fact;
using event::v1::Role;

// A set of enumerators.
template <typename Enum>
class Set {
 public:
  constexpr Set(std::initializer_list<Enum> members) {
    for (const Enum member : members) bits_ |= BitOf(member);
  }
  constexpr bool Has(Enum member) const { return (bits_ & BitOf(member)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  static constexpr uint32_t BitOf(Enum member) { return 1u << static_cast<int>(member); }
  uint32_t bits_ = 0;
};

struct RoleRule {
  Role role;
  Set<Access> may_call;
  // The kinds of fact, by who records them in the domain's table of traits.
  Set<Recorder> may_record;
  bool may_write_on_behalf;
};

// A role that is not here may do nothing.
constexpr RoleRule kRules[] = {
    {event::v1::ROLE_AMMINISTRATORE,
     {Access::kRecord, Access::kRead, Access::kAnyCaller, Access::kAdminister},
     {Recorder::kAmministratore, Recorder::kSegretarioOrAmministratore},
     true},
    {event::v1::ROLE_OPERATORE,
     {Access::kRecord, Access::kRead, Access::kAnyCaller},
     {Recorder::kSegretario, Recorder::kSegretarioOrAmministratore, Recorder::kResponsabile,
      Recorder::kMeasureOwner, Recorder::kOrganoPolitico, Recorder::kNucleo},
     true},
    {event::v1::ROLE_SEGRETARIO,
     {Access::kRecord, Access::kRead, Access::kAnyCaller},
     {Recorder::kSegretarioAlone, Recorder::kSegretario, Recorder::kSegretarioOrAmministratore,
      Recorder::kResponsabile, Recorder::kMeasureOwner, Recorder::kOrganoPolitico,
      Recorder::kNucleo},
     true},
    {event::v1::ROLE_ORGANO_POLITICO,
     {Access::kRecord, Access::kRead, Access::kAnyCaller},
     {Recorder::kOrganoPolitico},
     false},
    // On behalf: a deputy for the responsabile.
    {event::v1::ROLE_RESPONSABILE,
     {Access::kRecord, Access::kRead, Access::kAnyCaller},
     {Recorder::kResponsabile, Recorder::kMeasureOwner},
     true},
    {event::v1::ROLE_COLLABORATORE, {Access::kRead, Access::kAnyCaller}, {}, false},
    {event::v1::ROLE_NUCLEO,
     {Access::kRecord, Access::kRead, Access::kAnyCaller},
     {Recorder::kNucleo},
     false},
    {event::v1::ROLE_REVISORE, {Access::kRead, Access::kAnyCaller}, {}, false},
};

const RoleRule* FindRule(Role role) {
  for (const RoleRule& rule : kRules) {
    if (rule.role == role) return &rule;
  }
  return nullptr;
}

}  // namespace

bool MayCall(Role role, Access access) {
  const RoleRule* const rule = FindRule(role);
  return rule != nullptr && rule->may_call.Has(access);
}

bool MayRecord(Role role, Fact::KindCase kind) {
  const RoleRule* const rule = FindRule(role);
  if (rule == nullptr || kind == Fact::KIND_NOT_SET) return false;
  // Whoever records something takes back their own kind of fact: which one it is, the domain sees.
  if (kind == Fact::kFactCorrected) return !rule->may_record.empty();
  // An objective that an act adds is part of what the organ decides, in one command with the act.
  if (kind == Fact::kObjectiveDefined && role == event::v1::ROLE_ORGANO_POLITICO) return true;
  return rule->may_record.Has(domain::TraitsOf(kind).recorder);
}

bool MayWriteOnBehalf(Role role) {
  const RoleRule* const rule = FindRule(role);
  return rule != nullptr && rule->may_write_on_behalf;
}

}  // namespace traguardo::api
