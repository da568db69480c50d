#include "tests/services/domain/decide/coverage.h"

#include "google/protobuf/descriptor.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

Coverage& Coverage::Get() {
  static Coverage* const coverage = new Coverage();
  return *coverage;
}

std::vector<std::string> Coverage::Missing() const {
  std::vector<std::string> missing;
  for (int i = 0; i < kRefusalReasonCount; ++i) {
    const auto reason = static_cast<RefusalReason>(i);
    if (!refusals_.contains(reason)) {
      missing.push_back("refusal " + std::string(RefusalReasonName(reason)));
    }
  }
  for (int i = 0; i < kWarningReasonCount; ++i) {
    const auto reason = static_cast<WarningReason>(i);
    if (!warnings_.contains(reason)) {
      missing.push_back("warning " + std::string(WarningReasonName(reason)));
    }
  }
  const auto* kinds = event::v1::Fact::descriptor();
  for (int i = 0; i < kinds->field_count(); ++i) {
    if (!accepted_.contains(static_cast<FactKind>(kinds->field(i)->number()))) {
      missing.push_back("accepted " + kinds->field(i)->name());
    }
  }
  return missing;
}

}  // namespace traguardo::domain
