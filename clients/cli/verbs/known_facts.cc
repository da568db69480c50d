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
  const auto found = commands_.find(first_position);
  if (found == commands_.end()) return false;
  const Facts& facts = found->second;
  const auto envelopes = document::EnvelopesOf(command);
  if (facts.size() != envelopes.size()) return false;
  return std::all_of(facts.begin(), facts.end(), [&envelopes](const auto& entry) {
    const auto& [index, fact] = entry;
    return index < envelopes.size() &&
           fact.content == document::ContentHash(envelopes[index], TextsOf(fact.is_withdrawn));
  });
}

}  // namespace traguardo::cli
