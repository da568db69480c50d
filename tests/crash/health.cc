#include "tests/crash/health.h"

#include <chrono>
#include <string>
#include <vector>

#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"

namespace traguardo::crash {
namespace {

// HealthCheckResponse{status}: field 1, 1 for SERVING, 2 for NOT_SERVING.
std::string Bytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

}  // namespace

bool AwaitHealth(const std::shared_ptr<grpc::Channel>& channel, bool serving,
                 absl::Duration within) {
  const std::string wanted = serving ? "\x08\x01" : "\x08\x02";
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(within));
  bool ok = false;
  void* tag = nullptr;
  // Each step ends by itself or by the deadline.
  const auto step = [&] { return queue.Next(&tag, &ok) && ok; };
  const auto call = stub.PrepareCall(&context, "/grpc.health.v1.Health/Watch", &queue);
  call->StartCall(nullptr);
  bool found = false;
  if (step()) {
    const grpc::Slice nothing;
    const grpc::ByteBuffer everything(&nothing, 1);  // HealthCheckRequest{}: the whole server
    call->WriteLast(everything, grpc::WriteOptions(), nullptr);
    bool goes_on = step();
    while (goes_on && !found) {
      grpc::ByteBuffer answer;
      call->Read(&answer, nullptr);
      goes_on = step();
      found = goes_on && Bytes(answer) == wanted;
    }
  }
  context.TryCancel();
  grpc::Status status;
  call->Finish(&status, nullptr);
  step();
  queue.Shutdown();
  while (queue.Next(&tag, &ok)) {
  }
  return found;
}

}  // namespace traguardo::crash
