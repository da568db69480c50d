// The event log as its users meet it: append, read, list, find again, and what it refuses.

#include "storage/log/event_log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/storage/ledger.h"
#include "tests/storage/raw_log.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using ::testing::HasSubstr;
using traguardo::testing::IsOk;
using traguardo::testing::IsOkAndHolds;
using traguardo::testing::StatusIs;

class EventLogTest : public ::testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    log_.reset();
    EventLogOptions options;
    options.directory = directory_.File("log");
    options.create_if_missing = true;
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(log_, EventLog::Open(options));
  }

  testing::TemporaryDirectory directory_;
  Ledger ledger_;
  std::unique_ptr<EventLog> log_;
};

TEST_F(EventLogTest, ANewLogIsEmpty) {
  EXPECT_EQ(log_->head(), 0u);
  EXPECT_EQ(log_->tree_head(), (TreeHead{0, EmptyRoot()}));
  EXPECT_EQ(log_->log_id().size(), 16u);
  EXPECT_THAT(log_->failure(), IsOk());
  EXPECT_THAT(log_->Read(1), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(log_->LastRevision("ente0", "plans/2024"), IsOkAndHolds(0u));
}

TEST_F(EventLogTest, GivesBackWhatWasAppended) {
  for (const auto& [commands, facts] :
       std::vector<std::pair<size_t, size_t>>{{1, 1}, {1, 7}, {64, 1}, {10, 30}, {1, 1}}) {
    ASSERT_THAT(ledger_.AppendTo(*log_, commands, facts), IsOk());
    EXPECT_EQ(log_->head(), ledger_.facts().size());
  }
  EXPECT_EQ(ledger_.FindLoss(*log_), "");
}

TEST_F(EventLogTest, HoldsTheSameAfterAReopen) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 100, 3), IsOk());
  const std::string log_id(log_->log_id());
  const TreeHead tree_head = log_->tree_head();
  Open();
  EXPECT_EQ(ledger_.FindLoss(*log_), "");
  EXPECT_EQ(log_->log_id(), log_id);
  EXPECT_EQ(log_->tree_head(), tree_head);
  ASSERT_THAT(ledger_.AppendTo(*log_, 5, 1), IsOk());
  EXPECT_EQ(ledger_.FindLoss(*log_), "");
}

TEST_F(EventLogTest, HoldsTheSameInACopyTakenWhileItIsOpen) {
  // What a SIGKILL leaves: nothing was closed, the write-ahead log holds it all.
  for (int round = 0; round < 4; ++round) {
    ASSERT_THAT(ledger_.AppendTo(*log_, 20, 5), IsOk());
    const std::string copy = directory_.File("copy") + std::to_string(round);
    testing::CopyOfOneMoment(directory_.File("log"), copy);
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto copied, EventLog::Open({.directory = copy}));
    EXPECT_EQ(ledger_.FindLoss(*copied), "");
  }
}

TEST_F(EventLogTest, TheTreeIsThatOfTheDefinitionAcrossReopens) {
  std::vector<Hash> leaves;
  for (const size_t commands : {1, 254, 1, 1, 300, 211}) {
    ASSERT_THAT(ledger_.AppendTo(*log_, commands, 1), IsOk());
    while (leaves.size() < ledger_.facts().size()) {
      const Ledger::Fact& fact = ledger_.facts()[leaves.size()];
      leaves.push_back(LeafHash(Commitment(fact.entry_salt, fact.envelope)));
    }
    const TreeHead expected{leaves.size(), NaiveRoot(leaves, 0, leaves.size())};
    EXPECT_EQ(log_->tree_head(), expected);
    Open();
    EXPECT_EQ(log_->tree_head(), expected);
  }
}

