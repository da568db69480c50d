#include <unistd.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/api/authenticator.h"
#include "services/api/dispatcher.h"
#include "services/api/grpc/grpc_server.h"
#include "services/api/method_table.h"
#include "services/runtime/clock/clock.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/world.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::benchmarks {

void RunAdapterServer() {
  const api::Authenticator authenticator(Principals({.enti = 1}));
  const runtime::SystemClock clock;
  const api::Dispatcher dispatcher(&authenticator, &clock);
  api::MethodTable table;
  table.Add(api::UnaryMethod{
      ReplyMethod(kAdapterReplyBytes).substr(1),
      &api::v1::RecordProgressRequest::default_instance(), api::Access::kRecord,
      [](const api::CallContext&, google::protobuf::Message&, api::Reply reply) {
        std::move(reply).Send(api::Result::Ok(api::Payload(std::string(kAdapterReplyBytes, 'x'))));
      }});
  api::GrpcServerOptions options;
  options.address = "127.0.0.1:0";
  const absl::StatusOr<std::unique_ptr<api::GrpcServer>> server =
      api::GrpcServer::Start(options, table, dispatcher);
  Require(server.ok(), "the adapter cannot listen");
  SayReady((*server)->port());
  while (true) pause();
}

}  // namespace traguardo::benchmarks
