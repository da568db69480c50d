#include "services/domain/status/organisation.h"

#include <algorithm>
#include <iterator>

#include "services/domain/status/assignments.h"

namespace traguardo::domain {
namespace {

// The latest version effective by `day`, or the earliest there is.
template <typename Histories>
auto VersionOn(const Histories& histories, const std::string& id, DayNumber day)
    -> decltype(&*histories.begin()->second.begin()->second) {
  const auto found = histories.find(id);
  if (found == histories.end() || found->second.empty()) return nullptr;
  const auto& versions = found->second;
  auto after = versions.begin();
  while (after != versions.end() && after->first.day <= day) ++after;
  return after == versions.begin() ? &*after->second : &*std::prev(after)->second;
}

template <typename Entry>
const Entry* WhenValid(const Entry* entry, DayNumber day) {
  return entry != nullptr && Contains(entry->validity(), day) ? entry : nullptr;
}

}  // namespace

const event::v1::Unit* UnitVersionOn(const EnteBase& base, const std::string& unit, DayNumber day) {
  return VersionOn(base.units, unit, day);
}

const event::v1::StrategicNode* NodeVersionOn(const EnteBase& base, const std::string& node,
                                              DayNumber day) {
  return VersionOn(base.strategic_nodes, node, day);
}

const event::v1::Unit* UnitOn(const EnteBase& base, const std::string& unit, DayNumber day) {
  return WhenValid(UnitVersionOn(base, unit, day), day);
}

const event::v1::StrategicNode* NodeOn(const EnteBase& base, const std::string& node,
                                       DayNumber day) {
  return WhenValid(NodeVersionOn(base, node, day), day);
}

bool ExistsBetween(const EnteBase& base, const std::string& unit, DayNumber first, DayNumber last) {
  const auto found = base.units.find(unit);
  if (found == base.units.end()) return false;
  const auto& versions = found->second;
  for (auto version = versions.begin(); version != versions.end(); ++version) {
    const event::v1::Period& validity = version->second->validity();
    const DayNumber begin = FirstDay(validity.from()).value_or(version->first.day);
    const DayNumber end = LastDay(validity.to()).value_or(last);
    const auto next = std::next(version);
    const DayNumber from =
        version == versions.begin() ? begin : std::max(begin, version->first.day);
    const DayNumber to = next == versions.end() ? end : std::min(end, next->first.day - 1);
    if (std::max(from, first) <= std::min(to, last)) return true;
  }
  return false;
}

std::vector<const event::v1::Unit*> UnitsOn(const EnteBase& base, DayNumber day) {
  std::vector<const event::v1::Unit*> units;
  for (const auto& [id, versions] : base.units) {
    const event::v1::Unit* const unit = UnitOn(base, id, day);
    if (unit != nullptr) units.push_back(unit);
  }
  return units;
}

std::vector<std::string> UnitAndAbove(const EnteBase& base, const std::string& unit,
                                      DayNumber day) {
  std::vector<std::string> above;
  const event::v1::Unit* at = UnitVersionOn(base, unit, day);
  while (at != nullptr && std::find(above.begin(), above.end(), at->id()) == above.end()) {
    above.push_back(at->id());
    at = at->parent().empty() ? nullptr : UnitVersionOn(base, at->parent(), day);
  }
  return above;
}

}  // namespace traguardo::domain