TEST_F(EventLogTest, RefusesGroupsThatDoNotFitAndWritesNothing) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 3, 1), IsOk());
  const std::string salt(kSaltBytes, 's');
  const FactToAppend fact{4, "ente", "stream", 1, "envelope", "private", salt};
  const RequestKey key{"ente", "principal", {}};
  const std::string long_ente(kMaxEnteBytes + 1, 'e');
  const std::string long_stream(kMaxStreamBytes + 1, 's');
  const std::string long_envelope(kMaxEnvelopeBytes + 1, 'e');
  const std::string long_private(kMaxPrivatePartBytes + 1, 'p');
  const std::string long_answer(kMaxAnswerBytes + 1, 'a');
  const std::string with_nul("a\0b", 3);
  const auto with = [&](auto change) {
    FactToAppend changed = fact;
    change(changed);
    return AppendGroup{{changed}, {}};
  };
  const auto asking = [&](RequestToAppend request) { return AppendGroup{{fact}, {request}}; };
  const std::vector<std::pair<AppendGroup, std::string>> refusals = {
      {{}, "1 to 8192 facts"},
      {with([](FactToAppend& f) { f.position = 3; }), "position 4 comes next"},
      {with([](FactToAppend& f) { f.position = 5; }), "position 4 comes next"},
      {{{fact, fact}, {}}, "position 5 comes next"},
      {with([](FactToAppend& f) { f.revision = 0; }), "start at 1"},
      {with([](FactToAppend& f) { f.ente = ""; }), "an ente has"},
      {with([&](FactToAppend& f) { f.ente = long_ente; }), "an ente has"},
      {with([&](FactToAppend& f) { f.ente = with_nul; }), "an ente has"},
      {with([](FactToAppend& f) { f.stream = ""; }), "a stream has"},
      {with([&](FactToAppend& f) { f.stream = long_stream; }), "a stream has"},
      {with([&](FactToAppend& f) { f.stream = with_nul; }), "a stream has"},
      {with([](FactToAppend& f) { f.envelope = ""; }), "an envelope has"},
      {with([&](FactToAppend& f) { f.envelope = long_envelope; }), "an envelope has"},
      {with([&](FactToAppend& f) { f.private_part = long_private; }), "a private part has"},
      {with([](FactToAppend& f) { f.entry_salt = "short"; }), "an entry salt has"},
      {asking({key, {}, 4, 0, ""}), "claims facts"},
      {asking({key, {}, 3, 1, ""}), "claims facts"},
      {asking({key, {}, 5, 1, ""}), "claims facts"},
      {asking({key, {}, 4, 2, ""}), "claims facts"},
      {asking({{"", "p", {}}, {}, 4, 1, ""}), "an ente has"},
      {asking({{"e", "", {}}, {}, 4, 1, ""}), "a principal has"},
      {asking({key, {}, 4, 1, long_answer}), "an answer has"},
      {{{fact}, {{key, {}, 4, 1, ""}, {key, {}, 4, 1, ""}}}, "claims facts"},
  };
  for (const auto& [group, why] : refusals) {
    EXPECT_THAT(log_->Append(group), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(why)));
  }
  FactToAppend second = fact;
  second.position = 5;
  second.revision = 3;
  EXPECT_THAT(log_->Append({{fact, second}, {}}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("revision 2")));
  EXPECT_EQ(log_->head(), 3u);
  EXPECT_THAT(log_->failure(), IsOk());
  // Nothing of the refused groups is in the way of what is right.
  ASSERT_THAT(ledger_.AppendTo(*log_, 1, 1), IsOk());
  Open();
  EXPECT_EQ(ledger_.FindLoss(*log_), "");
}

TEST_F(EventLogTest, BoundsTheBytesOfAGroup) {
  const std::string salt(kSaltBytes, 's');
  const std::string envelope(kMaxEnvelopeBytes, 'e');
  const std::string private_part(kMaxPrivatePartBytes, 'p');
  AppendGroup group;
  while (group.facts.size() * (kMaxEnvelopeBytes + kMaxPrivatePartBytes) < kMaxGroupBytes) {
    const Position position = group.facts.size() + 1;
    group.facts.push_back({position, "ente", "stream", position, envelope, private_part, salt});
  }
  EXPECT_THAT(log_->Append(group),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("bytes")));
  group.facts.pop_back();
  group.facts.pop_back();
  ASSERT_THAT(log_->Append(group), IsOk());
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const StoredFact last, log_->Read(group.facts.size()));
  EXPECT_EQ(last.private_part, private_part);
}

