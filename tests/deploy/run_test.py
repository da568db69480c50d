"""Drives ./deploy/run as a user would, with programs that are built already.

Usage: run_test.py BUILD_FOLDER
"""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
RUN = TOP / "deploy/run"


def free_address():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


class DeployRunTest(unittest.TestCase):
    def setUp(self):
        self._directory = tempfile.TemporaryDirectory()
        self.addCleanup(self._directory.cleanup)
        self.top = pathlib.Path(self._directory.name)
        self.data = self.top / "demo"
        self.settings = {
            "TRAGUARDO_BUILD": BUILD,
            "TRAGUARDO_DATA": str(self.data),
            "TRAGUARDO_LISTEN": free_address(),
            "TRAGUARDO_LANG": "en",
        }
        self.addCleanup(self.deploy_run, "stop")

    def deploy_run(self, *arguments, expected=None, **settings):
        ran = subprocess.run([RUN, *arguments], env={**os.environ, **self.settings, **settings},
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                             timeout=100)
        if expected is not None:
            self.assertEqual(ran.returncode, expected, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def started(self, output):
        return int(re.search(r"Server started \(process (\d+)\)", output).group(1))

    def test_starts_once_says_so_and_stops(self):
        self.deploy_run("status", expected=3)
        first = self.deploy_run(expected=0)
        process = self.started(first)
        self.assertIn("Preparing the demo year", first)
        self.assertIn(f"listening on {self.settings['TRAGUARDO_LISTEN']}", first)
        self.assertIn(f"running already (process {process})", self.deploy_run(expected=0))
        self.assertIn("and ready", self.deploy_run("status", expected=0))
        self.assertIn("Server stopped", self.deploy_run("stop", expected=0))
        self.assertIn("not running", self.deploy_run("stop", expected=0))
        self.deploy_run("status", expected=3)

    def test_keeps_the_data_from_start_to_start(self):
        self.deploy_run(expected=0)
        self.deploy_run("stop", expected=0)
        second = self.deploy_run(expected=0)
        self.started(second)
        self.assertNotIn("Preparing the demo year", second)

    def test_prints_commands_that_can_be_pasted_whatever_the_folder_is_called(self):
        self.data = self.top / "da ti" / "è l'anno"
        started = self.deploy_run(expected=0, TRAGUARDO_DATA=str(self.data))
        self.addCleanup(self.deploy_run, "stop", TRAGUARDO_DATA=str(self.data))
        lines = [line for line in started.splitlines() if line.startswith("  ")]
        enter = next(line for line in lines if "export TRAGUARDO_TOKEN" in line)
        verb = next(line for line in lines if "scostamento list" in line)
        for command, says in ((f"{enter}; echo $TRAGUARDO_TOKEN",
                               (self.data / "tokens" / "segretario").read_text().strip()),
                              (f"{enter}; {verb}", "accertamenti")):
            typed = subprocess.run(["bash", "-c", command], capture_output=True, text=True,
                                   check=False, timeout=60)
            self.assertIn(says, typed.stdout, command + typed.stderr)

    def test_restarts_a_server_whose_settings_have_changed(self):
        process = self.started(self.deploy_run(expected=0))
        elsewhere = free_address()
        again = self.deploy_run(expected=0, TRAGUARDO_LISTEN=elsewhere)
        self.assertIn(f"(process {process}) is no longer the current one", again)
        self.assertNotEqual(self.started(again), process)
        self.assertIn(f"listening on {elsewhere}", again)

    def test_restarts_a_server_that_was_built_again(self):
        build = self.top / "build"
        for program in ("services/server/traguardod", "clients/cli/traguardo"):
            (build / program).parent.mkdir(parents=True)
            shutil.copy(pathlib.Path(BUILD, program), build / program)
        settings = {"TRAGUARDO_BUILD": str(build)}
        process = self.started(self.deploy_run(expected=0, **settings))
        server = build / "services/server/traguardod"
        built_again = server.with_suffix(".new")
        # Bytes after the end of the program change the file, not what it does.
        built_again.write_bytes(server.read_bytes() + b"built again")
        built_again.chmod(0o755)
        built_again.replace(server)
        again = self.deploy_run(expected=0, **settings)
        self.assertIn(f"(process {process}) is no longer the current one", again)
        self.deploy_run("stop", expected=0, **settings)

    def test_refuses_an_address_that_is_taken(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            refused = self.deploy_run(expected=1, TRAGUARDO_LISTEN=address)
        self.assertIn(f"another program is listening on {address}", refused)
        self.assertFalse(self.data.exists())

    def test_shows_why_a_server_did_not_start(self):
        malformed = self.top / "principals.yaml"
        malformed.write_text("not: [a principals file\n", encoding="utf-8")
        refused = self.deploy_run(expected=1, TRAGUARDO_PRINCIPALS=str(malformed))
        self.assertIn("the server stopped while starting", refused)
        self.assertIn("principals.yaml", refused)

    def test_leaves_no_half_year_behind_when_the_demo_fails(self):
        build = self.top / "build"
        for program, text in (("services/server/traguardod", "exit 1"),
                              ("clients/cli/traguardo", "exit 1")):
            (build / program).parent.mkdir(parents=True)
            (build / program).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            (build / program).chmod(0o755)
        refused = self.deploy_run(expected=1, TRAGUARDO_BUILD=str(build))
        self.assertIn("the demo year was not prepared", refused)
        self.assertFalse(self.data.exists())

    def test_says_what_it_cannot_write(self):
        # Root may write everything, except where a folder should be a file or the other way round.
        pathlib.Path(f"{self.data}.lock").mkdir()
        self.assertIn(f"ERROR: {self.data}.lock cannot be written", self.deploy_run(expected=1))
        file = self.top / "file"
        file.write_text("", encoding="utf-8")
        refused = self.deploy_run(expected=1, TRAGUARDO_DATA=str(file / "demo"))
        self.assertIn(f"ERROR: {file}/demo.lock cannot be written", refused)
        self.assertNotIn("line ", refused)

    def test_says_when_it_is_called_with_sudo_for_nothing(self):
        note = "Better the same command without sudo"
        self.assertIn(note, self.deploy_run("status", expected=3, SUDO_USER="somebody"))
        self.assertNotIn(note, self.deploy_run("status", expected=3, SUDO_USER=""))

    def test_does_not_blame_cmake_for_a_folder_that_it_cannot_write(self):
        (self.top / ".build").write_text("", encoding="utf-8")
        sources = f"source {TOP}/deploy/messages.sh && source {TOP}/deploy/build.sh"
        ran = subprocess.run(["bash", "-c", f"{sources} && configure release"], cwd=self.top,
                             env={**os.environ, **self.settings}, capture_output=True, text=True,
                             check=False, timeout=60)
        self.assertEqual(ran.returncode, 1)
        self.assertIn(f"{self.top}/.build cannot be written", ran.stderr)
        self.assertNotIn("cmake", ran.stderr)

    def test_refuses_what_it_does_not_know(self):
        self.assertIn("unknown argument: faster", self.deploy_run("faster", expected=2))
        self.assertIn("Usage:", self.deploy_run("--help", expected=0))


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
