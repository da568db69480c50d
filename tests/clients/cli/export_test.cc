// Writing a year into a file: what is there already is somebody's.

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/import_fixture.h"
#include "tests/testing/temporary_directory.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class ExportTest : public ImportTest {
 protected:
  ExportTest() { RunVerb({"import", "-"}, Document(Progress("1", "va"))); }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name)) << text;
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(Path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  size_t FilesThere() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }
  RunResult Export(const std::string& name, bool force) {
    std::vector<std::string> arguments{"export", "-o", Path(name)};
    if (force) arguments.push_back("--force");
    return RunVerb(arguments);
  }

  const testing::TemporaryDirectory directory_;
  const std::string folder_ = directory_.path();
};

// What was done to the files of a folder, in order, as the system tells it.
class FolderEvents {
 public:
  explicit FolderEvents(const std::string& folder) : events_(inotify_init1(IN_NONBLOCK)) {
    inotify_add_watch(events_, folder.c_str(), IN_CREATE | IN_ATTRIB | IN_MODIFY | IN_MOVED_FROM);
  }
  ~FolderEvents() { close(events_); }

  std::vector<uint32_t> Take() {
    std::vector<uint32_t> masks;
    alignas(inotify_event) char block[4096];
    for (ssize_t size; (size = read(events_, block, sizeof block)) > 0;) {
      for (ssize_t at = 0; at < size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(block + at);
        masks.push_back(event->mask);
        at += static_cast<ssize_t>(sizeof *event + event->len);
      }
    }
    return masks;
  }

 private:
  const int events_;
};

TEST_F(ExportTest, WritesTheDocumentAndNothingElse) {
  Write("anno.yaml.new", "altro");
  const RunResult result = Export("anno.yaml", false);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(Read("anno.yaml"), HasSubstr("progressRecorded"));
  EXPECT_EQ(Read("anno.yaml.new"), "altro");
  EXPECT_EQ(FilesThere(), 2u);
}

TEST_F(ExportTest, ReplacesAFileOnlyWhenToldToAndKeepsItsPermissions) {
  Write("anno.yaml", "prima");
  EXPECT_EQ(Export("anno.yaml", false).exit_code, 7);
  EXPECT_EQ(Read("anno.yaml"), "prima");
  fs::permissions(Path("anno.yaml"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(Export("anno.yaml", true).exit_code, 0);
  EXPECT_THAT(Read("anno.yaml"), HasSubstr("progressRecorded"));
  EXPECT_EQ(fs::status(Path("anno.yaml")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

// The year has notes and names: whoever may not read the old file may not read the new one either.
TEST_F(ExportTest, ItsPermissionsAreThereBeforeItsBytes) {
  Write("anno.yaml", "prima");
  fs::permissions(Path("anno.yaml"), fs::perms::owner_read | fs::perms::owner_write);
  FolderEvents events(folder_);
  EXPECT_EQ(Export("anno.yaml", true).exit_code, 0);
  const std::vector<uint32_t> seen = events.Take();
  const auto permissions = std::find(seen.begin(), seen.end(), uint32_t{IN_ATTRIB});
  const auto bytes = std::find(seen.begin(), seen.end(), uint32_t{IN_MODIFY});
  ASSERT_NE(bytes, seen.end());
  EXPECT_LT(permissions - seen.begin(), bytes - seen.begin());
}

TEST_F(ExportTest, ALinkStaysALink) {
  Write("vero.yaml", "prima");
  fs::create_symlink("vero.yaml", Path("anno.yaml"));
  EXPECT_EQ(Export("anno.yaml", true).exit_code, 0);
  EXPECT_TRUE(fs::is_symlink(Path("anno.yaml")));
  EXPECT_THAT(Read("vero.yaml"), HasSubstr("progressRecorded"));
  fs::create_symlink("niente.yaml", Path("rotto.yaml"));
  const RunResult broken = Export("rotto.yaml", true);
  EXPECT_EQ(broken.exit_code, 7);
  EXPECT_THAT(broken.err, HasSubstr("collegamento a un file che non c'è"));
}

TEST_F(ExportTest, WhatIsNoFileIsNeverReplaced) {
  fs::create_directories(Path("cartella.yaml"));
  ASSERT_EQ(mkfifo(Path("tubo.yaml").c_str(), 0600), 0);
  for (const char* name : {"cartella.yaml", "tubo.yaml"}) {
    const size_t calls = server_.calls().size();
    const RunResult result = Export(name, true);
    EXPECT_EQ(result.exit_code, 7);
    EXPECT_THAT(result.err, HasSubstr("non è un file"));
    // Nobody waits for a year to be read first.
    EXPECT_EQ(server_.calls().size(), calls);
  }
  EXPECT_TRUE(fs::is_directory(Path("cartella.yaml")));
  EXPECT_TRUE(fs::is_fifo(Path("tubo.yaml")));
  EXPECT_EQ(FilesThere(), 2u);
}

TEST_F(ExportTest, SaysWhyAFileCannotBeWrittenAndLeavesNothing) {
  const size_t calls = server_.calls().size();
  const RunResult result = Export("manca/anno.yaml", false);
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_THAT(result.err, HasSubstr("non c'è la sua cartella"));
  EXPECT_EQ(server_.calls().size(), calls) << "nobody waits for a year to be read first";
  EXPECT_EQ(FilesThere(), 0u);
  EXPECT_THAT(RunVerb({"import", folder_}).err, HasSubstr("è una cartella"));
}

TEST_F(ExportTest, AYearThatNoDocumentTakesIsNotExported) {
  const auto& entries = *api::v1::YearDocument::descriptor()->FindFieldByName("entries");
  const uint32_t most = entries.options().GetExtension(schema::v1::rule).max_items();
  event::v1::Envelope fact;
  fact.set_stream("plans/2025");
  fact.mutable_fact()->mutable_year_closed();
  server_.On("ListFacts", [fact, most](const std::string& bytes) mutable {
    api::v1::ListFactsRequest request;
    request.ParseFromString(bytes);
    api::v1::ListFactsResponse page;
    constexpr uint32_t kPage = 50'000;
    const auto begin =
        static_cast<uint32_t>(request.page_token().empty() ? 0 : std::stoul(request.page_token()));
    for (uint32_t i = begin; request.recursive() && i <= most && i < begin + kPage; ++i) {
      fact.set_position(i + 1);
      *page.add_facts()->mutable_envelope() = fact;
    }
    if (request.recursive() && begin + kPage <= most) {
      page.set_next_page_token(std::to_string(begin + kPage));
    }
    return FakeAnswer{.messages = {page.SerializeAsString()}};
  });
  const RunResult result = Export("anno.yaml", false);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("l'anno ha " + std::to_string(most + 1) +
                                    " voci e un documento ne prende " + std::to_string(most)));
  EXPECT_EQ(FilesThere(), 0u);
}

}  // namespace
}  // namespace traguardo::cli
