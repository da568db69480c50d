#include "clients/document/positions_of_document.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/document/content_hash.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {
namespace {

using api::v1::Command;

std::string Called(const DocumentCommand& command) {
  return absl::StrCat(command.path, " (", command.what, ")");
}

WhyNot NamesPosition(uint64_t position, const std::string& italian, const std::string& english) {
  return {absl::StrCat("nomina la posizione ", position,
                       " del registro da cui il documento è stato esportato, ", italian,
                       ": la voce non è stata registrata. Registrarla qui, con le posizioni di "
                       "questo registro (traguardo facts list)."),
          absl::StrCat("names position ", position,
                       " of the log that the document was exported "
                       "from, ",
                       english,
                       ": the entry was not recorded. Record it here, with this log's positions "
                       "(traguardo facts list).")};
}

WhyNot InNoEntry(uint64_t position) {
  return NamesPosition(position, "che non è di nessuna voce del documento",
                       "which no entry of the document has");
}

WhyNot NotClear(uint64_t position) {
  return NamesPosition(
      position,
      "e dal documento non si ricava quale fatto sia: la danno più voci, o una che non dà una "
      "posizione per ciascuno dei suoi fatti",
      "and the document does not tell which fact that is: several entries have it, or one that "
      "does not have a position for each of its facts");
}

WhyNot NotHere(uint64_t position, const DocumentCommand& command) {
  return NamesPosition(
      position,
      absl::StrCat("che è di ", Called(command), ", e prima di questa voce quel fatto qui non c'è"),
      absl::StrCat("which is of ", Called(command),
                   ", and before this entry that fact is not here"));
}

}  // namespace

std::vector<Freeze> FreezesOf(const DocumentCommand& exported, const Command& filled) {
  std::vector<Freeze> freezes;
  if (!exported.names_positions) return freezes;
  for (int i = 0; i < filled.proposals_size(); ++i) {
    const event::v1::Fact& fact = filled.proposals(i).fact();
    if (!fact.has_consuntivo_frozen()) continue;
    const event::v1::Fact& there = exported.command.proposals(i).fact();
    freezes.push_back(
        {there.consuntivo_frozen().frozen_position(), fact.consuntivo_frozen().frozen_position()});
  }
  return freezes;
}

PositionsOfDocument::PositionsOfDocument(const std::vector<DocumentCommand>& commands)
    : commands_(commands), standing_(commands.size()) {
  for (size_t index = 0; index < commands.size(); ++index) {
    by_request_id_.emplace(commands[index].command.header().request_id(), index);
    const std::vector<uint64_t>& positions = commands[index].exported_positions;
    const bool one_each =
        positions.size() == static_cast<size_t>(commands[index].command.proposals_size());
    for (size_t fact = 0; fact < positions.size(); ++fact) {
      const auto [place, is_new] =
          by_exported_position_.try_emplace(positions[fact], Place{index, fact, one_each});
      if (!is_new) place->second.is_clear = false;
    }
  }
}

void PositionsOfDocument::NoteAt(size_t index, std::vector<uint64_t> positions, Content content) {
  standing_[index] = {std::move(positions), content};
}

void PositionsOfDocument::NoteRecorded(size_t index, uint64_t first_position) {
  std::vector<uint64_t> positions;
  const auto count = static_cast<uint64_t>(commands_[index].command.proposals_size());
  for (uint64_t i = 0; i < count; ++i) positions.push_back(first_position + i);
  NoteAt(index, std::move(positions), Content::kSame);
}

std::optional<WhyNot> PositionsOfDocument::FillPositions(size_t index, Command& command) const {
  const DocumentCommand& exported = commands_[index];
  std::optional<WhyNot> first_why;
  const auto position_of = [&first_why](Here here) {
    if (const auto* const position = std::get_if<uint64_t>(&here)) return *position;
    if (!first_why.has_value()) first_why = std::get<WhyNot>(std::move(here));
    return uint64_t{0};
  };
  if (!exported.names_positions) return first_why;
  for (int i = 0; i < command.proposals_size(); ++i) {
    event::v1::Fact& fact = *command.mutable_proposals(i)->mutable_fact();
    if (fact.has_fact_corrected()) {
      auto& corrected = *fact.mutable_fact_corrected();
      const bool by_name = i == 0 && !exported.corrects_request_id.empty();
      if (by_name || corrected.corrected_position() == 0) continue;
      corrected.set_corrected_position(position_of(HereOf(corrected.corrected_position())));
    } else if (fact.has_personal_data_withdrawn()) {
      auto& withdrawn = *fact.mutable_personal_data_withdrawn();
      for (int at = 0; at < withdrawn.positions_size(); ++at) {
        withdrawn.set_positions(at, position_of(HereOf(withdrawn.positions(at))));
      }
    } else if (fact.has_consuntivo_frozen()) {
      auto& frozen = *fact.mutable_consuntivo_frozen();
      frozen.set_frozen_position(position_of(FrozenHere(frozen.frozen_position())));
    } else if (fact.has_consuntivo_approved()) {
      auto& approved = *fact.mutable_consuntivo_approved();
      approved.set_frozen_position(position_of(FrozenHere(approved.frozen_position())));
    }
  }
  return first_why;
}

