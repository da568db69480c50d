#include "tests/crash/wire_client.h"

#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/call_error.h"
#include "traguardo/api/v1/errors.pb.h"

namespace traguardo::crash {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(60);
constexpr int kCommandsOfMessage = 20;

client::ConnectionOptions OptionsFor(const std::string& address, Caller caller) {
  client::ConnectionOptions options;
  options.server = address;
  options.token = std::string(TokenOf(caller));
  options.deadline = kDeadline;
  return options;
}

// Whether an answer with this reason promises that nothing is recorded, now and later.
bool IsFinal(const std::string& name) {
  api::v1::ErrorReason reason = api::v1::ERROR_REASON_UNSPECIFIED;
  if (!api::v1::ErrorReason_Parse(absl::StrCat("ERROR_REASON_", name), &reason)) return false;
  constexpr int kFirstRefusalOfTheDomain = 100;
  return reason >= kFirstRefusalOfTheDomain || reason == api::v1::ERROR_REASON_FIELD_INVALID ||
         reason == api::v1::ERROR_REASON_REQUEST_ID_REUSED ||
         reason == api::v1::ERROR_REASON_PERMISSION_DENIED ||
         reason == api::v1::ERROR_REASON_COMMAND_SHAPE;
}

Answer AnswerOf(const client::CallError& error) {
  Answer answer;
  answer.kind = IsFinal(error.reason) ? Answer::Kind::kRefused : Answer::Kind::kUnanswered;
  answer.reason = error.reason;
  answer.message = error.message;
  return answer;
}

Answer AnswerOf(const grpc::Status& status, const api::v1::CommandOutcome& outcome) {
  if (!status.ok()) return AnswerOf(client::ErrorFrom(status));
  return {Answer::Kind::kAccepted, outcome, {}, {}};
}

}  // namespace

WireClient::WireClient(const std::string& address, Caller caller)
    : connection_(OptionsFor(address, caller)) {}

WireClient::WireClient(std::shared_ptr<grpc::Channel> channel, Caller caller)
    : connection_(OptionsFor("", caller), std::move(channel)) {}

Answer WireClient::Send(const api::v1::Command& command) {
  grpc::ClientContext context;
  connection_.PrepareUnary(context);
  const api::v1::Proposal& first = command.proposals(0);
  if (command.proposals_size() == 1 && first.fact().has_progress_recorded()) {
    api::v1::RecordProgressRequest request;
    *request.mutable_header() = command.header();
    request.mutable_header()->set_effective_on(first.effective_on());
    request.set_objective(first.target());
    request.set_unit(first.unit());
    *request.mutable_progress() = first.fact().progress_recorded();
    api::v1::RecordProgressResponse response;
    const grpc::Status status =
        connection_.monitoring().RecordProgress(&context, request, &response);
    return AnswerOf(status, response.outcome());
  }
  api::v1::RecordCommandRequest request;
  *request.mutable_command() = command;
  api::v1::RecordCommandResponse response;
  const grpc::Status status = connection_.monitoring().RecordCommand(&context, request, &response);
  return AnswerOf(status, response.outcome());
}

void WireClient::SendMany(
    const std::vector<const api::v1::Command*>& commands,
    const std::function<void(const std::string& request_id, Answer)>& on_answer) {
  grpc::ClientContext context;
  connection_.PrepareUnary(context);  // with a deadline: a stream here has an end
  const auto stream = connection_.monitoring().RecordFacts(&context);
  std::thread reader([&] {
    api::v1::RecordFactsResponse response;
    while (stream->Read(&response)) {
      for (const api::v1::CommandResult& result : response.results()) {
        on_answer(result.request_id(),
                  result.has_outcome()
                      ? Answer{Answer::Kind::kAccepted, result.outcome(), {}, {}}
                      : AnswerOf(client::ErrorFrom(result.refusal())));
      }
    }
  });
  api::v1::RecordFactsRequest request;
  bool goes_on = true;
  for (size_t i = 0; goes_on && i < commands.size(); ++i) {
    *request.add_commands() = *commands[i];
    if (request.commands_size() < kCommandsOfMessage && i + 1 < commands.size()) continue;
    goes_on = stream->Write(request);
    request.Clear();
  }
  stream->WritesDone();
  reader.join();
  stream->Finish();  // what was not answered says enough
}

}  // namespace traguardo::crash
