// A connection to one server: where it is, who is calling, in which language to answer.

#ifndef TRAGUARDO_CLIENTS_CPP_CONNECTION_H_
#define TRAGUARDO_CLIENTS_CPP_CONNECTION_H_

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "traguardo/api/v1/admin_service.grpc.pb.h"
#include "traguardo/api/v1/monitoring_service.grpc.pb.h"
#include "traguardo/api/v1/plan_service.grpc.pb.h"
#include "traguardo/api/v1/projection_service.grpc.pb.h"

namespace traguardo::client {

inline constexpr char kDefaultServer[] = "127.0.0.1:7450";

struct ConnectionOptions {
  std::string server = kDefaultServer;
  // Travels with every call as "authorization: Bearer …"; empty, or one that IsSendableToken() says
  // cannot travel: no credentials.
  std::string token;
  // "it" or "en".
  std::string language = "it";
  // For one unary call.
  absl::Duration deadline = absl::Seconds(30);
};

// Whether calls to this address stay on this machine. A connection carries the token in clear, so
// nobody should send one anywhere else.
bool IsLoopback(const std::string& server);

// "127.0.0.1:7450", "localhost:7450", "[::1]:7450", "unix:/run/traguardo": a host and a port from 1
// to 65535, or a socket. The transport takes more for an address, and reads 119636 as another port.
bool IsServerAddress(const std::string& server);

// Whether a header can carry it: printable ASCII. An empty one, no credentials, is carried by
// leaving it out.
bool IsSendableToken(const std::string& token);

// Thread-safe. Connects when the first call is made and again whenever the connection broke.
class Connection {
 public:
  explicit Connection(ConnectionOptions options);
  // Over a channel made elsewhere, for instance in process.
  Connection(ConnectionOptions options, std::shared_ptr<grpc::Channel> channel);

  const ConnectionOptions& options() const { return options_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  api::v1::PlanService::Stub& plan() const { return *plan_; }
  api::v1::MonitoringService::Stub& monitoring() const { return *monitoring_; }
  api::v1::ProjectionService::Stub& projection() const { return *projection_; }
  api::v1::AdminService::Stub& admin() const { return *admin_; }

  // Who is calling and in which language; for unary calls also until when. A context serves one
  // call.
  void PrepareUnary(grpc::ClientContext& context) const;
  void PrepareStream(grpc::ClientContext& context) const;

 private:
  ConnectionOptions options_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<api::v1::PlanService::Stub> plan_;
  std::unique_ptr<api::v1::MonitoringService::Stub> monitoring_;
  std::unique_ptr<api::v1::ProjectionService::Stub> projection_;
  std::unique_ptr<api::v1::AdminService::Stub> admin_;
};

}  // namespace traguardo::client

#endif  // TRAGUARDO_CLIENTS_CPP_CONNECTION_H_
