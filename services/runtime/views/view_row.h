// What stands behind a key of the view store.
//
//   key                             value
//   {projection::EncodeRowKey}      8 bytes last change, 1 byte flags, message
//   0x01 'e' {ente}                 8 bytes last change, 1 byte flags, entry of the directory
//   0x01 'd'                        8 bytes last change of the directory
//   0x01 'y' {ente} NUL {year}      8 bytes last change of any row of the plan-year
//   0x01 'c' {8 bytes position}     8 bytes position of the storno that took that fact back
//   0x01 'l'                        id of the log that was folded
//
// The message is the serialised row as the API sends it, so that it is served as stored. The last
// change is the position of the last fact that touched the row; a row that is gone leaves a
// tombstone, so that a watch can resume at any position. All of it is a function of the log alone:
// neither batches nor restarts show in a single byte. Numbers are big-endian; a year takes two
// bytes.

#ifndef TRAGUARDO_SERVICES_RUNTIME_VIEWS_VIEW_ROW_H_
#define TRAGUARDO_SERVICES_RUNTIME_VIEWS_VIEW_ROW_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/message_lite.h"
#include "storage/bytes/position.h"
#include "traguardo/event/v1/ente.pb.h"

namespace traguardo::runtime {

// Names a generation of the views; grows whenever rows look different for the same log.
inline constexpr std::string_view kViewVersion = "4";

struct ViewRow {
  storage::Position last_change = 0;
  bool removed = false;
  std::string_view message;  // empty when removed
};

void EncodeViewRow(const ViewRow& row, std::string& out);
// Of a row that is there.
void EncodeViewRow(storage::Position last_change, const google::protobuf::MessageLite& message,
                   std::string& out);
// Null for bytes that EncodeViewRow cannot have made. The view points into `bytes`.
std::optional<ViewRow> DecodeViewRow(std::string_view bytes);

// An ente with its plan-years, for lists of enti.
struct DirectoryEntry {
  std::string ente;
  event::v1::EnteRegistered registered;  // empty until it is registered
  std::vector<int> years;                // ascending
  // Principals who may work for this ente with its consent (CONSENT_PURPOSE_OPERATION); ascending.
  std::vector<std::string> operators;
};

inline constexpr std::string_view kDirectoryPrefix =
    "\x01"
    "e";
inline constexpr std::string_view kDirectoryChangeKey =
    "\x01"
    "d";
inline constexpr std::string_view kLogIdKey =
    "\x01"
    "l";
std::string DirectoryKey(std::string_view ente);
std::string EncodeDirectoryEntry(const DirectoryEntry& entry);
// `ente` comes from the key. Null for bytes that cannot be an entry.
std::optional<DirectoryEntry> DecodeDirectoryEntry(std::string_view ente, std::string_view bytes);

std::string YearChangeKey(std::string_view ente, int year);
std::string CorrectionKey(storage::Position corrected);
std::string EncodePosition(storage::Position position);
std::optional<storage::Position> DecodePosition(std::string_view bytes);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_VIEWS_VIEW_ROW_H_
