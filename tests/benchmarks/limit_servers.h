// Servers that do nothing but what gRPC itself costs: the limits of everything that is called. Each
// runs in a process of its own, as the real server does.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_LIMIT_SERVERS_H_
#define TRAGUARDO_TESTS_BENCHMARKS_LIMIT_SERVERS_H_

#include <cstddef>
#include <string>

#include "tests/benchmarks/byte_load.h"
#include "tests/crash/server_process.h"

namespace traguardo::benchmarks {

// First arguments with which this program is such a server, until it is killed.
inline constexpr char kEchoArgument[] = "echo-server";
inline constexpr char kAdapterArgument[] = "adapter-server";

// Bare gRPC: the generic service, one completion queue, one thread.
//   /echo/Reply<n>    answers any request with n bytes
//   /echo/Subscribe   a stream that stays open; its first message says that it is
//   /echo/Push<n>     writes n bytes on every such stream and answers with one
[[noreturn]] void RunEchoServer();

// Our gRPC adapter over a method that does nothing, /echo/Reply<kAdapterReplyBytes> for a
// RecordProgressRequest: what the adapter adds to the above.
inline constexpr size_t kAdapterReplyBytes = 16;
[[noreturn]] void RunAdapterServer();

// What a process says when it can be called.
inline constexpr char kReadyLine[] = "Ready on ";
void SayReady(int port);

std::string ReplyMethod(size_t reply_bytes);
inline constexpr char kSubscribeMethod[] = "/echo/Subscribe";
std::string PushMethod(size_t bytes);

// One of them as a process.
class LimitServer {
 public:
  // `program` is this one's own path.
  LimitServer(const std::string& program, const char* argument);

  const std::string& address() const { return address_; }
  const Target& target() const { return target_; }

 private:
  crash::ServerProcess process_;
  std::string address_;
  Target target_;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_LIMIT_SERVERS_H_
