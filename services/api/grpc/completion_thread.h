// One completion queue and the one thread that serves it. Every call belongs to one of these, and
// everything about it happens on that thread; others hand over with Post().

#ifndef TRAGUARDO_SERVICES_API_GRPC_COMPLETION_THREAD_H_
#define TRAGUARDO_SERVICES_API_GRPC_COMPLETION_THREAD_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "grpcpp/alarm.h"
#include "grpcpp/completion_queue.h"

namespace traguardo::api {

// What a completion queue's tag points at.
class CompletionEvent {
 public:
  // `ok` as gRPC means it; true for posted events.
  virtual void OnEvent(bool ok) = 0;

 protected:
  ~CompletionEvent() = default;
};

class CompletionThread {
 public:
  // What is posted and what comes over the network take turns; a turn ends after so many events.
  static constexpr size_t kMaxEventsOfTurn = 64;

  // `queue` has been added to the server that is being built.
  explicit CompletionThread(std::unique_ptr<grpc::ServerCompletionQueue> queue);
  // Joins. ShutDown() must have been called.
  ~CompletionThread();
  CompletionThread(const CompletionThread&) = delete;
  CompletionThread& operator=(const CompletionThread&) = delete;

  // Once the server is started.
  void Start();
  // Nothing new may be begun on the queue from now on; what is under way comes back, then the
  // thread ends. Any thread but this one.
  void ShutDown();

  grpc::ServerCompletionQueue* queue() { return queue_.get(); }

  // Runs `event` on this thread soon, in the order of posting; `keep` stays alive until then. Any
  // thread. What is posted after ShutDown(), or has not had its turn when all else has come back,
  // is dropped.
  //
  // A thread that answers in groups pays for one wake-up per group: once a thread has called
  // FlushPosted(), what it posts waits for its next FlushPosted(), which it has to call after
  // whatever it posts.
  void Post(CompletionEvent* event, std::shared_ptr<void> keep = nullptr);
  void FlushPosted();
  // The same once, for a thread that promises nothing.
  void WakeForPosted();

  bool IsCurrent() const;

 private:
  struct Posted {
    CompletionEvent* event;
    std::shared_ptr<void> keep;
  };
  class WakeEvent final : public CompletionEvent {
   public:
    explicit WakeEvent(CompletionThread* thread) : thread_(thread) {}
    void OnEvent(bool ok) override;

   private:
    CompletionThread* thread_;
  };

  void Run();
  // A turn of what is posted; whether there is more.
  bool RunPosted();
  void Wake();

  const std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::thread thread_;
  WakeEvent wake_event_{this};
  grpc::Alarm wake_alarm_;

  std::mutex mutex_;
  std::vector<Posted> posted_;   // guarded by mutex_
  bool wake_under_way_ = false;  // guarded by mutex_
  bool shut_down_ = false;       // guarded by mutex_

  // This thread's; keeps its memory between rounds. What is posted meanwhile comes after all of it.
  std::vector<Posted> running_;
  size_t next_running_ = 0;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_COMPLETION_THREAD_H_
