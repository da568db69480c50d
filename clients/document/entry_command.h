// One entry of a year document ↔ one command, and the request id that follows from its content.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_ENTRY_COMMAND_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_ENTRY_COMMAND_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::document {

// First 16 bytes of SHA-256 of a request id: what the log keeps of it.
std::string CommandHash(std::string_view request_id);

// Equal messages give equal bytes, whatever order their maps or unknown fields are in.
std::string CanonicalBytes(const google::protobuf::Message& message);

// What a fact is called in a document: "progressRecorded"; empty when none is set.
std::string FactName(const event::v1::Fact& fact);

// The command of an entry, without a request id. Facts about the ente itself need no objective or
// round; all others without either are the plan's.
api::v1::Command CommandOf(const api::v1::YearDocument& document, const api::v1::YearEntry& entry);

// Request ids for the commands of one document, in its order: what is asked for, and its number
// among equals (two reports of the same figure on the same day are two facts). The same document
// gives the same ids, and so does one exported from the log into which it was imported.
class RequestIds {
 public:
  explicit RequestIds(const api::v1::YearDocument& document)
      : ente_(document.ente()), year_(document.year()) {}

  std::string Next(const api::v1::Command& command, const std::string& corrects_request_id,
                   uint32_t corrects_index);

 private:
  std::string ente_;
  uint32_t year_;
  std::map<std::string, int> seen_;
};

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_ENTRY_COMMAND_H_
