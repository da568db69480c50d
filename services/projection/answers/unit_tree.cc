#include "services/projection/answers/unit_tree.h"

#include <cstddef>

namespace traguardo::projection {

UnitTree::UnitTree(const view::v1::Plan& plan) {
  for (const view::v1::PlanUnit& unit : plan.units()) Add(unit.id(), unit.parent());
}

NodeTree::NodeTree(const view::v1::Plan& plan) {
  for (const view::v1::PlanNode& node : plan.nodes()) Add(node.id(), node.parent());
}

bool IdTree::IsWithin(std::string_view id, std::string_view ancestor) const {
  for (size_t steps = 0; steps <= parents_.size(); ++steps) {
    if (id == ancestor) return true;
    const auto found = parents_.find(id);
    if (found == parents_.end() || found->second.empty()) return false;
    id = found->second;
  }
  return false;
}

}  // namespace traguardo::projection
