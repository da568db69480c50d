"""Shows that the proto checks can fail: each test plants one fault in a copy of proto/.

Usage: buf_self_test.py lint|breaking
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BUF = TOP / "tests/proto/node_modules/.bin/buf"
BREAKING = TOP / "tests/proto/breaking"
MAKE_IMAGE = TOP / "tests/compatibility/make-image"

SPECIMEN = pathlib.Path("traguardo/specimen/v1/specimen.proto")
# A package of its own, so that no fault depends on what the real protos say today.
SPECIMEN_TEXT = """\
syntax = "proto3";

package traguardo.specimen.v1;

message Specimen {
  string name = 1;
  int32 count = 2;
}
"""


class PlantedFault(unittest.TestCase):
    """Runs buf on a copy of the real proto folder plus one specimen file."""

    def setUp(self):
        self._directory = tempfile.TemporaryDirectory()
        self.addCleanup(self._directory.cleanup)
        top = pathlib.Path(self._directory.name)
        self.proto = top / "proto"
        self.image = top / "image.binpb"
        shutil.copytree(TOP / "proto", self.proto)
        self.specimen = self.proto / SPECIMEN
        self.specimen.parent.mkdir(parents=True)
        self.specimen.write_text(SPECIMEN_TEXT, encoding="utf-8")

    def plant(self, old, new):
        text = self.specimen.read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.specimen.write_text(text.replace(old, new), encoding="utf-8")

    def run_command(self, *command):
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr


class LintSelfTest(PlantedFault):
    def lint(self):
        _, output = self.run_command(BUF, "lint", self.proto)
        return [line for line in output.splitlines() if "pecimen" in line]

    def test_accepts_a_sound_file(self):
        self.assertEqual(self.lint(), [])

    def test_refuses_a_badly_named_field(self):
        self.plant("string name", "string badName")
        self.assertRegex("\n".join(self.lint()), r'specimen\.proto:6:.*"badName"')

    def test_refuses_a_directory_that_is_not_the_package(self):
        self.plant("traguardo.specimen.v1", "traguardo.elsewhere.v1")
        self.assertRegex("\n".join(self.lint()), r"specimen\.proto:3:.*directory")

    def test_refuses_a_fault_that_a_comment_asks_to_ignore(self):
        self.plant("  string name", "  // buf:lint:ignore FIELD_LOWER_SNAKE_CASE\n  string badName")
        self.assertRegex("\n".join(self.lint()), r'specimen\.proto:7:.*"badName"')


class BreakingSelfTest(PlantedFault):
    def setUp(self):
        super().setUp()
        status, output = self.run_command(MAKE_IMAGE, self.proto, self.image)
        self.assertEqual(status, 0, output)

    def breaking(self):
        return self.run_command(BREAKING, self.proto, self.image)

    def refused(self, pattern):
        status, output = self.breaking()
        self.assertNotEqual(status, 0)
        self.assertTrue(re.search(pattern, output), output)

    def test_accepts_what_has_not_changed(self):
        self.assertEqual(self.breaking(), (0, ""))

    def test_accepts_a_new_field(self):
        self.plant("int32 count = 2;", "int32 count = 2;\n  string unit = 3;")
        self.assertEqual(self.breaking(), (0, ""))

    def test_refuses_a_deleted_file(self):
        self.specimen.unlink()
        self.refused(r'"traguardo/specimen/v1/specimen\.proto" was deleted')

    def test_refuses_a_renumbered_field(self):
        self.plant("count = 2", "count = 3")
        self.refused(r'field "2" with name "count" .* was deleted')

    def test_refuses_a_changed_type(self):
        self.plant("int32 count", "string count")
        self.refused(r'name "count" .* changed type from "int32" to "string"')


if __name__ == "__main__":
    case = {"lint": "LintSelfTest", "breaking": "BreakingSelfTest"}[sys.argv[1]]
    unittest.main(argv=[sys.argv[0], "-v", case])
