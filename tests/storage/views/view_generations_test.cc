// Which view generation is live, and that a rebuild, a switch and a kill in between never mix two.

#include "storage/views/view_generations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "storage/views/view_store.h"
#include "tests/storage/faulty_file_system.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using traguardo::testing::IsOk;
using traguardo::testing::StatusIs;

std::vector<std::string> Names(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// A finished store of one row, which says whose it is.
void Build(const ViewGenerations& generations, const std::string& generation,
           rocksdb::Env* env = nullptr) {
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      const auto store,
      ViewStore::Open({.directory = generations.DirectoryOf(generation), .env = env}));
  ViewBatch batch;
  batch.Put("name", generation);
  ASSERT_THAT(store->Write(batch, 1), IsOk());
}

std::string NameIn(const ViewGenerations& generations, const std::string& generation) {
  const auto store = ViewStore::Open({.directory = generations.DirectoryOf(generation)});
  if (!store.ok()) return store.status().ToString();
  const auto name = (*store)->Get("name");
  return name.ok() ? name->value_or("no row") : name.status().ToString();
}

class ViewGenerationsTest : public ::testing::Test {
 protected:
  ViewGenerationsTest() : root_(directory_.File("views")) {}

  void Open() { TRAGUARDO_ASSERT_OK_AND_ASSIGN(generations_, ViewGenerations::Open(root_)); }
  std::string New(const std::string& version) {
    const auto generation = generations_->NewGeneration(version);
    return generation.ok() ? *generation : generation.status().ToString();
  }
  void BuildAndSwitch(const std::string& version) {
    const std::string generation = New(version);
    Build(*generations_, generation);
    ASSERT_THAT(generations_->SwitchTo(generation), IsOk());
  }

  testing::TemporaryDirectory directory_;
  const std::string root_;
  std::unique_ptr<ViewGenerations> generations_;
};

TEST_F(ViewGenerationsTest, NoneIsLiveAtFirst) {
  Open();
  EXPECT_EQ(generations_->live(), "");
}

TEST_F(ViewGenerationsTest, ASwitchIsRemembered) {
  Open();
  BuildAndSwitch("v1");
  EXPECT_EQ(generations_->live(), "v1-1");
  Open();
  EXPECT_EQ(generations_->live(), "v1-1");
  EXPECT_EQ(ViewGenerations::VersionOf(generations_->live()), "v1");
  EXPECT_EQ(NameIn(*generations_, "v1-1"), "v1-1");
}

TEST_F(ViewGenerationsTest, TheOldOneStaysUntilItIsRemoved) {
  Open();
  BuildAndSwitch("v1");
  BuildAndSwitch("v2");
  EXPECT_EQ(NameIn(*generations_, "v1-1"), "v1-1");
  EXPECT_THAT(generations_->Remove("v2-2"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("is live")));
  ASSERT_THAT(generations_->Remove("v1-1"), IsOk());
  EXPECT_THAT(Names(root_), ElementsAre("CURRENT", "v2-2"));
}

TEST_F(ViewGenerationsTest, LeftoversAreCleanedAndTheirNumbersNotUsedAgain) {
  Open();
  BuildAndSwitch("v1");
  Build(*generations_, New("v2"));  // an interrupted rebuild
  std::ofstream(root_ + "/CURRENT.new") << "v2-2";
  std::ofstream(root_ + "/somebody's notes") << "x";
  Open();
  EXPECT_THAT(Names(root_), ElementsAre("CURRENT", "somebody's notes", "v1-1"));
  EXPECT_EQ(New("v2"), "v2-3");
}

TEST_F(ViewGenerationsTest, AStoreRemovedByHandIsBuiltAgain) {
  Open();
  BuildAndSwitch("v1");
  std::filesystem::remove_all(root_ + "/v1-1");
  Open();
  EXPECT_EQ(generations_->live(), "");
  EXPECT_EQ(New("v1"), "v1-2");
}

TEST_F(ViewGenerationsTest, ADamagedCurrentSaysWhatToDo) {
  for (const std::string content : {"", "v1-1", "no name\n", "../v1-1\n", "-1\n", "v1-\n"}) {
    std::filesystem::create_directories(root_);
    std::ofstream(root_ + "/CURRENT") << content;
    EXPECT_THAT(ViewGenerations::Open(root_),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr("remove the folder")))
        << '"' << content << '"';
  }
}

TEST_F(ViewGenerationsTest, RefusesNamesThatAreNone) {
  Open();
  for (const std::string version : {"", "V1", "a/b", "a-b", "..x/"}) {
    EXPECT_THAT(generations_->NewGeneration(version), StatusIs(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_THAT(generations_->SwitchTo("v1-1"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(generations_->SwitchTo("../views"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(generations_->Remove("../views"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ViewGenerationsTest, APowerCutDuringASwitchLeavesOneOfTheTwo) {
  bool old_was_live = false;
  bool new_was_live = false;
  for (uint64_t call = 1;; ++call) {
    ASSERT_LT(call, 100u);
    std::filesystem::remove_all(root_);
    Open();
    BuildAndSwitch("v1");
    const auto files = std::make_shared<FaultyFileSystem>(1);
    const auto env = rocksdb::NewCompositeEnv(files);
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(generations_, ViewGenerations::Open(root_, env.get()));
    const std::string next = New("v2");
    Build(*generations_, next);
    files->Plan({.at_call = call, .from_then_on = true});
    const absl::Status switched = generations_->SwitchTo(next);
    files->PowerCut(UnsyncedTail::kTorn);
    Open();
    ASSERT_THAT(generations_->live(), ::testing::AnyOf("v1-1", "v2-2"));
    EXPECT_EQ(NameIn(*generations_, generations_->live()), generations_->live());
    (generations_->live() == "v1-1" ? old_was_live : new_was_live) = true;
    if (switched.ok()) {
      EXPECT_EQ(generations_->live(), "v2-2");
      break;
    }
  }
  EXPECT_TRUE(old_was_live);
  EXPECT_TRUE(new_was_live);
}

}  // namespace
}  // namespace traguardo::storage
