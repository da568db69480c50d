// What leaves the envelope, that nothing private stays, and that everything comes back.

#include "services/domain/facts/private_part.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "tests/testing/fact_builder.h"
#include "tests/testing/random_message.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using event::v1::PrivatePart;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

bool IsPrivate(const FieldDescriptor& field) {
  return field.options().GetExtension(schema::v1::rule).private_();
}

// Calls visit(message, field) for every field that is set, at any depth.
template <typename Visit>
void ForEachSet(const Message& message, const Visit& visit) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(message, &set);
  for (const FieldDescriptor* field : set) {
    visit(message, *field);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      ForEachSet(reflection.GetMessage(message, field), visit);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      ForEachSet(reflection.GetRepeatedMessage(message, field, i), visit);
    }
  }
}

void CheckLaws(const Envelope& original) {
  Envelope envelope = original;
  const PrivatePart part = SplitPrivate(envelope);

  ForEachSet(envelope,
             [](const Message&, const FieldDescriptor& field) { RC_ASSERT(!IsPrivate(field)); });
  // Nothing but private texts, and the messages on the way to them.
  ForEachSet(part, [](const Message&, const FieldDescriptor& field) {
    RC_ASSERT(IsPrivate(field) || field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE);
  });
  bool anything = false;
  ForEachSet(part, [&](const Message&, const FieldDescriptor& field) {
    anything = anything || IsPrivate(field);
  });
  RC_ASSERT(IsEmpty(part) == !anything);

  // As it goes through the store.
  Envelope read;
  RC_ASSERT(read.ParseFromString(envelope.SerializeAsString()));
  PrivatePart part_read;
  RC_ASSERT(part_read.ParseFromString(part.SerializeAsString()));
  MergePrivate(read, part_read);
  RC_ASSERT(read.SerializeAsString() == original.SerializeAsString());

  // Merging again, or into the original, changes nothing.
  MergePrivate(read, part_read);
  RC_ASSERT(read.SerializeAsString() == original.SerializeAsString());
}

RC_GTEST_PROP(PrivatePart, SplitThenMergeIsTheIdentityOnFacts, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  for (uint64_t i = 1; i <= 20; ++i) CheckLaws(AnyFact(random, i));
}

RC_GTEST_PROP(PrivatePart, SplitThenMergeIsTheIdentityOnWhateverProtoCanCarry, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  for (uint64_t i = 1; i <= 20; ++i) CheckLaws(AnyFact(random, i, Filling::kWild));
}

RC_GTEST_PROP(PrivatePart, APartThatBelongsToAnotherFactNeverChangesWhatIsThere, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  Envelope envelope = AnyFact(random, 1, Filling::kWild);
  Envelope other = AnyFact(random, 2, Filling::kWild);
  const PrivatePart foreign = SplitPrivate(other);
  const PrivatePart own = SplitPrivate(envelope);
  const std::string bare = envelope.SerializeAsString();

  Envelope mixed = envelope;
  MergePrivate(mixed, foreign);
  SplitPrivate(mixed);
  RC_ASSERT(mixed.SerializeAsString() == bare);
}

TEST(PrivatePartTest, TextsLeaveAndFiguresStay) {
  Envelope envelope = Progress("40").On("2024-06-30").Build();
  envelope.mutable_fact()->mutable_progress_recorded()->set_note("Manca una firma");
  envelope.mutable_evidence()->set_uri("https://example.org/nota");
  envelope.mutable_evidence()->set_sha256(std::string(64, 'a'));

  const PrivatePart part = SplitPrivate(envelope);
  EXPECT_EQ(envelope.fact().progress_recorded().percent(), "40");
  EXPECT_EQ(envelope.fact().progress_recorded().note(), "");
  EXPECT_EQ(envelope.evidence().sha256(), std::string(64, 'a'));
  EXPECT_EQ(envelope.evidence().uri(), "");
  EXPECT_EQ(part.fact().progress_recorded().note(), "Manca una firma");
  EXPECT_EQ(part.fact().progress_recorded().percent(), "");
  EXPECT_EQ(part.evidence().uri(), "https://example.org/nota");
  EXPECT_FALSE(IsEmpty(part));
}

TEST(PrivatePartTest, ATextThatIsThereIsNotReplaced) {
  Envelope envelope = Progress("40").Build();
  envelope.mutable_fact()->mutable_progress_recorded()->set_note("Prima versione");
  PrivatePart part;
  part.mutable_fact()->mutable_progress_recorded()->set_note("Un'altra");
  part.mutable_evidence()->set_description("Allegato");
  MergePrivate(envelope, part);
  EXPECT_EQ(envelope.fact().progress_recorded().note(), "Prima versione");
  EXPECT_FALSE(envelope.has_evidence()) << "nothing is added where the envelope has no place";
}

