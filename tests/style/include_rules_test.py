"""Shows that include_rules.py finds what it should, with a planted breach of every rule."""

import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest

import include_rules

RULES = tomllib.loads(include_rules.RULES.read_text(encoding="utf-8"))

# Path, text of one line, and what must be said of it.
BREACHES = [
    # Folders: each knows only what lies below it.
    ("proto/traguardo/schema/v1/a.proto", 'import "traguardo/event/v1/a.proto";', "(event_protos)"),
    ("proto/traguardo/rules/v1/a.proto", 'import "traguardo/event/v1/a.proto";', "(event_protos)"),
    ("proto/traguardo/event/v1/a.proto", 'import "traguardo/view/v1/a.proto";', "(view_protos)"),
    ("proto/traguardo/event/v1/a.proto", 'import public "google/rpc/status.proto";',
     "(api_protos)"),
    ("proto/traguardo/view/v1/a.proto", 'import "traguardo/api/v1/a.proto";', "(api_protos)"),
    ("proto/traguardo/api/v1/a.proto", 'import "elsewhere/a.proto";', "belongs to no family"),
    ("storage/log/a.cc", '#include "traguardo/event/v1/envelope.pb.h"', "(event_protos)"),
    ("storage/log/a.cc", '#include "services/domain/values/decimal.h"', "(domain)"),
    ("storage/log/a.cc", "#include <grpcpp/grpcpp.h>", "(grpc)"),
    ("storage/log/a.cc", "#include <google/protobuf/message.h>", "(protobuf)"),
    ("services/domain/facts/a.cc", '#include "storage/log/event_log.h"', "(storage)"),
    ("services/domain/facts/a.cc", '#include "traguardo/api/v1/errors.pb.h"', "(api_protos)"),
    ("services/domain/facts/a.cc", '#include "services/projection/keys/rows.h"', "(projection)"),
    ("services/domain/facts/a.h", "#include <unistd.h>", "(posix)"),
    ("services/consuntivo/a.cc", '#include "services/runtime/clock/clock.h"', "(runtime)"),
    ("services/forecast/a.cc", '#include "storage/log/event_log.h"', "(storage)"),
    ("services/projection/measures/a.cc", '#include "storage/views/view_store.h"', "(storage)"),
    ("services/projection/measures/a.cc", "#include <grpcpp/grpcpp.h>", "(grpc)"),
    ("services/runtime/states/a.cc", "#include <grpcpp/grpcpp.h>", "(grpc)"),
    ("services/runtime/states/a.cc", '#include "traguardo/api/v1/errors.pb.h"', "(api_protos)"),
    ("services/runtime/states/a.cc", '#include "rocksdb/db.h"', "(rocksdb)"),
    ("services/domain/facts/a.cc", '#include "traguardo/view/v1/summary.pb.h"', "(view_protos)"),
    ("services/api/a.cc", '#include "traguardo/api/v1/errors.grpc.pb.h"', "(api_stubs)"),
    ("services/api/a.cc", '#include "storage/log/event_log.h"', "(storage)"),
    ("services/api/a.cc", '#include "services/server/options.h"', "(server)"),
    ("services/gateway/a.cc", '#include "services/api/plan_service.h"', "(api)"),
    ("services/report/a.cc", '#include "storage/views/view_store.h"', "(storage)"),
    ("clients/cli/a.cc", '#include "services/domain/values/decimal.h"', "(domain)"),
    ("clients/cpp/a.h", '#include "storage/layout/request_key.h"', "(storage)"),
    # Unknown headers and unknown folders.
    ("services/server/a.cc", '#include "options.h"', "belongs to no family"),
    ("services/server/a.cc", "#include <boost/asio.hpp>", "belongs to no family"),
    ("services/newcomer/a.cc", "#include <vector>", "belongs to no folder"),
    # The contract of storage, and restricted headers.
    ("storage/log/event_log.h", '#include "rocksdb/db.h"', "private to storage"),
    ("storage/log/event_log.h", '#include "storage/log/log_database.h"', "private to storage"),
    ("services/runtime/states/a.cc", '#include "storage/log/log_database.h"', "private to storage"),
    ("services/server/a.cc", '#include "storage/rocks/rocks_options.h"', "private to storage"),
    ("services/projection/measures/a.cc", "#include <random>", "(standard)"),
    ("services/domain/facts/a.cc", "  #  include <thread>", "(standard)"),
    # The order of a room's folders.
    ("storage/tree/a.cc", '#include "storage/log/event_log.h"', "of a folder above"),
    ("services/domain/values/a.cc", '#include "services/domain/state/state.h"',
     "of a folder above"),
    ("services/domain/decide/plan/a.cc", '#include "services/domain/decide/decide.h"',
     "of a folder above"),
    ("services/runtime/a.cc", "#include <vector>", "belongs to no folder of"),
    # Words.
    ("services/domain/facts/a.cc", "auto now = absl::Now();", "(wall clock)"),
    ("services/runtime/states/a.cc", "x = std::chrono::steady_clock::now();", "(wall clock)"),
    ("services/server/a.cc", "using Clock = std::chrono::system_clock;", "(wall clock)"),
    ("storage/log/a.cc", "const auto t = time(nullptr);", "(wall clock)"),
    ("storage/log/a.cc", "gettimeofday(&tv, nullptr);", "(wall clock)"),
    ("services/domain/facts/a.h", "double weight = 0;", "(floating point)"),
    ("services/projection/measures/a.cc", "f(static_cast<float>(sum));", "(floating point)"),
    ("services/domain/facts/a.cc", "absl::SimpleAtod(text, &out);", "(floating point)"),
    ("proto/traguardo/rules/v1/a.proto", "  double weight = 1;", "(floating point in a proto)"),
]

