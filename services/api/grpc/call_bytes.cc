#include "services/api/grpc/call_bytes.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "absl/time/time.h"
#include "grpc/support/time.h"

namespace traguardo::api {
namespace {

// Below this a copy is cheaper than keeping the original alive through a callback.
constexpr size_t kCopiedBytes = 512;

void ReleaseShared(void* shared) { delete static_cast<SharedBytes*>(shared); }

grpc::Slice SharedSlice(SharedBytes bytes) {
  auto* const shared = new SharedBytes(std::move(bytes));
  // gRPC does not write into a slice that it sends.
  return grpc::Slice(const_cast<char*>((*shared)->data()), (*shared)->size(), &ReleaseShared,
                     shared);
}

std::string_view ViewOf(grpc::string_ref text) { return {text.data(), text.size()}; }

absl::Duration TimeLeft(gpr_timespec deadline) {
  if (deadline.tv_sec == std::numeric_limits<int64_t>::max()) return absl::InfiniteDuration();
  const gpr_timespec left = gpr_convert_clock_type(deadline, GPR_TIMESPAN);
  return absl::Seconds(left.tv_sec) + absl::Nanoseconds(left.tv_nsec);
}

}  // namespace

bool FlatBytes::Read(const grpc::ByteBuffer& buffer) {
  if (!buffer.Valid()) {
    view_ = {};
    return true;
  }
  if (!buffer.TrySingleSlice(&slice_).ok() && !buffer.DumpToSingleSlice(&slice_).ok()) {
    return false;
  }
  view_ = {reinterpret_cast<const char*>(slice_.begin()), slice_.size()};
  return true;
}

grpc::ByteBuffer ToByteBuffer(Payload payload) {
  std::array<grpc::Slice, 2> slices;
  size_t count = 0;
  if (payload.shared() != nullptr) slices[count++] = SharedSlice(payload.shared());
  if (payload.own().size() > kCopiedBytes) {
    slices[count++] =
        SharedSlice(std::make_shared<const std::string>(std::move(payload).TakeOwn()));
  } else if (!payload.own().empty() || count == 0) {
    slices[count++] = grpc::Slice(payload.own().data(), payload.own().size());
  }
  return grpc::ByteBuffer(slices.data(), count);
}

grpc::Status ToGrpcStatus(const google::rpc::Status& status) {
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), status.message(),
                      status.SerializeAsString());
}

CallMetadata ReadMetadata(const grpc::ServerContext& context) {
  CallMetadata metadata;
  for (const auto& [name, value] : context.client_metadata()) {
    const std::string_view key = ViewOf(name);
    if (key == "authorization") metadata.authorization = ViewOf(value);
    if (key == "accept-language") metadata.accept_language = ViewOf(value);
  }
  metadata.time_left = TimeLeft(context.raw_deadline());
  return metadata;
}

}  // namespace traguardo::api
