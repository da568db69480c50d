// RecordFacts: many commands on one stream, pipelined, each answered in the order of the stream.
//
// Memory. A stream that does not read its answers holds what it has under way, within its own
// bounds and within those of all streams together; the transport cuts it when an answer is not
// taken for a minute (grpc/stream_call.h). A recorded command's bytes go as soon as its outcome is
// known.

#ifndef TRAGUARDO_SERVICES_API_COMMANDS_RECORD_FACTS_H_
#define TRAGUARDO_SERVICES_API_COMMANDS_RECORD_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/commands/byte_budget.h"
#include "services/api/commands/command_methods.h"
#include "services/api/mailbox.h"
#include "services/api/method.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::api {

struct RecordFactsBounds {
  // Commands received and not yet answered on the wire. Below this by one message, reading goes on.
  size_t max_under_way = 4096;
  // Their bytes; one message may go past it.
  size_t max_under_way_bytes = 8 << 20;
  // Commands of one stream in the sequencer's queues: leaves room in the queue of an ente for
  // others when all of them are of that ente.
  size_t max_submitted = 768;
  // Of them in one turn: a command takes some ten microseconds, and everybody on the same thread
  // waits; the next turn costs one look at the network.
  size_t max_submitted_at_once = 8;
  // One message of answers.
  size_t max_answer_bytes = 256 << 10;
  // Commands under way in all streams, with kEntryBytes for each. From three quarters on, streams
  // wait before they read on; a message that does not fit any more ends its stream, SERVER_BUSY.
  size_t max_bytes_of_all_streams = 256 << 20;
};

StreamMethod RecordFactsMethod(const CommandParts& parts, const RecordFactsBounds& bounds = {});

// One stream. A command waits here as bytes until it is its turn to be submitted, so that what a
// fast sender sends costs no more memory than on the wire.
class RecordFactsHandler final : public StreamHandler {
 public:
  // What an entry costs besides its command's bytes, roughly.
  static constexpr size_t kEntryBytes = 512;

  RecordFactsHandler(const CommandParts& parts, const CallContext& context,
                     const RecordFactsBounds& bounds, std::shared_ptr<ByteBudget> budget);
  ~RecordFactsHandler() override;

  void OnOpen(std::shared_ptr<Stream> stream) override;
  void OnMessage(std::string_view bytes) override;
  void OnHalfClose() override;
  void OnWritten() override;
  void OnWake() override;
  void OnShutdown(ErrorStatus error) override;
  void OnDone() override;

 private:
  struct Entry {
    std::string bytes;  // of the command
    std::string request_id;
    std::optional<runtime::SubmitResult> result;
    ErrorStatus error;  // found before it was submitted
    bool answered() const { return result.has_value() || error != nullptr; }
  };

  // The sequencer's answer to the command of this number.
  struct Delivery {
    uint64_t number;
    runtime::SubmitResult result;
  };

  // Takes the commands out of a message; null, or why the message is none.
  ErrorStatus Receive(std::string_view message);
  // Does whatever can be done now: submit, answer, read on, finish.
  void Advance();
  void SubmitWaiting();
  // Hands one command to the sequencer, or finds out why it cannot be.
  void Submit(uint64_t number, Entry& entry);
  void CollectAnswers();
  void WriteAnswers();
  // A v1::CommandResult, serialised.
  std::string Answer(const Entry& entry) const;
  bool MayRead();
  // The command's bytes are not needed any more.
  void DropBytes(Entry& entry);
  void Give(size_t bytes);

  const CommandParts parts_;
  const CallContext context_;
  const RecordFactsBounds bounds_;
  const std::shared_ptr<ByteBudget> budget_;  // of all streams
  std::shared_ptr<Stream> stream_;
  std::shared_ptr<Mailbox<Delivery>> mailbox_;

  std::deque<Entry> entries_;  // under way, in the order of the stream
  uint64_t first_number_ = 0;  // of entries_.front()
  size_t next_to_submit_ = 0;  // in entries_
  size_t submitted_ = 0;       // submitted and not answered
  // The queue of the next command's ente was full: it is tried again once something was answered,
  // or after a while.
  bool queue_full_ = false;
  size_t under_way_bytes_ = 0;
  size_t taken_bytes_ = 0;  // of the budget
  bool waits_for_budget_ = false;
  bool reading_ = false;
  bool writing_ = false;
  bool half_closed_ = false;
  bool finished_ = false;
  // Once set nothing more is read or submitted; what is submitted is still answered.
  ErrorStatus closing_error_;
  // Kept for their memory.
  v1::Command command_;
  std::vector<Delivery> deliveries_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_COMMANDS_RECORD_FACTS_H_
