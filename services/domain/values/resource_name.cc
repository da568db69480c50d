#include "services/domain/values/resource_name.h"

#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

constexpr std::string_view kEnti = "enti";
constexpr std::string_view kEnte = "ente";
constexpr std::string_view kPlans = "plans";
constexpr std::string_view kObjectives = "objectives";
constexpr std::string_view kRounds = "rounds";

constexpr std::string_view kEnteIdRule =
    "an ente's id: a lower-case letter or digit, then up to 39 of a-z 0-9 _ -";
constexpr std::string_view kIdRule =
    "an id: a lower-case letter or digit, then up to 59 of a-z 0-9 _ . -";
constexpr std::string_view kYearRule = "a plan year from 1990 to 2199, like 2024";

bool IsLetterOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// 0 when the text is not a plan year of four digits.
int ReadPlanYear(std::string_view text) {
  if (text.size() != 4) return 0;
  int year = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    year = year * 10 + (c - '0');
  }
  return IsPlanYear(year) ? year : 0;
}

absl::Status Invalid(std::string_view what, std::string_view rule) {
  return absl::InvalidArgumentError(std::string(what) + " must be " + std::string(rule));
}

absl::Status CheckYearAndId(int year, std::string_view id) {
  if (absl::Status status = CheckPlanYear(year); !status.ok()) return status;
  return CheckId(id);
}

}  // namespace

bool IsEnteId(std::string_view text) {
  if (text.empty() || text.size() > kMaxEnteIdBytes || !IsLetterOrDigit(text[0])) return false;
  for (const char c : text) {
    if (!IsLetterOrDigit(c) && c != '_' && c != '-') return false;
  }
  return true;
}

bool IsId(std::string_view text) {
  if (text.empty() || text.size() > kMaxIdBytes || !IsLetterOrDigit(text[0])) return false;
  for (const char c : text) {
    if (!IsLetterOrDigit(c) && c != '_' && c != '.' && c != '-') return false;
  }
  return true;
}

bool IsPlanYear(int year) { return year >= kMinPlanYear && year <= kMaxPlanYear; }

absl::Status CheckEnteId(std::string_view text) {
  return IsEnteId(text) ? absl::OkStatus() : Invalid(Quoted(text), kEnteIdRule);
}

absl::Status CheckId(std::string_view text) {
  return IsId(text) ? absl::OkStatus() : Invalid(Quoted(text), kIdRule);
}

absl::Status CheckPlanYear(int year) {
  return IsPlanYear(year) ? absl::OkStatus() : Invalid(std::to_string(year), kYearRule);
}

std::string DescribeNameFault(const NameFault& fault) {
  const std::string segment = "segment " + std::to_string(fault.segment);
  const std::string expected(fault.expected);
  switch (fault.error) {
    case NameError::kCollection:
    case NameError::kEnteId:
    case NameError::kYear:
    case NameError::kId:
      return segment + " (" + Quoted(fault.text) + ") must be " + expected;
    case NameError::kMissingSegment:
      return segment + " is missing: it must be " + expected;
    case NameError::kTrailingSegments:
      return segment + " (" + Quoted(fault.text) +
             ") must not be there: the name is complete "
             "before it";
  }
  return {};
}

absl::StatusOr<StreamName> StreamName::Plan(int year) {
  if (absl::Status status = CheckPlanYear(year); !status.ok()) return status;
  return StreamName(StreamKind::kPlan, year, {});
}

absl::StatusOr<StreamName> StreamName::Objective(int year, std::string_view id) {
  if (absl::Status status = CheckYearAndId(year, id); !status.ok()) return status;
  return StreamName(StreamKind::kObjective, year, id);
}

absl::StatusOr<StreamName> StreamName::Round(int year, std::string_view id) {
  if (absl::Status status = CheckYearAndId(year, id); !status.ok()) return status;
  return StreamName(StreamKind::kRound, year, id);
}

std::string StreamName::ToString() const {
  if (kind_ == StreamKind::kEnte) return std::string(kEnte);
  std::string text;
  text.reserve(kPlans.size() + 1 + 4 + 1 + kObjectives.size() + 1 + id_.size());
  text.append(kPlans).append("/").append(std::to_string(year_));
  switch (kind_) {
    case StreamKind::kEnte:
    case StreamKind::kPlan:
      return text;
    case StreamKind::kObjective:
      return text.append("/").append(kObjectives).append("/").append(id_);
    case StreamKind::kRound:
      return text.append("/").append(kRounds).append("/").append(id_);
  }
  return text;
}

