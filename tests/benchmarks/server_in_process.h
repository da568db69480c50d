// The server inside this process, for what is measured beside its own log and views. It is filled
// over the wire like the real one.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_SERVER_IN_PROCESS_H_
#define TRAGUARDO_TESTS_BENCHMARKS_SERVER_IN_PROCESS_H_

#include <cstddef>
#include <memory>

#include "services/server/server.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/world.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::benchmarks {

class ServerInProcess {
 public:
  // Set up, with this many facts in all, and the views caught up.
  ServerInProcess(const World& world, size_t facts);

  server::Core& core() { return server_->core(); }
  const Target& segretario() const { return segretario_; }

 private:
  testing::TemporaryDirectory directory_;
  std::unique_ptr<server::Server> server_;
  Target segretario_;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_SERVER_IN_PROCESS_H_
