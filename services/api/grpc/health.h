// grpc.health.v1.Health, for load balancers and whoever else asks whether the server serves; needs
// no token. Its two messages are a few bytes, so their proto is not needed.
//
// gRPC has one of its own, which is not used: it brings threads that poll all connections beside
// ours, and every message then wakes one of them before it wakes the thread that it is for.

#ifndef TRAGUARDO_SERVICES_API_GRPC_HEALTH_H_
#define TRAGUARDO_SERVICES_API_GRPC_HEALTH_H_

#include <memory>
#include <mutex>
#include <set>
#include <string_view>

#include "services/api/method_table.h"
#include "services/api/stream.h"

namespace traguardo::api {

// Must outlive the streams of its methods.
class Health {
 public:
  // Check and Watch. Only the server as a whole, "", is known.
  void AddMethods(MethodTable& table);

  // NOT_SERVING until then. Any thread. Whoever watches is told on their completion thread.
  void SetServing(bool serving);

 private:
  friend class HealthWatch;

  bool is_serving() const;
  void Join(std::shared_ptr<Stream> stream);
  void Leave(const std::shared_ptr<Stream>& stream);

  mutable std::mutex mutex_;
  bool serving_ = false;                       // guarded by mutex_
  std::set<std::shared_ptr<Stream>> watches_;  // guarded by mutex_
};

class HealthWatch final : public StreamHandler {
 public:
  explicit HealthWatch(Health* health) : health_(health) {}

  void OnOpen(std::shared_ptr<Stream> stream) override;
  void OnMessage(std::string_view bytes) override;
  void OnHalfClose() override;
  void OnWritten() override;
  void OnWake() override;
  void OnShutdown(ErrorStatus error) override;
  void OnDone() override;

 private:
  // Says how things are unless that was the last thing said.
  void Tell();

  Health* const health_;
  std::shared_ptr<Stream> stream_;
  bool asked_ = false;
  bool is_known_ = false;
  bool writing_ = false;
  bool finished_ = false;
  int told_ = 0;
  ErrorStatus closing_error_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_HEALTH_H_