TEST_F(EventLogTest, ReadManyAnswersInTheOrderAsked) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 500, 1), IsOk());
  const std::vector<Position> asked = {500, 3, 4, 3, 200, 1, 209, 208};
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto facts, log_->ReadMany(asked));
  ASSERT_EQ(facts.size(), asked.size());
  for (size_t i = 0; i < asked.size(); ++i) {
    EXPECT_EQ(facts[i].position, asked[i]);
    EXPECT_EQ(facts[i].envelope, ledger_.facts()[asked[i] - 1].envelope);
  }
  EXPECT_THAT(log_->ReadMany({1, 501}), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(log_->ReadMany({0, 1}), StatusIs(absl::StatusCode::kNotFound));
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto none, log_->ReadMany({}));
  EXPECT_TRUE(none.empty());
}

TEST_F(EventLogTest, ScanClipsToTheHeadAndStopsWhenTold) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 50, 1), IsOk());
  std::vector<Position> seen;
  const auto visit = [&](const FactView& fact) {
    seen.push_back(fact.position);
    return fact.position == 48 ? absl::CancelledError("enough") : absl::OkStatus();
  };
  EXPECT_THAT(log_->Scan(46, 1000, visit), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(seen, (std::vector<Position>{46, 47, 48}));
  seen.clear();
  EXPECT_THAT(log_->Scan(49, 1000, visit), IsOk());
  EXPECT_EQ(seen, (std::vector<Position>{49, 50}));
  seen.clear();
  EXPECT_THAT(log_->Scan(51, 1000, visit), IsOk());
  EXPECT_TRUE(seen.empty());
}

TEST_F(EventLogTest, ScanGoesOverManyPages) {
  for (int group = 0; group < 5; ++group) {
    ASSERT_THAT(ledger_.AppendTo(*log_, kMaxFactsPerGroup, 1, 1), IsOk());
  }
  EXPECT_EQ(ledger_.FindLoss(*log_), "");
}

TEST_F(EventLogTest, ListsTheStreamsOfOneEnte) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 300, 1), IsOk());
  const auto expected = [&](std::string_view ente, std::string_view prefix, Position up_to) {
    std::map<std::pair<std::string, Revision>, Position> entries;
    for (const Ledger::Fact& fact : ledger_.facts()) {
      if (fact.ente == ente && fact.stream.starts_with(prefix) && fact.position <= up_to) {
        entries[{fact.stream, fact.revision}] = fact.position;
      }
    }
    return entries;
  };
  for (const std::string prefix : {"", "plans/2024/", "plans/2024/objectives/3", "plans/2025"}) {
    for (const Position up_to : {Position{0}, Position{1}, Position{150}, Position{1000}}) {
      const auto wanted = expected("ente1", prefix, up_to);
      // Page by page, each behind the last entry of the one before.
      std::vector<StreamEntry> entries;
      while (true) {
        const StreamEntry after = entries.empty() ? StreamEntry() : entries.back();
        TRAGUARDO_ASSERT_OK_AND_ASSIGN(
            const auto page,
            log_->ListStreams("ente1", prefix, up_to, 7, entries.empty() ? nullptr : &after));
        ASSERT_LE(page.size(), 7u);
        if (page.empty()) break;
        entries.insert(entries.end(), page.begin(), page.end());
      }
      ASSERT_EQ(entries.size(), wanted.size()) << prefix << " up to " << up_to;
      auto next = wanted.begin();
      for (const StreamEntry& entry : entries) {
        EXPECT_EQ(entry.stream, next->first.first);
        EXPECT_EQ(entry.revision, next->first.second);
        EXPECT_EQ(entry.position, next->second);
        ++next;
      }
    }
  }
}

TEST_F(EventLogTest, NamesThatBeginAlikeStayApart) {
  const std::string salt(kSaltBytes, 's');
  ASSERT_THAT(log_->Append({{{1, "a", "s", 1, "x", "", salt},
                             {2, "ab", "s", 1, "x", "", salt},
                             {3, "a", "s2", 1, "x", "", salt},
                             {4, "a", "s", 2, "x", "", salt}},
                            {}}),
              IsOk());
  EXPECT_THAT(log_->LastRevision("a", "s"), IsOkAndHolds(2u));
  EXPECT_THAT(log_->LastRevision("ab", "s"), IsOkAndHolds(1u));
  EXPECT_THAT(log_->LastRevision("a", "s2"), IsOkAndHolds(1u));
  EXPECT_THAT(log_->LastRevision("a", ""), IsOkAndHolds(0u));
  EXPECT_THAT(log_->LastRevision("a", "s3"), IsOkAndHolds(0u));
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto entries, log_->ListStreams("a", "", 99, 99, nullptr));
  EXPECT_EQ(entries.size(), 3u);
}

