// Where a row of the views is stored, and in which order rows stand beside each other.
//
//   {ente} 00 {year, 2 bytes big-endian} {kind, 1 byte} {id} [00 {part}]
//
// Ids hold no zero byte (resource_name.h), so the encoding is prefix-free per column and sorts by
// ente, year, kind, id, part: everything about one plan-year is one range, and so is everything of
// one kind, or of one kind about one objective. Kind bytes are part of stored views: changing one
// needs a rebuild.

#ifndef TRAGUARDO_SERVICES_PROJECTION_KEYS_ROW_KEY_H_
#define TRAGUARDO_SERVICES_PROJECTION_KEYS_ROW_KEY_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace traguardo::projection {

enum class RowKind : char {
  // view.v1.Plan; no id.
  kPlan = 'p',
  // view.v1.Objective; id: the objective.
  kObjective = 'o',
  // view.v1.Scostamento; id: the objective; part: the scostamento.
  kScostamento = 's',
  // view.v1.Variation; id: the objective; part: the ripianificazione, or the objective's own id for
  // its addition by an amendment (see kAdditionPart).
  kVariation = 'v',
  // view.v1.Round; id: the round.
  kRound = 'r',
};

// Part of the row that says that an amendment added the objective. Not an id, so that no
// ripianificazione can take its place, and before every id, because the addition comes first.
inline constexpr std::string_view kAdditionPart = "+";

struct RowKey {
  std::string ente;
  int year = 0;
  RowKind kind = RowKind::kPlan;
  std::string id;
  std::string part;

  // In the order of the encoded keys.
  friend std::strong_ordering operator<=>(const RowKey& a, const RowKey& b);
  friend bool operator==(const RowKey& a, const RowKey& b) = default;
};

std::string EncodeRowKey(const RowKey& key);
// None when the bytes are not a key that EncodeRowKey makes: bad bytes are reported, never guessed
// at.
std::optional<RowKey> ParseRowKey(std::string_view encoded);

// What every key of the plan-year begins with, and none of another one.
std::string PlanYearPrefix(std::string_view ente, int year);
// The same for one kind of row.
std::string KindPrefix(std::string_view ente, int year, RowKind kind);
// The same for the scostamenti or variations of one objective.
std::string PartsPrefix(std::string_view ente, int year, RowKind kind, std::string_view id);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_KEYS_ROW_KEY_H_
