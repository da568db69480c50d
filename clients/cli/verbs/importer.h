// Sends the commands of a year document and keeps account of every one.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
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

// What the log has of the year before the import.
struct KnownFacts {
  struct Command {
    uint64_t first_position = 0;
    std::string content;  // document::ContentHash
  };
  // Everything up to here was there.
  uint64_t position = 0;
  // By the hash of the request id.
  std::unordered_map<std::string, Command> commands;
  bool ente_registered = false;
};

// Sends what the log does not have. The server knows request ids by their caller, so what somebody
// else recorded with the same id and the same content is not sent again; the registration of an ente
// that is there is not sent either, since only an administrator registers.
// `on_answer` is told how many have been answered. A refusal that the server says may pass later
// (its queue was full) is tried again, in order with everything refused after it.
ImportResult Import(const client::Connection& connection,
                    const std::vector<document::DocumentCommand>& commands, const KnownFacts& known,
                    const std::function<void(size_t answered)>& on_answer);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
