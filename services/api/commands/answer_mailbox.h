// Where the sequencer leaves the answers to a stream's commands, and the stream picks them up.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_ANSWER_MAILBOX_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_ANSWER_MAILBOX_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "services/api/stream.h"
#include "services/runtime/commands/submission.h"

namespace traguardo::api {

// Shared by the stream and the answers it waits for; outlives the stream when they do.
class AnswerMailbox {
 public:
  struct Delivery {
    uint64_t number;
    runtime::SubmitResult result;
  };

  explicit AnswerMailbox(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}

  // Any thread.
  void Deliver(uint64_t number, runtime::SubmitResult result) {
    {
      const std::lock_guard lock(mutex_);
      delivered_.push_back({number, std::move(result)});
    }
    stream_->Wake();
  }

  // Everything delivered since the last time, in order. `into` gives its memory for the next round.
  void TakeAll(std::vector<Delivery>& into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    into.swap(delivered_);
  }

 private:
  const std::shared_ptr<Stream> stream_;
  std::mutex mutex_;
  std::vector<Delivery> delivered_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_ANSWER_MAILBOX_H_
