// The region that is measured: enti with an adopted plan of 2024 each, and endless reports on their
// objectives, as much alike as real ones are.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_WORLD_H_
#define TRAGUARDO_TESTS_BENCHMARKS_WORLD_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grpcpp/support/byte_buffer.h"
#include "services/api/principals_file.h"
#include "traguardo/api/v1/command.pb.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::benchmarks {

inline constexpr std::string_view kAmministratoreToken = "token-amministratore";
inline constexpr std::string_view kSegretarioToken = "token-segretario";

struct World {
  size_t enti = 16;
  size_t objectives_per_ente = 60;

  size_t objectives() const { return enti * objectives_per_ente; }
  // All from registering an ente to adopting its plan.
  size_t set_up_facts() const;
};

std::string EnteName(size_t ente);                         // "enti/comune-0007"
std::string PlanName(size_t ente);                         // "enti/comune-0007/plans/2024"
std::string ObjectiveName(size_t ente, size_t objective);  // "…/objectives/ob-12"

// An amministratore for all enti and a segretario for each of the world's.
std::vector<api::Principal> Principals(const World& world);

// Registers the ente: by the amministratore.
api::v1::Command RegisterCommand(size_t ente);
// Organisation, plan, objectives and adoption, in one command: by the segretario.
api::v1::Command PlanCommand(const World& world, size_t ente);

// Reports of progress, on one objective after the other through a span of enti.
class ReportMaker {
 public:
  // `name` begins the request ids: no two makers of one server have the same.
  ReportMaker(const World& world, std::string name);
  // Only on the enti from..from+count.
  ReportMaker(const World& world, std::string name, size_t from, size_t count);

  api::v1::RecordProgressRequest Next();
  api::v1::Command NextCommand();

  // RecordProgressRequests.
  std::vector<grpc::ByteBuffer> UnaryRequests(size_t count);
  // One RecordFactsRequest of `commands` reports.
  grpc::ByteBuffer StreamMessage(size_t commands);

 private:
  const size_t objectives_per_ente_;
  const std::string name_;
  const size_t from_;
  const size_t count_;
  size_t made_ = 0;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_WORLD_H_
