#include "clients/cpp/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace traguardo::client {
namespace {

// A page of a large ente is some megabytes; a server would have to misbehave to send more.
constexpr int kMaxReceiveBytes = 64 << 20;

std::shared_ptr<grpc::Channel> Connect(const std::string& server) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  // A server that has just been started again is found within a second.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

bool IsLoopback(const std::string& server) {
  const size_t colon = server.rfind(':');
  const std::string host = server.substr(0, colon);
  in_addr number{};
  // As a number: a name that begins with 127. may be anybody's.
  const bool is_loopback_number =
      inet_pton(AF_INET, host.c_str(), &number) == 1 && ntohl(number.s_addr) >> 24 == 127;
  return is_loopback_number || host == "localhost" || host == "[::1]" ||
         server.rfind("unix:", 0) == 0;
}

bool IsServerAddress(const std::string& server) {
  if (server.rfind("unix:", 0) == 0) return server.size() > 5;
  const size_t colon = server.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  const std::string host = server.substr(0, colon);
  // An address with colons of its own stands in brackets, or its last part would pass for the port.
  if (host.find(':') != std::string::npos && (host.front() != '[' || host.back() != ']')) {
    return false;
  }
  const std::string port = server.substr(colon + 1);
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  return error == std::errc() && end == port.data() + port.size() && number >= 1 && number <= 65535;
}

bool IsSendableToken(const std::string& token) {
  return std::all_of(token.begin(), token.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

Connection::Connection(ConnectionOptions options) : Connection(options, Connect(options.server)) {}

Connection::Connection(ConnectionOptions options, std::shared_ptr<grpc::Channel> channel)
    : options_(std::move(options)),
      channel_(std::move(channel)),
      plan_(api::v1::PlanService::NewStub(channel_)),
      monitoring_(api::v1::MonitoringService::NewStub(channel_)),
      projection_(api::v1::ProjectionService::NewStub(channel_)),
      admin_(api::v1::AdminService::NewStub(channel_)) {}

void Connection::PrepareStream(grpc::ClientContext& context) const {
  if (!options_.token.empty() && IsSendableToken(options_.token)) {
    context.AddMetadata("authorization", "Bearer " + options_.token);
  }
  context.AddMetadata("accept-language", options_.language);
}

void Connection::PrepareUnary(grpc::ClientContext& context) const {
  PrepareStream(context);
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.deadline));
}

}  // namespace traguardo::client
