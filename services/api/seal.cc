#include "services/api/seal.h"

#include "absl/strings/escaping.h"
#include "services/api/digest.h"
#include "services/api/wire_format.h"

namespace traguardo::api {
namespace {

// Half a SHA-256: nobody guesses 128 bits over a network, and tokens stay short.
constexpr size_t kMacBytes = 16;

}  // namespace

SealBinding& SealBinding::Add(std::string_view part) {
  AppendVarint(part.size(), bytes_);
  bytes_ += part;
  return *this;
}

std::string Sealer::Mac(std::string_view state, const SealBinding& binding) const {
  std::string message;
  AppendVarint(binding.bytes().size(), message);
  message += binding.bytes();
  message += state;
  return std::string(ViewOf(HmacSha256(key_, message)).substr(0, kMacBytes));
}

std::string Sealer::Seal(std::string_view state, const SealBinding& binding) const {
  return absl::WebSafeBase64Escape(Mac(state, binding) + std::string(state));
}

std::optional<std::string> Sealer::Open(std::string_view token, const SealBinding& binding) const {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes) ||
      bytes.size() < kMacBytes) {
    return std::nullopt;
  }
  std::string state = bytes.substr(kMacBytes);
  if (!EqualInConstantTime(std::string_view(bytes).substr(0, kMacBytes), Mac(state, binding))) {
    return std::nullopt;
  }
  return state;
}

TokenWriter& TokenWriter::Number(uint64_t number) {
  AppendVarint(number, bytes_);
  return *this;
}

TokenWriter& TokenWriter::Text(std::string_view text) {
  AppendVarint(text.size(), bytes_);
  bytes_ += text;
  return *this;
}

uint64_t TokenReader::Number() {
  uint64_t number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) break;
    const auto byte = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    number |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return number;
  }
  failed_ = true;
  return 0;
}

std::string TokenReader::Text() {
  const uint64_t size = Number();
  if (failed_ || size > rest_.size()) {
    failed_ = true;
    return {};
  }
  std::string text(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return text;
}

}  // namespace traguardo::api
