#include "clients/cli/verbs/known_facts.h"

#include <algorithm>

#include "clients/document/content_hash.h"
#include "clients/document/entry_command.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {
namespace {

document::Texts TextsOf(bool is_withdrawn) {
  return is_withdrawn ? document::Texts::kWithout : document::Texts::kWith;
}

}  // namespace

void KnownFacts::Add(const api::v1::ListFactsResponse& page) {
  position_ = std::max(position_, page.position());
  for (const auto& recorded : page.facts()) {
    const event::v1::Envelope& envelope = recorded.envelope();
    const bool is_withdrawn = recorded.private_part_withdrawn();
    const uint64_t first = envelope.position() - envelope.command_index();
    const auto [command, is_new] = commands_.try_emplace(first);
    if (is_new) by_request_id_[envelope.command_hash()].push_back(first);
    command_of_[envelope.position()] = first;
    command->second[envelope.command_index()] = {
        document::ContentHash(envelope, TextsOf(is_withdrawn)), is_withdrawn};
    ente_registered_ = ente_registered_ || envelope.fact().has_ente_registered();
  }
}

std::vector<uint64_t> KnownFacts::Under(const std::string& request_id) const {
  const auto found = by_request_id_.find(document::CommandHash(request_id));
  return found == by_request_id_.end() ? std::vector<uint64_t>() : found->second;
}

bool KnownFacts::SaysAt(uint64_t first_position, const api::v1::Command& command) const {
  const Facts* const facts = CommandAt(first_position);
  if (facts == nullptr) return false;
  const auto envelopes = document::EnvelopesOf(command);
  return std::equal(facts->begin(), facts->end(), envelopes.begin(), envelopes.end(),
                    [](const auto& entry, const event::v1::Envelope& envelope) {
                      const Fact& fact = entry.second;
                      return fact.content ==
                             document::ContentHash(envelope, TextsOf(fact.is_withdrawn));
                    });
}

const KnownFacts::Facts* KnownFacts::CommandAt(uint64_t first_position) const {
  const auto whole = commands_.find(first_position);
  if (whole != commands_.end()) return &whole->second;
  const auto begins = command_of_.find(first_position);
  if (begins == command_of_.end()) return nullptr;
  const Facts& part = commands_.at(begins->second);
  return begins->second + part.begin()->first == first_position ? &part : nullptr;
}

}  // namespace traguardo::cli
