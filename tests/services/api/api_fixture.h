// A whole server in this process, with a clock that stands still, and the small ente "demo": two
// settori, the plan of 2024 adopted with two objectives of weight 60 and 40.

#ifndef TRAGUARDO_TESTS_SERVICES_API_API_FIXTURE_H_
#define TRAGUARDO_TESTS_SERVICES_API_API_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "services/runtime/clock/clock.h"
#include "services/server/server.h"
#include "tests/services/api/api_client.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::api::testing {

inline constexpr char kPlan[] = "enti/demo/plans/2024";
inline constexpr char kOb1[] = "enti/demo/plans/2024/objectives/ob-1";
inline constexpr char kOb2[] = "enti/demo/plans/2024/objectives/ob-2";

class ApiTest : public ::testing::Test {
 protected:
  // 1 July 2024, noon in Italy.
  ApiTest();
  ~ApiTest() override;

  // Changed by tests before Start().
  server::ServerOptions options_;
  void Start();
  void Stop();
  server::Server& server() { return *server_; }
  // Over loopback where options_.grpc.address asks for it, else without a network.
  std::shared_ptr<grpc::Channel> Channel();

  // By id of the principal: "admin", "segretario", "resp-1" (answers for ob-1), "resp-2" (ob-2),
  // "nucleo", "giunta", "revisore", and "estraneo", who is segretario of another ente.
  ApiClient As(const std::string& principal, const std::string& language = "");

  // A header with a request id nobody used before.
  v1::CommandHeader Header(const std::string& effective_on = "");
  // Registers the ente and its plan up to the adoption, each step asserted.
  void MakeYear();
  // RecordProgress of ob-1 by resp-1, which must succeed.
  v1::CommandOutcome Progress(const std::string& percent, const std::string& effective_on = "");
  v1::RecordProgressRequest ProgressRequest(const std::string& percent);
  // The segretario records the scostamento "s1" of ob-1, proposes the ripianificazione "r1" for it
  // and opens the round "giugno"; each must succeed.
  struct LateJune {
    uint64_t scostamento = 0;  // positions
    uint64_t round = 0;
  };
  LateJune RecordLateJune();

  traguardo::testing::TemporaryDirectory directory_;
  runtime::ManualClock clock_;

 private:
  std::unique_ptr<server::Server> server_;
  int requests_ = 0;
};

// One scope "performance", weighted to 100.
rules::v1::RuleSet RuleSet();

// Definition of an objective that is due by 30 November.
event::v1::ObjectiveDefined Objective(const std::string& id, const std::string& weight,
                                      const std::string& responsabile);

}  // namespace traguardo::api::testing

#endif  // TRAGUARDO_TESTS_SERVICES_API_API_FIXTURE_H_