std::string ResourceName::ToString() const {
  std::string text(kEnti);
  text.append("/").append(ente);
  if (stream.kind() != StreamKind::kEnte) text.append("/").append(stream.ToString());
  return text;
}

// Takes a name apart segment by segment and remembers where it stands.
class NameReader {
 public:
  explicit NameReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return at_end_; }

  // Moves to the next segment; there is one unless at_end().
  std::string_view Next() {
    const size_t slash = rest_.find('/');
    current_ = rest_.substr(0, slash);
    at_end_ = slash == std::string_view::npos;
    rest_ = at_end_ ? std::string_view() : rest_.substr(slash + 1);
    ++segment_;
    return current_;
  }

  NameFault Wrong(NameError error, std::string_view expected) const {
    return {error, segment_, std::string(current_), expected};
  }

  NameFault Missing(std::string_view expected) const {
    return {NameError::kMissingSegment, segment_ + 1, {}, expected};
  }

  // What follows "plans": the year, and perhaps an objective or a round of it.
  std::variant<StreamName, NameFault> ReadPlan() {
    if (at_end()) return Missing(kYearRule);
    const int year = ReadPlanYear(Next());
    if (year == 0) return Wrong(NameError::kYear, kYearRule);
    if (at_end()) return StreamName(StreamKind::kPlan, year, {});
    const std::string_view collection = Next();
    if (collection != kObjectives && collection != kRounds) {
      return Wrong(NameError::kCollection, "\"objectives\" or \"rounds\"");
    }
    if (at_end()) return Missing(kIdRule);
    const std::string_view id = Next();
    if (!IsId(id)) return Wrong(NameError::kId, kIdRule);
    return Complete(StreamName(
        collection == kObjectives ? StreamKind::kObjective : StreamKind::kRound, year, id));
  }

  std::variant<StreamName, NameFault> Complete(StreamName name) {
    if (at_end()) return name;
    Next();
    return Wrong(NameError::kTrailingSegments, "absent");
  }

 private:
  std::string_view rest_;
  std::string_view current_;
  int segment_ = 0;
  bool at_end_ = false;
};

std::variant<StreamName, NameFault> TryParseStreamName(std::string_view text) {
  NameReader reader(text);
  const std::string_view first = reader.Next();
  if (first == kEnte) return reader.Complete(StreamName::Ente());
  if (first == kPlans) return reader.ReadPlan();
  return reader.Wrong(NameError::kCollection, "\"ente\" or \"plans\"");
}

std::variant<ResourceName, NameFault> TryParseResourceName(std::string_view text) {
  NameReader reader(text);
  if (reader.Next() != kEnti) return reader.Wrong(NameError::kCollection, "\"enti\"");
  if (reader.at_end()) return reader.Missing(kEnteIdRule);
  const std::string_view ente = reader.Next();
  if (!IsEnteId(ente)) return reader.Wrong(NameError::kEnteId, kEnteIdRule);
  if (reader.at_end()) return ResourceName{std::string(ente), StreamName::Ente()};
  if (reader.Next() != kPlans) return reader.Wrong(NameError::kCollection, "\"plans\"");
  std::variant<StreamName, NameFault> stream = reader.ReadPlan();
  if (NameFault* fault = std::get_if<NameFault>(&stream)) return std::move(*fault);
  return ResourceName{std::string(ente), std::get<StreamName>(std::move(stream))};
}

absl::StatusOr<StreamName> ParseStreamName(std::string_view text) {
  std::variant<StreamName, NameFault> result = TryParseStreamName(text);
  if (StreamName* name = std::get_if<StreamName>(&result)) return std::move(*name);
  return absl::InvalidArgumentError(Quoted(text) + " is not the name of a stream: " +
                                    DescribeNameFault(std::get<NameFault>(result)));
}

absl::StatusOr<ResourceName> ParseResourceName(std::string_view text) {
  std::variant<ResourceName, NameFault> result = TryParseResourceName(text);
  if (ResourceName* name = std::get_if<ResourceName>(&result)) return std::move(*name);
  return absl::InvalidArgumentError(
      Quoted(text) + " is not a resource name: " + DescribeNameFault(std::get<NameFault>(result)));
}

}  // namespace traguardo::domain
