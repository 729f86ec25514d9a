"""Clients that send hostile shapes without pause, and pages beside them."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Lock

from benchmarks import serving
from benchmarks.clients import at_work, status_of
from benchmarks.family import held_mb
from benchmarks.serving import Load, loaded
from benchmarks.shapes import SHAPES

SKILLS = ("SLMO", "PROG", "ETMG", "DATM", "SCAD", "REQM", "TEST", "BUSA")
ATTACKERS = 8
CONNECTIONS = 32
PORT = 8412
DEADLINE = "2"
_QUERY = {"Content-Type": "application/sparql-query"}
_SETTLING = 2.0
"""How many seconds the last workers have to end before memory is measured."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Pages of skills without attackers and with them.

    `heard` counts the statuses that the attackers got; memory is in MB, of the server and all its
    processes, what they share counted once.
    """

    quiet: Load
    loud: Load
    heard: dict[int, int]
    before_mb: float
    after_mb: float


def pages() -> list[str]:
    """Give the paths of some pages of skills."""
    return [f"/9/skill/{code}.en.html" for code in SKILLS]


def measure() -> Attack:
    """Load the pages of our server, and again while attackers send bombs without pause."""
    address = f"http://127.0.0.1:{PORT}"
    with (
        tempfile.TemporaryDirectory() as folder,
        serving.ours(PORT, Path(folder), "--deadline", DEADLINE) as process,
    ):
        loaded(address, pages(), CONNECTIONS)
        quiet = loaded(address, pages(), CONNECTIONS)
        before = held_mb(process.pid)
        with attacked(PORT) as heard:
            loud = loaded(address, pages(), CONNECTIONS)
        time.sleep(_SETTLING)
        return Attack(quiet, loud, heard, before, held_mb(process.pid))


@contextmanager
def attacked(port: int, attackers: int = ATTACKERS) -> Iterator[dict[int, int]]:
    """Send bombs without pause while the block runs, each attacker from an address of its own.

    Gives how often each status came, 0 where the connection ended without one.
    """
    heard: dict[int, int] = {}
    over, lock = Event(), Lock()

    def attack(number: int) -> None:
        bombs = islice(cycle(SHAPES.values()), 3 * number, None)
        for bomb in bombs:
            status = status_of(port, f"127.0.1.{number}", "/sparql", bomb.encode(), _QUERY)
            with lock:
                heard[status] = heard.get(status, 0) + 1
            if over.is_set():
                return

    with at_work(over, [partial(attack, number + 1) for number in range(attackers)]):
        yield heard


def main() -> None:
    """Measure, and write what came of it as JSON."""
    json.dump(asdict(measure()), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
