// The units, and the strategic nodes, of a plan-year as trees: which of them lie below which.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ANSWERS_UNIT_TREE_H_
#define TRAGUARDO_SERVICES_PROJECTION_ANSWERS_UNIT_TREE_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "traguardo/view/v1/summary.pb.h"

namespace traguardo::projection {

// Keeps nothing of the plan.
class IdTree {
 public:
  bool Has(std::string_view id) const { return parents_.find(id) != parents_.end(); }
  // The id itself, or one anywhere below it. A circle of parents, which no Decide lets in, ends.
  bool IsWithin(std::string_view id, std::string_view ancestor) const;

 protected:
  IdTree() = default;
  void Add(const std::string& id, const std::string& parent) { parents_[id] = parent; }

 private:
  // Id → the one above it; empty at the top.
  std::map<std::string, std::string, std::less<>> parents_;
};

class UnitTree : public IdTree {
 public:
  explicit UnitTree(const view::v1::Plan& plan);
};

class NodeTree : public IdTree {
 public:
  explicit NodeTree(const view::v1::Plan& plan);
};

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ANSWERS_UNIT_TREE_H_
