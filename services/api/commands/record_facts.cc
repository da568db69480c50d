#include "services/api/commands/record_facts.h"

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "services/api/commands/command_answer.h"
#include "services/api/commands/several_facts.h"
#include "services/api/dispatcher.h"
#include "services/api/refusal_status.h"
#include "services/api/wire_format.h"
#include "services/api/wire_text.h"

namespace traguardo::api {
namespace {

constexpr size_t kMaxCommandsPerMessage = 500;
// Before a stream looks again whether the others have left it room.
constexpr absl::Duration kBudgetRetry = absl::Milliseconds(200);
// RecordFactsRequest.commands: field 1, length-delimited.
constexpr uint32_t kCommandsTag = 1 << 3 | 2;

// The commands of a message as bytes; false when it is none.
bool SplitCommands(std::string_view message, std::vector<std::string_view>& commands) {
  google::protobuf::io::CodedInputStream input(reinterpret_cast<const uint8_t*>(message.data()),
                                               static_cast<int>(message.size()));
  while (const uint32_t tag = input.ReadTag()) {
    uint32_t length;
    if (tag != kCommandsTag || !input.ReadVarint32(&length)) return false;
    const int begin = input.CurrentPosition();
    if (!input.Skip(static_cast<int>(length))) return false;
    commands.push_back(message.substr(static_cast<size_t>(begin), length));
  }
  return input.ConsumedEntireMessage();
}

bool IsQueueFull(const runtime::SubmitResult& result) {
  const auto* trouble = std::get_if<runtime::Trouble>(&result);
  return trouble != nullptr && trouble->kind == runtime::Trouble::Kind::kQueueFull;
}

}  // namespace

RecordFactsHandler::RecordFactsHandler(const CommandParts& parts, const CallContext& context,
                                       const RecordFactsBounds& bounds,
                                       std::shared_ptr<ByteBudget> budget)
    : parts_(parts), context_(context), bounds_(bounds), budget_(std::move(budget)) {}

RecordFactsHandler::~RecordFactsHandler() { Give(taken_bytes_); }

void RecordFactsHandler::OnOpen(std::shared_ptr<Stream> stream) {
  stream_ = std::move(stream);
  mailbox_ = std::make_shared<Mailbox<Delivery>>(stream_);
  Advance();
}

void RecordFactsHandler::OnMessage(std::string_view bytes) {
  reading_ = false;
  if (closing_error_ == nullptr) closing_error_ = Receive(bytes);
  Advance();
}

void RecordFactsHandler::OnHalfClose() {
  reading_ = false;
  half_closed_ = true;
  Advance();
}

void RecordFactsHandler::OnWritten() {
  writing_ = false;
  Advance();
}

void RecordFactsHandler::OnWake() {
  queue_full_ = false;
  waits_for_budget_ = false;
  Advance();
}

void RecordFactsHandler::OnShutdown(ErrorStatus error) {
  if (closing_error_ == nullptr) closing_error_ = std::move(error);
  Advance();
}

// Answers that are still to come find the mailbox, and nobody who looks into it.
void RecordFactsHandler::OnDone() { finished_ = true; }

ErrorStatus RecordFactsHandler::Receive(std::string_view message) {
  if (message.size() > kMaxMessageBytes) {
    return ErrorOf(
        v1::ERROR_REASON_MESSAGE_TOO_LARGE, context_.language,
        {{"size", absl::StrCat(message.size())}, {"limit", absl::StrCat(kMaxMessageBytes)}});
  }
  std::vector<std::string_view> commands;
  if (!SplitCommands(message, commands)) {
    return ErrorOf(v1::ERROR_REASON_MESSAGE_MALFORMED, context_.language);
  }
  if (commands.empty() || commands.size() > kMaxCommandsPerMessage) {
    const auto kind = commands.empty() ? domain::FieldViolationKind::kRequired
                                       : domain::FieldViolationKind::kTooManyItems;
    return ErrorOf({{.path = "commands",
                     .kind = kind,
                     .limit = static_cast<int64_t>(kMaxCommandsPerMessage),
                     .actual = static_cast<int64_t>(commands.size())}},
                   context_.language);
  }
  const size_t taken = message.size() + commands.size() * kEntryBytes;
  if (!budget_->TryTake(taken)) return ErrorOf(v1::ERROR_REASON_SERVER_BUSY, context_.language);
  taken_bytes_ += taken;
  // What frames the commands is not kept.
  size_t frame_bytes = message.size();
  for (const std::string_view command : commands) frame_bytes -= command.size();
  Give(frame_bytes);
  for (const std::string_view command : commands) {
    Entry& entry = entries_.emplace_back();
    entry.bytes = command;
    under_way_bytes_ += command.size();
  }
  return nullptr;
}

bool RecordFactsHandler::MayRead() {
  if (reading_ || half_closed_ || closing_error_ != nullptr ||
      entries_.size() + kMaxCommandsPerMessage > bounds_.max_under_way ||
      under_way_bytes_ > bounds_.max_under_way_bytes) {
    return false;
  }
  if (!budget_->is_tight()) return true;
  // Whoever gives something back does not know who waits.
  if (!std::exchange(waits_for_budget_, true)) stream_->WakeAfter(kBudgetRetry);
  return false;
}

void RecordFactsHandler::DropBytes(Entry& entry) {
  under_way_bytes_ -= entry.bytes.size();
  Give(entry.bytes.size());
  entry.bytes = std::string();
}

void RecordFactsHandler::Give(size_t bytes) {
  taken_bytes_ -= bytes;
  budget_->Give(bytes);
}

void RecordFactsHandler::Advance() {
  if (finished_) return;
  CollectAnswers();
  SubmitWaiting();
  WriteAnswers();
  if (MayRead()) {
    reading_ = true;
    stream_->Read();
  }
  const bool nothing_under_way =
      entries_.empty() ||
      (closing_error_ != nullptr && submitted_ == 0 && !entries_.front().answered());
  const bool no_more = half_closed_ || closing_error_ != nullptr;
  if (no_more && nothing_under_way && !writing_) {
    finished_ = true;
    stream_->Finish(std::move(closing_error_));
  }
}

void RecordFactsHandler::SubmitWaiting() {
  size_t at_once = 0;
  while (closing_error_ == nullptr && !queue_full_ && submitted_ < bounds_.max_submitted &&
         next_to_submit_ < entries_.size()) {
    // The others on this thread have their turn; then it goes on.
    if (++at_once > bounds_.max_submitted_at_once) return stream_->Wake();
    const size_t index = next_to_submit_++;
    Submit(first_number_ + index, entries_[index]);
  }
}

void RecordFactsHandler::Submit(uint64_t number, Entry& entry) {
  command_.Clear();
  entry.error = ParseRequest(entry.bytes, command_, context_.language);
  // Parsing leaves the text behind that it failed on. Sent back, that one would keep the caller
  // from reading the whole message of answers.
  const std::string& request_id = command_.header().request_id();
  if (entry.error == nullptr || IsUtf8(request_id)) entry.request_id = request_id;
  if (entry.error == nullptr) entry.error = CheckForm(command_, context_.language);
  runtime::Submission submission;
  if (entry.error == nullptr) {
    entry.error = TranslateCommand(context_, parts_.clock, command_, submission);
  }
  if (entry.error != nullptr) return;
  ++submitted_;
  parts_.sequencer->Submit(std::move(submission),
                           [mailbox = mailbox_, number](runtime::SubmitResult result) {
                             mailbox->Deliver({number, std::move(result)});
                           });
  // What is known at once (a replay, a full queue) is there already.
  CollectAnswers();
}

void RecordFactsHandler::CollectAnswers() {
  mailbox_->TakeAll(deliveries_);
  for (Delivery& delivery : deliveries_) {
    --submitted_;
    const size_t index = delivery.number - first_number_;
    if (IsQueueFull(delivery.result) && index + 1 == next_to_submit_ && closing_error_ == nullptr) {
      // Nothing after it has been submitted, so the order holds when it is submitted again.
      next_to_submit_ = index;
      queue_full_ = true;
      if (submitted_ == 0) {
        stream_->WakeAfter(std::get<runtime::Trouble>(delivery.result).retry_after);
      }
      continue;
    }
    queue_full_ = false;
    Entry& entry = entries_[index];
    entry.result = std::move(delivery.result);
    // A refusal names its target, which is read from the command again.
    if (std::holds_alternative<runtime::Outcome>(*entry.result)) DropBytes(entry);
  }
}

void RecordFactsHandler::WriteAnswers() {
  if (writing_ || entries_.empty() || !entries_.front().answered()) return;
  std::string response;
  while (!entries_.empty() && entries_.front().answered() &&
         response.size() < bounds_.max_answer_bytes) {
    AppendBytesField(v1::RecordFactsResponse::kResultsFieldNumber, Answer(entries_.front()),
                     response);
    DropBytes(entries_.front());
    Give(kEntryBytes);
    entries_.pop_front();
    ++first_number_;
    --next_to_submit_;
  }
  writing_ = true;
  stream_->Write(Payload(std::move(response)));
}

std::string RecordFactsHandler::Answer(const Entry& entry) const {
  std::string answer;
  if (!entry.request_id.empty()) {
    AppendBytesField(v1::CommandResult::kRequestIdFieldNumber, entry.request_id, answer);
  }
  if (entry.error != nullptr) {
    AppendBytesField(v1::CommandResult::kRefusalFieldNumber, entry.error->SerializeAsString(),
                     answer);
    return answer;
  }
  if (const auto* outcome = std::get_if<runtime::Outcome>(&*entry.result)) {
    AppendBytesField(v1::CommandResult::kOutcomeFieldNumber,
                     SerialiseOutcome(*outcome, context_.language), answer);
    return answer;
  }
  // Refusals are rare enough to read the command again for the name of its target.
  v1::Command command;
  command.ParseFromString(entry.bytes);
  const ErrorStatus error = ErrorOfResult(
      *entry.result, context_.language,
      [&command](int index) {
        return index < command.proposals_size() ? command.proposals(index).target() : std::string();
      },
      PathInCommand);
  AppendBytesField(v1::CommandResult::kRefusalFieldNumber, error->SerializeAsString(), answer);
  return answer;
}

StreamMethod RecordFactsMethod(const CommandParts& parts, const RecordFactsBounds& bounds) {
  return {"traguardo.api.v1.MonitoringService/RecordFacts",
          &v1::RecordFactsRequest::default_instance(), Access::kRecord,
          [parts, bounds, budget = std::make_shared<ByteBudget>(bounds.max_bytes_of_all_streams)](
              const CallContext& context) {
            return std::make_unique<RecordFactsHandler>(parts, context, bounds, budget);
          }};
}

}  // namespace traguardo::api
