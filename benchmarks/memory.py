"""The peak memory of a command."""

from __future__ import annotations

import subprocess
import sys

LAUNCHER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
sys.stderr.write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
"""


def peak_mb(command: list[str]) -> float:
    """Give the peak memory of a command in MB, seen by a small parent (a child inherits ours)."""
    launched = [sys.executable, "-c", LAUNCHER, *command]
    told = subprocess.run(launched, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return int(told.stderr.split()[-1]) / 1024
