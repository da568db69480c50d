#include "services/projection/keys/row_key.h"

#include "services/domain/values/resource_name.h"

namespace traguardo::projection {
namespace {

// The first 00 of a key ends the ente, because an ente's id has none; a 00 further on may belong to
// the year, which has a fixed width.
constexpr char kEnd = '\0';

bool IsRowKind(char byte) {
  switch (static_cast<RowKind>(byte)) {
    case RowKind::kPlan:
    case RowKind::kObjective:
    case RowKind::kScostamento:
    case RowKind::kVariation:
    case RowKind::kRound:
      return true;
  }
  return false;
}

bool HasPart(RowKind kind) { return kind == RowKind::kScostamento || kind == RowKind::kVariation; }

}  // namespace

std::strong_ordering operator<=>(const RowKey& a, const RowKey& b) {
  if (auto order = a.ente <=> b.ente; order != 0) return order;
  if (auto order = a.year <=> b.year; order != 0) return order;
  if (auto order = a.kind <=> b.kind; order != 0) return order;
  if (auto order = a.id <=> b.id; order != 0) return order;
  return a.part <=> b.part;
}

std::string PlanYearPrefix(std::string_view ente, int year) {
  std::string prefix;
  prefix.reserve(ente.size() + 40);
  prefix.append(ente);
  prefix.push_back(kEnd);
  prefix.push_back(static_cast<char>((year >> 8) & 0xff));
  prefix.push_back(static_cast<char>(year & 0xff));
  return prefix;
}

std::string KindPrefix(std::string_view ente, int year, RowKind kind) {
  std::string prefix = PlanYearPrefix(ente, year);
  prefix.push_back(static_cast<char>(kind));
  return prefix;
}

std::string PartsPrefix(std::string_view ente, int year, RowKind kind, std::string_view id) {
  std::string prefix = KindPrefix(ente, year, kind);
  prefix.append(id);
  prefix.push_back(kEnd);
  return prefix;
}

std::string EncodeRowKey(const RowKey& key) {
  if (HasPart(key.kind)) return PartsPrefix(key.ente, key.year, key.kind, key.id) + key.part;
  return KindPrefix(key.ente, key.year, key.kind) + key.id;
}

std::optional<RowKey> ParseRowKey(std::string_view encoded) {
  const size_t ente_end = encoded.find(kEnd);
  if (ente_end == std::string_view::npos || encoded.size() < ente_end + 4) return std::nullopt;
  RowKey key;
  key.ente = encoded.substr(0, ente_end);
  key.year = static_cast<unsigned char>(encoded[ente_end + 1]) << 8 |
             static_cast<unsigned char>(encoded[ente_end + 2]);
  if (!domain::IsEnteId(key.ente) || !domain::IsPlanYear(key.year)) return std::nullopt;
  if (!IsRowKind(encoded[ente_end + 3])) return std::nullopt;
  key.kind = static_cast<RowKind>(encoded[ente_end + 3]);

  const std::string_view rest = encoded.substr(ente_end + 4);
  const size_t id_end = rest.find(kEnd);
  key.id = rest.substr(0, id_end);
  if (key.kind == RowKind::kPlan ? !key.id.empty() : !domain::IsId(key.id)) return std::nullopt;
  if (HasPart(key.kind) != (id_end != std::string_view::npos)) return std::nullopt;
  if (!HasPart(key.kind)) return key;

  key.part = rest.substr(id_end + 1);
  const bool is_addition = key.kind == RowKind::kVariation && key.part == kAdditionPart;
  if (!is_addition && !domain::IsId(key.part)) return std::nullopt;
  return key;
}

}  // namespace traguardo::projection
