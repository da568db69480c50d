#include "services/runtime/view_row.h"

#include <cstddef>

namespace traguardo::runtime {
namespace {

constexpr size_t kPositionBytes = 8;
constexpr size_t kHeaderBytes = kPositionBytes + 1;
constexpr char kRemovedFlag = 1;
constexpr size_t kYearBytes = 2;

void AppendYear(int year, std::string& out) {
  out.push_back(static_cast<char>(year >> 8));
  out.push_back(static_cast<char>(year & 0xff));
}

int ReadYear(std::string_view bytes) {
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

}  // namespace

void EncodeViewRow(const ViewRow& row, std::string& out) {
  out.clear();
  out.reserve(kHeaderBytes + row.message.size());
  AppendPosition(row.last_change, out);
  out.push_back(row.removed ? kRemovedFlag : '\0');
  out.append(row.message);
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

// {number of years, 2 bytes} {years, 2 bytes each} {EnteRegistered}
std::string EncodeDirectoryEntry(const DirectoryEntry& entry) {
  std::string bytes;
  AppendYear(static_cast<int>(entry.years.size()), bytes);
  for (const int year : entry.years) AppendYear(year, bytes);
  entry.registered.AppendToString(&bytes);
  return bytes;
}

std::optional<DirectoryEntry> DecodeDirectoryEntry(std::string_view ente, std::string_view bytes) {
  if (bytes.size() < kYearBytes) return std::nullopt;
  const size_t count = static_cast<size_t>(ReadYear(bytes));
  bytes.remove_prefix(kYearBytes);
  if (bytes.size() < count * kYearBytes) return std::nullopt;
  DirectoryEntry entry;
  entry.ente = std::string(ente);
  for (size_t i = 0; i < count; ++i) {
    entry.years.push_back(ReadYear(bytes));
    bytes.remove_prefix(kYearBytes);
  }
  if (!entry.registered.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return std::nullopt;
  }
  return entry;
}

std::string YearChangeKey(std::string_view ente, int year) {
  std::string key = "\x01y";
  key.append(ente);
  key.push_back('\0');
  AppendYear(year, key);
  return key;
}

std::string CorrectionKey(storage::Position corrected) {
  std::string key = "\x01" "c";
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
