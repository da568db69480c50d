// Sends the commands of a year document and keeps account of every one.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
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
  enum class Why {
    kServer,            // `error` says what it has against it
    kCorrectedRefused,  // the fact it takes back was refused: it was not sent
    kRequestIdReused,   // the log has another content under its request id: it was not sent
  };
  const document::DocumentCommand* command;
  Why why = Why::kServer;
  client::CallError error;
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
    // document::ContentHash of each of its facts, by their place in the command.
    std::map<uint32_t, std::string> content;
    // Some of its texts are gone, so that its content cannot be compared any more.
    bool is_withdrawn = false;

    // A withdrawn one always is: it cannot be compared.
    bool IsSameAs(const api::v1::Command& command) const;
    bool SaysTheSameAs(const api::v1::Command& command) const;
  };
  // Everything up to here was there.
  uint64_t position = 0;
  // By the hash of the request id.
  std::unordered_map<std::string, Command> commands;
  bool ente_registered = false;
};

// Sends what the log does not have. The server knows request ids by their caller, so what somebody
// else recorded under the same id is not sent again: with the same content it is there already, with
// another one it is refused here, as the server refuses it of the same caller. What was exported from
// this log is there although it was recorded under an id of somebody's own, which no export knows: it
// is found by its position and its content. The registration of an ente that is there is not sent
// either, since only an administrator registers.
// `on_answer` is told how many have been answered. A refusal that the server says may pass later
// (its queue was full) is tried again, in order with everything refused after it.
ImportResult Import(const client::Connection& connection,
                    const std::vector<document::DocumentCommand>& commands, const KnownFacts& known,
                    const std::function<void(size_t answered)>& on_answer);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
