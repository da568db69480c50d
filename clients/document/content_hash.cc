#include "clients/document/content_hash.h"

#include <cstddef>

#include "clients/document/entry_command.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::document {
namespace {

using api::v1::Command;
using api::v1::Proposal;
using event::v1::Envelope;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Messages stay where they are, emptied: so the log has them after a withdrawal.
void ClearPrivate(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->options().GetExtension(schema::v1::rule).private_()) {
      reflection.ClearField(&message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (!field->is_repeated()) {
        ClearPrivate(*reflection.MutableMessage(&message, field));
        continue;
      }
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        ClearPrivate(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
  }
}

// "enti/demo/plans/2025" is "plans/2025" in the log, and "enti/demo" is "ente".
std::string StreamOf(const std::string& target) {
  const size_t plan = target.find("/plans/");
  return plan == std::string::npos ? "ente" : target.substr(plan + 1);
}

}  // namespace

std::string ContentHash(const Envelope& envelope, Texts texts) {
  Envelope said;
  said.set_stream(envelope.stream());
  said.set_effective_on(envelope.effective_on());
  said.set_unit(envelope.unit());
  said.mutable_actor()->set_on_behalf_of(envelope.actor().on_behalf_of());
  *said.mutable_evidence() = envelope.evidence();
  *said.mutable_fact() = envelope.fact();
  switch (texts) {
    case Texts::kWith:
      break;
    case Texts::kWithout:
      ClearPrivate(said);
      break;
  }
  return CommandHash(CanonicalBytes(said));
}

std::vector<Envelope> EnvelopesOf(const Command& command) {
  const auto& header = command.header();
  std::vector<Envelope> envelopes;
  for (const Proposal& proposal : command.proposals()) {
    Envelope& envelope = envelopes.emplace_back();
    envelope.set_stream(StreamOf(proposal.target()));
    envelope.set_effective_on(proposal.effective_on().empty() ? header.effective_on()
                                                              : proposal.effective_on());
    envelope.set_unit(proposal.unit());
    envelope.mutable_actor()->set_on_behalf_of(header.on_behalf_of());
    *envelope.mutable_evidence() =
        proposal.has_evidence() ? proposal.evidence() : header.evidence();
    *envelope.mutable_fact() = proposal.fact();
  }
  return envelopes;
}

}  // namespace traguardo::document
