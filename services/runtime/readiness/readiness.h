// The one place that says whether the server may be sent work, and if not, why.
//
// Each part of the runtime reports for itself; the server is ready when no part objects. Every part
// objects until it has first reported. Safe from any thread.

#ifndef TRAGUARDO_SERVICES_RUNTIME_READINESS_READINESS_H_
#define TRAGUARDO_SERVICES_RUNTIME_READINESS_READINESS_H_

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace traguardo::runtime {

// In the order in which their objections are told.
enum class Part { kLog, kSequencer, kViews };
inline constexpr size_t kPartCount = 3;
std::string_view PartName(Part part);

class Readiness {
 public:
  // English, for logs and status answers: "views: replaying facts, 12 of 400". Empty when ready.
  std::string why_not() const;
  bool ready() const;

  void ReportReady(Part part);
  void ReportNotReady(Part part, std::string reason);

  // Called after every change of ready() with the new value, one call at a time, on the thread that
  // reported; also once at once with the present value. Must not report in turn. Listeners stay for
  // the life of this object.
  void Listen(std::function<void(bool ready)> listener);

 private:
  void Report(Part part, std::optional<std::string> objection);
  bool IsReady() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  // Held while listeners run, so that they hear changes in their order. Taken before mutex_.
  absl::Mutex telling_;
  std::vector<std::function<void(bool)>> listeners_ ABSL_GUARDED_BY(telling_);
  bool told_ready_ ABSL_GUARDED_BY(telling_) = false;

  mutable absl::Mutex mutex_;
  std::array<std::optional<std::string>, kPartCount> objections_ ABSL_GUARDED_BY(mutex_){
      "starting", "starting", "starting"};
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_READINESS_READINESS_H_
