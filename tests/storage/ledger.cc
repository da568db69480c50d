#include "tests/storage/ledger.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace traguardo::storage {
namespace {

constexpr size_t kHeaderLines = 6;

}  // namespace

std::string Ledger::RandomText(size_t bytes) {
  std::string text(bytes, ' ');
  for (char& c : text) c = static_cast<char>('a' + random_() % 26);
  return text;
}

void Ledger::AddFact(const Request& request, const std::string& request_id, size_t text_bytes) {
  Fact fact;
  fact.position = facts_.size() + 1;
  fact.ente = request.key.ente;
  fact.stream = absl::StrCat("plans/2024/objectives/", random_() % 5);
  fact.revision = ++revisions_[{fact.ente, fact.stream}];
  fact.envelope =
      absl::StrCat(fact.ente, "\n", fact.stream, "\n", fact.revision, "\n", fact.position, "\n",
                   request.key.principal, "\n", request_id, "\n", RandomText(text_bytes));
  if (fact.position % 3 != 0) fact.private_part = RandomText(10 + random_() % 30);
  for (size_t i = 0; i < kSaltBytes; ++i) {
    fact.entry_salt.push_back(static_cast<char>(random_()));
  }
  facts_.push_back(std::move(fact));
}

AppendGroup Ledger::MakeGroup(size_t commands, size_t facts_per_command, size_t text_bytes) {
  const size_t first_fact = facts_.size();
  const size_t first_request = requests_.size();
  for (size_t i = 0; i < commands; ++i) {
    const std::string request_id = absl::StrCat("request ", requests_.size());
    Request request;
    request.key.ente = absl::StrCat("ente", random_() % 3);
    request.key.principal = absl::StrCat("principal", random_() % 2);
    request.key.request_id_hash = HashRequestId(request_id);
    request.fingerprint[0] = static_cast<uint8_t>(requests_.size());
    request.first_position = facts_.size() + 1;
    request.fact_count = static_cast<uint32_t>(facts_per_command);
    request.answer = absl::StrCat("answer ", requests_.size());
    for (size_t fact = 0; fact < facts_per_command; ++fact) {
      AddFact(request, request_id, text_bytes);
    }
    requests_.push_back(std::move(request));
  }
  AppendGroup group;
  for (size_t i = first_fact; i < facts_.size(); ++i) {
    const Fact& fact = facts_[i];
    group.facts.push_back({fact.position, fact.ente, fact.stream, fact.revision, fact.envelope,
                           fact.private_part, fact.entry_salt});
  }
  for (size_t i = first_request; i < requests_.size(); ++i) {
    const Request& request = requests_[i];
    group.requests.push_back({request.key, request.fingerprint, request.first_position,
                              request.fact_count, request.answer});
  }
  return group;
}

absl::Status Ledger::AppendTo(EventLog& log, size_t commands, size_t facts_per_command,
                              size_t text_bytes) {
  const absl::Status status = log.Append(MakeGroup(commands, facts_per_command, text_bytes));
  if (status.ok()) Acknowledge();
  return status;
}

void Ledger::ForgetUnacknowledged() {
  while (facts_.size() > acknowledged_) {
    const Fact& fact = facts_.back();
    --revisions_[{fact.ente, fact.stream}];
    facts_.pop_back();
  }
  while (!requests_.empty() && requests_.back().first_position > acknowledged_) {
    requests_.pop_back();
  }
}

std::string Ledger::FindLoss(const EventLog& log) const {
  const Position head = log.head();
  if (head < acknowledged_) {
    return absl::StrCat("the log ends at ", head, " and ", acknowledged_, " were acknowledged");
  }
  if (head != acknowledged_ && head != facts_.size()) {
    return absl::StrCat("the log ends at ", head, ", inside the group from ", acknowledged_ + 1,
                        " to ", facts_.size());
  }
  Position seen = 0;
  std::string loss;
  const absl::Status scanned = log.Scan(1, head, [&](const FactView& view) {
    const Fact& fact = facts_[seen++];
    if (view.position != seen || view.envelope != fact.envelope ||
        view.private_part != fact.private_part || view.entry_salt != fact.entry_salt) {
      loss = absl::StrCat("the fact at ", seen, " is not as it was written");
    }
    return absl::OkStatus();
  });
  if (!scanned.ok()) return scanned.ToString();
  if (seen != head) return absl::StrCat("the scan saw ", seen, " facts of ", head);
  if (!loss.empty()) return loss;
  for (const Request& request : requests_) {
    if (request.first_position > head) {
      if (log.FindRequest(request.key).ok()) return "a request is there without its facts";
      continue;
    }
    const absl::StatusOr<StoredRequest> found = log.FindRequest(request.key);
    if (!found.ok()) return absl::StrCat("request: ", found.status().ToString());
    if (found->first_position != request.first_position ||
        found->fact_count != request.fact_count || found->fingerprint != request.fingerprint ||
        found->answer != request.answer) {
      return absl::StrCat("the request for ", request.first_position, " answers otherwise");
    }
  }
  std::map<std::pair<std::string, std::string>, Revision> last_revisions;
  for (Position position = 1; position <= head; ++position) {
    const Fact& fact = facts_[position - 1];
    last_revisions[{fact.ente, fact.stream}] = fact.revision;
  }
  for (const auto& [stream, revision] : last_revisions) {
    const absl::StatusOr<Revision> found = log.LastRevision(stream.first, stream.second);
    if (!found.ok()) return found.status().ToString();
    if (*found != revision) return absl::StrCat("stream ", stream.second, " ends at ", *found);
  }
  return "";
}

absl::StatusOr<DecodedHeader> Ledger::Decode(std::string_view envelope) {
  const std::vector<std::string> lines =
      absl::StrSplit(std::string(envelope), absl::MaxSplits('\n', kHeaderLines));
  DecodedHeader header;
  if (lines.size() != kHeaderLines + 1 || !absl::SimpleAtoi(lines[2], &header.revision) ||
      !absl::SimpleAtoi(lines[3], &header.position)) {
    return absl::InvalidArgumentError("not an envelope of these tests");
  }
  header.ente = lines[0];
  header.stream = lines[1];
  header.principal = lines[4];
  header.command_hash = HashRequestId(lines[5]);
  return header;
}

Hash NaiveRoot(const std::vector<Hash>& leaves, size_t first, size_t count) {
  if (count == 0) return EmptyRoot();
  if (count == 1) return leaves[first];
  size_t left = 1;
  while (left * 2 < count) left *= 2;
  return NodeHash(NaiveRoot(leaves, first, left), NaiveRoot(leaves, first + left, count - left));
}

}  // namespace traguardo::storage
