"""A whole small year of one ente over the wire, by a client made from the protos alone.

Run by ctest; needs only Debian's python3-grpcio and python3-protobuf.
"""

import argparse
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
ARGUMENTS = argparse.ArgumentParser(description=__doc__)
ARGUMENTS.add_argument("--server", required=True, help="the program traguardod")
ARGUMENTS.add_argument("--stubs", required=True, help="folder of the generated stubs")

if __name__ == "__main__":
    OPTIONS = ARGUMENTS.parse_args()
    # Before anything of it is imported; the generated google.rpc joins the installed google package.
    sys.path.insert(0, OPTIONS.stubs)
    import google
    google.__path__.append(os.path.join(OPTIONS.stubs, "google"))
    import year
    year.SERVER_BINARY = OPTIONS.server
    result = unittest.TextTestRunner(verbosity=2, failfast=True).run(
        unittest.defaultTestLoader.loadTestsFromModule(year))
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
