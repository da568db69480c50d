// The rules of one message type, compiled: what CheckFields reads instead of options. Internal to
// field_rules.

#ifndef TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_PLAN_H_
#define TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_PLAN_H_

#include <cstddef>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::domain {

struct MessagePlan;

enum class FieldShape { kText, kBytes, kEnum, kMessage, kOther };

struct FieldCheck {
  const google::protobuf::FieldDescriptor* field = nullptr;
  FieldShape shape = FieldShape::kOther;
  bool is_repeated = false;
  // Stated by the rule, or because the field is the case of a oneof.
  bool required = false;
  schema::v1::Form form = schema::v1::FORM_UNSPECIFIED;
  size_t max_bytes = 0;
  size_t max_items = 0;
  // For kMessage.
  const MessagePlan* inner = nullptr;
};

struct OneofCheck {
  const google::protobuf::OneofDescriptor* oneof = nullptr;
  // By the field's index in the oneof.
  std::vector<FieldCheck> cases;
};

struct MessagePlan {
  // In the order of the message; those in a oneof are below.
  std::vector<FieldCheck> fields;
  std::vector<OneofCheck> oneofs;
  // Nothing but one oneof: without a case it says nothing.
  bool needs_case = false;
};

// Compiled when first asked for and kept for the life of the process. Thread safe.
const MessagePlan& FieldPlanOf(const google::protobuf::Descriptor* type);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_PLAN_H_
