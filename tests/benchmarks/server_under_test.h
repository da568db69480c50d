// The real server: traguardod as a process of its own over a data directory of its own, with what
// the benchmarks ask it besides the calls that they measure.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_SERVER_UNDER_TEST_H_
#define TRAGUARDO_TESTS_BENCHMARKS_SERVER_UNDER_TEST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/world.h"
#include "tests/crash/server_process.h"
#include "tests/testing/temporary_directory.h"
#include "traguardo/api/v1/admin_service.pb.h"

namespace traguardo::benchmarks {

// The set-up of a world over the wire, for any server that has its principals.
void SetUp(const World& world, const Target& amministratore, const Target& segretario);
// Reports on all its objectives until `facts` more are recorded; 100 to a message.
void RecordReports(const Target& segretario, ReportMaker& reports, size_t facts);
// What the server says about itself.
api::v1::GetServerStatusResponse ReadStatus(const Target& amministratore);
// Returns once the views show everything that is recorded.
void AwaitViews(const Target& amministratore);

class ServerUnderTest {
 public:
  // `program` is traguardod. Set up, and ready.
  ServerUnderTest(const std::string& program, const World& world);

  const World& world() const { return world_; }
  const std::string& address() const { return address_; }
  // A connection that everybody here shares.
  const Target& segretario() const { return segretario_; }
  const Target& amministratore() const { return amministratore_; }
  // One of its own.
  Target NewSegretario() const;

  uint64_t Head() const { return ReadStatus(amministratore_).head_position(); }
  // Ends the run unless exactly `facts` were recorded since the head was `before`.
  void RequireGrowth(uint64_t before, size_t facts) const;
  void AwaitViews() const;
  uint64_t ResidentBytes() const { return process_->MemoryBytes("VmRSS"); }

  // The time from starting the process to its being ready, in seconds.
  double StartUp();
  void StopCleanly();
  void Kill();

 private:
  const std::string program_;
  const World world_;
  testing::TemporaryDirectory directory_;
  std::unique_ptr<crash::ServerProcess> process_;
  std::string address_;
  Target segretario_;
  Target amministratore_;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_SERVER_UNDER_TEST_H_
