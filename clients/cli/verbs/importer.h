// Sends the commands of a year document and keeps account of every one.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "clients/cpp/call_error.h"
#include "clients/cpp/connection.h"
#include "clients/document/year_document.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::cli {

struct Refusal {
  const document::DocumentCommand* command;
  client::CallError error;
  // The fact it takes back was refused: it was not sent. Then `error` says nothing.
  bool corrected_refused = false;
};

struct ImportResult {
  size_t recorded = 0;
  size_t already_there = 0;
  std::vector<Refusal> refused;
  std::vector<std::pair<const document::DocumentCommand*, api::v1::CommandWarning>> warnings;
  // Without an answer; only when the stream broke for good.
  size_t unanswered = 0;
  std::optional<client::CallError> broken;
};

// `head` is the position of the log before the import: what lies at or before it was there already.
// `on_answer` is told how many have been answered. A refusal that the server says may pass later
// (its queue was full) is tried again, in order with everything refused after it.
ImportResult Import(const client::Connection& connection,
                    const std::vector<document::DocumentCommand>& commands, uint64_t head,
                    const std::function<void(size_t answered)>& on_answer);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
