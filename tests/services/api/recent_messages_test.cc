#include "services/api/reads/recent_messages.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"

namespace traguardo::api {
namespace {

runtime::SharedRows Rows() { return std::make_shared<const runtime::WatchedRows>(); }
SharedBytes Bytes(const std::string& text) { return std::make_shared<const std::string>(text); }

class RecentMessagesTest : public ::testing::Test {
 protected:
  RecentMessages::Content Content(const std::string& binding = "segretario") const {
    return {rows_, "o", 19'900, binding, {.position = 7, .day = 19'900}, true};
  }

  const runtime::SharedRows rows_ = Rows();
  RecentMessages messages_;
};

TEST_F(RecentMessagesTest, FindsTheMessageForWhoeverIsToldTheSame) {
  EXPECT_EQ(messages_.Find(Content()).message, nullptr);
  const SharedBytes message = Bytes("message");
  messages_.Keep(Content(), message, Bytes("rows"));
  EXPECT_EQ(messages_.Find(Content()).message, message);
}

// Tokens are made for one caller and one place: who differs in either gets the rows and no message.
TEST_F(RecentMessagesTest, GivesNobodyTheTokenOfAnother) {
  const SharedBytes rows = Bytes("rows");
  messages_.Keep(Content(), Bytes("message"), rows);
  RecentMessages::Content other_place = Content();
  other_place.token.position = 8;
  RecentMessages::Content other_day = Content();
  other_day.token.day = 19'899;
  RecentMessages::Content within_snapshot = Content();
  within_snapshot.token.cursor = "row";
  RecentMessages::Content unfinished = Content();
  unfinished.snapshot_complete = false;
  for (const auto& content :
       {Content("revisore"), other_place, other_day, within_snapshot, unfinished}) {
    EXPECT_EQ(messages_.Find(content).message, nullptr);
    EXPECT_EQ(messages_.Find(content).rows, rows);
  }
}

TEST_F(RecentMessagesTest, OtherRowsAreOthers) {
  messages_.Keep(Content(), Bytes("message"), Bytes("rows"));
  RecentMessages::Content later = Content();
  later.rows = Rows();
  RecentMessages::Content next_day = Content();
  next_day.day = 19'901;
  RecentMessages::Content other_kinds = Content();
  other_kinds.sent_kinds = "os";
  for (const auto& content : {later, next_day, other_kinds}) {
    EXPECT_EQ(messages_.Find(content).message, nullptr);
    EXPECT_EQ(messages_.Find(content).rows, nullptr);
  }
}

TEST_F(RecentMessagesTest, KeepsAFew) {
  for (size_t i = 0; i <= RecentMessages::kKept; ++i) {
    messages_.Keep(Content(std::to_string(i)), Bytes("message"), Bytes("rows"));
  }
  EXPECT_EQ(messages_.Find(Content("0")).message, nullptr);
  for (size_t i = 1; i <= RecentMessages::kKept; ++i) {
    EXPECT_NE(messages_.Find(Content(std::to_string(i))).message, nullptr) << i;
  }
  EXPECT_EQ(rows_.use_count(), 1 + static_cast<long>(RecentMessages::kKept));
}

TEST_F(RecentMessagesTest, KeepsNoLongMessage) {
  const std::string longest(RecentMessages::kMaxKeptBytes, 'm');
  messages_.Keep(Content("longest"), Bytes(longest), Bytes("rows"));
  messages_.Keep(Content("too long"), Bytes(longest + 'm'), Bytes("rows"));
  EXPECT_NE(messages_.Find(Content("longest")).message, nullptr);
  EXPECT_EQ(messages_.Find(Content("too long")).message, nullptr);
  // Nor does it hold the rows that it was made from.
  EXPECT_EQ(rows_.use_count(), 2);
}

}  // namespace
}  // namespace traguardo::api
