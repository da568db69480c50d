// Reads from the log what a document that is imported offline may bring along again.

#ifndef TRAGUARDO_SERVICES_SERVER_KNOWN_YEAR_H_
#define TRAGUARDO_SERVICES_SERVER_KNOWN_YEAR_H_

#include "absl/status/statusor.h"
#include "clients/document/known_facts.h"
#include "storage/log/event_log.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::server {

// What is recorded of the document's ente itself and of its year, up to a position.
absl::StatusOr<document::KnownFacts> ReadKnownYear(const storage::EventLog& log,
                                                   const api::v1::YearDocument& document,
                                                   storage::Position up_to);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_KNOWN_YEAR_H_
