// A log and its sequencer, without views, on a disk that the test can make fail.

#ifndef TRAGUARDO_TESTS_SERVICES_RUNTIME_SEQUENCER_ON_FAULTY_DISK_H_
#define TRAGUARDO_TESTS_SERVICES_RUNTIME_SEQUENCER_ON_FAULTY_DISK_H_

#include <rocksdb/env.h>

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "tests/services/runtime/harness.h"
#include "tests/storage/faulty_file_system.h"

namespace traguardo::runtime {

class OnFaultyDisk : public ::testing::Test {
 protected:
  // A report under this request id.
  SubmitResult Submit(std::string id) {
    return harness_.Submit(Harness::MakeCommand({testing::Progress("40").On("2024-06-30")}, id));
  }

  std::shared_ptr<storage::FaultyFileSystem> files_ =
      std::make_shared<storage::FaultyFileSystem>(1);
  std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(files_);
  Harness harness_{[this] {
    HarnessOptions options;
    options.with_views = false;
    options.env = env_.get();
    return options;
  }()};
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_TESTS_SERVICES_RUNTIME_SEQUENCER_ON_FAULTY_DISK_H_
