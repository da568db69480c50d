#include "tests/benchmarks/limit_servers.h"

#include <cstdio>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr absl::Duration kUntilReady = absl::Seconds(30);

}  // namespace

void SayReady(int port) {
  std::printf("%s127.0.0.1:%d\n", kReadyLine, port);
  std::fflush(stdout);
}

std::string ReplyMethod(size_t reply_bytes) { return absl::StrCat("/echo/Reply", reply_bytes); }
std::string PushMethod(size_t bytes) { return absl::StrCat("/echo/Push", bytes); }

LimitServer::LimitServer(const std::string& program, const char* argument)
    : process_({program, argument}) {
  const std::optional<std::string> address = process_.WaitForLine(kReadyLine, kUntilReady);
  Require(address.has_value(), absl::StrCat(argument, " does not start: ", process_.output()));
  address_ = *address;
  target_ = Connect(address_, std::string(kSegretarioToken));
}

}  // namespace traguardo::benchmarks
