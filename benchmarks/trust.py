"""What hostile shapes do to a server that gets them one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from benchmarks.clients import at_work
from benchmarks.family import held_mb
from benchmarks.hostile import heard
from benchmarks.peers import LIMIT, Running
from benchmarks.shapes import SHAPES

GRACE = 0.5
LONGEST = 2.5 * LIMIT
"""After how many seconds nobody waits for an answer any more, and the server is started anew."""
_EVERY = 0.05


@dataclass
class Shaped:
    """The shapes that were late, that got a 200 with a cut body, and that ended the server."""

    late: list[str] = field(default_factory=list)
    truncated: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    largest_mb: float = 0.0


def shaped(running: Running) -> Shaped:
    """Send each shape once; a server that ends or goes on too long is started anew."""
    found = Shaped()
    for name, query in SHAPES.items():
        before = running.pids[:1]
        with _watched(running) as peaks:
            outcome = heard(running.peer.address, query, "127.0.0.1", LONGEST)
        found.largest_mb = max(found.largest_mb, *peaks)
        if outcome.truncated:
            found.truncated.append(name)
        if not outcome.status or outcome.seconds > LIMIT + GRACE:
            found.late.append(name)
        if running.pids[:1] != before:
            found.deaths.append(name)
        if name in (*found.late, *found.deaths):
            running.replace()
    return found


@contextmanager
def _watched(running: Running) -> Iterator[list[float]]:
    """Look at the memory of a server's processes while the block runs, in MB."""
    over, peaks = Event(), [0.0]

    def look() -> None:
        while not over.wait(_EVERY):
            peaks.append(sum(map(held_mb, running.pids[:1])))

    with at_work(over, [look]):
        yield peaks
