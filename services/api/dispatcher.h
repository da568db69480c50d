// What happens to every call before a handler sees it, the same for all transports: who is calling,
// may their role, is the message whole, is its form right. What fails is answered here.

#ifndef TRAGUARDO_SERVICES_API_DISPATCHER_H_
#define TRAGUARDO_SERVICES_API_DISPATCHER_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <variant>

#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/api/authenticator.h"
#include "services/api/call_context.h"
#include "services/api/method.h"
#include "services/runtime/clock/clock.h"
#include "traguardo/api/v1/errors.pb.h"

namespace traguardo::api {

// A larger message is refused with its size, before it is parsed.
inline constexpr size_t kMaxMessageBytes = 4 << 20;

// What a transport keeps per unary call; the next call may use it again.
struct UnaryScratch {
  CallContext context;
  // Of the method's request type, made by the first call.
  std::unique_ptr<google::protobuf::Message> request;
};

// Any thread.
class Dispatcher {
 public:
  // Both must outlive the dispatcher.
  Dispatcher(const Authenticator* authenticator, const runtime::Clock* clock)
      : authenticator_(authenticator), clock_(clock) {}

  // Answers `reply` itself, or calls the method's handler. `scratch` lives until the reply is sent.
  void HandleUnary(const UnaryMethod& method, const CallMetadata& metadata, std::string_view bytes,
                   UnaryScratch& scratch, Reply reply) const;

  std::variant<std::unique_ptr<StreamHandler>, ErrorStatus> OpenStream(
      const StreamMethod& method, const CallMetadata& metadata) const;

  // For what a transport refuses by itself (no such method, no room, stopping).
  static ErrorStatus Refuse(v1::ErrorReason reason, const CallMetadata& metadata,
                            std::string_view detail_name = {}, std::string_view detail = {});

 private:
  // Fills `context`; null when the caller is known and may call methods of this access.
  ErrorStatus Admit(Access access, const CallMetadata& metadata, CallContext& context) const;

  const Authenticator* const authenticator_;
  const runtime::Clock* const clock_;
};

// Reads `bytes` into `message`. Null, or MESSAGE_TOO_LARGE, TEXT_NOT_UTF8 or MESSAGE_MALFORMED.
ErrorStatus ParseRequest(std::string_view bytes, google::protobuf::Message& message,
                         Language language);

// Null, or FIELD_INVALID with every field (up to 20) that is not as it must be.
ErrorStatus CheckForm(const google::protobuf::Message& message, Language language);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_DISPATCHER_H_
