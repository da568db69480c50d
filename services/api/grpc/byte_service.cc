#include "services/api/grpc/byte_service.h"

#include "grpcpp/impl/rpc_service_method.h"

namespace traguardo::api {

int ByteService::Add(std::string_view name, grpc::internal::RpcMethod::RpcType type) {
  const int index = static_cast<int>(paths_.size());
  paths_.push_back("/" + std::string(name));
  AddMethod(new grpc::internal::RpcServiceMethod(paths_.back().c_str(), type, nullptr));
  MarkMethodAsync(index);
  return index;
}

int ByteService::AddUnary(std::string_view name) {
  return Add(name, grpc::internal::RpcMethod::NORMAL_RPC);
}

// On the wire a stream that only the server writes is one that both may write.
int ByteService::AddStream(std::string_view name) {
  return Add(name, grpc::internal::RpcMethod::BIDI_STREAMING);
}

void ByteService::RequestUnary(int method, grpc::ServerContext* context, grpc::ByteBuffer* request,
                               UnaryWriter* writer, grpc::ServerCompletionQueue* queue,
                               void* tag) {
  RequestAsyncUnary(method, context, request, writer, queue, queue, tag);
}

void ByteService::RequestStream(int method, grpc::ServerContext* context, ByteStream* stream,
                                grpc::ServerCompletionQueue* queue, void* tag) {
  RequestAsyncBidiStreaming(method, context, stream, queue, queue, tag);
}

}  // namespace traguardo::api
