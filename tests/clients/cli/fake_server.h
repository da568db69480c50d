// A server that answers any method of the API with what a test tells it to, and remembers what it
// was asked. It lives in the test's own process.

#ifndef TRAGUARDO_TESTS_CLIENTS_CLI_FAKE_SERVER_H_
#define TRAGUARDO_TESTS_CLIENTS_CLI_FAKE_SERVER_H_

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"

namespace traguardo::cli {

struct FakeAnswer {
  std::vector<std::string> messages;  // serialised
  grpc::Status status;
  // A stream: goes on reading; otherwise the call ends here.
  bool goes_on = false;
};

// "RecordProgress": every method of the API has a name of its own.
using FakeHandler = std::function<FakeAnswer(const std::string& request)>;

struct FakeCall {
  std::string method;
  std::string request;
  std::map<std::string, std::string> metadata;
};

class FakeServer {
 public:
  FakeServer();
  ~FakeServer();

  std::shared_ptr<grpc::Channel> channel();

  // Methods that nobody told anything answer with an empty message.
  void On(const std::string& method, FakeHandler handler);
  void Answer(const std::string& method, const google::protobuf::Message& message);
  // With the details of a refusal by a Traguardo server.
  void Refuse(const std::string& method, grpc::StatusCode code, const std::string& reason,
              const std::string& message);

  std::vector<FakeCall> calls();
  // The last request of a method; fails the test when there was none.
  template <typename Request>
  Request Last(const std::string& method) {
    Request request;
    request.ParseFromString(LastBytes(method));
    return request;
  }

 private:
  class Service;
  class Call;

  std::string LastBytes(const std::string& method);
  FakeAnswer Handle(FakeCall call);

  std::mutex mutex_;
  std::map<std::string, FakeHandler> handlers_;
  std::vector<FakeCall> calls_;
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_TESTS_CLIENTS_CLI_FAKE_SERVER_H_
