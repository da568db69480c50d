// Where a server listens and where it does not, and what makes it refuse to start.

#include "services/server/server.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/messages/bilingual_error.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using ::testing::HasSubstr;
using testing::IsOk;
using testing::StatusIs;

std::string InItalian(const absl::Status& error) {
  return api::MessageIn(error, api::Language::kItalian);
}

TEST(ListenAddressTest, IsALoopbackAddressWithAPort) {
  for (const char* address :
       {"127.0.0.1:7450", "127.0.0.1:0", "127.8.9.10:1", "localhost:7450", "[::1]:7450"}) {
    EXPECT_THAT(CheckListenAddress(address), IsOk()) << address;
  }
}

TEST(ListenAddressTest, IsRefusedWhenOtherMachinesReachIt) {
  for (const char* address : {"0.0.0.0:7450", "[::]:7450", "192.168.1.5:7450", "server.example:80",
                              ":7450", "::1:7450", "unix:127.0.0.1:7450", "127.example:80",
                              "127.0.0.1.example.org:80", "localhost.example:80"}) {
    const absl::Status refused = CheckListenAddress(address);
    EXPECT_THAT(refused,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("does not encrypt")))
        << address;
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(address)));
    EXPECT_THAT(InItalian(refused), HasSubstr("si raggiunge da altre macchine")) << address;
  }
}

TEST(ListenAddressTest, IsRefusedWithoutAPort) {
  for (const char* address : {"127.0.0.1", "127.0.0.1:", "localhost", "127.0.0.1:99999",
                              "127.0.0.1:7450x", "127.0.0.1:-1", "127.0.0.1:74 50"}) {
    const absl::Status refused = CheckListenAddress(address);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no port")));
    EXPECT_THAT(InItalian(refused), HasSubstr("non ha una porta")) << address;
  }
}

class StartTest : public ::testing::Test {
 protected:
  ServerOptions Options(const std::string& data) {
    ServerOptions options;
    options.core.data_directory = directory_.File(data);
    options.core.log_block_cache_bytes = 8 << 20;
    options.core.log_write_buffer_bytes = 4 << 20;
    options.grpc.address = "127.0.0.1:0";
    return options;
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(StartTest, IsRefusedWhereOthersWouldReachItBeforeAnythingIsMade) {
  ServerOptions options = Options("data");
  options.grpc.address = "0.0.0.0:0";
  EXPECT_THAT(Server::Start(options), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_FALSE(std::ifstream(directory_.File("data/log/CURRENT")).is_open());
}

TEST_F(StartTest, IsRefusedOnAPortThatIsTaken) {
  const auto first = Server::Start(Options("one"));
  ASSERT_THAT(first, IsOk());
  ServerOptions options = Options("two");
  options.grpc.address = absl::StrCat("127.0.0.1:", (*first)->port());
  const absl::Status refused = Server::Start(options).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable, HasSubstr("cannot listen")));
  EXPECT_THAT(InItalian(refused), HasSubstr("non si può ascoltare su " + options.grpc.address));
}

TEST_F(StartTest, IsRefusedOnTheDataOfAnotherServer) {
  const auto first = Server::Start(Options("data"));
  ASSERT_THAT(first, IsOk());
  const absl::Status refused = Server::Start(Options("data")).status();
  EXPECT_THAT(refused,
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another server")));
  EXPECT_THAT(InItalian(refused), HasSubstr("forse lo usa già un altro server"));
}

TEST_F(StartTest, IsRefusedWhereNoFolderCanBeMade) {
  std::ofstream(directory_.File("file")) << "not a folder";
  const absl::Status refused = Server::Start(Options("file/data")).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("file/data")));
  EXPECT_THAT(InItalian(refused), HasSubstr("non si può creare la cartella"));
}

TEST_F(StartTest, IsRefusedOnALogThatIsDamaged) {
  ASSERT_THAT(Server::Start(Options("data")), IsOk());  // made, and stopped again
  std::ofstream(directory_.File("data/log/CURRENT"), std::ios::trunc) << "nonsense\n";
  const absl::Status refused = Server::Start(Options("data")).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(InItalian(refused), HasSubstr("è danneggiato"));
}

TEST_F(StartTest, IsRefusedOnViewsThatAreDamagedAndSaysThatTheyMayGo) {
  ASSERT_THAT(Server::Start(Options("data")), IsOk());
  std::ofstream(directory_.File("data/views/CURRENT"), std::ios::trunc) << "nonsense\n";
  const absl::Status refused = Server::Start(Options("data")).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(InItalian(refused), HasSubstr("si può rimuovere la cartella"));
  std::filesystem::remove_all(directory_.File("data/views"));
  EXPECT_THAT(Server::Start(Options("data")), IsOk());
}

TEST_F(StartTest, StopsAsOftenAsItIsTold) {
  const auto server = Server::Start(Options("data"));
  ASSERT_THAT(server, IsOk());
  (*server)->Stop(absl::Hours(1));
  (*server)->Stop(absl::Hours(1));
}

}  // namespace
}  // namespace traguardo::server
