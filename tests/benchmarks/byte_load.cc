#include "tests/benchmarks/byte_load.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "tests/benchmarks/measure.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kRecordFacts[] = "/traguardo.api.v1.MonitoringService/RecordFacts";

void AddToken(const Target& target, grpc::ClientContext& context) {
  context.AddMetadata("authorization", absl::StrCat("Bearer ", target.token));
}

void RequireOk(const grpc::Status& status, const std::string& method) {
  if (status.ok()) return;
  Fail(absl::StrCat(method, " answered ", static_cast<int>(status.error_code()), ": ",
                    status.error_message()));
}

void Drain(grpc::CompletionQueue& queue) {
  queue.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) {
  }
}

// One RecordFacts, all of it on the thread that drives it.
class FactsStream {
 public:
  FactsStream(const Target& target, const FactsLoad& load) : load_(load), stub_(target.channel) {
    AddToken(target, context_);
    stream_ = stub_.PrepareCall(&context_, kRecordFacts, &queue_);
  }

  FactsResult Drive() {
    stream_->StartCall(&start_);
    Await(&start_);
    const Stopwatch time;
    stream_->Read(&answers_bytes_, &read_);
    WriteNext();
    while (!all_written_ || answered_ < sent_) {
      void* tag = nullptr;
      bool ok = false;
      Require(queue_.Next(&tag, &ok) && ok, "the stream broke");
      if (tag == &read_) {
        TakeAnswers();
        stream_->Read(&answers_bytes_, &read_);
      } else {
        writing_ = false;
      }
      WriteNext();
    }
    const double seconds = time.Seconds();
    Finish();
    return {answered_, static_cast<double>(answered_) / seconds};
  }

 private:
  void Await(void* awaited) {
    void* tag = nullptr;
    bool ok = false;
    Require(queue_.Next(&tag, &ok) && ok && tag == awaited, "the stream did not begin");
  }

  void WriteNext() {
    if (writing_ || all_written_) return;
    if (sent_ - answered_ + load_.commands_per_message > load_.max_outstanding) return;
    std::optional<grpc::ByteBuffer> message = load_.next();
    if (!message.has_value()) {
      all_written_ = true;
      return;
    }
    sent_ += load_.commands_per_message;
    writing_ = true;
    stream_->Write(*message, &write_);
  }

  void TakeAnswers() {
    Require(FromBytes(answers_bytes_, answers_), "the answer is no RecordFactsResponse");
    answers_bytes_.Clear();
    for (const api::v1::CommandResult& result : answers_.results()) {
      Require(result.has_outcome(), result.refusal().message());
    }
    answered_ += static_cast<size_t>(answers_.results_size());
  }

  // A read is under way, and perhaps the notice that the last message was written.
  void Finish() {
    bool reading = true;
    bool closing = false;
    while (reading || writing_) {
      if (!writing_ && !closing) {
        stream_->WritesDone(&write_);
        writing_ = closing = true;
      }
      void* tag = nullptr;
      bool ok = false;
      Require(queue_.Next(&tag, &ok), "the completion queue ended");
      if (tag == &read_) {
        Require(!ok && closing, "an answer to nothing");
        reading = false;
      } else {
        writing_ = false;
      }
    }
    grpc::Status status;
    stream_->Finish(&status, &read_);
    Await(&read_);
    RequireOk(status, kRecordFacts);
    Drain(queue_);
  }

  const FactsLoad& load_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
  grpc::ByteBuffer answers_bytes_;
  api::v1::RecordFactsResponse answers_;
  size_t sent_ = 0;
  size_t answered_ = 0;
  bool writing_ = false;
  bool all_written_ = false;
  // Only their addresses are used, as tags.
  char start_ = 0;
  char read_ = 0;
  char write_ = 0;
};

}  // namespace

Target Connect(const std::string& address, std::string token) {
  // Channels with the same arguments share a connection; a number of its own keeps them apart.
  static std::atomic<int> number = 0;
  grpc::ChannelArguments arguments;
  arguments.SetInt("traguardo.benchmark_connection", ++number);
  arguments.SetMaxReceiveMessageSize(-1);
  return {grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments),
          std::move(token)};
}

grpc::ByteBuffer ToBytes(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

grpc::ByteBuffer ToBytes(const google::protobuf::MessageLite& message) {
  return ToBytes(message.SerializeAsString());
}

bool FromBytes(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& message) {
  grpc::Slice slice;
  if (!bytes.TrySingleSlice(&slice).ok() && !bytes.DumpToSingleSlice(&slice).ok()) return false;
  return message.ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
}

void CallOnce(const Target& target, const std::string& method,
              const google::protobuf::MessageLite& request,
              google::protobuf::MessageLite& response) {
  const std::vector<grpc::ByteBuffer> requests = {ToBytes(request)};
  UnaryLoad load;
  load.method = method;
  load.requests = &requests;
  load.calls = 1;
  load.check = [&](const grpc::ByteBuffer& reply) {
    Require(FromBytes(reply, response), absl::StrCat(method, " answered no such message"));
  };
  DriveUnary(target, load);
}

LoadResult DriveUnary(const Target& target, const UnaryLoad& load) {
  struct Call {
    std::optional<grpc::ClientContext> context;
    std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
    grpc::ByteBuffer reply;
    grpc::Status status;
    std::optional<Stopwatch> time;
  };
  grpc::GenericStub stub(target.channel);
  grpc::CompletionQueue queue;
  std::vector<Call> calls(std::min(load.in_flight, load.calls));
  std::vector<double> latencies;
  latencies.reserve(load.calls);
  size_t begun = 0;
  const auto begin = [&](Call& call) {
    call.context.emplace();
    AddToken(target, *call.context);
    call.time.emplace();
    call.reader = stub.PrepareUnaryCall(&*call.context, load.method,
                                        (*load.requests)[begun++ % load.requests->size()], &queue);
    call.reader->StartCall();
    call.reader->Finish(&call.reply, &call.status, &call);
  };
  const Stopwatch whole;
  for (Call& call : calls) begin(call);
  while (latencies.size() < load.calls) {
    void* tag = nullptr;
    bool ok = false;
    Require(queue.Next(&tag, &ok), "the completion queue ended");
    Call& call = *static_cast<Call*>(tag);
    RequireOk(call.status, load.method);
    latencies.push_back(call.time->Microseconds());
    if (load.check) load.check(call.reply);
    call.reply.Clear();
    if (begun < load.calls) begin(call);
  }
  LoadResult result;
  result.per_second = static_cast<double>(load.calls) / whole.Seconds();
  result.median_us = Percentile(latencies, 0.5);
  result.p99_us = Percentile(std::move(latencies), 0.99);
  Drain(queue);
  return result;
}

FactsResult DriveRecordFacts(const Target& target, const FactsLoad& load) {
  return FactsStream(target, load).Drive();
}

}  // namespace traguardo::benchmarks