TEST_F(EventLogTest, FindsARequestForEver) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 10, 2), IsOk());
  const Ledger::Request& request = ledger_.requests()[4];
  Open();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const StoredRequest found, log_->FindRequest(request.key));
  EXPECT_EQ(found.first_position, request.first_position);
  EXPECT_EQ(found.fact_count, 2u);
  EXPECT_EQ(found.answer, request.answer);
  EXPECT_EQ(found.fingerprint, request.fingerprint);
  RequestKey other = request.key;
  other.principal += "x";
  EXPECT_THAT(log_->FindRequest(other), StatusIs(absl::StatusCode::kNotFound));
  other = request.key;
  other.ente += "x";
  EXPECT_THAT(log_->FindRequest(other), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(EventLogTest, AWithdrawnPrivatePartIsGoneAndTheProofsHold) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 300, 1), IsOk());
  const TreeHead tree_head = log_->tree_head();
  ASSERT_NE(ledger_.facts()[6].private_part, "");
  ASSERT_THAT(log_->WithdrawPrivatePart(7), IsOk());
  ASSERT_THAT(log_->WithdrawPrivatePart(7), IsOk());
  Open();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const StoredFact fact, log_->Read(7));
  EXPECT_EQ(fact.private_part, "");
  EXPECT_TRUE(fact.private_withdrawn);
  EXPECT_EQ(fact.envelope, ledger_.facts()[6].envelope);
  EXPECT_EQ(fact.entry_salt, ledger_.facts()[6].entry_salt);
  EXPECT_EQ(log_->tree_head(), tree_head);
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const StoredFact without, log_->Read(3));
  ASSERT_THAT(log_->WithdrawPrivatePart(3), IsOk());
  EXPECT_FALSE(without.private_withdrawn);
  EXPECT_THAT(log_->WithdrawPrivatePart(301), StatusIs(absl::StatusCode::kNotFound));
  log_.reset();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      const CheckReport report,
      CheckLog({.directory = directory_.File("log"), .decode = Ledger::Decode}));
  EXPECT_TRUE(report.ok());
}

TEST_F(EventLogTest, AGroupTakesPrivatePartsAwayInItsOwnWrite) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 20, 1), IsOk());
  const Ledger::Fact& fact = ledger_.facts()[6];
  ASSERT_NE(fact.private_part, "");
  AppendGroup group = ledger_.MakeGroup(1, 1);
  group.withdrawn.push_back({fact.position, fact.envelope, fact.entry_salt});
  group.operational.push_back({"note", "under way"});
  ASSERT_THAT(log_->Append(group), IsOk());
  ledger_.Acknowledge();
  Open();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const StoredFact read, log_->Read(fact.position));
  EXPECT_TRUE(read.private_withdrawn);
  EXPECT_EQ(read.private_part, "");
  EXPECT_EQ(read.envelope, fact.envelope);
  EXPECT_EQ(*log_->GetOperational("note"), "under way");
  log_.reset();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      const CheckReport report,
      CheckLog({.directory = directory_.File("log"), .decode = Ledger::Decode}));
  EXPECT_TRUE(report.ok());
}

