#include "clients/cpp/fact_stream.h"

#include <utility>

#include "absl/time/clock.h"

namespace traguardo::client {
namespace {

using api::v1::Command;
using api::v1::CommandResult;
using api::v1::RecordFactsResponse;

// Errors of the connection, after which the same commands may well be taken.
bool MaySendAgain(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::OK:  // the server closed before it had answered everything
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::ABORTED:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::UNKNOWN:
      return true;
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::NOT_FOUND:
    case grpc::StatusCode::ALREADY_EXISTS:
    case grpc::StatusCode::PERMISSION_DENIED:
    case grpc::StatusCode::UNAUTHENTICATED:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::OUT_OF_RANGE:
    case grpc::StatusCode::UNIMPLEMENTED:
    case grpc::StatusCode::DATA_LOSS:
    case grpc::StatusCode::DO_NOT_USE:
      break;
  }
  return ErrorFrom(status).retry_after.has_value();
}

}  // namespace

FactStream::FactStream(const Connection& connection, FactStreamOptions options, OnResult on_result)
    : connection_(connection), options_(options), on_result_(std::move(on_result)) {
  Open();
}

FactStream::~FactStream() {
  if (stream_ == nullptr) return;
  stream_->context.TryCancel();
  Close();
}

void FactStream::Open() {
  stream_ = std::make_unique<Stream>();
  connection_.PrepareStream(stream_->context);
  stream_->calls = connection_.monitoring().RecordFacts(&stream_->context);
  {
    std::lock_guard lock(mutex_);
    broken_ = false;
    answered_since_open_ = false;
  }
  stream_->reader = std::thread([this] { ReadAnswers(); });
}

void FactStream::ReadAnswers() {
  RecordFactsResponse response;
  while (stream_->calls->Read(&response)) {
    for (const CommandResult& result : response.results()) {
      {
        std::lock_guard lock(mutex_);
        // Answered already, before the connection broke and the command was sent again.
        if (!by_request_id_.contains(result.request_id())) continue;
      }
      // Before it counts as answered, so that WaitForAll() means that all results were handed over.
      on_result_(result);
      std::lock_guard lock(mutex_);
      const auto found = by_request_id_.find(result.request_id());
      outstanding_.erase(found->second);
      by_request_id_.erase(found);
      answered_since_open_ = true;
    }
    changed_.notify_all();
  }
  std::lock_guard lock(mutex_);
  broken_ = true;
  changed_.notify_all();
}

grpc::Status FactStream::Close() {
  stream_->reader.join();
  const grpc::Status status = stream_->calls->Finish();
  stream_.reset();
  return status;
}

bool FactStream::WriteBatch() {
  if (batch_.commands().empty()) return true;
  const bool written = stream_->calls->Write(batch_);
  batch_.clear_commands();
  batch_bytes_ = 0;
  return written;
}

std::optional<CallError> FactStream::Reconnect() {
  for (;;) {
    // A stream that cannot be written any more has ended, so its reader ends too.
    const grpc::Status status = Close();
    bool progress;
    {
      std::lock_guard lock(mutex_);
      progress = answered_since_open_;
    }
    reconnects_ = progress ? 0 : reconnects_ + 1;
    if (!MaySendAgain(status) || reconnects_ > options_.max_reconnects) {
      failed_ = ErrorFrom(status);
      return failed_;
    }
    absl::SleepFor(options_.reconnect_pause * (1 << reconnects_));
    Open();
    batch_.clear_commands();
    batch_bytes_ = 0;
    std::list<Command> again;
    {
      std::lock_guard lock(mutex_);
      again = outstanding_;
    }
    bool written = true;
    for (Command& command : again) {
      batch_bytes_ += command.ByteSizeLong();
      *batch_.add_commands() = std::move(command);
      if (static_cast<size_t>(batch_.commands_size()) < options_.batch_commands &&
          batch_bytes_ < options_.batch_bytes) {
        continue;
      }
      written = WriteBatch();
      if (!written) break;
    }
    if (written && WriteBatch()) return std::nullopt;
  }
}

std::optional<CallError> FactStream::Flush() {
  if (failed_.has_value()) return failed_;
  if (WriteBatch()) return std::nullopt;
  return Reconnect();
}

std::optional<CallError> FactStream::Send(Command command) {
  if (failed_.has_value()) return failed_;
  const size_t bytes = command.ByteSizeLong();
  *batch_.add_commands() = command;
  batch_bytes_ += bytes;
  size_t count;
  {
    std::lock_guard lock(mutex_);
    outstanding_.push_back(std::move(command));
    const auto last = std::prev(outstanding_.end());
    by_request_id_.emplace(last->header().request_id(), last);
    count = outstanding_.size();
  }
  if (static_cast<size_t>(batch_.commands_size()) < options_.batch_commands &&
      batch_bytes_ < options_.batch_bytes && count < options_.max_outstanding) {
    return std::nullopt;
  }
  if (auto error = Flush(); error.has_value()) return error;
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return broken_ || outstanding_.size() < options_.max_outstanding; });
    if (!broken_ || outstanding_.size() < options_.max_outstanding) return std::nullopt;
    lock.unlock();
    if (auto error = Reconnect(); error.has_value()) return error;
  }
}

std::optional<CallError> FactStream::WaitForAll() {
  if (auto error = Flush(); error.has_value()) return error;
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return broken_ || outstanding_.empty(); });
    if (outstanding_.empty()) return std::nullopt;
    lock.unlock();
    if (auto error = Reconnect(); error.has_value()) return error;
  }
}

std::optional<CallError> FactStream::Finish() {
  if (auto error = WaitForAll(); error.has_value()) return error;
  stream_->calls->WritesDone();
  Close();
  failed_ = CallError{.code = grpc::StatusCode::FAILED_PRECONDITION, .message = "stream finished"};
  return std::nullopt;
}

}  // namespace traguardo::client
