#include "storage/layout/keys.h"

#include <algorithm>
#include <cstring>

#include "storage/bytes/limits.h"

namespace traguardo::storage {
namespace {

constexpr char kTileTag = 'T';

// Splits "first NUL second NUL rest" and checks the names; rest must be `rest_bytes` long.
struct TwoNames {
  std::string_view first;
  std::string_view second;
  std::string_view rest;
};
std::optional<TwoNames> ParseTwoNames(std::string_view key, size_t max_first, size_t max_second,
                                      size_t rest_bytes) {
  const size_t first_end = key.find('\0');
  if (first_end == std::string_view::npos) return std::nullopt;
  const size_t second_end = key.find('\0', first_end + 1);
  if (second_end == std::string_view::npos) return std::nullopt;
  TwoNames names;
  names.first = key.substr(0, first_end);
  names.second = key.substr(first_end + 1, second_end - first_end - 1);
  names.rest = key.substr(second_end + 1);
  if (names.first.empty() || names.first.size() > max_first) return std::nullopt;
  if (names.second.empty() || names.second.size() > max_second) return std::nullopt;
  if (names.rest.size() != rest_bytes) return std::nullopt;
  return names;
}

}  // namespace

bool IsName(std::string_view name, size_t max_bytes) {
  return !name.empty() && name.size() <= max_bytes &&
         std::memchr(name.data(), '\0', name.size()) == nullptr;
}

std::string FactKey(Position position) {
  std::string key;
  AppendBigEndian(position, key);
  return key;
}

std::optional<Position> ParseFactKey(std::string_view key) {
  if (key.size() != kNumberBytes) return std::nullopt;
  return ReadBigEndian(key);
}

void AppendStreamPrefix(std::string_view ente, std::string_view stream, std::string& out) {
  out.append(ente);
  out.push_back('\0');
  out.append(stream);
  out.push_back('\0');
}

std::string StreamKey(std::string_view ente, std::string_view stream, Revision revision) {
  std::string key;
  key.reserve(ente.size() + stream.size() + 2 + kNumberBytes);
  AppendStreamPrefix(ente, stream, key);
  AppendBigEndian(revision, key);
  return key;
}

std::optional<ParsedStreamKey> ParseStreamKey(std::string_view key) {
  const auto names = ParseTwoNames(key, kMaxEnteBytes, kMaxStreamBytes, kNumberBytes);
  if (!names) return std::nullopt;
  return ParsedStreamKey{names->first, names->second, ReadBigEndian(names->rest)};
}

void AppendRequestKey(const RequestKey& key, std::string& out) {
  AppendStreamPrefix(key.ente, key.principal, out);
  out.append(reinterpret_cast<const char*>(key.request_id_hash.data()), key.request_id_hash.size());
}

std::optional<RequestKey> ParseRequestKey(std::string_view key) {
  RequestKey parsed;
  const auto names =
      ParseTwoNames(key, kMaxEnteBytes, kMaxPrincipalBytes, parsed.request_id_hash.size());
  if (!names) return std::nullopt;
  parsed.ente = names->first;
  parsed.principal = names->second;
  std::copy(names->rest.begin(), names->rest.end(), parsed.request_id_hash.begin());
  return parsed;
}

std::string TileKey(TileId id) {
  std::string key{kTileTag, static_cast<char>(id.level)};
  AppendBigEndian(id.index, key);
  return key;
}

std::optional<TileId> ParseTileKey(std::string_view key) {
  if (key.size() != 2 + kNumberBytes || key[0] != kTileTag) return std::nullopt;
  return TileId{static_cast<uint8_t>(key[1]), ReadBigEndian(key.substr(2))};
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) ++end.back();
  return end;
}

}  // namespace traguardo::storage
