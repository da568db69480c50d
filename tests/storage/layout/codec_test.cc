// Stored bytes: round trips, the order of keys, and that no bytes whatever crash a decoder.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <string>

#include "storage/layout/fact_record.h"
#include "storage/layout/keys.h"
#include "storage/layout/request_record.h"
#include "storage/log/tree_store.h"

namespace traguardo::storage {
namespace {

const std::string kSalt = "0123456789abcdef";

std::string RandomBytes(std::mt19937& random, size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

RC_GTEST_PROP(KeysTest, NumbersSortAsTheirBytes, (uint64_t left, uint64_t right)) {
  RC_ASSERT(ReadBigEndian(FactKey(left)) == left);
  RC_ASSERT((left < right) == (FactKey(left) < FactKey(right)));
}

TEST(KeysTest, AreTheBytesThatFormatMdSpells) {
  EXPECT_EQ(FactKey(0x0102030405060708), std::string("\1\2\3\4\5\6\7\10", 8));
  EXPECT_EQ(StreamKey("e", "s", 258), std::string("e\0s\0\0\0\0\0\0\0\1\2", 12));
  std::string request_key;
  AppendRequestKey({"e", "p", {1, 2, 3}}, request_key);
  EXPECT_EQ(request_key, std::string("e\0p\0\1\2\3", 7) + std::string(13, '\0'));
  EXPECT_EQ(TileKey({1, 2}), std::string("T\1\0\0\0\0\0\0\0\2", 10));
}

TEST(KeysTest, ComeBackAsTheyWereMade) {
  const std::string stream_key = StreamKey("c_b157", "plans/2024", 7);
  const auto stream = ParseStreamKey(stream_key);
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->ente, "c_b157");
  EXPECT_EQ(stream->stream, "plans/2024");
  EXPECT_EQ(stream->revision, 7u);
  const RequestKey request{"c_b157", "anna", HashRequestId("r-1")};
  std::string request_key;
  AppendRequestKey(request, request_key);
  EXPECT_EQ(ParseRequestKey(request_key), request);
  EXPECT_EQ(ParseTileKey(TileKey({3, 99})), (TileId{3, 99}));
}

TEST(KeysTest, RefuseWhatTheyCannotHaveMade) {
  EXPECT_FALSE(ParseFactKey("short"));
  EXPECT_FALSE(ParseStreamKey(""));
  EXPECT_FALSE(ParseStreamKey(std::string("\0s\0\0\0\0\0\0\0\0\1", 11)));
  EXPECT_FALSE(ParseStreamKey(std::string("e\0s\0\1", 5)));
  EXPECT_FALSE(ParseStreamKey(StreamKey(std::string(kMaxEnteBytes + 1, 'e'), "s", 1)));
  EXPECT_FALSE(ParseStreamKey(StreamKey("e", std::string(kMaxStreamBytes + 1, 's'), 1)));
  EXPECT_FALSE(ParseRequestKey(std::string("e\0p\0hash", 8)));
  EXPECT_FALSE(ParseTileKey(kTreeHeadKey));
}

TEST(KeysTest, PrefixEndIsBehindEveryKeyWithThePrefix) {
  EXPECT_EQ(PrefixEnd("ab"), "ac");
  EXPECT_EQ(PrefixEnd("a\xff\xff"), "b");
  EXPECT_EQ(PrefixEnd("\xff"), "");
  EXPECT_EQ(PrefixEnd(""), "");
}

TEST(RequestKeyTest, TheHashIsTheBeginningOfTheSha256) {
  // SHA-256("abc") starts so.
  const RequestIdHash expected = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
                                  0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23};
  EXPECT_EQ(HashRequestId("abc"), expected);
}

TEST(FactRecordTest, IsTheBytesThatFormatMdSpells) {
  EXPECT_EQ(EncodeFactRecord({"env", "p", kSalt}),
            std::string("\1\1\0\0\0\3\0\0\0\1", 10) + kSalt + "envp");
}

TEST(FactRecordTest, ComesBackAsItWasMade) {
  for (const bool withdrawn : {false, true}) {
    for (const size_t private_bytes : {size_t{0}, size_t{1}, kMaxPrivatePartBytes}) {
      if (withdrawn && private_bytes > 0) continue;
      const std::string envelope(kMaxEnvelopeBytes, 'e');
      const std::string private_part(private_bytes, 'p');
      const std::string bytes = EncodeFactRecord({envelope, private_part, kSalt, withdrawn});
      const auto record = DecodeFactRecord(bytes);
      ASSERT_TRUE(record.ok()) << record.status();
      EXPECT_EQ(record->envelope, envelope);
      EXPECT_EQ(record->private_part, private_part);
      EXPECT_EQ(record->entry_salt, kSalt);
      EXPECT_EQ(record->private_withdrawn, withdrawn);
    }
  }
}

TEST(FactRecordTest, RefusesEveryCutAndEveryLongerRecord) {
  const std::string bytes = EncodeFactRecord({"envelope", "private", kSalt});
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeFactRecord(bytes.substr(0, size)).status().code(), absl::StatusCode::kDataLoss)
        << size;
  }
  EXPECT_FALSE(DecodeFactRecord(bytes + "x").ok());
}

