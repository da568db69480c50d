// Folds parts of an ente's state from the log. The only place that does so for the sequencer, the
// projector and questions about the past.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATE_LOADER_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATE_LOADER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/domain/state.h"
#include "services/runtime/fact_reader.h"
#include "services/runtime/state_parts.h"
#include "storage/event_log.h"

namespace traguardo::runtime {

// The state of these parts as of `up_to`. `withdrawn` is what an already loaded base knows of
// withdrawn texts; with parts.base it is read anew.
absl::StatusOr<domain::Ente> LoadState(const storage::EventLog& log, std::string_view ente,
                                       const StateParts& parts, storage::Position up_to,
                                       Texts texts, const WithdrawnPositions& withdrawn);

// Reads the facts that LoadState folds: the base's first.
absl::Status ReadParts(const storage::EventLog& log, std::string_view ente, const StateParts& parts,
                       storage::Position up_to, Texts texts, const WithdrawnPositions& withdrawn,
                       FactSet& facts);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATE_LOADER_H_
