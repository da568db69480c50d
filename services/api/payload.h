// The serialised bytes of one message on their way out: some that a cache shares among many callers,
// then some of this message's own. Either may be empty. Never parsed or copied again on the way.

#ifndef TRAGUARDO_SERVICES_API_PAYLOAD_H_
#define TRAGUARDO_SERVICES_API_PAYLOAD_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace traguardo::api {

using SharedBytes = std::shared_ptr<const std::string>;

class Payload {
 public:
  Payload() = default;
  explicit Payload(std::string bytes) : own_(std::move(bytes)) {}
  // Fields of a message may follow each other in any pieces: `own` continues what `shared` begins.
  Payload(SharedBytes shared, std::string own) : shared_(std::move(shared)), own_(std::move(own)) {}

  // Null when there are none.
  const SharedBytes& shared() const { return shared_; }
  const std::string& own() const { return own_; }
  std::string TakeOwn() && { return std::move(own_); }

  size_t size() const { return (shared_ == nullptr ? 0 : shared_->size()) + own_.size(); }
  std::string ToString() const { return shared_ == nullptr ? own_ : *shared_ + own_; }

 private:
  SharedBytes shared_;
  std::string own_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_PAYLOAD_H_
