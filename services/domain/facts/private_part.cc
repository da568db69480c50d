#include "services/domain/facts/private_part.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::domain {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

// What is private in one type of message, and which of its sub-messages have something private.
// Compiled once; fields that lead nowhere are not in it.
struct Plan {
  struct Inner {
    const FieldDescriptor* field;
    const Plan* plan;
  };
  // Singular texts. (A test holds that nothing else is ever marked private.)
  std::vector<const FieldDescriptor*> texts;
  std::vector<Inner> inner;
  // Oneofs with such sub-messages: one look says which case is set. Indexed by field.
  std::vector<const OneofDescriptor*> oneofs;
  std::vector<const Plan*> by_case;

  bool LeadsNowhere() const { return texts.empty() && inner.empty() && oneofs.empty(); }
};

class Plans {
 public:
  static const Plans& Get() {
    static const Plans* const plans = new Plans();
    return *plans;
  }

  const Plan* fact() const { return fact_; }
  const Plan* evidence() const { return evidence_; }

 private:
  Plans()
      : fact_(Compile(event::v1::Fact::descriptor())),
        evidence_(Compile(event::v1::Evidence::descriptor())) {}

  const Plan* Compile(const Descriptor* type) {
    const auto [entry, is_new] = plans_.try_emplace(type, nullptr);
    if (!is_new) return entry->second.get();
    auto owned = std::make_unique<Plan>();
    Plan* const plan = owned.get();
    entry->second = std::move(owned);
    plan->by_case.resize(static_cast<size_t>(type->field_count()));
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* const field = type->field(i);
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        if (field->options().GetExtension(schema::v1::rule).private_()) {
          plan->texts.push_back(field);
        }
        continue;
      }
      const Plan* const inner = Compile(field->message_type());
      if (inner->LeadsNowhere()) continue;
      const OneofDescriptor* const oneof = field->real_containing_oneof();
      if (oneof == nullptr) {
        plan->inner.push_back({field, inner});
        continue;
      }
      plan->by_case[static_cast<size_t>(i)] = inner;
      if (std::find(plan->oneofs.begin(), plan->oneofs.end(), oneof) == plan->oneofs.end()) {
        plan->oneofs.push_back(oneof);
      }
    }
    return plan;
  }

  std::unordered_map<const Descriptor*, std::unique_ptr<Plan>> plans_;
  const Plan* fact_;
  const Plan* evidence_;
};

// Visits the sub-messages of `message` that are set and may hold something private.
template <typename Visit>
void ForEachInner(const Message& message, const Plan& plan, const Visit& visit) {
  const Reflection& reflection = *message.GetReflection();
  for (const Plan::Inner& inner : plan.inner) {
    const bool is_set = inner.field->is_repeated() ? reflection.FieldSize(message, inner.field) > 0
                                                   : reflection.HasField(message, inner.field);
    if (is_set) visit(inner.field, *inner.plan);
  }
  for (const OneofDescriptor* oneof : plan.oneofs) {
    const FieldDescriptor* const field = reflection.GetOneofFieldDescriptor(message, oneof);
    if (field == nullptr) continue;
    const Plan* const inner = plan.by_case[static_cast<size_t>(field->index())];
    if (inner != nullptr) visit(field, *inner);
  }
}

bool HasPrivate(const Message& message, const Plan& plan) {
  const Reflection& reflection = *message.GetReflection();
  for (const FieldDescriptor* text : plan.texts) {
    if (reflection.HasField(message, text)) return true;
  }
  bool found = false;
  ForEachInner(message, plan, [&](const FieldDescriptor* field, const Plan& inner) {
    if (!field->is_repeated()) {
      found = found || HasPrivate(reflection.GetMessage(message, field), inner);
      return;
    }
    for (int i = 0; !found && i < reflection.FieldSize(message, field); ++i) {
      found = HasPrivate(reflection.GetRepeatedMessage(message, field, i), inner);
    }
  });
  return found;
}

// `to` is an empty message of the same type. Called only where there is something to move, so that
// nothing is set in `to` that leads nowhere.
void Move(Message& from, Message& to, const Plan& plan) {
  const Reflection& reflection = *from.GetReflection();
  std::string scratch;
  for (const FieldDescriptor* text : plan.texts) {
    if (!reflection.HasField(from, text)) continue;
    reflection.SetString(&to, text, reflection.GetStringReference(from, text, &scratch));
    reflection.ClearField(&from, text);
  }
  ForEachInner(from, plan, [&](const FieldDescriptor* field, const Plan& inner) {
    if (!field->is_repeated()) {
      if (!HasPrivate(reflection.GetMessage(from, field), inner)) return;
      Move(*reflection.MutableMessage(&from, field), *reflection.MutableMessage(&to, field), inner);
      return;
    }
    const int size = reflection.FieldSize(from, field);
    bool any = false;
    for (int i = 0; !any && i < size; ++i) {
      any = HasPrivate(reflection.GetRepeatedMessage(from, field, i), inner);
    }
    if (!any) return;
    for (int i = 0; i < size; ++i) {
      Move(*reflection.MutableRepeatedMessage(&from, field, i), *reflection.AddMessage(&to, field),
           inner);
    }
  });
}

void Merge(Message& into, const Message& part, const Plan& plan) {
  const Reflection& reflection = *into.GetReflection();
  std::string scratch;
  for (const FieldDescriptor* text : plan.texts) {
    if (!reflection.HasField(part, text) || reflection.HasField(into, text)) continue;
    reflection.SetString(&into, text, reflection.GetStringReference(part, text, &scratch));
  }
  ForEachInner(part, plan, [&](const FieldDescriptor* field, const Plan& inner) {
    if (!field->is_repeated()) {
      if (!reflection.HasField(into, field)) return;
      Merge(*reflection.MutableMessage(&into, field), reflection.GetMessage(part, field), inner);
      return;
    }
    const int size = std::min(reflection.FieldSize(part, field), reflection.FieldSize(into, field));
    for (int i = 0; i < size; ++i) {
      Merge(*reflection.MutableRepeatedMessage(&into, field, i),
            reflection.GetRepeatedMessage(part, field, i), inner);
    }
  });
}

}  // namespace

event::v1::PrivatePart SplitPrivate(event::v1::Envelope& envelope) {
  const Plans& plans = Plans::Get();
  event::v1::PrivatePart part;
  if (envelope.has_fact() && HasPrivate(envelope.fact(), *plans.fact())) {
    Move(*envelope.mutable_fact(), *part.mutable_fact(), *plans.fact());
  }
  if (envelope.has_evidence() && HasPrivate(envelope.evidence(), *plans.evidence())) {
    Move(*envelope.mutable_evidence(), *part.mutable_evidence(), *plans.evidence());
  }
  return part;
}

void MergePrivate(event::v1::Envelope& envelope, const event::v1::PrivatePart& part) {
  const Plans& plans = Plans::Get();
  if (part.has_fact() && envelope.has_fact()) {
    Merge(*envelope.mutable_fact(), part.fact(), *plans.fact());
  }
  if (part.has_evidence() && envelope.has_evidence()) {
    Merge(*envelope.mutable_evidence(), part.evidence(), *plans.evidence());
  }
}

bool IsEmpty(const event::v1::PrivatePart& part) {
  return !part.has_fact() && !part.has_evidence();
}

}  // namespace traguardo::domain
