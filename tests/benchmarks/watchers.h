// Many streams on one thread that only count what comes: who watches.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_WATCHERS_H_
#define TRAGUARDO_TESTS_BENCHMARKS_WATCHERS_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "tests/benchmarks/byte_load.h"

namespace traguardo::benchmarks {

class Watchers {
 public:
  // Opens `count` streams of `method` with this request. A message counts when `counts` says so; it
  // is asked on another thread.
  Watchers(const Target& target, const std::string& method, const grpc::ByteBuffer& request,
           size_t count, std::function<bool(const grpc::ByteBuffer&)> counts);
  // Cancels the streams.
  ~Watchers();
  Watchers(const Watchers&) = delete;
  Watchers& operator=(const Watchers&) = delete;

  // Waits until as many messages have counted, of all streams together and since the beginning.
  void Await(size_t messages);
  // Of the last message that counted.
  size_t last_bytes() const;

 private:
  struct Stream;
  void Run();
  void GoOn(Stream& stream);

  const std::function<bool(const grpc::ByteBuffer&)> counts_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
  std::vector<std::unique_ptr<Stream>> streams_;
  std::atomic<bool> stopping_{false};
  mutable absl::Mutex mutex_;
  size_t counted_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t last_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  std::thread thread_;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_WATCHERS_H_
