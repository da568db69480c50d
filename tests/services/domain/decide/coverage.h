// Which refusals, warnings and kinds of fact the tests of Decide have seen. When the whole program
// was run, one that nobody expected fails it: a reason without a test is not in the list for long.

#ifndef TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_COVERAGE_H_
#define TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_COVERAGE_H_

#include <set>
#include <string>
#include <vector>

#include "services/domain/commands/refusal.h"
#include "services/domain/facts/fact_traits.h"

namespace traguardo::domain {

class Coverage {
 public:
  static Coverage& Get();

  void Saw(RefusalReason reason) { refusals_.insert(reason); }
  void Saw(WarningReason reason) { warnings_.insert(reason); }
  void Saw(FactKind accepted) { accepted_.insert(accepted); }

  // Names of everything that no test has expected.
  std::vector<std::string> Missing() const;

 private:
  std::set<RefusalReason> refusals_;
  std::set<WarningReason> warnings_;
  std::set<FactKind> accepted_;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_COVERAGE_H_
