#include "services/runtime/state_loader.h"

#include "services/domain/evolve.h"

namespace traguardo::runtime {

absl::Status ReadParts(const storage::EventLog& log, std::string_view ente, const StateParts& parts,
                       storage::Position up_to, Texts texts, const WithdrawnPositions& withdrawn,
                       FactSet& facts) {
  WithdrawnPositions all_withdrawn = withdrawn;
  if (parts.base) {
    const absl::Status read = ReadFacts(log, {ente, "ente"}, up_to, texts, withdrawn, facts);
    if (!read.ok()) return read;
    for (const event::v1::Envelope* fact : facts.facts()) {
      const auto& positions = fact->fact().personal_data_withdrawn().positions();
      all_withdrawn.insert(positions.begin(), positions.end());
    }
  }
  for (const int year : parts.years) {
    const std::string stream = YearStream(year);
    const StreamSelection streams{ente, stream, /*below=*/true};
    const absl::Status read = ReadFacts(log, streams, up_to, texts, all_withdrawn, facts);
    if (!read.ok()) return read;
  }
  return absl::OkStatus();
}

absl::StatusOr<domain::Ente> LoadState(const storage::EventLog& log, std::string_view ente,
                                       const StateParts& parts, storage::Position up_to,
                                       Texts texts, const WithdrawnPositions& withdrawn) {
  FactSet facts;
  const absl::Status read = ReadParts(log, ente, parts, up_to, texts, withdrawn, facts);
  if (!read.ok()) return read;
  return domain::Fold(ente, {facts.facts().begin(), facts.facts().end()});
}

}  // namespace traguardo::runtime
