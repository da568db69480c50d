// One caller of a server over gRPC. Nothing is tried again: what a call that broke has left behind
// is what the crash tests want to know.

#ifndef TRAGUARDO_TESTS_CRASH_WIRE_CLIENT_H_
#define TRAGUARDO_TESTS_CRASH_WIRE_CLIENT_H_

#include <functional>
#include <string>
#include <vector>

#include "clients/cpp/connection.h"
#include "grpcpp/support/status.h"
#include "tests/crash/world.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::crash {

struct Answer {
  enum class Kind {
    kAccepted,
    kRefused,     // for good, by its reason: nothing of it may be in the log
    kUnanswered,  // recorded or not
  };
  Kind kind = Kind::kUnanswered;
  api::v1::CommandOutcome outcome;  // kAccepted
  std::string reason;               // ErrorReason without prefix; empty when nobody answered
  std::string message;
};

class WireClient {
 public:
  // `address` as the server tells it.
  WireClient(const std::string& address, Caller caller);
  // Over a channel made elsewhere.
  WireClient(std::shared_ptr<grpc::Channel> channel, Caller caller);

  // By the method of its own where it has one, else by RecordCommand.
  Answer Send(const api::v1::Command& command);

  // Pipelined over one RecordFacts. `on_answer` is called once for each command that is answered,
  // in order, on another thread; the others were not.
  void SendMany(const std::vector<const api::v1::Command*>& commands,
                const std::function<void(const std::string& request_id, Answer)>& on_answer);

  const client::Connection& connection() const { return connection_; }

 private:
  client::Connection connection_;
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_WIRE_CLIENT_H_
