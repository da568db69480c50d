// What the tests of Watch share: the small ente's year, and its watches.

#ifndef TRAGUARDO_TESTS_SERVICES_API_WATCH_FIXTURE_H_
#define TRAGUARDO_TESTS_SERVICES_API_WATCH_FIXTURE_H_

#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"
#include "tests/services/api/watch_call.h"

namespace traguardo::api::testing {

class WatchFixture : public ApiTest {
 protected:
  void SetUp() override {
    Start();
    MakeYear();
    head_ = Progress("10", "2024-03-31").position();
    AwaitViews(head_);
  }

  static v1::WatchRequest Request(
      std::vector<v1::WatchedView> views = {v1::WATCHED_VIEW_OBJECTIVES},
      const std::string& plan = kPlan) {
    v1::WatchRequest request;
    request.set_plan(plan);
    for (const v1::WatchedView view : views) request.add_views(view);
    return request;
  }
  static v1::WatchRequest Resumed(v1::WatchRequest request, const std::string& token) {
    request.set_resume_token(token);
    return request;
  }

  // Until the views show this position.
  void AwaitViews(uint64_t position) {
    v1::GetPlanRequest request;
    request.set_plan(kPlan);
    request.set_min_position(position);
    const ApiClient client = As("segretario");
    const auto answer = client.Call(client.plan(), &PlanStub::GetPlan, request);
    ASSERT_TRUE(answer.ok()) << answer.status.error_message();
  }

  // Moves the server's clock, and waits until everything that was due has been done.
  void MoveClock(absl::Duration by) {
    clock_.Advance(by);
    absl::Notification done;
    // The timer calls back in the order of time, so this comes last.
    server().core().timer().After(absl::ZeroDuration(), [&done] { done.Notify(); });
    done.WaitForNotification();
  }

  static std::string Percent(const view::v1::Objective& objective) {
    return objective.results_size() == 0 ? "none" : objective.results(0).percent();
  }

  uint64_t head_ = 0;
};

}  // namespace traguardo::api::testing

#endif  // TRAGUARDO_TESTS_SERVICES_API_WATCH_FIXTURE_H_
