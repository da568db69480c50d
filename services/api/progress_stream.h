// A stream that starts some long work and tells how it goes: RebuildViews, CheckLog. The work goes on
// when the caller leaves; a caller who reads slowly misses steps, never the end.

#ifndef TRAGUARDO_SERVICES_API_PROGRESS_STREAM_H_
#define TRAGUARDO_SERVICES_API_PROGRESS_STREAM_H_

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "services/api/reply.h"
#include "services/api/stream.h"

namespace traguardo::api {

// Where the work reports. Any thread.
class ProgressSink {
 public:
  explicit ProgressSink(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}

  // A serialised response that replaces an earlier step nobody has taken yet.
  void Step(std::string response);
  // Serialised responses that are all sent, then the stream ends; `error` null means OK. Once.
  void End(std::deque<std::string> responses, ErrorStatus error);

  // For the handler: the next response to send; `ended` once there is nothing left to come.
  std::optional<std::string> Take(bool& ended, ErrorStatus& error);

 private:
  const std::shared_ptr<Stream> stream_;
  std::mutex mutex_;
  std::optional<std::string> step_;
  std::deque<std::string> last_;
  ErrorStatus error_;
  bool ended_ = false;
};

class ProgressStreamHandler final : public StreamHandler {
 public:
  // Starts the work; null, or why it cannot begin.
  using StartWork = std::function<ErrorStatus(std::shared_ptr<ProgressSink> sink)>;

  explicit ProgressStreamHandler(StartWork start) : start_(std::move(start)) {}

  void OnOpen(std::shared_ptr<Stream> stream) override;
  void OnMessage(std::string_view bytes) override;
  void OnHalfClose() override;
  void OnWritten() override;
  void OnWake() override;
  void OnShutdown(ErrorStatus error) override;
  void OnDone() override;

 private:
  void Advance();

  const StartWork start_;
  std::shared_ptr<Stream> stream_;
  std::shared_ptr<ProgressSink> sink_;
  // Set when the stream has to end without waiting for the work.
  ErrorStatus closing_error_;
  bool started_ = false;
  bool writing_ = false;
  bool finished_ = false;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_PROGRESS_STREAM_H_
