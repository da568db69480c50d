// What goes into the event log and what comes back out of it.

#ifndef TRAGUARDO_STORAGE_LAYOUT_LOG_RECORDS_H_
#define TRAGUARDO_STORAGE_LAYOUT_LOG_RECORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/bytes/limits.h"
#include "storage/bytes/position.h"
#include "storage/layout/request_key.h"

namespace traguardo::storage {

// One fact as it is to be written. The caller serialised the envelope once; the log hashes and
// stores exactly these bytes. All views must stay alive until Append() returns.
struct FactToAppend {
  Position position = 0;          // must be head + 1, + 2, … in order
  std::string_view ente;          // no NUL byte, 1 to kMaxEnteBytes
  std::string_view stream;        // relative to the ente, no NUL byte, 1 to kMaxStreamBytes
  Revision revision = 0;          // must be the stream's last revision + 1 (the sequencer knows it)
  std::string_view envelope;      // 1 to kMaxEnvelopeBytes
  std::string_view private_part;  // may be empty: then nothing is stored for it
  std::string_view entry_salt;    // kSaltBytes random bytes; hashed before the envelope
};

// One accepted command of the group: its facts are contiguous and its answer is kept for ever.
struct RequestToAppend {
  RequestKey key;
  RequestFingerprint
      fingerprint{};  // of the command's content: same id, other content is a refusal
  Position first_position = 0;
  uint32_t fact_count = 0;
  std::string_view answer;  // opaque, up to kMaxAnswerBytes; given back word for word
};

// A fact of an earlier group whose private part goes away: rewritten without it. Envelope and salt
// as they were read; the log does not read them again.
struct FactToWithdraw {
  Position position = 0;
  std::string_view envelope;
  std::string_view entry_salt;
};

struct OperationalToPut {
  std::string_view key;
  std::string_view value;
};

// One synced write. Requests stand in the order of their facts and share none.
struct AppendGroup {
  std::vector<FactToAppend> facts;
  std::vector<RequestToAppend> requests;
  std::vector<FactToWithdraw> withdrawn = {};
  std::vector<OperationalToPut> operational = {};
};

// A fact as it was read. `private_part` is empty when there was none or when it was withdrawn.
struct StoredFact {
  Position position = 0;
  std::string envelope;
  std::string private_part;
  std::string entry_salt;
  bool private_withdrawn = false;
};

// The same without copies, for scans: the views live only during the call that hands them over.
struct FactView {
  Position position = 0;
  std::string_view envelope;
  std::string_view private_part;
  std::string_view entry_salt;
  bool private_withdrawn = false;
};

struct StoredRequest {
  RequestFingerprint fingerprint{};
  Position first_position = 0;
  uint32_t fact_count = 0;
  std::string answer;
};

struct StreamEntry {
  std::string stream;
  Revision revision = 0;
  Position position = 0;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LAYOUT_LOG_RECORDS_H_
