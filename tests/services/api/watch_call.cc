#include "tests/services/api/watch_call.h"

#include <utility>

namespace traguardo::api::testing {

void Watched::Add(const v1::WatchResponse& response) {
  for (const auto& row : response.objectives()) objectives[row.id()] = row;
  for (const auto& row : response.scostamenti()) scostamenti[row.id()] = row;
  for (const auto& row : response.variations()) variations[row.id()] = row;
  for (const auto& row : response.rounds()) rounds[row.id()] = row;
  if (response.has_overview()) overviews.push_back(response.overview());
  removed.insert(removed.end(), response.removed().begin(), response.removed().end());
  ++messages;
  last = response;
}

std::vector<std::string> Watched::objective_ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, row] : objectives) ids.push_back(id);
  return ids;
}

WatchCall::WatchCall(ApiClient client, const v1::WatchRequest& request)
    : client_(std::move(client)) {
  client_.Prepare(context_);
  stream_ = client_.projection().Watch(&context_, request);
}

WatchCall::~WatchCall() {
  if (ended_) return;
  context_.TryCancel();
  End();
}

std::optional<v1::WatchResponse> WatchCall::Next() {
  v1::WatchResponse response;
  if (!stream_->Read(&response)) return std::nullopt;
  return response;
}

Watched WatchCall::ReadSnapshot() {
  Watched watched;
  while (!watched.last.snapshot_complete()) {
    const std::optional<v1::WatchResponse> response = Next();
    if (!response.has_value()) break;
    watched.Add(*response);
  }
  return watched;
}

Watched WatchCall::ReadTo(uint64_t position) {
  Watched watched;
  while (watched.last.position() < position) {
    const std::optional<v1::WatchResponse> response = Next();
    if (!response.has_value()) break;
    watched.Add(*response);
  }
  return watched;
}

grpc::Status WatchCall::End() {
  while (Next().has_value()) {
  }
  ended_ = true;
  return stream_->Finish();
}

}  // namespace traguardo::api::testing
