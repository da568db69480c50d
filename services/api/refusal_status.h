// The one place where an error becomes a google.rpc.Status: code, message in the caller's language,
// and details that programs can use (ErrorInfo always; BadRequest, PreconditionFailure, RetryInfo
// where they say something; LocalizedMessage).

#ifndef TRAGUARDO_SERVICES_API_REFUSAL_STATUS_H_
#define TRAGUARDO_SERVICES_API_REFUSAL_STATUS_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/rpc/status.pb.h"
#include "services/api/details.h"
#include "services/api/language.h"
#include "services/api/reply.h"
#include "services/domain/commands/refusal.h"
#include "services/domain/facts/field_rules.h"
#include "services/runtime/commands/submission.h"
#include "traguardo/api/v1/errors.pb.h"

namespace traguardo::api {

// ErrorInfo.domain.
inline constexpr std::string_view kErrorDomain = "traguardo";

// Where the fields of a command's proposals stand in the request they came from. `field` is a path
// in the proposal: "fact.progress_recorded.percent", "effective_on", "unit"; or empty.
using RequestPath = std::function<std::string(int proposal_index, std::string_view field)>;

// One of the server's own reasons (below 100). `field` names the field concerned, where one is.
ErrorStatus ErrorOf(v1::ErrorReason reason, Language language, Details details = {},
                    std::string_view field = {});

// The same with a RetryInfo.
ErrorStatus RetryableError(v1::ErrorReason reason, Language language, absl::Duration retry_after);

// FIELD_INVALID with every violation.
ErrorStatus ErrorOf(const std::vector<domain::FieldViolation>& violations, Language language);

// `subject` is the resource name of what the refused proposal speaks of.
ErrorStatus ErrorOf(const domain::Refusal& refusal, Language language, std::string_view subject,
                    const RequestPath& path);

ErrorStatus ErrorOf(const runtime::Trouble& trouble, Language language);

// What went wrong inside: DATA_LOSS stays what it is, UNAVAILABLE is SHUTTING_DOWN or not ready
// yet, RESOURCE_EXHAUSTED is DISK_ALMOST_FULL, anything else INTERNAL. The status itself is for the
// server's log, not for callers.
ErrorStatus ErrorOf(const absl::Status& status, Language language);

// The message of a warning that was recorded with this stable name. `reason` may be one that this
// version no longer knows.
std::string WarningMessage(std::string_view reason, const Details& details, Language language);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_REFUSAL_STATUS_H_
