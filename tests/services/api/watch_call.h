// One open watch, read message by message as a client of the API does.

#ifndef TRAGUARDO_TESTS_SERVICES_API_WATCH_CALL_H_
#define TRAGUARDO_TESTS_SERVICES_API_WATCH_CALL_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "tests/services/api/api_client.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api::testing {

// What a client knows after some messages: the latest row under each name.
struct Watched {
  std::map<std::string, view::v1::Objective> objectives;     // by id
  std::map<std::string, view::v1::Scostamento> scostamenti;  // by id
  std::map<std::string, view::v1::Variation> variations;     // by id
  std::map<std::string, view::v1::Round> rounds;             // by id
  std::vector<v1::GetOverviewResponse> overviews;
  std::vector<v1::RemovedRow> removed;
  int messages = 0;
  v1::WatchResponse last;  // without a message: empty

  void Add(const v1::WatchResponse& response);
  std::vector<std::string> objective_ids() const;
};

class WatchCall {
 public:
  WatchCall(ApiClient client, const v1::WatchRequest& request);
  // Leaves, when the server has not ended the watch before.
  ~WatchCall();
  WatchCall(const WatchCall&) = delete;
  WatchCall& operator=(const WatchCall&) = delete;

  // The next message; none when the server has ended the watch.
  std::optional<v1::WatchResponse> Next();
  // Everything up to the end of the snapshot.
  Watched ReadSnapshot();
  // Everything up to the message that holds what was recorded at `position`.
  Watched ReadTo(uint64_t position);
  // Reads on to the end: how the server ended the watch.
  grpc::Status End();

 private:
  const ApiClient client_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchResponse>> stream_;
  bool ended_ = false;
};

}  // namespace traguardo::api::testing

#endif  // TRAGUARDO_TESTS_SERVICES_API_WATCH_CALL_H_
