// Whether a document has the form that the protos ask for (traguardo.schema.v1.rule), before anything
// is sent: what is required, lengths, dates, decimals, ids. The server judges again, and it alone
// judges meaning.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_FORM_CHECK_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_FORM_CHECK_H_

#include <vector>

#include "clients/document/text_to_message.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::document {

// At most kMaxMistakes, in the order of the document. The position of a corrected fact may be left
// out, as it is known only once the earlier entry was recorded.
std::vector<Mistake> CheckForm(const api::v1::YearDocument& document, const Lines& lines);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_FORM_CHECK_H_
