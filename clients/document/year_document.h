// A year of one ente as a document, and the commands it stands for.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_YEAR_DOCUMENT_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_YEAR_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/document/text_to_message.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::document {

// Documents larger than this are refused before they are read.
inline constexpr size_t kMaxDocumentBytes = 64u << 20;

struct YearDocumentText {
  api::v1::YearDocument document;
  std::vector<Mistake> mistakes;  // not empty: `document` is not to be used
  Lines lines;
};

// NOT_FOUND or RESOURCE_EXHAUSTED when the file cannot be read; mistakes inside are not an error.
absl::StatusOr<YearDocumentText> LoadYearDocument(const std::string& path);
YearDocumentText ReadYearDocument(std::string_view text);

// One command of the document, in order.
struct DocumentCommand {
  // "entries[12]": where it stands, for messages and for `lines`.
  std::string path;
  // "progressRecorded ob-3": what it is, for people.
  std::string what;
  int line = 0;
  api::v1::Command command;
  // Request id of the earlier command that this one takes a fact back of, and which of its facts;
  // the sender fills in the position once it knows it. Empty for all others.
  std::string corrects_request_id;
  uint32_t corrects_index = 0;
  // Of its facts, in the log from which the document was exported; empty in one written by hand.
  std::vector<uint64_t> exported_positions;
  // Exported, and it names positions of the log that it was exported from. In another log other
  // facts stand there: before it is recorded, PositionsOfDocument puts others in their place.
  bool names_positions = false;
  // Day the server is to believe it is, and the principal it is to believe. Only the server's
  // offline import looks at them.
  std::string recorded_on;
  std::string recorded_by;

  // Of its first fact; 0 in a document written by hand.
  uint64_t exported_position() const {
    return exported_positions.empty() ? 0 : exported_positions.front();
  }
};

// The commands, with request ids that follow from their content: the same document gives the same
// ids, so that sending it again records nothing twice.
struct DocumentCommands {
  std::vector<DocumentCommand> commands;
  std::vector<Mistake> mistakes;  // not empty: nothing is to be sent
};
DocumentCommands ToCommands(const YearDocumentText& text);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_YEAR_DOCUMENT_H_
