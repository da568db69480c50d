#include "clients/cli/command/short_forms.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>
#include <vector>

#include "clients/cli/command/field_value.h"
#include "clients/cli/command/typed_value.h"

namespace traguardo::cli {
namespace {

using event::v1::Act;

// The parts between the first `count - 1` separators; the last one keeps those that follow.
std::vector<std::string> Split(const std::string& text, char separator, size_t count) {
  std::vector<std::string> parts;
  size_t begin = 0;
  while (parts.size() + 1 < count) {
    const size_t end = text.find(separator, begin);
    if (end == std::string::npos) break;
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

std::string LowerWithoutDots(const std::string& text) {
  std::string lower;
  for (const char c : text) {
    if (c != '.') lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return lower;
}

// "106" of "n.106", "nr. 106" in two words, "n°106": the sign is how acts are cited, and the same
// act would have two numbers with it. Empty where the word is the sign alone; other words stay.
std::string WithoutNumberSign(const std::string& word) {
  std::string lower = word;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string_view sign : {"nr.", "n.", "n°", "nº", "nr", "n"}) {
    if (lower.rfind(sign, 0) != 0) continue;
    const std::string rest = word.substr(sign.size());
    if (rest.empty() || std::isdigit(static_cast<unsigned char>(rest.front())) != 0) return rest;
  }
  return word;
}

// Organ, number and date, without "n." and "del", which say nothing.
std::vector<std::string> WordsOfAct(const std::string& text) {
  std::vector<std::string> kept;
  for (const std::string& word : Words(text)) {
    const std::string said = kept.empty() ? word : WithoutNumberSign(word);
    if (!said.empty() && LowerWithoutDots(said) != "del") kept.push_back(said);
  }
  return kept;
}

Complaint WriteIt(const std::string& given, const Text& form) {
  return {"\"" + given + "\" non si capisce; si scrive " + std::string(form.italian),
          "\"" + given + "\" cannot be read; write " + std::string(form.english)};
}

struct ActName {
  event::v1::Organ organ;
  event::v1::ActKind kind;
};

const std::map<std::string, ActName>& ActNames() {
  static const auto& names = *new std::map<std::string, ActName>{
      {"gc", {event::v1::ORGAN_GIUNTA, event::v1::ACT_KIND_DELIBERA}},
      {"dgc", {event::v1::ORGAN_GIUNTA, event::v1::ACT_KIND_DELIBERA}},
      {"cc", {event::v1::ORGAN_CONSIGLIO, event::v1::ACT_KIND_DELIBERA}},
      {"dcc", {event::v1::ORGAN_CONSIGLIO, event::v1::ACT_KIND_DELIBERA}},
      {"ds", {event::v1::ORGAN_SINDACO, event::v1::ACT_KIND_DECRETO}},
      {"det", {event::v1::ORGAN_RESPONSABILE, event::v1::ACT_KIND_DETERMINA}},
      {"dsg", {event::v1::ORGAN_SEGRETARIO, event::v1::ACT_KIND_DETERMINA}},
      {"nv", {event::v1::ORGAN_NUCLEO, event::v1::ACT_KIND_VERBALE}},
      {"prot", {event::v1::ORGAN_OTHER, event::v1::ACT_KIND_NOTA_PROTOCOLLO}},
  };
  return names;
}

constexpr Text kActWords{
    "\"GC 106 2024-07-03\" (GC, CC, DS, DET, DSG, NV, PROT o ORGANO/TIPO, poi numero e data)",
    "\"GC 106 2024-07-03\" (GC, CC, DS, DET, DSG, NV, PROT or ORGAN/KIND, then number and date)"};

}  // namespace

std::optional<Complaint> ParseAct(const std::string& text, Act* act) {
  const std::vector<std::string> words = WordsOfAct(text);
  if (words.size() != 3) return WriteIt(text, kActWords);
  const std::vector<std::string> names = Split(words[0], '/', 2);
  if (names.size() == 2) {
    if (auto complaint = PutValue(*act, "organ", names[0]); complaint) return complaint;
    if (auto complaint = PutValue(*act, "kind", names[1]); complaint) return complaint;
  } else {
    const auto name = ActNames().find(LowerWithoutDots(words[0]));
    if (name == ActNames().end()) {
      return WriteIt(text, kActWords);
    }
    act->set_organ(name->second.organ);
    act->set_kind(name->second.kind);
  }
  act->set_number(words[1]);
  act->set_date(TypedDate(words[2]));
  return std::nullopt;
}

std::optional<Complaint> ParseCause(const std::string& text, event::v1::Cause* cause) {
  const std::vector<std::string> parts = Split(text, ':', 2);
  if (parts.size() != 2) return WriteIt(text, kCauseForm);
  static const auto& italian = *new std::map<std::string, std::string>{
      {"esogena", "exogenous"}, {"endogena", "endogenous"}, {"indicatore", "indicator"}};
  const auto translated = italian.find(LowerWithoutDots(parts[0]));
  const std::string kind = translated == italian.end() ? parts[0] : translated->second;
  cause->set_description(parts[1]);
  return PutValue(*cause, "kind", kind);
}

std::optional<Complaint> ParsePeriod(const std::string& text, event::v1::Period* period) {
  const size_t dots = text.find("..");
  if (dots == std::string::npos) return WriteIt(text, kPeriodForm);
  period->set_from(TypedDate(text.substr(0, dots)));
  period->set_to(TypedDate(text.substr(dots + 2)));
  return std::nullopt;
}

std::optional<Complaint> ParseIndicator(const std::string& text, event::v1::Indicator* indicator) {
  const std::vector<std::string> parts = Split(text, ':', 5);
  if (parts.size() != 5) return WriteIt(text, kIndicatorForm);
  indicator->set_id(parts[0]);
  if (auto complaint = PutValue(*indicator, "direction", parts[1]); complaint) return complaint;
  const bool is_date = indicator->direction() == event::v1::DIRECTION_DATE;
  if (auto complaint = PutValue(*indicator, is_date ? "target_date" : "target", parts[2]);
      complaint) {
    return complaint;
  }
  indicator->set_unit_of_measure(parts[3]);
  indicator->set_name(parts[4]);
  return std::nullopt;
}

std::optional<Complaint> ParseMilestone(const std::string& text, event::v1::Milestone* milestone) {
  const std::vector<std::string> parts = Split(text, ':', 3);
  if (parts.size() != 3) return WriteIt(text, kMilestoneForm);
  milestone->set_id(parts[0]);
  milestone->set_due(TypedDate(parts[1]));
  milestone->set_name(parts[2]);
  return std::nullopt;
}

std::optional<Complaint> ParsePhase(const std::string& text, event::v1::Phase* phase) {
  const std::vector<std::string> parts = Split(text, ':', 4);
  if (parts.size() != 4) return WriteIt(text, kPhaseForm);
  phase->set_id(parts[0]);
  if (auto complaint = PutValue(*phase, "weight", parts[1]); complaint) return complaint;
  phase->set_name(parts[3]);
  if (parts[2].empty()) return std::nullopt;
  return ParsePeriod(parts[2], phase->mutable_planned());
}

std::optional<Complaint> ParseAssignment(const std::string& text,
                                         event::v1::Assignment* assignment) {
  const std::vector<std::string> parts = Split(text, ':', 3);
  assignment->set_responsabile(parts[0]);
  assignment->set_role(event::v1::RESPONSABILE_ROLE_RESPONSABILE);
  if (parts.size() == 3) assignment->set_unit(parts[2]);
  if (parts.size() == 1) return std::nullopt;
  return PutValue(*assignment, "role", parts[1]);
}

std::optional<Complaint> ParsePair(const std::string& text,
                                   std::pair<std::string, std::string>* pair) {
  const std::vector<std::string> parts = Split(text, '=', 2);
  if (parts.size() != 2 || parts[0].empty()) return WriteIt(text, kPairForm);
  *pair = {parts[0], parts[1]};
  return std::nullopt;
}

std::optional<Complaint> ParseUnit(const std::string& text, event::v1::Unit* unit) {
  const std::vector<std::string> parts = Split(text, ':', 4);
  if (parts.size() < 3) {
    return WriteIt(text, Text{"ID:TIPO:NOME[:SUPERIORE]", "ID:TYPE:NAME[:PARENT]"});
  }
  unit->set_id(parts[0]);
  unit->set_name(parts[2]);
  if (parts.size() == 4) unit->set_parent(parts[3]);
  return PutValue(*unit, "type", parts[1]);
}

std::optional<Complaint> ParseBandCount(const std::string& text, event::v1::BandCount* count) {
  std::pair<std::string, std::string> pair;
  if (auto complaint = ParsePair(text, &pair); complaint) return complaint;
  count->set_band(pair.first);
  return PutValue(*count, "count", pair.second);
}

std::optional<Complaint> ParseAmount(const std::string& text, event::v1::ResourceAmount* amount) {
  const std::vector<std::string> parts = Split(text, ':', 2);
  const std::vector<std::string> words = Words(parts[0]);
  if (words.size() != 2) return WriteIt(text, kAmountForm);
  if (auto complaint = PutValue(*amount, "amount", words[0]); complaint) return complaint;
  amount->set_unit_of_measure(words[1]);
  if (parts.size() == 2) amount->set_description(parts[1]);
  return std::nullopt;
}

}  // namespace traguardo::cli
