#include "tests/services/api/api_client.h"

#include <utility>

namespace traguardo::api::testing {

Trouble::Trouble(const grpc::Status& status) {
  if (status.ok()) return;
  reason = "TRANSPORT";
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return;
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    google::rpc::PreconditionFailure failure;
    google::rpc::LocalizedMessage localized;
    if (detail.UnpackTo(&info)) {
      reason = info.reason();
      domain = info.domain();
      metadata.insert(info.metadata().begin(), info.metadata().end());
    } else if (detail.UnpackTo(&bad_request)) {
      for (const auto& violation : bad_request.field_violations()) {
        fields.push_back(violation.field());
      }
    } else if (detail.UnpackTo(&failure)) {
      for (const auto& violation : failure.violations()) {
        precondition_subjects.push_back(violation.subject());
      }
    } else if (detail.UnpackTo(&localized)) {
      locale = localized.locale();
    } else if (detail.Is<google::rpc::RetryInfo>()) {
      has_retry = true;
    }
  }
}

ApiClient::ApiClient(const std::shared_ptr<grpc::Channel>& channel, std::string token,
                     std::string language)
    : token_(std::move(token)),
      language_(std::move(language)),
      plan_(v1::PlanService::NewStub(channel)),
      monitoring_(v1::MonitoringService::NewStub(channel)),
      projection_(v1::ProjectionService::NewStub(channel)),
      admin_(v1::AdminService::NewStub(channel)) {}

void ApiClient::Prepare(grpc::ClientContext& context) const {
  if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
  if (!language_.empty()) context.AddMetadata("accept-language", language_);
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
}

}  // namespace traguardo::api::testing