# What must be left alone.
SOUND = [
    ("proto/traguardo/event/v1/a.proto", 'import "traguardo/rules/v1/rule_set.proto";'),
    ("proto/traguardo/api/v1/a.proto", 'import "google/rpc/status.proto";'),
    ("proto/traguardo/event/v1/a.proto", "// a double is not for us\nimportance = 1;"),
    ("storage/log/a.cc", '#include "rocksdb/db.h"'),
    ("storage/rocks/rocks_options.h", '#include "rocksdb/options.h"'),
    ("storage/log/a.cc", '#include "storage/log/log_database.h"'),
    ("storage/log/log_database.h", '#include "storage/rocks/rocks_options.h"'),
    ("storage/log/event_log.h", '#include "storage/bytes/position.h"'),
    ("services/runtime/states/a.cc", '#include "storage/log/event_log.h"'),
    ("storage/log/a.cc", "#include <openssl/evp.h>"),
    ("storage/log/a.cc", "#include <sys/stat.h>"),
    ("storage/log/a.cc", "double ratio = 0.5;"),
    ("services/domain/facts/a.cc", '// absl::Now() is not for us, and neither is #include "storage/log/a.h"'),
    ("services/domain/facts/a.cc", '/*\n#include "storage/log/event_log.h"\ndouble weight;\n*/'),
    ("services/domain/facts/a.cc", 'const char* kText = "double // float";'),
    ("services/domain/facts/a.cc", "const char* kRaw = R\"(a \" double\nfloat)\";"),
    ("services/domain/facts/a.cc", "constexpr int kMany = 1'000; const char kQuote = '\"';"),
    ("services/domain/facts/a.cc", "bool doubled = floats + event.time(0) + runtime(nullptr);"),
    ("services/domain/facts/a.cc", '#include "traguardo/rules/v1/rule_set.pb.h"'),
    ("services/projection/measures/a.cc", '#include "services/domain/values/decimal.h"'),
    ("services/runtime/states/a.cc", "#include <mutex>"),
    ("services/runtime/clock/clock.cc", "return absl::Now();"),
    ("services/server/a.cc", "#include <grpcpp/grpcpp.h>"),
    ("clients/cli/a.cc", "const auto deadline = std::chrono::system_clock::now();"),
    ("clients/cli/a.cc", '#include "traguardo/api/v1/plan_service.grpc.pb.h"'),
    ("clients/dashboard/node_modules/x/a.h", '#include "anything.h"'),
]


class IncludeRulesTest(unittest.TestCase):
    def setUp(self):
        self._directory = tempfile.TemporaryDirectory()
        self.addCleanup(self._directory.cleanup)
        self.top = pathlib.Path(self._directory.name)

    def check(self, path, text):
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        _, breaches = include_rules.check_tree(self.top, RULES)
        file.unlink()
        return breaches

    def test_finds_every_planted_breach(self):
        for path, line, expected in BREACHES:
            with self.subTest(path=path, line=line):
                breaches = self.check(path, "\n\n" + line + "\n")
                self.assertEqual(len(breaches), 1, breaches)
                self.assertEqual(breaches[0].path, path)
                self.assertEqual(breaches[0].line, 1 if "no folder" in expected else 3)
                self.assertIn(expected, breaches[0].what)

    def test_leaves_sound_code_alone(self):
        for path, text in SOUND:
            with self.subTest(path=path, text=text):
                self.assertEqual(self.check(path, text + "\n"), [])

    def test_every_rule_has_a_planted_breach(self):
        found = [breach for path, line, _ in BREACHES for breach in self.check(path, line)]
        reasons = {breach.why for breach in found}
        # The two that may include whatever has a family cannot be broken otherwise.
        open_ones = {"services/server", "proto/traguardo/api"}
        rules = RULES["folder"] + RULES["contract"] + RULES["restricted"] + RULES["word"]
        for rule in rules:
            if rule.get("path") not in open_ones:
                self.assertIn(rule["why"], reasons)

    def test_every_family_that_a_rule_names_is_known(self):
        named = {family for folder in RULES["folder"] for family in folder["allow"]} - {"*"}
        named |= {rule["family"] for rule in RULES["restricted"]}
        named |= {family for rule in RULES["contract"] for family in rule["hides"]}
        self.assertEqual(named - set(RULES["families"]), set())

    def test_counts_lines_through_comments_and_raw_strings(self):
        breaches = self.check(
            "services/domain/facts/a.cc",
            '/* one\ntwo */ const char* kRaw = R"x(\n)x"; // three\nfloat four;\n')
        self.assertEqual([breach.line for breach in breaches], [4])

    def test_command_prints_where_why_and_mend_and_fails(self):
        file = self.top / "storage/log/a.cc"
        file.parent.mkdir(parents=True)
        file.write_text("#include <grpcpp/grpcpp.h>\n", encoding="utf-8")
        ran = self.run_command()
        self.assertEqual(ran.returncode, 1)
        self.assertIn('storage/log/a.cc:1: includes "grpcpp/grpcpp.h" (grpc)\n    why: ', ran.stdout)
        self.assertIn("\n    mend: ", ran.stdout)

    def test_command_fails_where_there_is_no_source(self):
        ran = self.run_command()
        self.assertEqual(ran.returncode, 1)
        self.assertIn("found no source", ran.stderr)

    def run_command(self):
        return subprocess.run([sys.executable, include_rules.__file__, self.top],
                              capture_output=True, text=True, check=False)


if __name__ == "__main__":
    unittest.main()
