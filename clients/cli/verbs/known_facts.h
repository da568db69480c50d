// Asks a server what it has of a year that a document is imported into.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_KNOWN_FACTS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_KNOWN_FACTS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "clients/cpp/call_error.h"
#include "clients/cpp/connection.h"
#include "clients/document/known_facts.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::cli {

// Adds what is recorded of the document's ente itself and of its year, up to a position or, where
// that is 0, up to now; nothing where there is nothing yet. Asked to stop, it ends between two
// pages, with whatever it has.
std::optional<client::CallError> AddKnownFacts(const client::Connection& connection,
                                               const api::v1::YearDocument& document,
                                               uint64_t up_to,
                                               const std::function<bool()>& asked_to_stop,
                                               document::KnownFacts& known);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_KNOWN_FACTS_H_