TEST(PrivatePartTest, AFactWithoutTextsHasAnEmptyPart) {
  Envelope envelope = Progress("40").Build();
  const std::string before = envelope.SerializeAsString();
  EXPECT_TRUE(IsEmpty(SplitPrivate(envelope)));
  EXPECT_EQ(envelope.SerializeAsString(), before);
}

TEST(PrivatePartTest, ListsKeepTheirLengthSoThatElementsMeetAgain) {
  Envelope envelope =
      Defined("ob-1", Definition("1").Add(AssignmentOf("a")).Add(AssignmentOf("b"))).Build();
  event::v1::ObjectiveDefinition* const definition =
      envelope.mutable_fact()->mutable_objective_defined()->mutable_definition();
  definition->mutable_assignments(1)->set_name("Responsabile dei tributi");

  const PrivatePart part = SplitPrivate(envelope);
  const event::v1::ObjectiveDefinition& texts = part.fact().objective_defined().definition();
  ASSERT_EQ(texts.assignments_size(), 2);
  EXPECT_EQ(texts.assignments(0).name(), "");
  EXPECT_EQ(texts.assignments(1).name(), "Responsabile dei tributi");
  EXPECT_EQ(texts.assignments(1).responsabile(), "");
  EXPECT_EQ(texts.indicators_size(), 0);
  EXPECT_EQ(envelope.fact().objective_defined().definition().assignments(1).responsabile(), "b");
}

TEST(PrivatePartTest, AListWithNothingPrivateInItLeavesNoTrace) {
  Envelope envelope = Defined("ob-1", Definition("1").Add(AssignmentOf("a"))).Build();
  const PrivatePart part = SplitPrivate(envelope);
  EXPECT_EQ(part.fact().objective_defined().definition().assignments_size(), 0);
}

TEST(PrivatePartTest, PrivateTextsAreFoundInsideOneofsInsideLists) {
  event::v1::Change added;
  *added.mutable_indicator_added() = IndicatorOf("i1", event::v1::DIRECTION_UP, "10");
  Envelope envelope = ReplanProposed("r1", {DeadlineChange("2024-12-31"), added}).Build();
  const PrivatePart part = SplitPrivate(envelope);
  ASSERT_EQ(part.fact().ripianificazione_proposed().changes_size(), 2);
  EXPECT_EQ(part.fact().ripianificazione_proposed().changes(1).indicator_added().name(),
            "Indicatore i1");
  EXPECT_EQ(envelope.fact().ripianificazione_proposed().changes(1).indicator_added().name(), "");
  EXPECT_EQ(envelope.fact().ripianificazione_proposed().changes(0).deadline(), "2024-12-31");
}

// The splitter handles singular texts outside oneofs; anything else marked private would stay in
// the envelope for ever.
void ExpectOnlyTextsArePrivate(const Descriptor* type, std::set<const Descriptor*>& seen) {
  if (!seen.insert(type).second) return;
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor& field = *type->field(i);
    if (IsPrivate(field)) {
      EXPECT_EQ(field.cpp_type(), FieldDescriptor::CPPTYPE_STRING) << field.full_name();
      EXPECT_FALSE(field.is_repeated()) << field.full_name();
      EXPECT_EQ(field.containing_oneof(), nullptr) << field.full_name();
    }
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      ExpectOnlyTextsArePrivate(field.message_type(), seen);
    }
  }
}

TEST(PrivatePartTest, OnlySingularTextsAreEverMarkedPrivate) {
  std::set<const Descriptor*> seen;
  ExpectOnlyTextsArePrivate(Envelope::descriptor(), seen);
  EXPECT_GT(seen.size(), 60u);
}

// Free text and names are about people; what is not private is in the envelope for ever.
TEST(PrivatePartTest, EveryFreeTextOfAFactIsPrivate) {
  std::set<const Descriptor*> seen;
  ExpectOnlyTextsArePrivate(Envelope::descriptor(), seen);
  for (const Descriptor* type : seen) {
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor& field = *type->field(i);
      if (field.options().GetExtension(schema::v1::rule).form() != schema::v1::FORM_TEXT) continue;
      EXPECT_TRUE(IsPrivate(field)) << field.full_name();
    }
  }
}

}  // namespace
}  // namespace traguardo::domain
