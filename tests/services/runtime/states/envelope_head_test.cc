// What is read off an envelope's bytes is what parsing says, and bad bytes are found out.

#include "services/runtime/states/envelope_head.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tests/testing/fact_builder.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using event::v1::Fact;
using event::v1::PrivatePart;

Envelope MakeEnvelope() {
  Envelope envelope = testing::Progress("40").Of("ob-1").On("2024-06-30").Build();
  envelope.set_position(300);
  envelope.set_ente("demo");
  envelope.set_stream("plans/2024/objectives/ob-1");
  envelope.set_revision(2);
  envelope.set_command_index(1);
  envelope.set_command_size(3);
  return envelope;
}

std::string MakePrivatePart(std::string_view note) {
  PrivatePart part;
  part.set_salt(std::string(16, 's'));
  part.mutable_fact()->mutable_progress_recorded()->set_note(std::string(note));
  return part.SerializeAsString();
}

// A field of a number and a wire type, which is three bits.
std::string Tag(int number, int wire_type) {
  return std::string(1, static_cast<char>(number << 3 | wire_type));
}

TEST(ReadEnvelopeHeadTest, SaysWhatParsingSays) {
  const std::string bytes = MakeEnvelope().SerializeAsString();
  const std::optional<EnvelopeHead> head = ReadEnvelopeHead(bytes);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->position, 300u);
  EXPECT_EQ(head->ente, "demo");
  EXPECT_EQ(head->stream, "plans/2024/objectives/ob-1");
  EXPECT_EQ(head->command_index, 1u);
  EXPECT_EQ(head->command_size, 3u);
  EXPECT_EQ(head->kind, Fact::kProgressRecorded);
}

TEST(ReadEnvelopeHeadTest, AnEnvelopeThatWasCutIsNoneOrShorterInWholeFields) {
  const std::string whole = MakeEnvelope().SerializeAsString();
  size_t none = 0;
  for (size_t bytes = 0; bytes < whole.size(); ++bytes) {
    const std::string cut = whole.substr(0, bytes);
    const std::optional<EnvelopeHead> head = ReadEnvelopeHead(cut);
    Envelope parsed;
    const bool parses = parsed.ParseFromString(cut);
    EXPECT_EQ(head.has_value(), parses && !parsed.stream().empty()) << "cut after " << bytes;
    none += head.has_value() ? 0 : 1;
  }
  EXPECT_GT(none, whole.size() / 2);
}

TEST(ReadEnvelopeHeadTest, BytesThatAreNoFieldAreNone) {
  const std::string whole = MakeEnvelope().SerializeAsString();
  ASSERT_TRUE(ReadEnvelopeHead(whole).has_value());
  // Groups, which nobody writes any more, and the two wire types that do not exist.
  for (const int wire_type : {3, 4, 6, 7}) {
    EXPECT_FALSE(ReadEnvelopeHead(whole + Tag(15, wire_type)).has_value()) << wire_type;
  }
  // A varint without an end, one of more than ten bytes, and lengths that lead past the end.
  EXPECT_FALSE(ReadEnvelopeHead(whole + Tag(1, 0) + "\xff").has_value());
  EXPECT_FALSE(ReadEnvelopeHead(whole + Tag(1, 0) + std::string(10, '\xff') + '\1').has_value());
  EXPECT_FALSE(ReadEnvelopeHead(whole + Tag(15, 2) + "\x05" + "four").has_value());
  EXPECT_FALSE(
      ReadEnvelopeHead(whole + Tag(15, 2) + std::string(9, '\xff') + '\1' + "x").has_value());
  EXPECT_FALSE(ReadEnvelopeHead(whole + Tag(15, 1) + "seven b").has_value());
  EXPECT_FALSE(ReadEnvelopeHead(whole + Tag(15, 5) + "3 b").has_value());
}

TEST(ReadEnvelopeHeadTest, AStreamThatDoesNotFollowItsEnteIsNone) {
  Envelope envelope;
  envelope.set_stream("ente");
  const std::string stream = envelope.SerializeAsString();
  envelope.clear_stream();
  envelope.set_ente("demo");
  const std::string ente = envelope.SerializeAsString();
  EXPECT_TRUE(ReadEnvelopeHead(ente + stream).has_value());
  EXPECT_FALSE(ReadEnvelopeHead(stream + ente).has_value());
  EXPECT_FALSE(ReadEnvelopeHead(stream).has_value());
  EXPECT_FALSE(ReadEnvelopeHead(ente).has_value());
  EXPECT_FALSE(ReadEnvelopeHead(ente + Tag(15, 0) + "\1" + stream).has_value());
}

TEST(TextsToAppendTest, PutsTheTextsBackInOneParse) {
  // Up to lengths that take three bytes to say.
  for (const size_t note_bytes : {0, 1, 100, 127, 128, 20'000}) {
    const std::string note(note_bytes, 'n');
    const std::string part = MakePrivatePart(note);
    const std::optional<std::string_view> texts = TextsToAppend(Fact::kProgressRecorded, part);
    ASSERT_TRUE(texts.has_value());
    std::string bytes = MakeEnvelope().SerializeAsString();
    const size_t end = bytes.size();
    bytes.resize(end + AppendedTextsBytes(*texts));
    AppendTexts(*texts, bytes.data() + end);
    Envelope joined;
    ASSERT_TRUE(joined.ParseFromString(bytes));
    EXPECT_EQ(joined.fact().progress_recorded().note(), note);
    EXPECT_EQ(joined.fact().progress_recorded().percent(),
              MakeEnvelope().fact().progress_recorded().percent());
  }
}

TEST(TextsToAppendTest, NoneForOtherKindsAndForBadBytes) {
  const std::string part = MakePrivatePart("nota");
  ASSERT_TRUE(TextsToAppend(Fact::kProgressRecorded, part).has_value());
  // Of another fact than the envelope's, or of one whose texts are in a list.
  EXPECT_FALSE(TextsToAppend(Fact::kMeasurementRecorded, part).has_value());
  EXPECT_FALSE(TextsToAppend(Fact::kObjectiveDefined, part).has_value());
  // Twice, or with something that is neither salt nor fact.
  EXPECT_FALSE(TextsToAppend(Fact::kProgressRecorded, part + part).has_value());
  EXPECT_FALSE(TextsToAppend(Fact::kProgressRecorded, part + Tag(15, 0) + "\1").has_value());
  EXPECT_FALSE(TextsToAppend(Fact::kProgressRecorded, Tag(PrivatePart::kFactFieldNumber, 0) + "\1")
                   .has_value());
  // Only the salt: there is nothing to append.
  PrivatePart salt;
  salt.set_salt(std::string(16, 's'));
  const std::string only_salt = salt.SerializeAsString();
  EXPECT_FALSE(TextsToAppend(Fact::kProgressRecorded, only_salt).has_value());
  // Cut anywhere.
  for (size_t bytes = 0; bytes < part.size(); ++bytes) {
    EXPECT_FALSE(TextsToAppend(Fact::kProgressRecorded, part.substr(0, bytes)).has_value())
        << "cut after " << bytes;
  }
}

}  // namespace
}  // namespace traguardo::runtime
