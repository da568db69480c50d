// One running server: the core, the methods of the API over it, and the listener.

#ifndef TRAGUARDO_SERVICES_SERVER_SERVER_H_
#define TRAGUARDO_SERVICES_SERVER_SERVER_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/api/admin/admin_methods.h"
#include "services/api/authenticator.h"
#include "services/api/commands/record_facts.h"
#include "services/api/dispatcher.h"
#include "services/api/grpc/grpc_server.h"
#include "services/api/method_table.h"
#include "services/api/principals_file.h"
#include "services/api/reads/bytes_cache.h"
#include "services/api/reads/read_pool.h"
#include "services/api/seal.h"
#include "services/server/core.h"
#include "services/server/log_check.h"

namespace traguardo::server {

struct ServerOptions {
  CoreOptions core;
  std::vector<api::Principal> principals;
  // Loopback only, until TLS and authentication of users are there: see CheckListenAddress().
  api::GrpcServerOptions grpc;
  // Reads that do not run on the transport's thread: how many at once, how many may wait.
  size_t read_threads = 2;
  size_t max_waiting_reads = 4096;
  api::RecordFactsBounds record_facts;
  // Serialised rows and overviews that are kept.
  size_t row_cache_bytes = 64 << 20;
  size_t overview_cache_bytes = 32 << 20;
  // Whether tools may ask which methods there are and what their messages look like.
  bool reflection = false;
  // What GetServerStatus says.
  std::string version;
};

// "127.0.0.1:7450", "[::1]:7450", "localhost:7450"; INVALID_ARGUMENT otherwise, with the reason
// in both languages.
absl::Status CheckListenAddress(const std::string& address);

class Server {
 public:
  // Serves from now on; the health service says SERVING once every part is ready.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options);
  // Stops with kDefaultGrace.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  static constexpr absl::Duration kDefaultGrace = absl::Seconds(10);

  int port() const { return grpc_->port(); }
  Core& core() { return *core_; }
  api::GrpcServer& grpc() { return *grpc_; }

  // Who may call from now on. Calls and streams under way stay with the caller that they have.
  // Any thread.
  void ReplacePrincipals(std::vector<api::Principal> principals);

  // Takes no new calls, answers what is under way within `grace`, then closes everything. Harmless
  // when repeated.
  void Stop(absl::Duration grace);

 private:
  Server() = default;
  absl::Status Wire(const ServerOptions& options);
  api::AdminParts AdminPartsFor(std::string version);

  // Null while nobody can be answered yet: the sequencer's thread reads it.
  std::atomic<api::GrpcServer*> answering_ = nullptr;
  std::unique_ptr<Core> core_;
  std::unique_ptr<LogCheck> log_check_;
  std::unique_ptr<api::Authenticator> authenticator_;
  std::unique_ptr<api::Dispatcher> dispatcher_;
  std::unique_ptr<api::Sealer> sealer_;
  std::unique_ptr<api::BytesCache> row_cache_;
  std::unique_ptr<api::BytesCache> overview_cache_;
  api::MethodTable table_;
  // Its jobs use all of the above.
  std::unique_ptr<api::ReadPool> read_pool_;
  std::unique_ptr<api::GrpcServer> grpc_;
  bool stopped_ = false;
};

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_SERVER_H_
