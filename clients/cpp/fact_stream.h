// Many commands over one RecordFacts stream: pipelined, with a bound on what is under way, and sent
// again after a broken connection until each has been answered.

#ifndef TRAGUARDO_CLIENTS_CPP_FACT_STREAM_H_
#define TRAGUARDO_CLIENTS_CPP_FACT_STREAM_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>

#include "clients/cpp/call_error.h"
#include "clients/cpp/connection.h"
#include "traguardo/api/v1/monitoring_service.grpc.pb.h"

namespace traguardo::client {

struct FactStreamOptions {
  // Commands sent and not answered yet; Send() waits at this bound. The server takes 4,096.
  size_t max_outstanding = 1000;
  // Commands in one message, and about how many bytes.
  size_t batch_commands = 100;
  size_t batch_bytes = 1 << 20;
  // Connections that break one after the other without a single answer, before it gives up.
  int max_reconnects = 5;
  absl::Duration reconnect_pause = absl::Milliseconds(200);
};

// Send(), WaitForAll() and Finish() belong to one thread. `on_result` is called on another one, once
// for each command that is answered, in the order in which commands of one ente were sent; it must
// not call back into the stream.
//
// Once any of them has returned an error the stream is over: what was not answered may or may not
// have been recorded, and sending it again later with the same request ids finds out.
class FactStream {
 public:
  using OnResult = std::function<void(const api::v1::CommandResult&)>;

  FactStream(const Connection& connection, FactStreamOptions options, OnResult on_result);
  // Cancels the stream when Finish() was not called.
  ~FactStream();
  FactStream(const FactStream&) = delete;
  FactStream& operator=(const FactStream&) = delete;

  // Takes the command, whose header has a request id that no other of this stream has.
  std::optional<CallError> Send(api::v1::Command command);

  // Returns when everything that was sent has been answered.
  std::optional<CallError> WaitForAll();

  // The same, and closes the stream.
  std::optional<CallError> Finish();

 private:
  using Outstanding = std::list<api::v1::Command>;
  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<
        grpc::ClientReaderWriter<api::v1::RecordFactsRequest, api::v1::RecordFactsResponse>>
        calls;
    std::thread reader;
  };

  void Open();
  // Reads until the stream ends.
  void ReadAnswers();
  // The status with which the broken or finished stream ended.
  grpc::Status Close();
  // Writes what is in the batch. False: the stream is broken.
  bool WriteBatch();
  // Opens the stream again and sends again what was not answered.
  std::optional<CallError> Reconnect();
  // Writes the batch, reconnecting as often as allowed.
  std::optional<CallError> Flush();

  const Connection& connection_;
  const FactStreamOptions options_;
  const OnResult on_result_;

  std::unique_ptr<Stream> stream_;
  api::v1::RecordFactsRequest batch_;
  size_t batch_bytes_ = 0;
  int reconnects_ = 0;
  std::optional<CallError> failed_;

  std::mutex mutex_;
  std::condition_variable changed_;
  // In the order sent; the batch's commands among them.
  Outstanding outstanding_;
  std::unordered_map<std::string, Outstanding::iterator> by_request_id_;
  bool broken_ = false;
  bool answered_since_open_ = false;
};

}  // namespace traguardo::client

#endif  // TRAGUARDO_CLIENTS_CPP_FACT_STREAM_H_
