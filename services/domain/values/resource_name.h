// How things are called: ids, streams of the log, resource names of the API.
//
//   stream (relative to the ente, permanent, stored)     resource name
//   ente                                                 enti/demo
//   plans/2024                                           enti/demo/plans/2024
//   plans/2024/objectives/ob-1                           enti/demo/plans/2024/objectives/ob-1
//   plans/2024/rounds/giugno                             enti/demo/plans/2024/rounds/giugno
//
// Ids: an ente is [a-z0-9][a-z0-9_-]{0,39}; objectives, rounds, phases, indicators and the like are
// [a-z0-9][a-z0-9_.-]{0,59}; plan years are 1990..2199. Every name has one text, and it needs no
// escaping in a URL, a file name or a shell. An id never changes; the code people see may.

#ifndef TRAGUARDO_SERVICES_DOMAIN_VALUES_RESOURCE_NAME_H_
#define TRAGUARDO_SERVICES_DOMAIN_VALUES_RESOURCE_NAME_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace traguardo::domain {

inline constexpr size_t kMaxEnteIdBytes = 40;
inline constexpr size_t kMaxIdBytes = 60;
inline constexpr int kMinPlanYear = 1990;
inline constexpr int kMaxPlanYear = 2199;

bool IsEnteId(std::string_view text);
bool IsId(std::string_view text);
bool IsPlanYear(int year);

// OK, or INVALID_ARGUMENT with what stands there and what it should look like.
absl::Status CheckEnteId(std::string_view text);
absl::Status CheckId(std::string_view text);
absl::Status CheckPlanYear(int year);

// What is wrong with one segment of a name.
enum class NameError {
  kCollection,  // a fixed word: "enti", "ente", "plans", "objectives", "rounds"
  kEnteId,
  kYear,
  kId,
  kMissingSegment,    // the name stops too early
  kTrailingSegments,  // something follows a complete name
};

struct NameFault {
  NameError error;
  int segment;       // which one, counted from 1
  std::string text;  // what stands there; empty when it is missing
  std::string_view
      expected;  // what should, in English ("a plan year from 1990 to 2199, like 2024")
};

// One English sentence: segment 4 ("24") must be a plan year from 1990 to 2199, like 2024.
std::string DescribeNameFault(const NameFault& fault);

enum class StreamKind { kEnte, kPlan, kObjective, kRound };

class StreamName {
 public:
  static StreamName Ente() { return StreamName(StreamKind::kEnte, 0, {}); }
  // INVALID_ARGUMENT when the year or the id is not well formed.
  static absl::StatusOr<StreamName> Plan(int year);
  static absl::StatusOr<StreamName> Objective(int year, std::string_view id);
  static absl::StatusOr<StreamName> Round(int year, std::string_view id);

  StreamKind kind() const { return kind_; }
  int year() const { return year_; }             // 0 for kEnte
  const std::string& id() const { return id_; }  // empty for kEnte and kPlan

  // The stored text, at most 90 bytes.
  std::string ToString() const;

  friend bool operator==(const StreamName&, const StreamName&) = default;

 private:
  friend class NameReader;  // in the source

  StreamName(StreamKind kind, int year, std::string_view id) : kind_(kind), year_(year), id_(id) {}

  StreamKind kind_;
  int year_;
  std::string id_;
};

struct ResourceName {
  std::string ente;
  StreamName stream = StreamName::Ente();

  // `ente` must be a valid id.
  std::string ToString() const;

  friend bool operator==(const ResourceName&, const ResourceName&) = default;
};

std::variant<StreamName, NameFault> TryParseStreamName(std::string_view text);
std::variant<ResourceName, NameFault> TryParseResourceName(std::string_view text);

// The same with the description as an INVALID_ARGUMENT status.
absl::StatusOr<StreamName> ParseStreamName(std::string_view text);
absl::StatusOr<ResourceName> ParseResourceName(std::string_view text);

// A valid id out of any title or code: "OB. 1/A" gives "ob.-1-a", "Qualità dell'aria" gives
// "qualita-dell-aria". Latin letters lose their accents, anything else becomes one dash, nothing
// but a letter or digit begins or ends it. When nothing of the title is left, the fallback is used
// the same way, then "x". Two titles may give the same id: making it unique is the caller's part.
std::string MakeId(std::string_view title, std::string_view fallback);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_VALUES_RESOURCE_NAME_H_
