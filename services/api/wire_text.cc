#include "services/api/wire_text.h"

#include <cstdint>
#include <map>

#include "absl/strings/str_cat.h"
#include "services/domain/values/text.h"

namespace traguardo::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// As deep as protobuf itself goes.
constexpr int kMaxDepth = 100;

// Takes values off the front of the bytes; every method is false when they are broken.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  bool AtEnd() const { return rest_.empty(); }

  bool ReadVarint(uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (rest_.empty()) return false;
      const auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      if (shift < 64) value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return true;
    }
    return false;
  }

  bool ReadDelimited(std::string_view& value) {
    uint64_t length;
    if (!ReadVarint(length) || length > rest_.size()) return false;
    value = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }

  bool Skip(size_t count) {
    if (count > rest_.size()) return false;
    rest_.remove_prefix(count);
    return true;
  }

 private:
  std::string_view rest_;
};

std::optional<std::string> Walk(std::string_view bytes, const Descriptor& type,
                                const std::string& prefix, int depth) {
  if (depth > kMaxDepth) return std::nullopt;
  WireReader reader(bytes);
  std::map<int, int> seen;  // how many elements of each list came so far
  while (!reader.AtEnd()) {
    uint64_t tag;
    if (!reader.ReadVarint(tag)) return std::nullopt;
    const int number = static_cast<int>(tag >> 3);
    std::string_view value;
    uint64_t ignored;
    switch (tag & 7) {
      case 0:
        if (!reader.ReadVarint(ignored)) return std::nullopt;
        continue;
      case 1:
        if (!reader.Skip(8)) return std::nullopt;
        continue;
      case 2:
        if (!reader.ReadDelimited(value)) return std::nullopt;
        break;
      case 5:
        if (!reader.Skip(4)) return std::nullopt;
        continue;
      default:
        return std::nullopt;
    }
    const FieldDescriptor* const field = type.FindFieldByNumber(number);
    if (field == nullptr) continue;
    std::string path = absl::StrCat(prefix, field->name());
    if (field->is_repeated()) absl::StrAppend(&path, "[", seen[number]++, "]");
    if (field->type() == FieldDescriptor::TYPE_STRING) {
      if (!IsUtf8(value)) return path;
    } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
      auto found = Walk(value, *field->message_type(), path + ".", depth + 1);
      if (found.has_value()) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

// Not domain::ValidateText: that one ends at a control character, and what comes after may be
// worse.
bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const domain::DecodedCodePoint point = domain::DecodeCodePoint(text);
    if (point.length == 0) return false;
    text.remove_prefix(point.length);
  }
  return true;
}

std::optional<std::string> FindInvalidText(std::string_view bytes, const Descriptor& type) {
  return Walk(bytes, type, "", 0);
}

}  // namespace traguardo::api
