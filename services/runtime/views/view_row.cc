#include "services/runtime/views/view_row.h"

#include <cstddef>
#include <string>
#include <vector>

namespace traguardo::runtime {
namespace {

constexpr size_t kPositionBytes = 8;
constexpr size_t kHeaderBytes = kPositionBytes + 1;
constexpr char kRemovedFlag = 1;
constexpr size_t kShortBytes = 2;

void AppendShort(int number, std::string& out) {
  out.push_back(static_cast<char>(number >> 8));
  out.push_back(static_cast<char>(number & 0xff));
}

int ReadShort(std::string_view bytes) {
  return static_cast<unsigned char>(bytes[0]) << 8 | static_cast<unsigned char>(bytes[1]);
}

void AppendPosition(storage::Position position, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(position >> shift));
}

storage::Position ReadPosition(std::string_view bytes) {
  storage::Position position = 0;
  for (size_t i = 0; i < kPositionBytes; ++i) {
    position = position << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return position;
}

// Takes the operators from the front of `bytes`.
bool ReadOperators(std::string_view& bytes, std::vector<std::string>& operators) {
  if (bytes.size() < kShortBytes) return false;
  const int count = ReadShort(bytes);
  bytes.remove_prefix(kShortBytes);
  for (int i = 0; i < count; ++i) {
    if (bytes.size() < kShortBytes) return false;
    const size_t size = static_cast<size_t>(ReadShort(bytes));
    bytes.remove_prefix(kShortBytes);
    if (bytes.size() < size) return false;
    operators.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return true;
}

}  // namespace

void EncodeViewRow(const ViewRow& row, std::string& out) {
  out.clear();
  out.reserve(kHeaderBytes + row.message.size());
  AppendPosition(row.last_change, out);
  out.push_back(row.removed ? kRemovedFlag : '\0');
  out.append(row.message);
}

void EncodeViewRow(storage::Position last_change, const google::protobuf::MessageLite& message,
                   std::string& out) {
  out.clear();
  AppendPosition(last_change, out);
  out.push_back('\0');
  message.AppendToString(&out);
}

std::optional<ViewRow> DecodeViewRow(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes) return std::nullopt;
  const char flags = bytes[kPositionBytes];
  if (flags != 0 && flags != kRemovedFlag) return std::nullopt;
  ViewRow row;
  row.last_change = ReadPosition(bytes);
  row.removed = flags == kRemovedFlag;
  row.message = bytes.substr(kHeaderBytes);
  if (row.removed && !row.message.empty()) return std::nullopt;
  return row;
}

std::string DirectoryKey(std::string_view ente) {
  std::string key(kDirectoryPrefix);
  key.append(ente);
  return key;
}

// {number of years, 2 bytes} {years, 2 bytes each}
// {number of operators, 2 bytes} {operators, each with its length in 2 bytes} {EnteRegistered}
std::string EncodeDirectoryEntry(const DirectoryEntry& entry) {
  std::string bytes;
  AppendShort(static_cast<int>(entry.years.size()), bytes);
  for (const int year : entry.years) AppendShort(year, bytes);
  AppendShort(static_cast<int>(entry.operators.size()), bytes);
  for (const std::string& principal : entry.operators) {
    AppendShort(static_cast<int>(principal.size()), bytes);
    bytes.append(principal);
  }
  entry.registered.AppendToString(&bytes);
  return bytes;
}

std::optional<DirectoryEntry> DecodeDirectoryEntry(std::string_view ente, std::string_view bytes) {
  if (bytes.size() < kShortBytes) return std::nullopt;
  const size_t count = static_cast<size_t>(ReadShort(bytes));
  bytes.remove_prefix(kShortBytes);
  if (bytes.size() < count * kShortBytes) return std::nullopt;
  DirectoryEntry entry;
  entry.ente = std::string(ente);
  for (size_t i = 0; i < count; ++i) {
    entry.years.push_back(ReadShort(bytes));
    bytes.remove_prefix(kShortBytes);
  }
  if (!ReadOperators(bytes, entry.operators)) return std::nullopt;
  if (!entry.registered.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return std::nullopt;
  }
  return entry;
}

std::string YearChangeKey(std::string_view ente, int year) {
  std::string key = "\x01y";
  key.append(ente);
  key.push_back('\0');
  AppendShort(year, key);
  return key;
}

std::string CorrectionKey(storage::Position corrected) {
  std::string key =
      "\x01"
      "c";
  AppendPosition(corrected, key);
  return key;
}

std::string EncodePosition(storage::Position position) {
  std::string bytes;
  AppendPosition(position, bytes);
  return bytes;
}

std::optional<storage::Position> DecodePosition(std::string_view bytes) {
  if (bytes.size() != kPositionBytes) return std::nullopt;
  return ReadPosition(bytes);
}

}  // namespace traguardo::runtime
