#include "services/api/progress_stream.h"

#include <utility>

namespace traguardo::api {

void ProgressSink::Step(std::string response) {
  {
    const std::lock_guard lock(mutex_);
    step_ = std::move(response);
  }
  stream_->Wake();
}

void ProgressSink::End(std::deque<std::string> responses, ErrorStatus error) {
  {
    const std::lock_guard lock(mutex_);
    last_ = std::move(responses);
    error_ = std::move(error);
    ended_ = true;
  }
  stream_->Wake();
}

std::optional<std::string> ProgressSink::Take(bool& ended, ErrorStatus& error) {
  const std::lock_guard lock(mutex_);
  ended = false;
  if (step_.has_value()) return std::exchange(step_, std::nullopt);
  if (!last_.empty()) {
    std::string next = std::move(last_.front());
    last_.pop_front();
    return next;
  }
  ended = ended_;
  if (ended) error = std::move(error_);
  return std::nullopt;
}

void ProgressStreamHandler::OnOpen(std::shared_ptr<Stream> stream) {
  stream_ = std::move(stream);
  sink_ = std::make_shared<ProgressSink>(stream_);
  stream_->Read();
}

// The requests of these methods hold nothing: their arrival is what starts the work.
void ProgressStreamHandler::OnMessage(std::string_view) {
  if (started_) return;
  started_ = true;
  closing_error_ = start_(sink_);
  Advance();
}

void ProgressStreamHandler::OnHalfClose() {
  if (!started_) OnMessage({});
}

void ProgressStreamHandler::OnWritten() {
  writing_ = false;
  Advance();
}

void ProgressStreamHandler::OnWake() { Advance(); }

void ProgressStreamHandler::OnShutdown(ErrorStatus error) {
  closing_error_ = std::move(error);
  Advance();
}

void ProgressStreamHandler::OnDone() { finished_ = true; }

void ProgressStreamHandler::Advance() {
  if (finished_ || writing_) return;
  if (closing_error_ != nullptr) {
    finished_ = true;
    return stream_->Finish(std::move(closing_error_));
  }
  bool ended = false;
  ErrorStatus error;
  if (std::optional<std::string> next = sink_->Take(ended, error)) {
    writing_ = true;
    return stream_->Write(Payload(*std::move(next)));
  }
  if (!ended) return;
  finished_ = true;
  stream_->Finish(std::move(error));
}

}  // namespace traguardo::api
