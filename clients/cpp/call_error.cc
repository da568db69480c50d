#include "clients/cpp/call_error.h"

#include "google/protobuf/any.pb.h"
#include "google/rpc/error_details.pb.h"

namespace traguardo::client {
namespace {

constexpr char kErrorDomain[] = "traguardo";

void ReadDetail(const google::protobuf::Any& detail, CallError& error) {
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::RetryInfo retry;
  google::rpc::LocalizedMessage localized;
  if (detail.UnpackTo(&info)) {
    if (info.domain() != kErrorDomain) return;
    error.reason = info.reason();
    error.details.insert(info.metadata().begin(), info.metadata().end());
  } else if (detail.UnpackTo(&bad_request)) {
    for (const auto& violation : bad_request.field_violations()) {
      error.fields.push_back({violation.field(), violation.description()});
    }
  } else if (detail.UnpackTo(&retry)) {
    error.retry_after = absl::Seconds(retry.retry_delay().seconds()) +
                        absl::Nanoseconds(retry.retry_delay().nanos());
  } else if (detail.UnpackTo(&localized)) {
    error.message = localized.message();
  }
}

}  // namespace

CallError ErrorFrom(const google::rpc::Status& status) {
  CallError error;
  error.code = static_cast<grpc::StatusCode>(status.code());
  error.message = status.message();
  for (const google::protobuf::Any& detail : status.details()) ReadDetail(detail, error);
  return error;
}

CallError ErrorFrom(const grpc::Status& status) {
  google::rpc::Status details;
  if (!status.error_details().empty() && details.ParseFromString(status.error_details())) {
    CallError error = ErrorFrom(details);
    error.code = status.error_code();
    if (error.message.empty()) error.message = status.error_message();
    return error;
  }
  CallError error;
  error.code = status.error_code();
  error.message = status.error_message();
  return error;
}

bool IsUnreachable(const CallError& error) {
  return error.code == grpc::StatusCode::UNAVAILABLE && error.reason.empty();
}

bool IsRefusal(const CallError& error) {
  switch (error.code) {
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::NOT_FOUND:
    case grpc::StatusCode::ALREADY_EXISTS:
    case grpc::StatusCode::PERMISSION_DENIED:
    case grpc::StatusCode::UNAUTHENTICATED:
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::OUT_OF_RANGE:
    case grpc::StatusCode::UNIMPLEMENTED:
      return true;
    // From the transport these mean something else: a message too large on its way back, a proxy
    // that gave up.
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::ABORTED:
      return !error.reason.empty();
    case grpc::StatusCode::OK:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DATA_LOSS:
    case grpc::StatusCode::DO_NOT_USE:
      return false;
  }
  return false;
}

}  // namespace traguardo::client
