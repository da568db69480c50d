// Calls of the API in the name of one principal, as a foreign program would make them, and what
// their errors say.

#ifndef TRAGUARDO_TESTS_SERVICES_API_API_CLIENT_H_
#define TRAGUARDO_TESTS_SERVICES_API_API_CLIENT_H_

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "traguardo/api/v1/admin_service.grpc.pb.h"
#include "traguardo/api/v1/monitoring_service.grpc.pb.h"
#include "traguardo/api/v1/plan_service.grpc.pb.h"
#include "traguardo/api/v1/projection_service.grpc.pb.h"

namespace traguardo::api::testing {

// What an error says, taken apart. Empty when the call succeeded.
struct Trouble {
  explicit Trouble(const grpc::Status& status);

  std::string reason;  // ErrorInfo.reason, "TRANSPORT" for an error without one
  std::string domain;
  std::map<std::string, std::string> metadata;
  std::vector<std::string> fields;  // of BadRequest
  std::vector<std::string> precondition_subjects;
  bool has_retry = false;
  std::string locale;
};

template <typename Response>
struct Answer {
  grpc::Status status;
  Response response;

  bool ok() const { return status.ok(); }
  std::string reason() const { return Trouble(status).reason; }
  Trouble trouble() const { return Trouble(status); }
};

class ApiClient {
 public:
  ApiClient(const std::shared_ptr<grpc::Channel>& channel, std::string token,
            std::string language = "");

  // client.Call(client.plan(), &PlanStub::DraftPlan, request)
  template <typename Stub, typename Request, typename Response>
  Answer<Response> Call(Stub& stub,
                        grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
                        const Request& request) const {
    grpc::ClientContext context;
    Prepare(context);
    Answer<Response> answer;
    answer.status = (stub.*method)(&context, request, &answer.response);
    return answer;
  }

  v1::PlanService::Stub& plan() const { return *plan_; }
  v1::MonitoringService::Stub& monitoring() const { return *monitoring_; }
  v1::ProjectionService::Stub& projection() const { return *projection_; }
  v1::AdminService::Stub& admin() const { return *admin_; }

  // Adds the metadata, and a deadline that only a hanging server meets.
  void Prepare(grpc::ClientContext& context) const;

 private:
  std::string token_;
  std::string language_;
  std::unique_ptr<v1::PlanService::Stub> plan_;
  std::unique_ptr<v1::MonitoringService::Stub> monitoring_;
  std::unique_ptr<v1::ProjectionService::Stub> projection_;
  std::unique_ptr<v1::AdminService::Stub> admin_;
};

using PlanStub = v1::PlanService::Stub;
using MonitoringStub = v1::MonitoringService::Stub;
using ProjectionStub = v1::ProjectionService::Stub;
using AdminStub = v1::AdminService::Stub;

}  // namespace traguardo::api::testing

#endif  // TRAGUARDO_TESTS_SERVICES_API_API_CLIENT_H_
