// One group on its way to the log: the facts as bytes, the requests, and who is to be answered.
// Filled, appended, answered, cleared and used again; its memory is kept.

#ifndef TRAGUARDO_SERVICES_RUNTIME_GROUP_GROUP_H_
#define TRAGUARDO_SERVICES_RUNTIME_GROUP_GROUP_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message_lite.h"
#include "services/domain/decide/decide.h"
#include "services/runtime/commands/pending_command.h"
#include "services/runtime/commands/submission.h"
#include "services/runtime/group/recent_requests.h"
#include "services/runtime/group/salt_source.h"
#include "services/runtime/states/bytes_arena.h"
#include "storage/layout/log_records.h"

namespace traguardo::runtime {

// One command's answer, as it will be given when the group is written.
struct DueAnswer {
  Answer answer;
  SubmitResult result;
};

class Group {
 public:
  struct Added {
    Outcome outcome;
    RecentRequest recent;
    size_t envelope_bytes = 0;
  };
  // Adds the facts of an accepted command, each serialised once: these bytes are hashed, stored and
  // served. Also makes the stored answer. The order of calls is the order of positions.
  // INTERNAL, and nothing added, when a fact is larger than the log takes: CheckCommandSize should
  // have refused it.
  absl::StatusOr<Added> Add(const PendingCommand& command, domain::Acceptance acceptance);

  // An earlier fact, to be written again without its private part.
  void AddWithdrawn(const storage::StoredFact& fact);
  void AddOperational(std::string_view key, std::string_view value);

  void AddAnswer(Answer answer, SubmitResult result) {
    answers_.push_back({std::move(answer), std::move(result)});
  }

  const storage::AppendGroup& to_append() const { return to_append_; }
  std::vector<DueAnswer>& answers() { return answers_; }
  const std::vector<DueAnswer>& answers() const { return answers_; }
  size_t fact_count() const { return to_append_.facts.size(); }
  size_t bytes() const { return bytes_; }
  bool is_empty() const { return answers_.empty() && to_append_.facts.empty(); }

  void Clear();

 private:
  std::string_view Keep(std::string_view bytes);
  std::string_view Serialise(const google::protobuf::MessageLite& message);

  SaltSource salts_;
  BytesArena arena_;
  storage::AppendGroup to_append_;
  std::vector<DueAnswer> answers_;
  size_t bytes_ = 0;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_GROUP_GROUP_H_