bool PositionsOfDocument::FillCorrected(size_t index, Command& command) const {
  const DocumentCommand& correcting = commands_[index];
  if (correcting.corrects_request_id.empty()) return true;
  const auto named = by_request_id_.find(correcting.corrects_request_id);
  if (named == by_request_id_.end()) return false;
  const std::vector<uint64_t>& positions = standing_[named->second].positions;
  if (correcting.corrects_index >= positions.size()) return false;
  for (int i = 0; i < command.proposals_size(); ++i) {
    event::v1::Fact& fact = *command.mutable_proposals(i)->mutable_fact();
    if (!fact.has_fact_corrected()) continue;
    if (i > 0 && fact.fact_corrected().corrected_position() > 0) continue;
    fact.mutable_fact_corrected()->set_corrected_position(positions[correcting.corrects_index]);
  }
  return true;
}

std::optional<WhyNot> PositionsOfDocument::CheckFrozen(const Freeze& freeze,
                                                       const KnownFacts& up_to_here) const {
  std::set<uint64_t> frozen_there;     // where they stand here
  std::set<std::string> said_of_ente;  // with and without texts
  const auto end = by_exported_position_.upper_bound(freeze.exported_position);
  for (auto at = by_exported_position_.begin(); at != end; ++at) {
    const Place& place = at->second;
    const Standing& standing = standing_[place.command];
    if (!place.is_clear || place.fact >= standing.positions.size()) continue;
    frozen_there.insert(standing.positions[place.fact]);
    const Command& command = commands_[place.command].command;
    const std::string& target = command.proposals(static_cast<int>(place.fact)).target();
    if (absl::StrContains(target, "/plans/")) continue;
    const event::v1::Envelope envelope = EnvelopesOf(command)[place.fact];
    said_of_ente.insert(ContentHash(envelope, Texts::kWith));
    said_of_ente.insert(ContentHash(envelope, Texts::kWithout));
  }
  uint64_t other = 0;
  up_to_here.ForEachFact([&](uint64_t position, const KnownFacts::Fact& fact) {
    if (position > freeze.position || frozen_there.contains(position)) return;
    switch (fact.kind) {
      case KnownFacts::Kind::kRegistration:
      case KnownFacts::Kind::kWithdrawal:
        return;
      case KnownFacts::Kind::kOfEnte:
        if (said_of_ente.contains(fact.content)) return;
        break;
      case KnownFacts::Kind::kOfYear:
        break;
    }
    if (other == 0 || position < other) other = position;
  });
  if (other == 0) return std::nullopt;
  return NamesPosition(
      freeze.exported_position,
      absl::StrCat("fino alla quale conta tutto; qui sarebbe la ", freeze.position,
                   ", ma fin lì c'è anche la ", other, ", che là non contava"),
      absl::StrCat("up to which everything counts; here it would be ", freeze.position,
                   ", but up to there ", other, " stands too, which did not count there"));
}

PositionsOfDocument::Here PositionsOfDocument::HereOf(uint64_t exported_position) const {
  const auto found = by_exported_position_.find(exported_position);
  if (found == by_exported_position_.end()) return InNoEntry(exported_position);
  const Place& place = found->second;
  if (!place.is_clear) return NotClear(exported_position);
  const Standing& standing = standing_[place.command];
  if (place.fact >= standing.positions.size() || standing.content == Content::kOther) {
    return NotHere(exported_position, commands_[place.command]);
  }
  return standing.positions[place.fact];
}

PositionsOfDocument::Here PositionsOfDocument::FrozenHere(uint64_t exported_position) const {
  uint64_t last = 0;
  const auto end = by_exported_position_.upper_bound(exported_position);
  for (auto at = by_exported_position_.begin(); at != end; ++at) {
    const Place& place = at->second;
    if (!place.is_clear) return NotClear(at->first);
    if (MovesNoFigure(place)) continue;
    if (!StandsForIt(place)) {
      return NamesPosition(exported_position,
                           absl::StrCat("fino alla quale conta tutto, anche la ", at->first, " di ",
                                        Called(commands_[place.command]), ", che qui non c'è"),
                           absl::StrCat("up to which everything counts, also ", at->first, " of ",
                                        Called(commands_[place.command]), ", which is not here"));
    }
    // Readers stop at the ends of commands. If the entry goes on past what was frozen there,
    // CheckFrozen finds its last facts.
    last = std::max(last, standing_[place.command].positions.back());
  }
  if (last == 0) return InNoEntry(exported_position);
  return last;
}

bool PositionsOfDocument::MovesNoFigure(const Place& place) const {
  const auto& proposal = commands_[place.command].command.proposals(static_cast<int>(place.fact));
  return proposal.fact().has_personal_data_withdrawn();
}

bool PositionsOfDocument::StandsForIt(const Place& place) const {
  const Standing& standing = standing_[place.command];
  if (place.fact >= standing.positions.size()) return false;
  const auto& proposal = commands_[place.command].command.proposals(static_cast<int>(place.fact));
  // An ente is registered once, in whatever words.
  return standing.content == Content::kSame || proposal.fact().has_ente_registered();
}

}  // namespace traguardo::document
