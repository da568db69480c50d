#include "clients/document/content_hash.h"

#include <functional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {
namespace {

using api::v1::Command;
using api::v1::Proposal;
using event::v1::Envelope;

Envelope Recorded() {
  Envelope envelope;
  envelope.set_position(7);
  envelope.set_ente("demo");
  envelope.set_stream("plans/2025/objectives/ob-1");
  envelope.set_revision(3);
  envelope.set_effective_on("2025-06-30");
  envelope.mutable_recorded_at()->set_seconds(1);
  envelope.mutable_actor()->set_principal("segretario");
  envelope.mutable_actor()->set_on_behalf_of("caio");
  envelope.set_command_hash("hash");
  envelope.set_unit("tributi");
  envelope.set_responsabile_then("caio");
  envelope.mutable_evidence()->set_uri("https://comune/a");
  envelope.mutable_evidence()->mutable_act()->set_number("1");
  envelope.mutable_fact()->mutable_fact_corrected()->set_corrected_position(4);
  envelope.mutable_fact()->mutable_fact_corrected()->set_reason("errore");
  return envelope;
}

struct Change {
  const char* what;
  std::function<void(Envelope&)> make;
};

void ExpectHash(const std::vector<Change>& changes, Texts texts, bool is_the_same) {
  for (const Change& change : changes) {
    Envelope changed = Recorded();
    change.make(changed);
    EXPECT_EQ(ContentHash(changed, texts) == ContentHash(Recorded(), texts), is_the_same)
        << change.what;
  }
}

TEST(ContentHashTest, CoversEverythingThatIsSaid) {
  const std::vector<Change> changes = {
      {"stream", [](Envelope& e) { e.set_stream("plans/2025/objectives/ob-2"); }},
      {"day", [](Envelope& e) { e.set_effective_on("2025-06-29"); }},
      {"unit", [](Envelope& e) { e.clear_unit(); }},
      {"in whose name", [](Envelope& e) { e.mutable_actor()->clear_on_behalf_of(); }},
      {"act", [](Envelope& e) { e.mutable_evidence()->mutable_act()->set_number("2"); }},
      {"kind", [](Envelope& e) { e.mutable_fact()->mutable_round_closed(); }},
      {"corrected position",
       [](Envelope& e) { e.mutable_fact()->mutable_fact_corrected()->set_corrected_position(5); }},
  };
  ExpectHash(changes, Texts::kWith, false);
  ExpectHash(changes, Texts::kWithout, false);
}

TEST(ContentHashTest, LeavesPrivateTextsOutWhenAsked) {
  const std::vector<Change> changes = {
      {"address", [](Envelope& e) { e.mutable_evidence()->set_uri("https://comune/b"); }},
      {"no address", [](Envelope& e) { e.mutable_evidence()->clear_uri(); }},
      {"reason", [](Envelope& e) { e.mutable_fact()->mutable_fact_corrected()->set_reason("x"); }},
      {"no reason",
       [](Envelope& e) { e.mutable_fact()->mutable_fact_corrected()->clear_reason(); }},
  };
  ExpectHash(changes, Texts::kWith, false);
  ExpectHash(changes, Texts::kWithout, true);
}

// The lists of a fact keep their length when their texts go.
TEST(ContentHashTest, LeavesTheTextsOfListsOutAndCountsTheirItems) {
  Envelope one = Recorded();
  auto* defined = one.mutable_fact()->mutable_objective_defined();
  auto* assignment = defined->mutable_definition()->add_assignments();
  assignment->set_name("Caio");
  Envelope withdrawn = one;
  withdrawn.mutable_fact()
      ->mutable_objective_defined()
      ->mutable_definition()
      ->mutable_assignments(0)
      ->clear_name();
  EXPECT_NE(ContentHash(one, Texts::kWith), ContentHash(withdrawn, Texts::kWith));
  EXPECT_EQ(ContentHash(one, Texts::kWithout), ContentHash(withdrawn, Texts::kWithout));
  withdrawn.mutable_fact()->mutable_objective_defined()->mutable_definition()->add_assignments();
  EXPECT_NE(ContentHash(one, Texts::kWithout), ContentHash(withdrawn, Texts::kWithout));
}

TEST(ContentHashTest, DoesNotCoverWhoRecordedItAndWhereItStands) {
  const std::vector<Change> changes = {
      {"position", [](Envelope& e) { e.set_position(8); }},
      {"revision", [](Envelope& e) { e.set_revision(4); }},
      {"principal", [](Envelope& e) { e.mutable_actor()->set_principal("caio"); }},
      {"when", [](Envelope& e) { e.mutable_recorded_at()->set_seconds(2); }},
      {"request id", [](Envelope& e) { e.set_command_hash("other"); }},
      {"responsabile", [](Envelope& e) { e.clear_responsabile_then(); }},
  };
  ExpectHash(changes, Texts::kWith, true);
  ExpectHash(changes, Texts::kWithout, true);
}

TEST(ContentHashTest, NoEvidenceAndAnEmptyOneAreTheSame) {
  Envelope none = Recorded();
  none.clear_evidence();
  Envelope empty = none;
  empty.mutable_evidence();
  EXPECT_EQ(ContentHash(none, Texts::kWith), ContentHash(empty, Texts::kWith));
}

TEST(ContentHashTest, ACommandIsWrittenDownWithTheDayAndEvidenceOfItsHeaderWhereAFactHasNone) {
  Command command;
  command.mutable_header()->set_effective_on("2025-06-30");
  command.mutable_header()->set_on_behalf_of("caio");
  command.mutable_header()->mutable_evidence()->set_uri("https://comune/a");
  command.mutable_header()->mutable_evidence()->mutable_act()->set_number("1");
  Proposal& first = *command.add_proposals();
  first.set_target("enti/demo/plans/2025/objectives/ob-1");
  first.set_unit("tributi");
  *first.mutable_fact() = Recorded().fact();
  Proposal& second = *command.add_proposals();
  second.set_target("enti/demo");
  second.set_effective_on("2025-06-29");
  second.mutable_evidence()->set_uri("https://comune/b");

  const std::vector<Envelope> envelopes = EnvelopesOf(command);
  ASSERT_EQ(envelopes.size(), 2u);
  EXPECT_EQ(ContentHash(envelopes[0], Texts::kWith), ContentHash(Recorded(), Texts::kWith));
  EXPECT_EQ(envelopes[1].stream(), "ente");
  EXPECT_EQ(envelopes[1].effective_on(), "2025-06-29");
  EXPECT_EQ(envelopes[1].actor().on_behalf_of(), "caio");
  EXPECT_EQ(envelopes[1].evidence().uri(), "https://comune/b");
  EXPECT_FALSE(envelopes[1].evidence().has_act());
}

}  // namespace
}  // namespace traguardo::document
