#include "services/api/reply.h"

#include "services/api/refusal_status.h"

namespace traguardo::api {

Reply::~Reply() {
  if (responder_ == nullptr) return;
  responder_->Respond(
      Result{ErrorOf(v1::ERROR_REASON_INTERNAL, Language::kItalian), Payload()});
}

}  // namespace traguardo::api
