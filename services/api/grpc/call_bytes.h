// Between gRPC's buffers, times and statuses and the API's own.

#ifndef TRAGUARDO_SERVICES_API_GRPC_CALL_BYTES_H_
#define TRAGUARDO_SERVICES_API_GRPC_CALL_BYTES_H_

#include <string>
#include <string_view>

#include "google/rpc/status.pb.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/slice.h"
#include "grpcpp/support/status.h"
#include "services/api/call_context.h"
#include "services/api/payload.h"

namespace traguardo::api {

// The bytes of a buffer in one piece: in place when gRPC received them so, else copied. The view
// lives as long as this object and the buffer.
class FlatBytes {
 public:
  // False when gRPC cannot give the bytes (a compression it does not know).
  bool Read(const grpc::ByteBuffer& buffer);
  std::string_view view() const { return view_; }

 private:
  grpc::Slice slice_;
  std::string_view view_;
};

// Small messages are copied, larger ones are sent from where they are.
grpc::ByteBuffer ToByteBuffer(Payload payload);

// The details travel as grpc-status-details-bin.
grpc::Status ToGrpcStatus(const google::rpc::Status& status);

// The views point into `context`.
CallMetadata ReadMetadata(const grpc::ServerContext& context);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_CALL_BYTES_H_
