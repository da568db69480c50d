#include "tests/benchmarks/watchers.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"
#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {
namespace {

constexpr absl::Duration kUntilAllHaveIt = absl::Seconds(60);

}  // namespace

// One operation at a time: begin, write the request, then read for ever.
struct Watchers::Stream {
  grpc::ClientContext context;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream;
  grpc::ByteBuffer request;
  grpc::ByteBuffer message;
  bool begun = false;
  bool asked = false;
};

Watchers::Watchers(const Target& target, const std::string& method, const grpc::ByteBuffer& request,
                   size_t count, std::function<bool(const grpc::ByteBuffer&)> counts)
    : counts_(std::move(counts)), stub_(target.channel) {
  for (size_t i = 0; i < count; ++i) {
    auto stream = std::make_unique<Stream>();
    stream->context.AddMetadata("authorization", absl::StrCat("Bearer ", target.token));
    stream->request = request;
    stream->stream = stub_.PrepareCall(&stream->context, method, &queue_);
    stream->stream->StartCall(stream.get());
    streams_.push_back(std::move(stream));
  }
  thread_ = std::thread([this] { Run(); });
}

Watchers::~Watchers() {
  stopping_.store(true);
  for (const auto& stream : streams_) stream->context.TryCancel();
  thread_.join();
  queue_.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) {
  }
}

void Watchers::Run() {
  for (size_t open = streams_.size(); open > 0;) {
    void* tag = nullptr;
    bool ok = false;
    Require(queue_.Next(&tag, &ok), "the completion queue ended");
    if (ok && !stopping_.load()) {
      GoOn(*static_cast<Stream*>(tag));
    } else {
      Require(stopping_.load(), "a watch ended by itself");
      --open;
    }
  }
}

void Watchers::GoOn(Stream& stream) {
  if (!stream.begun) {
    stream.begun = true;
    stream.stream->WriteLast(stream.request, grpc::WriteOptions(), &stream);
    return;
  }
  if (std::exchange(stream.asked, true) && counts_(stream.message)) {
    const absl::MutexLock lock(&mutex_);
    ++counted_;
    last_bytes_ = stream.message.Length();
  }
  stream.message.Clear();
  stream.stream->Read(&stream.message, &stream);
}

void Watchers::Await(size_t messages) {
  absl::MutexLock lock(&mutex_);
  const auto all_have_it = [this, messages]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return counted_ >= messages;
  };
  Require(mutex_.AwaitWithTimeout(absl::Condition(&all_have_it), kUntilAllHaveIt),
          absl::StrCat(counted_, " messages reached the watchers of ", messages));
}

size_t Watchers::last_bytes() const {
  const absl::MutexLock lock(&mutex_);
  return last_bytes_;
}

}  // namespace traguardo::benchmarks
