#include "services/runtime/commands/answers.h"

#include <algorithm>
#include <utility>

#include "storage/bytes/limits.h"

namespace traguardo::runtime {
namespace {

using event::v1::RecordedAnswer;
using event::v1::RecordedWarning;

constexpr size_t kMaxWarnings = 100;

RecordedWarning ToRecorded(const domain::Warning& warning) {
  RecordedWarning recorded;
  recorded.set_reason(std::string(domain::WarningReasonName(warning.reason)));
  recorded.set_proposal_index(static_cast<uint32_t>(warning.proposal_index));
  for (const auto& [name, value] : warning.details) {
    event::v1::WarningDetail& detail = *recorded.add_details();
    detail.set_name(name);
    detail.set_value(value);
  }
  return recorded;
}

}  // namespace

RecordedAnswer MakeRecordedAnswer(storage::Position first_position, storage::Position position,
                                  storage::Revision revision,
                                  const std::vector<domain::Warning>& warnings) {
  RecordedAnswer answer;
  answer.set_position(position);
  answer.set_first_position(first_position);
  answer.set_revision(revision);
  const size_t count = std::min(warnings.size(), kMaxWarnings);
  for (size_t i = 0; i < count; ++i) {
    *answer.add_warnings() = ToRecorded(warnings[i]);
    if (answer.ByteSizeLong() > storage::kMaxAnswerBytes) {
      answer.mutable_warnings()->RemoveLast();
      break;
    }
  }
  return answer;
}

Outcome ToOutcome(RecordedAnswer answer, bool replayed) {
  Outcome outcome;
  outcome.position = answer.position();
  outcome.first_position = answer.first_position();
  outcome.revision = answer.revision();
  outcome.warnings.assign(std::make_move_iterator(answer.mutable_warnings()->begin()),
                          std::make_move_iterator(answer.mutable_warnings()->end()));
  outcome.replayed = replayed;
  return outcome;
}

SubmitResult AnswerAgain(std::string_view stored_answer,
                         const storage::RequestFingerprint& stored_fingerprint,
                         const storage::RequestFingerprint& fingerprint) {
  RecordedAnswer answer;
  if (!answer.ParseFromArray(stored_answer.data(), static_cast<int>(stored_answer.size()))) {
    return MakeTrouble(Trouble::Kind::kDataLoss, "the stored answer does not decode");
  }
  if (stored_fingerprint != fingerprint) {
    return MakeTrouble(Trouble::Kind::kRequestIdReused,
                       "the request id was accepted with other content, up to position " +
                           std::to_string(answer.position()));
  }
  return ToOutcome(std::move(answer), /*replayed=*/true);
}

Trouble MakeTrouble(Trouble::Kind kind, std::string message) {
  Trouble trouble;
  trouble.kind = kind;
  trouble.message = std::move(message);
  return trouble;
}

}  // namespace traguardo::runtime
