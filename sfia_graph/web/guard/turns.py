"""Whose turn it is: as many at once as there are workers, of which one is kept for the quick.

Without it a client with a few slow queries would keep all others waiting for as long as a query may
take. The last worker that is free is therefore for clients that have none at work, and for those
whose queries were short; where others wait too, such clients come first.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass

from sfia_graph.web.guard.paces import Paces
from sfia_graph.web.guard.patience import in_time

_LAST = 3


@dataclass(eq=False, slots=True)
class _Waiting:
    """A query that waits; `turn` is done once it may run."""

    network: str
    turn: asyncio.Future[None]


class Turns:
    """Hands out turns to clients by their networks, to equals in the order in which they came."""

    def __init__(self, workers: int, paces: Paces) -> None:
        self._workers, self._free, self._paces = workers, workers, paces
        self._at_work = Counter[str]()
        self._waiting = list[_Waiting]()

    def comes_first(self, network: str) -> bool:
        """Whether a client keeps nobody waiting for long, as far as is known."""
        if self._paces.is_slow(network):
            return False
        return not self._at_work[network] or self._paces.is_quick(network)

    async def take(self, network: str, patience: float) -> bool:
        """Wait for a turn; gives whether it came within so many seconds."""
        waiting = _Waiting(network, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._hand_out()
        try:
            await in_time(waiting.turn, patience)
        except BaseException:
            self._leave(waiting)
            raise
        if waiting.turn.cancelled():  # by the clock
            self._leave(waiting)
            return False
        return True

    def give_back(self, network: str) -> None:
        """End a turn; the next one begins."""
        self._free += 1
        self._at_work[network] -= 1
        if not self._at_work[network]:
            del self._at_work[network]
        self._hand_out()

    def _leave(self, waiting: _Waiting) -> None:
        """Let a query go that nobody waits for any more."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
        elif not waiting.turn.cancelled():
            self.give_back(waiting.network)

    def _hand_out(self) -> None:
        while self._free and (waiting := self._next()):
            self._waiting.remove(waiting)
            self._free -= 1
            self._at_work[waiting.network] += 1
            waiting.turn.set_result(None)

    def _next(self) -> _Waiting | None:
        """Give who is next, None where a worker is left for others than those who wait."""
        there = (each for each in self._waiting if not each.turn.cancelled())
        first = min(there, key=self._rank, default=None)
        if first and self._rank(first) == _LAST and self._free == 1 < self._workers:
            return None
        return first

    def _rank(self, waiting: _Waiting) -> int:
        """Give 0 to who is known to be quick and has none at work, most to who is slow."""
        if not self.comes_first(waiting.network):
            return _LAST
        if self._at_work[waiting.network]:
            return 2
        return 0 if self._paces.is_quick(waiting.network) else 1