TEST(FactRecordTest, RefusesUnknownLayoutsFlagsAndLengths) {
  const std::string good = EncodeFactRecord({"envelope", "private", kSalt});
  for (const auto& [at, byte] : std::vector<std::pair<size_t, char>>{
           {0, 0}, {0, 2}, {1, 0}, {1, 2}, {1, 3}, {1, 4}, {1, '\x81'}, {2, 1}, {5, 0}, {9, 0}}) {
    std::string bytes = good;
    bytes[at] = byte;
    EXPECT_FALSE(DecodeFactRecord(bytes).ok()) << "byte " << at << " = " << int{byte};
  }
}

TEST(RequestRecordTest, ComesBackAsItWasMade) {
  RequestToAppend request;
  request.fingerprint = {9, 8, 7};
  request.first_position = 41;
  request.fact_count = 3;
  request.answer = "the answer";
  std::string bytes;
  AppendRequestRecord(request, bytes);
  const auto found = DecodeRequestRecord(bytes);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->fingerprint, request.fingerprint);
  EXPECT_EQ(found->first_position, 41u);
  EXPECT_EQ(found->fact_count, 3u);
  EXPECT_EQ(found->answer, "the answer");
  for (size_t size = 0; size < 29; ++size) {
    EXPECT_FALSE(DecodeRequestRecord(bytes.substr(0, size)).ok()) << size;
  }
}

TEST(DecodersTest, TakeAnyBytesWithoutHarm) {
  std::mt19937 random(20240630);
  const std::string seeds[] = {EncodeFactRecord({"envelope", "private", kSalt}),
                               StreamKey("ente", "stream", 1), TileKey({0, 1})};
  for (int round = 0; round < 100'000; ++round) {
    std::string bytes =
        round % 2 == 0 ? RandomBytes(random, random() % 64) : seeds[random() % std::size(seeds)];
    // Half of the rounds start from something valid, damaged at a few places.
    for (int hits = round % 2 == 0 ? 0 : 1 + random() % 3; hits > 0 && !bytes.empty(); --hits) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    if (const auto record = DecodeFactRecord(bytes); record.ok()) {
      // What is accepted is exactly what would be written.
      EXPECT_EQ(EncodeFactRecord(*record), bytes);
    }
    if (const auto key = ParseStreamKey(bytes)) {
      EXPECT_EQ(StreamKey(key->ente, key->stream, key->revision), bytes);
    }
    if (const auto id = ParseTileKey(bytes)) {
      EXPECT_EQ(TileKey(*id), bytes);
    }
    if (const auto key = ParseRequestKey(bytes)) {
      std::string again;
      AppendRequestKey(*key, again);
      EXPECT_EQ(again, bytes);
    }
    if (const auto request = DecodeRequestRecord(bytes); request.ok()) {
      EXPECT_GT(request->fact_count, 0u);
    }
    if (const auto head = DecodeTreeHead(bytes); head.ok()) {
      EXPECT_EQ(EncodeTreeHead(*head), bytes);
    }
    if (const auto tile = DecodeTile(bytes); tile.ok()) {
      EXPECT_EQ(EncodeTile(*tile), bytes);
    }
  }
}

}  // namespace
}  // namespace traguardo::storage