TEST_F(EventLogTest, AGroupTakesNothingAwayFromFactsThatAreNotThere) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 5, 1), IsOk());
  const Ledger::Fact fact = ledger_.facts()[2];
  const AppendGroup plain = ledger_.MakeGroup(1, 1);
  const auto with = [&](Position position, std::string_view envelope, std::string_view salt) {
    AppendGroup group = plain;
    group.withdrawn.push_back({position, envelope, salt});
    return log_->Append(group);
  };
  EXPECT_THAT(with(0, fact.envelope, fact.entry_salt),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(with(6, fact.envelope, fact.entry_salt),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(with(3, "", fact.entry_salt), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(with(3, fact.envelope, "short"), StatusIs(absl::StatusCode::kInvalidArgument));
  AppendGroup nameless = plain;
  nameless.operational.push_back({"", "value"});
  EXPECT_THAT(log_->Append(nameless), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(log_->head(), 5u);
  EXPECT_THAT(log_->Append(plain), IsOk());
}

TEST_F(EventLogTest, ErasedBytesAreInNoFile) {
  // Once from the write-ahead log, and once, after a reopen, from tables.
  for (const bool reopen : {false, true}) {
    const std::string salt(kSaltBytes, 's');
    const std::string secret =
        "a name that must go, unlike anything else " + std::to_string(reopen);
    const Position near = log_->head() + 1;
    const Position far = near + 5;
    ASSERT_THAT(log_->Append({{{near, "a", "s", near, "x", secret, salt}}, {}}), IsOk());
    for (Position position = near + 1; position < far; ++position) {
      ASSERT_THAT(log_->Append({{{position, "a", "s", position, "x", "kept", salt}}, {}}), IsOk());
    }
    ASSERT_THAT(log_->Append({{{far, "a", "s", far, "x", secret, salt}}, {}}), IsOk());
    const auto files_with_secret = [&] { return FilesContaining(directory_.File("log"), secret); };
    EXPECT_EQ(files_with_secret(), 1u);
    if (reopen) Open();
    ASSERT_THAT(log_->WithdrawPrivatePart(near), IsOk());
    ASSERT_THAT(log_->WithdrawPrivatePart(far), IsOk());
    EXPECT_GE(files_with_secret(), 1u);
    ASSERT_THAT(log_->EraseWithdrawn({far, near}), IsOk());
    EXPECT_EQ(files_with_secret(), 0u);
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const StoredFact between, log_->Read(near + 1));
    EXPECT_EQ(between.private_part, "kept");
  }
  EXPECT_THAT(log_->EraseWithdrawn({}), IsOk());
  EXPECT_THAT(log_->EraseWithdrawn({99}), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(EventLogTest, OperationalStateIsSmallMutableAndSurvives) {
  ASSERT_THAT(log_->PutOperational("token/1", "one"), IsOk());
  ASSERT_THAT(log_->PutOperational("token/1", "two"), IsOk());
  ASSERT_THAT(log_->PutOperational("token/2", ""), IsOk());
  ASSERT_THAT(log_->PutOperational("token/3", "three"), IsOk());
  ASSERT_THAT(log_->DeleteOperational("token/3"), IsOk());
  ASSERT_THAT(log_->DeleteOperational("never there"), IsOk());
  Open();
  EXPECT_THAT(log_->GetOperational("token/1"), IsOkAndHolds("two"));
  EXPECT_THAT(log_->GetOperational("token/2"), IsOkAndHolds(""));
  EXPECT_THAT(log_->GetOperational("token/3"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(log_->PutOperational("", "x"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(log_->PutOperational("k", std::string(kMaxOperationalValueBytes + 1, 'v')),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(log_->head(), 0u);
}

TEST_F(EventLogTest, CountsWhatItUses) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 1000, 1), IsOk());
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto statistics, log_->ReadStatistics());
  EXPECT_EQ(statistics.head, 1000u);
  EXPECT_GT(statistics.write_ahead_log_bytes, 100'000u);
  EXPECT_GE(statistics.disk_bytes, statistics.write_ahead_log_bytes);
  EXPECT_GT(statistics.memory_bytes, 100'000u);
}

TEST_F(EventLogTest, ALogOpenedForReadingWritesNothing) {
  ASSERT_THAT(ledger_.AppendTo(*log_, 10, 1), IsOk());
  log_.reset();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      log_, EventLog::Open({.directory = directory_.File("log"), .read_only = true}));
  EXPECT_EQ(ledger_.FindLoss(*log_), "");
  EXPECT_THAT(ledger_.AppendTo(*log_, 1, 1), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(log_->PutOperational("k", "v"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(log_->WithdrawPrivatePart(1), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace traguardo::storage
