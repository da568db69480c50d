#include "services/domain/facts/field_plan.h"

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "services/domain/facts/field_rules.h"

namespace traguardo::domain {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::OneofDescriptor;

FieldShape ShapeOf(const FieldDescriptor& field) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_STRING:
      return FieldShape::kText;
    case FieldDescriptor::TYPE_BYTES:
      return FieldShape::kBytes;
    case FieldDescriptor::TYPE_ENUM:
      return FieldShape::kEnum;
    case FieldDescriptor::TYPE_MESSAGE:
    case FieldDescriptor::TYPE_GROUP:
      return FieldShape::kMessage;
    case FieldDescriptor::TYPE_BOOL:
    case FieldDescriptor::TYPE_DOUBLE:
    case FieldDescriptor::TYPE_FLOAT:
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_INT64:
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_UINT64:
    case FieldDescriptor::TYPE_FIXED32:
    case FieldDescriptor::TYPE_FIXED64:
    case FieldDescriptor::TYPE_SFIXED32:
    case FieldDescriptor::TYPE_SFIXED64:
    case FieldDescriptor::TYPE_SINT32:
    case FieldDescriptor::TYPE_SINT64:
      return FieldShape::kOther;
  }
  return FieldShape::kOther;
}

class Cache {
 public:
  const MessagePlan& Get(const Descriptor* type) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = plans_.find(type);
      if (found != plans_.end()) return *found->second;
    }
    const std::unique_lock lock(mutex_);
    return *Compile(type);
  }

 private:
  // Under the exclusive lock, so nobody sees a plan before all it leads to is there.
  const MessagePlan* Compile(const Descriptor* type) {
    const auto [entry, is_new] = plans_.try_emplace(type, nullptr);
    // Also ends the recursion for a type that holds itself.
    if (!is_new) return entry->second.get();
    entry->second = std::make_unique<MessagePlan>();
    MessagePlan* const plan = entry->second.get();

    for (int i = 0; i < type->field_count(); ++i) {
      if (type->field(i)->real_containing_oneof() == nullptr) {
        plan->fields.push_back(CheckOf(*type->field(i)));
      }
    }
    for (int i = 0; i < type->real_oneof_decl_count(); ++i) {
      const OneofDescriptor* const oneof = type->oneof_decl(i);
      OneofCheck check{oneof, {}};
      for (int j = 0; j < oneof->field_count(); ++j) {
        check.cases.push_back(CheckOf(*oneof->field(j)));
        FieldCheck& last = check.cases.back();
        // A number or a yes/no is chosen by being the case; a text or enum has to say something.
        last.required = last.required || last.shape == FieldShape::kText ||
                        last.shape == FieldShape::kBytes || last.shape == FieldShape::kEnum;
      }
      plan->oneofs.push_back(std::move(check));
    }
    plan->needs_case = plan->fields.empty() && plan->oneofs.size() == 1;
    return plan;
  }

  FieldCheck CheckOf(const FieldDescriptor& field) {
    const schema::v1::FieldRule& rule = field.options().GetExtension(schema::v1::rule);
    FieldCheck check;
    check.field = &field;
    check.shape = ShapeOf(field);
    check.is_repeated = field.is_repeated();
    check.required = rule.required();
    check.form = rule.form();
    check.max_bytes = rule.max_bytes() != 0 ? rule.max_bytes() : DefaultMaxBytes(rule.form());
    check.max_items = rule.max_items() != 0 ? rule.max_items() : kDefaultMaxItems;
    if (check.shape == FieldShape::kMessage) check.inner = Compile(field.message_type());
    return check;
  }

  std::shared_mutex mutex_;
  std::unordered_map<const Descriptor*, std::unique_ptr<MessagePlan>> plans_;
};

}  // namespace

const MessagePlan& FieldPlanOf(const Descriptor* type) {
  static Cache* const cache = new Cache();
  return cache->Get(type);
}

}  // namespace traguardo::domain
