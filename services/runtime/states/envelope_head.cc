#include "services/runtime/states/envelope_head.h"

#include <cstring>

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using event::v1::Fact;
using event::v1::PrivatePart;

// Of protobuf's encoding.
constexpr int kWireTypeBits = 3;
constexpr uint64_t kWireTypeMask = 7;
constexpr uint64_t kVarint = 0;
constexpr uint64_t kFixed64 = 1;
constexpr uint64_t kLengthDelimited = 2;
constexpr uint64_t kFixed32 = 5;
constexpr int kVarintBits = 7;
constexpr int kMaxVarintBytes = 10;
constexpr unsigned char kMoreFollows = 0x80;

// Steps over the fields of a message. After an error nothing more is read.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes)
      : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  // The field at hand.
  int number() const { return static_cast<int>(tag_ >> kWireTypeBits); }
  bool is_bytes() const { return (tag_ & kWireTypeMask) == kLengthDelimited; }
  bool is_varint() const { return (tag_ & kWireTypeMask) == kVarint; }
  uint64_t value() const { return value_; }
  std::string_view bytes() const { return bytes_; }
  // Where it begins, with its tag, and where the next one does.
  const char* begin() const { return begin_; }
  const char* next() const { return next_; }

  bool failed() const { return failed_; }

  // False at the end, and when what follows is no field.
  bool Next() {
    begin_ = next_;
    if (failed_ || next_ == end_) return false;
    failed_ = !ReadVarint(tag_) || !ReadField();
    return !failed_;
  }

 private:
  bool ReadField() {
    switch (tag_ & kWireTypeMask) {
      case kVarint:
        return ReadVarint(value_);
      case kLengthDelimited: {
        uint64_t length = 0;
        return ReadVarint(length) && Take(length);
      }
      case kFixed64:
        return Take(8);
      case kFixed32:
        return Take(4);
      default:
        return false;
    }
  }

  bool Take(uint64_t length) {
    if (length > static_cast<uint64_t>(end_ - next_)) return false;
    bytes_ = {next_, static_cast<size_t>(length)};
    next_ += length;
    return true;
  }

  bool ReadVarint(uint64_t& value) {
    value = 0;
    for (int i = 0; i < kMaxVarintBytes && next_ != end_; ++i) {
      const auto byte = static_cast<unsigned char>(*next_++);
      value |= static_cast<uint64_t>(byte & ~kMoreFollows) << (i * kVarintBits);
      if ((byte & kMoreFollows) == 0) return true;
    }
    return false;
  }

  const char* begin_ = nullptr;
  const char* next_;
  const char* const end_;
  uint64_t tag_ = 0;
  uint64_t value_ = 0;
  std::string_view bytes_;
  bool failed_ = false;
};

// A fact is its kind and nothing else.
Fact::KindCase KindOf(std::string_view fact) {
  FieldReader field(fact);
  return field.Next() ? static_cast<Fact::KindCase>(field.number()) : Fact::KIND_NOT_SET;
}

// The kinds that are most of a log. Their private fields are singular texts, which the stored
// envelope never has.
bool HasOnlyTextsOfItsOwn(Fact::KindCase kind) {
  return kind == Fact::kProgressRecorded || kind == Fact::kMeasurementRecorded ||
         kind == Fact::kOutcomeStated || kind == Fact::kMilestoneReached;
}

constexpr char kFactTag = Envelope::kFactFieldNumber << kWireTypeBits | kLengthDelimited;

}  // namespace

Fact::KindCase PeekKind(std::string_view envelope) {
  FieldReader field(envelope);
  while (field.Next()) {
    if (field.is_bytes() && field.number() == Envelope::kFactFieldNumber) {
      return KindOf(field.bytes());
    }
  }
  return Fact::KIND_NOT_SET;
}

std::optional<EnvelopeHead> ReadEnvelopeHead(std::string_view envelope) {
  EnvelopeHead head;
  FieldReader field(envelope);
  while (field.Next()) {
    const int number = field.number();
    if (field.is_varint()) {
      if (number == Envelope::kPositionFieldNumber) head.position = field.value();
      if (number == Envelope::kCommandIndexFieldNumber) {
        head.command_index = static_cast<uint32_t>(field.value());
      }
      if (number == Envelope::kCommandSizeFieldNumber) {
        head.command_size = static_cast<uint32_t>(field.value());
      }
    } else if (field.is_bytes()) {
      if (number == Envelope::kEnteFieldNumber) {
        head.ente = field.bytes();
        head.place = {field.begin(), static_cast<size_t>(field.next() - field.begin())};
      }
      if (number == Envelope::kStreamFieldNumber) {
        // Right behind the ente.
        if (head.place.data() + head.place.size() != field.begin()) return std::nullopt;
        head.stream = field.bytes();
        head.place = {head.place.data(), static_cast<size_t>(field.next() - head.place.data())};
      }
      if (number == Envelope::kFactFieldNumber) head.kind = KindOf(field.bytes());
    }
  }
  if (field.failed() || head.stream.empty()) return std::nullopt;
  return head;
}

std::optional<std::string_view> TextsToAppend(Fact::KindCase kind, std::string_view private_part) {
  if (!HasOnlyTextsOfItsOwn(kind)) return std::nullopt;
  std::optional<std::string_view> texts;
  FieldReader field(private_part);
  while (field.Next()) {
    if (field.number() == PrivatePart::kSaltFieldNumber) continue;
    const bool is_fact = field.number() == PrivatePart::kFactFieldNumber && field.is_bytes();
    if (!is_fact || texts.has_value() || KindOf(field.bytes()) != kind) return std::nullopt;
    texts = field.bytes();
  }
  if (field.failed()) return std::nullopt;
  return texts;
}

size_t AppendedTextsBytes(std::string_view texts) {
  size_t length_bytes = 1;
  for (size_t left = texts.size() >> kVarintBits; left != 0; left >>= kVarintBits) ++length_bytes;
  return 1 + length_bytes + texts.size();
}

void AppendTexts(std::string_view texts, char* to) {
  *to++ = kFactTag;
  size_t left = texts.size();
  for (; left >= kMoreFollows; left >>= kVarintBits) {
    *to++ = static_cast<char>(left | kMoreFollows);
  }
  *to++ = static_cast<char>(left);
  std::memcpy(to, texts.data(), texts.size());
}

}  // namespace traguardo::runtime
