// No text, no bytes and no list that comes in from outside lacks a rule: facts, rule sets, requests
// and imported documents. What only goes out (responses, views) needs none.

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "traguardo/api/v1/admin_service.pb.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"
#include "traguardo/api/v1/year_document.pb.h"
#include "traguardo/event/v1/envelope.pb.h"
#include "traguardo/rules/v1/rule_set.pb.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::domain {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

class RuleWalk {
 public:
  void Walk(const Descriptor* type) {
    if (!seen_.insert(type).second) return;
    // Google's own types have no rules of ours.
    if (type->file()->package().rfind("google.", 0) == 0) return;
    for (int i = 0; i < type->field_count(); ++i) Check(*type->field(i));
    for (int i = 0; i < type->nested_type_count(); ++i) Walk(type->nested_type(i));
  }

  size_t seen_count() const { return seen_.size(); }

 private:
  void Check(const FieldDescriptor& field) {
    const schema::v1::FieldRule& rule = field.options().GetExtension(schema::v1::rule);
    const std::string& name = field.full_name();
    EXPECT_FALSE(field.is_map()) << name;
    if (field.is_repeated()) {
      EXPECT_GT(rule.max_items(), 0u) << name << " has no bound";
    }
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        EXPECT_NE(rule.form(), schema::v1::FORM_UNSPECIFIED) << name << " has no form";
        if (field.type() == FieldDescriptor::TYPE_BYTES) {
          EXPECT_EQ(rule.form(), schema::v1::FORM_BYTES) << name;
          EXPECT_GT(rule.max_bytes(), 0u) << name << " has no bound";
        } else {
          EXPECT_NE(rule.form(), schema::v1::FORM_BYTES) << name;
        }
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
      case FieldDescriptor::CPPTYPE_FLOAT:
        ADD_FAILURE() << name << " is binary floating point";
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        EXPECT_EQ(rule.form(), schema::v1::FORM_UNSPECIFIED) << name;
        Walk(field.message_type());
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
      case FieldDescriptor::CPPTYPE_ENUM:
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
      case FieldDescriptor::CPPTYPE_UINT32:
      case FieldDescriptor::CPPTYPE_UINT64:
        EXPECT_EQ(rule.form(), schema::v1::FORM_UNSPECIFIED) << name;
        EXPECT_EQ(rule.max_bytes(), 0u) << name;
        break;
    }
  }

  std::set<const Descriptor*> seen_;
};

TEST(FieldRulesEverywhereTest, EveryFieldOfEveryFactHasOne) {
  RuleWalk walk;
  walk.Walk(event::v1::Envelope::descriptor());
  walk.Walk(event::v1::PrivatePart::descriptor());
  walk.Walk(rules::v1::RuleSet::descriptor());
  EXPECT_GT(walk.seen_count(), 80u);
}

TEST(FieldRulesEverywhereTest, EveryFieldOfEveryRequestAndDocumentHasOne) {
  RuleWalk walk;
  walk.Walk(api::v1::Command::descriptor());
  walk.Walk(api::v1::YearDocument::descriptor());
  int requests = 0;
  // Named by one of its messages, which also makes the linker keep the file.
  for (const Descriptor* any_of_file :
       {api::v1::GetServerStatusRequest::descriptor(), api::v1::RecordProgressRequest::descriptor(),
        api::v1::RegisterEnteRequest::descriptor(), api::v1::GetOverviewRequest::descriptor()}) {
    const FileDescriptor* const file = any_of_file->file();
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        walk.Walk(file->service(i)->method(j)->input_type());
        ++requests;
      }
    }
  }
  EXPECT_GT(requests, 40);
}

// Walks all of a package, so that a message nobody uses yet does not wait for its first user.
TEST(FieldRulesEverywhereTest, NoMessageBesideTheFactsIsForgotten) {
  RuleWalk walk;
  for (const Descriptor* member :
       {event::v1::Fact::descriptor(), event::v1::Act::descriptor(),
        event::v1::EnteRegistered::descriptor(), event::v1::PlanDrafted::descriptor(),
        event::v1::ProgressRecorded::descriptor(), event::v1::ScostamentoRecorded::descriptor(),
        event::v1::RipianificazioneProposed::descriptor(), event::v1::RoundOpened::descriptor()}) {
    for (int i = 0; i < member->file()->message_type_count(); ++i) {
      walk.Walk(member->file()->message_type(i));
    }
  }
  EXPECT_GT(walk.seen_count(), 80u);
}

}  // namespace
}  // namespace traguardo::domain
