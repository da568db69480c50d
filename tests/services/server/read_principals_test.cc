// The principals file as a file. What may stand in it: tests/services/api/principals_file_test.cc.

#include "services/server/read_principals.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/messages/bilingual_error.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::StatusIs;

class ReadPrincipalsTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<api::Principal>> ReadText(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return ReadPrincipals(path_);
  }
  static std::string Content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.File("principals.json");
};

TEST_F(ReadPrincipalsTest, ReadsWhatWasWritten) {
  api::Principal principal;
  principal.caller = {.principal = "nucleo", .role = event::v1::ROLE_NUCLEO, .enti = {"demo"}};
  principal.token_digest = api::Sha256({std::string_view("token")});
  ASSERT_THAT(WritePrivateFile(path_, api::FormatPrincipals({principal})), IsOk());
  const auto read = ReadPrincipals(path_);
  ASSERT_THAT(read, IsOk());
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ((*read)[0].caller.principal, "nucleo");
  EXPECT_EQ((*read)[0].token_digest, principal.token_digest);
}

TEST_F(ReadPrincipalsTest, AFileThatIsNotThereIsNotFound) {
  const absl::Status missing = ReadPrincipals(path_).status();
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound, HasSubstr(path_)));
  EXPECT_THAT(api::MessageIn(missing, api::Language::kItalian),
              AllOf(HasSubstr("non si può aprire"), HasSubstr(path_ + ": non c'è")));
}

TEST_F(ReadPrincipalsTest, WhatIsWrongIsNamedWithFileAndPlaceInBothLanguages) {
  struct Case {
    std::string text;
    std::string where;
    std::string italian;
  };
  const Case cases[] = {
      {"", "not valid JSON", "non è JSON valido"},
      {"{\"principals\": [3]}", "entry 1 (line 1): must be", "voce 1 (riga 1): deve essere"},
      {"{\"principals\": [{\"id\": \"a\", \"role\": \"SINDACO\", \"token_sha256\": \"\", "
       "\"enti\": []}]}",
       "entry 1 (line 1): role: ", "voce 1 (riga 1): role: \"SINDACO\" non è un ruolo"},
      {"{\"principals\": [{\"id\": \"a\", \"role\": \"NUCLEO\", \"token_sha256\": \"abc\", "
       "\"enti\": []}]}",
       "token_sha256: must be the 64", "64 cifre"},
      {"{\"principals\": [{\"password\": \"segreta\"}]}", "unknown field", "campo sconosciuto"},
  };
  for (const Case& wrong : cases) {
    const absl::Status error = ReadText(wrong.text).status();
    EXPECT_THAT(error, StatusIs(absl::StatusCode::kInvalidArgument,
                                AllOf(HasSubstr(path_), HasSubstr(wrong.where))));
    EXPECT_THAT(api::MessageIn(error, api::Language::kItalian),
                AllOf(HasSubstr(path_), HasSubstr(wrong.italian)));
  }
}

TEST_F(ReadPrincipalsTest, AFolderIsNoFile) {
  const absl::Status folder = ReadPrincipals(directory_.path()).status();
  EXPECT_THAT(folder, StatusIs(absl::StatusCode::kNotFound, HasSubstr(directory_.path())));
  EXPECT_THAT(api::MessageIn(folder, api::Language::kItalian), HasSubstr("è una cartella"));
}

TEST_F(ReadPrincipalsTest, WritesForItsOwnerOnlyAndInOneStep) {
  std::ofstream(path_) << "before";
  std::filesystem::permissions(path_, std::filesystem::perms::all);
  ASSERT_THAT(WritePrivateFile(path_, "after"), IsOk());
  EXPECT_EQ(Content(path_), "after");
  struct stat information {};
  ASSERT_EQ(stat(path_.c_str(), &information), 0);
  EXPECT_EQ(information.st_mode & 0777, 0600u);
  // Nothing else is left in the folder.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path()), {}), 1);
}

TEST_F(ReadPrincipalsTest, AFileThatCannotBeWrittenLeavesTheOldOne) {
  const absl::Status missing = WritePrivateFile(directory_.File("no/such/folder/file"), "x");
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kUnavailable, HasSubstr("cannot make")));
  EXPECT_THAT(api::MessageIn(missing, api::Language::kItalian), HasSubstr("non si può creare"));
  // A folder cannot be replaced by a file.
  const std::string folder = directory_.File("folder");
  std::filesystem::create_directories(folder + "/inside");
  EXPECT_THAT(WritePrivateFile(folder, "x"),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("cannot replace")));
  EXPECT_TRUE(std::filesystem::exists(folder + "/inside"));
}

TEST_F(ReadPrincipalsTest, ALinkStaysALinkAndWhatSomebodyHasBesideStays) {
  std::ofstream(path_) << "before";
  std::ofstream(path_ + ".new") << "somebody's";
  const std::string link = directory_.File("link");
  std::filesystem::create_symlink(path_, link);
  ASSERT_THAT(WritePrivateFile(link, "after"), IsOk());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(Content(path_), "after");
  EXPECT_EQ(Content(path_ + ".new"), "somebody's");
}

TEST_F(ReadPrincipalsTest, WhatIsNotPutInPlaceChangesNothingAndGoes) {
  std::ofstream(path_) << "before";
  {
    const auto file = PrivateFile::Write(path_, "after");
    ASSERT_THAT(file, IsOk());
    EXPECT_EQ(Content(path_), "before");
  }
  EXPECT_EQ(Content(path_), "before");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path()), {}), 1);
}

}  // namespace
}  // namespace traguardo::server
