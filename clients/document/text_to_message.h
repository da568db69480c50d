// JSON or YAML text → a proto message, by the proto JSON mapping, with the line of every mistake.
//
// One reader serves both: JSON is read as YAML. The message's own descriptor says what each scalar
// has to become, so that 40, "40" and '40' are the same decimal and 2025-06-30 stays a date. Beyond
// the mapping it also takes field names as the protos spell them and enum values without prefix.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_TEXT_TO_MESSAGE_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_TEXT_TO_MESSAGE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/message.h"

namespace traguardo::document {

struct Mistake {
  int line = 0;      // from 1; 0 when it has no place
  std::string path;  // "entries[12].fact.progressRecorded.percent"
  // In the language of the reader: what is wrong and what to write instead.
  std::string italian;
  std::string english;
};

// Path of a message inside the document → the line it begins on.
using Lines = std::map<std::string, int>;

struct ReadResult {
  std::vector<Mistake> mistakes;  // at most kMaxMistakes; empty: all of it was understood
  Lines lines;
};

inline constexpr size_t kMaxMistakes = 100;

// Fills `message`. Never throws; text that is no YAML at all is one mistake, and so is one that
// ends inside a quoted text (it was cut), that is not UTF-8, or that goes on after its document.
ReadResult TextToMessage(std::string_view text, google::protobuf::Message& message);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_TEXT_TO_MESSAGE_H_
