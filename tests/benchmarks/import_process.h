// An import at full speed from a process of its own, as an importer is: what its client does beside
// sending is not done by the client of whoever else is measured meanwhile.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_IMPORT_PROCESS_H_
#define TRAGUARDO_TESTS_BENCHMARKS_IMPORT_PROCESS_H_

#include <cstddef>
#include <string>

#include "tests/benchmarks/byte_load.h"
#include "tests/crash/server_process.h"

namespace traguardo::benchmarks {

// First argument with which this program is such an import. What follows is the ImportProcess's.
inline constexpr char kImportArgument[] = "import";
[[noreturn]] void RunImport(int argc, char** argv);

class ImportProcess {
 public:
  struct Plan {
    std::string address;
    size_t ente = 0;
    size_t objectives_per_ente = 0;
    // Commands that earlier imports into this server have sent: it goes on after them.
    size_t sent_before = 0;
  };
  // Returns once it is under way. `program` is this one's own path.
  ImportProcess(const std::string& program, const Plan& plan);

  // Sends nothing more, waits for the last answer. Once.
  FactsResult Stop();

 private:
  crash::ServerProcess process_;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_IMPORT_PROCESS_H_
