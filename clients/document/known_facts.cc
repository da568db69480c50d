#include "clients/document/known_facts.h"

#include <algorithm>

#include "clients/document/content_hash.h"
#include "clients/document/entry_command.h"

namespace traguardo::document {
namespace {

Texts TextsOf(bool is_withdrawn) { return is_withdrawn ? Texts::kWithout : Texts::kWith; }

KnownFacts::Kind KindOf(const event::v1::Envelope& envelope) {
  if (envelope.fact().has_ente_registered()) return KnownFacts::Kind::kRegistration;
  if (envelope.fact().has_personal_data_withdrawn()) return KnownFacts::Kind::kWithdrawal;
  return envelope.stream() == "ente" ? KnownFacts::Kind::kOfEnte : KnownFacts::Kind::kOfYear;
}

}  // namespace

void KnownFacts::Add(const api::v1::ListFactsResponse& page) {
  position_ = std::max(position_, page.position());
  for (const auto& recorded : page.facts()) {
    Add(recorded.envelope(), recorded.private_part_withdrawn());
  }
}

void KnownFacts::Add(const event::v1::Envelope& envelope, bool is_withdrawn) {
  const uint64_t first = envelope.position() - envelope.command_index();
  const auto [command, is_new] = commands_.try_emplace(first);
  if (is_new) by_request_id_[envelope.command_hash()].push_back(first);
  command_of_[envelope.position()] = first;
  command->second[envelope.command_index()] = {ContentHash(envelope, TextsOf(is_withdrawn)),
                                               is_withdrawn, KindOf(envelope)};
  if (envelope.fact().has_ente_registered()) registration_ = envelope.position();
}

std::vector<uint64_t> KnownFacts::Under(const std::string& request_id) const {
  const auto found = by_request_id_.find(CommandHash(request_id));
  return found == by_request_id_.end() ? std::vector<uint64_t>() : found->second;
}

bool KnownFacts::SaysAt(uint64_t first_position, const api::v1::Command& command) const {
  const Facts* const facts = CommandAt(first_position).facts;
  if (facts == nullptr) return false;
  const auto envelopes = EnvelopesOf(command);
  return std::equal(facts->begin(), facts->end(), envelopes.begin(), envelopes.end(),
                    [](const auto& entry, const event::v1::Envelope& envelope) {
                      const Fact& fact = entry.second;
                      return fact.content == ContentHash(envelope, TextsOf(fact.is_withdrawn));
                    });
}

std::vector<uint64_t> KnownFacts::PositionsAt(uint64_t first_position) const {
  std::vector<uint64_t> positions;
  const Found found = CommandAt(first_position);
  if (found.facts == nullptr) return positions;
  for (const auto& [index, fact] : *found.facts) positions.push_back(found.command_begins + index);
  return positions;
}

KnownFacts::Found KnownFacts::CommandAt(uint64_t first_position) const {
  const auto whole = commands_.find(first_position);
  if (whole != commands_.end()) return {first_position, &whole->second};
  const auto begins = command_of_.find(first_position);
  if (begins == command_of_.end()) return {};
  const Facts& part = commands_.at(begins->second);
  if (begins->second + part.begin()->first != first_position) return {};
  return {begins->second, &part};
}

}  // namespace traguardo::document
