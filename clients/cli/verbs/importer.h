// Sends the commands of a year document and keeps account of every one.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "clients/cpp/call.h"
#include "clients/cpp/call_error.h"
#include "clients/cpp/connection.h"
#include "clients/document/known_facts.h"
#include "clients/document/positions_of_document.h"
#include "clients/document/year_document.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::cli {

struct Refusal {
  enum class Why {
    kServer,            // `error` says what it has against it
    kCorrectedRefused,  // the fact it takes back was refused: it was not sent
    kRequestIdReused,   // the log has another content under its request id: it was not sent
    kOtherLog,          // it names positions that are none of this log: it was not sent
  };
  const document::DocumentCommand* command;
  Why why = Why::kServer;
  client::CallError error;
  document::WhyNot other_log;  // which position, and why
};

struct ImportResult {
  size_t recorded = 0;
  size_t already_there = 0;
  std::vector<Refusal> refused;
  std::vector<std::pair<const document::DocumentCommand*, api::v1::CommandWarning>> warnings;
  // Without an answer; only when the stream broke for good, or somebody asked to stop.
  size_t unanswered = 0;
  bool stopped = false;
  std::optional<client::CallError> broken;
};

// Sends what the log does not have; KnownFacts says what "the same content" is.
// - What was exported from this log is there, whatever id the export gave it: it is found by its
//   position and its content. A position makes one entry known and no more, so that a copy of an
//   exported entry, with a request id of its own, says the same again.
// - What else the log has under the request id is not sent either. The server knows ids by their
//   caller, and would record somebody else's a second time: with the same content it is there
//   already, with another one it is refused here, as the server refuses it of the same caller.
// - What is not there and names positions of the log that it was exported from is sent with those
//   of this one (document::PositionsOfDocument), or refused here when they are not known: the
//   server would take back, or blank out, whatever stands at the others.
// - The registration of an ente that is there is not sent, since only an administrator registers.
// A refusal that the server says may pass later (its queue was full) is tried again, in order with
// everything refused after it.
struct ImportHooks {
  std::function<bool()> asked_to_stop;
  // Told how many have been answered.
  std::function<void(size_t answered)> on_answer;
  // What the log has of the document's ente and year up to a position.
  std::function<client::Reply<document::KnownFacts>(uint64_t position)> facts_up_to;
};
ImportResult Import(const client::Connection& connection,
                    const std::vector<document::DocumentCommand>& commands,
                    const document::KnownFacts& known, const ImportHooks& hooks);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_IMPORTER_H_
