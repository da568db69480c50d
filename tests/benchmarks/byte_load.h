// Calls made of bytes, as fast as a server answers: one thread, one completion queue, no generated
// stub, so that the client costs the same whoever is called.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_BYTE_LOAD_H_
#define TRAGUARDO_TESTS_BENCHMARKS_BYTE_LOAD_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "google/protobuf/message_lite.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/byte_buffer.h"

namespace traguardo::benchmarks {

// One connection to one server, and who calls.
struct Target {
  std::shared_ptr<grpc::Channel> channel;
  std::string token;
};
// A connection of its own, also when the address is known already.
Target Connect(const std::string& address, std::string token);

grpc::ByteBuffer ToBytes(const google::protobuf::MessageLite& message);
grpc::ByteBuffer ToBytes(const std::string& bytes);
// False when the bytes are no such message.
bool FromBytes(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& message);

// One call, waiting for its answer. Anything but OK ends the run.
void CallOnce(const Target& target, const std::string& method,
              const google::protobuf::MessageLite& request,
              google::protobuf::MessageLite& response);

struct UnaryLoad {
  std::string method;  // "/traguardo.api.v1.…Service/…"
  // Sent in turn, beginning again after the last.
  const std::vector<grpc::ByteBuffer>* requests = nullptr;
  size_t calls = 0;
  size_t in_flight = 1;
  // Of every reply, inside the measured time: cheap. May be null.
  std::function<void(const grpc::ByteBuffer&)> check;
};

struct LoadResult {
  double per_second = 0;
  double median_us = 0;
  double p99_us = 0;
};

// Any status but OK ends the run.
LoadResult DriveUnary(const Target& target, const UnaryLoad& load);

struct FactsLoad {
  // The next RecordFactsRequest; none: no more.
  std::function<std::optional<grpc::ByteBuffer>()> next;
  size_t commands_per_message = 1;
  // Commands sent and not answered yet. The server takes 4,096.
  size_t max_outstanding = 2000;
};

struct FactsResult {
  size_t accepted = 0;  // commands
  double per_second = 0;
};

// Commands over one RecordFacts, pipelined. Any refusal ends the run.
FactsResult DriveRecordFacts(const Target& target, const FactsLoad& load);

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_BYTE_LOAD_H_
