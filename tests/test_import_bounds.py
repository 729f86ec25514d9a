"""An import ends in bounded memory whatever the file, and says why in one line."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile import HOSTILE
from program import PROGRAM

from sfia_graph.bounded import MOST
from sfia_graph.files import LIMIT

AT_LIMIT = LIMIT - 1024 * 1024
QUICK = (*("a page of lines", "one literal", "JSON-LD of numbers", "a billion laughs"),)
"""What is tried in each run; the others take long."""

REFUSED_UNREAD = [name for name in HOSTILE if "3 times" in name or name == "a zip bomb"]
BASE = 128 * 1024 * 1024
"""More than a program holds that has imported what it needs and read nothing, in bytes."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its code, what it said, and the most memory that it held, in bytes."""

    code: int
    lines: tuple[str, ...]
    peak: int


# A process counts what it held before it became the program, so a small one starts it.
MEASURED = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_maxrss}")
"""


def _import(file: Path, out: Path) -> Ended:
    words = [*PROGRAM, "import", str(file), "-o", str(out), "--language", "en"]
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=True
    )
    code, peak = map(int, ended.stdout.split())
    return Ended(code, tuple(ended.stderr.splitlines()), peak * 1024)


@pytest.mark.parametrize("name", REFUSED_UNREAD)
def test_what_is_over_the_limits_is_refused_before_it_is_read(name: str, tmp_path: Path) -> None:
    ended = _import(HOSTILE[name](tmp_path, LIMIT), out=tmp_path / "out.nt")
    assert (ended.code, len(ended.lines)) == (1, 1)
    assert ended.peak < BASE
    assert not (tmp_path / "out.nt").exists()


@pytest.mark.parametrize(
    "name",
    [
        name if name in QUICK else pytest.param(name, marks=pytest.mark.long)
        for name in HOSTILE
        if name not in REFUSED_UNREAD
    ],
)
def test_an_import_takes_no_more_memory_than_its_bound(name: str, tmp_path: Path) -> None:
    """A file of the largest size that is read, made to take as much as it can."""
    ended = _import(HOSTILE[name](tmp_path, AT_LIMIT), out=tmp_path / "out.nt")
    assert ended.peak < MOST + BASE
    assert ended.code in {0, 1}
    assert ended.code == 0 or len(ended.lines) == 1
    assert ended.code == 0 or not (tmp_path / "out.nt").exists()


GREEDY = """
import sys
from sfia_graph import bounded, cli

held = []
def take(given):
    while True:
        held.append(bytearray(64 * 2**20))

bounded.bound_memory.__defaults__ = (256 * 2**20,)
cli.importing.run = take
sys.argv = ["sfia-graph", "import", "a.csv", "-o", "b.ttl"]
sys.exit(cli.main())
"""


def test_the_kernel_refuses_what_is_beyond_the_bound_and_the_program_says_so() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", GREEDY], capture_output=True, text=True, check=False
    )
    line = "sfia-graph: would take more than 3 GB of memory; split what it reads\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", line)
