#include "services/server/known_year.h"

#include <string>

#include "services/runtime/states/fact_reader.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::server {

absl::StatusOr<document::KnownFacts> ReadKnownYear(const storage::EventLog& log,
                                                   const api::v1::YearDocument& document,
                                                   storage::Position up_to) {
  document::KnownFacts known;
  const auto add = [&](const storage::StreamEntry&, const storage::StoredFact& stored) {
    event::v1::Envelope fact;
    absl::Status parsed = runtime::ParseFact(stored, runtime::Texts::kIncluded, {}, fact);
    if (parsed.ok()) known.Add(fact, stored.private_withdrawn);
    return parsed;
  };
  const std::string year = runtime::YearStream(static_cast<int>(document.year()));
  for (const runtime::StreamSelection& selection :
       {runtime::StreamSelection{.ente = document.ente(), .stream = "ente"},
        runtime::StreamSelection{.ente = document.ente(), .stream = year, .below = true}}) {
    absl::Status read = runtime::ForEachStored(log, selection, up_to, add);
    if (!read.ok()) return read;
  }
  return known;
}

}  // namespace traguardo::server
