// Folds parts of an ente's state from the log. The only place that does so for the sequencer, the
// projector and questions about the past.
//
// Memory: the state that comes out, and a page of facts (kFactsPerPage, kPageBytes), however many
// there are. More than a page is read twice: what later facts take back has to be known before
// earlier ones are folded. The first time only looks for those.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_LOADER_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_LOADER_H_

#include <cstddef>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/domain/state/state.h"
#include "services/runtime/states/fact_reader.h"
#include "services/runtime/states/state_parts.h"
#include "storage/log/event_log.h"

namespace traguardo::runtime {

inline constexpr size_t kFactsPerPage = 4096;
// As stored; in memory about six times that.
inline constexpr size_t kPageBytes = 4 << 20;

// The state of these parts as of `up_to`. `withdrawn` is what an already loaded base knows of
// withdrawn texts; with parts.base it is read anew.
absl::StatusOr<domain::Ente> LoadState(const storage::EventLog& log, std::string_view ente,
                                       const StateParts& parts, storage::Position up_to,
                                       Texts texts, const WithdrawnPositions& withdrawn);

// The same of those facts for which `counts` says so.
absl::StatusOr<domain::Ente> LoadState(
    const storage::EventLog& log, std::string_view ente, const StateParts& parts,
    storage::Position up_to, Texts texts, const WithdrawnPositions& withdrawn,
    absl::FunctionRef<bool(const event::v1::Envelope& fact)> counts);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_LOADER_H_
