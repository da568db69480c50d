"""Starts a real server on a free loopback port with data of its own, and stops it again."""

import hashlib
import json
import os
import subprocess
import tempfile

READY = "Ready on "


class Server:
    """with Server(binary, principals) as server: … server.address, server.token("segretario")"""

    def __init__(self, binary, principals):
        self._binary = binary
        self._folder = tempfile.TemporaryDirectory(prefix="traguardo-foreign-client-")
        self._tokens = {who: f"token of {who}" for who, _, _ in principals}
        self._principals_file = os.path.join(self._folder.name, "principals.json")
        with open(self._principals_file, "w", encoding="utf-8") as file:
            json.dump({"principals": [
                {"id": who, "role": role, "enti": enti,
                 "token_sha256": hashlib.sha256(self._tokens[who].encode()).hexdigest()}
                for who, role, enti in principals]}, file)
        os.chmod(self._principals_file, 0o600)
        self._process = None
        self.address = None

    def token(self, who):
        return self._tokens[who]

    def start(self):
        self._process = subprocess.Popen(
            [self._binary, "--lang", "en", "serve",
             "--data", os.path.join(self._folder.name, "data"),
             "--listen", "127.0.0.1:0", "--principals", self._principals_file],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        said = []
        for line in self._process.stderr:
            said.append(line)
            if line.startswith(READY):
                self.address = line[len(READY):].strip()
                return
        raise RuntimeError("the server did not become ready:\n" + "".join(said))

    def stop(self):
        self._process.terminate()
        # Also empties the pipe, so that the server never waits on it.
        _, said = self._process.communicate(timeout=60)
        if self._process.returncode != 0:
            raise RuntimeError(f"the server ended with {self._process.returncode}:\n{said}")

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()
