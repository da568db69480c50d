// The facts of a year → the document they could be imported from.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_YEAR_EXPORT_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_YEAR_EXPORT_H_

#include <string>
#include <vector>

#include "traguardo/api/v1/year_document.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {

// `facts` are those of the ente's own stream and of one plan-year, in log order, with their texts.
// Every command becomes one entry, in order. Importing the document into an empty server gives the
// same facts, and importing it again records nothing twice.
//
// The log keeps only a hash of a request id, so each entry gets the id that follows from its
// content (see RequestIds): the log's own where the command came from a document without ids,
// unless that named positions. One that was typed in has another id in the log, which knows it
// again by its positions, and by these alone. What an entry names by position counts for its id as
// the entry and fact that stand there, so that the export of another log that the document was
// imported into gives the same ids. Who recorded a fact is written down and believed by offline
// tools only: over the wire it is whoever imports the document.
api::v1::YearDocument ExportYear(const std::string& ente, int year,
                                 const std::vector<event::v1::Envelope>& facts);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_YEAR_EXPORT_H_
