// Facts of the stream "ente".

#include <algorithm>

#include "services/domain/decide_internal.h"
#include "services/domain/evolve.h"
#include "services/domain/organisation.h"

namespace traguardo::domain {
namespace {

using event::v1::OrganisationChanged;

// The organisation as it would be with the change, and the days on which it looks different: a
// change dated earlier than others must leave a tree on every day after it, too.
class ChangedOrganisation {
 public:
  ChangedOrganisation(const Case& c, const OrganisationChanged& change) {
    trial_.id = c.command.ente;
    trial_.base.units = c.ente.base.units;
    trial_.base.strategic_nodes = c.ente.base.strategic_nodes;
    event::v1::Envelope envelope;
    envelope.set_position(c.stamp.next_position + static_cast<uint64_t>(c.index));
    envelope.set_ente(c.command.ente);
    envelope.set_stream(c.proposal.stream.ToString());
    envelope.set_effective_on(c.proposal.effective_on);
    *envelope.mutable_fact()->mutable_organisation_changed() = change;
    Evolve(trial_, envelope);
    days_.insert(c.day());
    AddDaysAfter(trial_.base.units, c.day());
    AddDaysAfter(trial_.base.strategic_nodes, c.day());
  }

  const EnteBase& base() const { return trial_.base; }
  const std::set<DayNumber>& days() const { return days_; }

 private:
  template <typename Versions>
  void AddDaysAfter(const Versions& versions_by_id, DayNumber day) {
    for (const auto& [id, versions] : versions_by_id) {
      for (const auto& [order, version] : versions) {
        if (order.day > day) days_.insert(order.day);
      }
    }
  }

  Ente trial_;
  std::set<DayNumber> days_;
};

std::string ElementPath(std::string_view list, int index, std::string_view field) {
  return std::string(list) + "[" + std::to_string(index) + "]." + std::string(field);
}

// From `id` upwards, back to `id`?
template <typename ParentOf>
bool LeadsBack(const std::string& id, const ParentOf& parent_of) {
  std::set<std::string> seen;
  std::string at = parent_of(id);
  while (!at.empty() && seen.insert(at).second) {
    if (at == id) return true;
    at = parent_of(at);
  }
  return false;
}

Refused CheckUnitParents(const Case& c, const OrganisationChanged& fact,
                         const ChangedOrganisation& changed, DayNumber day) {
  const auto parent_of = [&](const std::string& id) {
    const event::v1::Unit* unit = UnitVersionOn(changed.base(), id, day);
    return unit == nullptr ? std::string() : unit->parent();
  };
  for (int i = 0; i < fact.units_size(); ++i) {
    const event::v1::Unit& unit = fact.units(i);
    if (LeadsBack(unit.id(), parent_of)) {
      return c.RefuseField(RefusalReason::kOrganisationCycle, ElementPath("units", i, "parent"),
                           {{"id", unit.id()}});
    }
    const std::string& parent = unit.parent();
    if (parent.empty() || UnitOn(changed.base(), unit.id(), day) == nullptr ||
        UnitOn(changed.base(), parent, day) != nullptr) {
      continue;
    }
    const bool known = UnitVersionOn(changed.base(), parent, day) != nullptr;
    const auto date = CivilDate::FromDayNumber(day);
    return c.RefuseField(known ? RefusalReason::kUnitNotValid : RefusalReason::kUnitUnknown,
                         ElementPath("units", i, "parent"),
                         {{"unit", parent}, {"day", date.ok() ? date->ToString() : ""}});
  }
  return std::nullopt;
}

Refused CheckNodeParents(const Case& c, const OrganisationChanged& fact,
                         const ChangedOrganisation& changed, DayNumber day) {
  const auto parent_of = [&](const std::string& id) {
    const event::v1::StrategicNode* node = NodeVersionOn(changed.base(), id, day);
    return node == nullptr ? std::string() : node->parent();
  };
  for (int i = 0; i < fact.strategic_nodes_size(); ++i) {
    const event::v1::StrategicNode& node = fact.strategic_nodes(i);
    const std::string path = ElementPath("strategic_nodes", i, "parent");
    if (LeadsBack(node.id(), parent_of)) {
      return c.RefuseField(RefusalReason::kOrganisationCycle, path, {{"id", node.id()}});
    }
    if (!node.parent().empty() && NodeVersionOn(changed.base(), node.parent(), day) == nullptr) {
      return c.RefuseField(RefusalReason::kStrategicNodeUnknown, path, {{"node", node.parent()}});
    }
  }
  return std::nullopt;
}

// Periods in order, and every id once.
template <typename Elements>
Refused CheckElements(const Case& c, const Elements& elements, const std::string& list) {
  std::set<std::string> ids;
  for (int i = 0; i < elements.size(); ++i) {
    if (!ids.insert(elements[i].id()).second) {
      return c.RefuseField(RefusalReason::kDuplicateId, ElementPath(list, i, "id"),
                           {{"id", elements[i].id()}});
    }
    if (Refused refused = CheckPeriod(c, elements[i].validity(), ElementPath(list, i, "validity"));
        refused) {
      return refused;
    }
  }
  return std::nullopt;
}

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

Refused JudgeOrganisationChanged(Case& c, const OrganisationChanged& fact) {
  if (fact.units().empty() && fact.strategic_nodes().empty()) {
    return c.RefuseField(RefusalReason::kOrganisationChangeEmpty, "");
  }
  if (Refused refused = CheckElements(c, fact.units(), "units"); refused) return refused;
  if (Refused refused = CheckElements(c, fact.strategic_nodes(), "strategic_nodes"); refused) {
    return refused;
  }
  const ChangedOrganisation changed(c, fact);
  for (const DayNumber day : changed.days()) {
    if (Refused refused = CheckUnitParents(c, fact, changed, day); refused) return refused;
    if (Refused refused = CheckNodeParents(c, fact, changed, day); refused) return refused;
  }
  return std::nullopt;
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
