"""Healthy clients beside attackers, at one server."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread

from benchmarks.hostile import Heard, heard
from benchmarks.peers import LIMIT, WORKERS, Running
from benchmarks.serving import MIX
from benchmarks.shapes import SHAPES
from sfia_graph.queries import stored_query

CROWDS = (0, WORKERS - 1, 2 * WORKERS)
"""How many attackers there are."""
SECONDS = 6
PATIENCE = 5.0
"""How many seconds a healthy client waits; what takes longer has failed."""
_HEALTHY, _AT_ONCE, _PAUSE = 2, 2, 0.05
"""How many healthy clients, how many queries an attacker has under way, seconds between two."""

_SLOW = (
    *("three-way cross join", "sorted by 200 hashes", "path there and back"),
    *("regex that goes back", "EXISTS 250 times", "arithmetic on a cross join"),
)
"""The shapes that attackers send: none of them ends soon, and none fills the memory at once."""


@dataclass(frozen=True, slots=True)
class Isolated:
    """What healthy clients heard beside attackers; `p95` is in milliseconds, of all they asked."""

    attackers: int
    asked: int
    failed: int
    p95: float


@dataclass
class _Crowd:
    """Clients of a server, until it is `over`; `came` is what the healthy ones heard."""

    address: str
    over: Event = field(default_factory=Event)
    came: list[Heard] = field(default_factory=list)

    def attack(self, number: int) -> None:
        """Send slow shapes one after another."""
        for turn in count(number):
            query = SHAPES[_SLOW[turn % len(_SLOW)]]
            heard(self.address, query, f"127.0.1.{number + 1}", 2 * PATIENCE)
            if self.over.wait(_PAUSE):
                return

    def ask(self, number: int, queries: list[str]) -> None:
        """Ask queries in turn, with a pause after each."""
        for turn in count():
            query = queries[turn % len(queries)]
            self.came.append(heard(self.address, query, f"127.0.2.{number + 1}", PATIENCE))
            if self.over.wait(_PAUSE):
                return


def isolated(running: Running, attackers: int) -> Isolated:
    """Ask as healthy clients, who ask what the server answers at all, beside so many attackers.

    The server is started anew afterwards, with which the attackers end too.
    """
    crowd = _Crowd(running.peer.address)
    texts = [stored_query(name).text for name in MIX]
    queries = [each for each in texts if _is_good(heard(crowd.address, each, "127.0.2.1", 30))]
    numbers = [number for number in range(attackers) for _ in range(_AT_ONCE)]
    hostile = [Thread(target=crowd.attack, args=(number,)) for number in numbers]
    healthy = [Thread(target=crowd.ask, args=(each, queries)) for each in range(_HEALTHY)]
    for each in hostile:
        each.start()
    time.sleep(2 * LIMIT)
    for each in healthy:
        each.start()
    time.sleep(SECONDS)
    crowd.over.set()
    for each in healthy:
        each.join()
    running.replace()
    for each in hostile:
        each.join()
    good = sorted(each.seconds for each in crowd.came if _is_good(each))
    failed = len(crowd.came) - len(good)
    took = [*good, *[PATIENCE] * failed]
    return Isolated(attackers, len(took), failed, took[len(took) * 95 // 100] * 1000)


def _is_good(outcome: Heard) -> bool:
    return outcome.status == 200 and outcome.whole
