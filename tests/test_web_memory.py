"""No worker takes more memory than it may, whatever the query and however many run at once."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from served import Served, served
from visitors import asked, asking, until, workers

from benchmarks.shapes import SHAPES
from sfia_graph.web.guard import Limits

GREEDY = (
    *("sorted cross join", "sorted by chance", "60 OPTIONALs apart", "100 long texts at once"),
    "150 distinct counts",
)
"""Shapes that fill the memory before their time is over."""

GREEDY_ENDS = "the query took more than 512 MB of memory and was ended; ask for less"


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served("--deadline", "30", "--workers", "3") as found:
        yield found


def _peak(pid: int) -> int:
    """Give how many bytes of memory a process has held at most, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def test_the_kernel_holds_workers_to_it(site: Served) -> None:
    for pid in workers(site):
        size = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * 4096
        limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
        [line] = [each for each in limits if each.startswith("Max address space")]
        soft, hard = line.split()[3:5]
        assert soft == hard
        assert size <= int(hard) <= size + Limits().memory


def test_greedy_queries_take_no_more_than_their_workers_may(site: Served) -> None:
    base = max(map(_peak, workers(site)))
    over, peaks = Event(), [0]

    def look() -> None:
        while not over.wait(0.005):
            peaks.extend(map(_peak, workers(site)))

    looking = Thread(target=look)
    looking.start()
    with asking(site) as ask:
        heard = [ask(SHAPES[name], number + 1) for number, name in enumerate(GREEDY)]
        problems = {(each.result().status, each.result().problem) for each in heard}
    over.set()
    looking.join()
    assert problems == {(500, GREEDY_ENDS)}
    assert base + 50_000_000 < max(peaks) <= base + Limits().memory
    assert site.process.poll() is None
    until(lambda: max(map(_peak, workers(site)), default=0) < base + 20_000_000)
    assert asked(site, "ASK {}", 99).status == 200


_IN_PIECES = """
import ctypes
from pathlib import Path
from sfia_graph.web.guard.memory import give_back_all

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
held = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4
pieces = [libc.malloc(1000) for _ in range(100_000)]
for each in pieces:
    ctypes.memset(each, 1, 1000)
for each in pieces[:-1]:  # the last one holds the heap's end where it is
    libc.free(ctypes.c_void_p(each))
before = held()
give_back_all()
print(before - held())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps free pieces")
def test_what_is_free_in_pieces_goes_back_to_the_system() -> None:
    told = subprocess.run([sys.executable, "-c", _IN_PIECES], check=True, capture_output=True)
    assert int(told.stdout) > 80_000
