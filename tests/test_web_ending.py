"""A server that is told to end does so well, though it has only just begun."""

from __future__ import annotations

import subprocess
import sys

import pytest

TOLD = """
import os, signal, sys
from sfia_graph.cli.stopping import end_cleanly
from sfia_graph.web.serving import Settings, serve

lines = []

def say(line):
    lines.append(line.split(" at ")[0])
    os.kill(os.getpid(), signal.Signals[sys.argv[1]])

end_cleanly()
serve(Settings(port=0), say)
print(*lines, "and ended")
"""


@pytest.mark.parametrize("told", ["SIGTERM", "SIGINT"])
def test_it_ends_well_when_told_in_the_moment_in_which_it_says_that_it_serves(told: str) -> None:
    command = [sys.executable, "-c", TOLD, told]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "serving the shipped data and ended\n"), (
        done.stderr
    )
    assert done.stderr == ""
