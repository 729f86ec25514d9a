"""How long the queries of clients took lately: who is slow waits behind who is quick."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

SHORT = 0.5
"""How many seconds a query takes at most that keeps nobody waiting."""
AS_LONG = 10
"""How many times as long as a query that took longer its client counts as slow."""
_MOST = 10_000


class Paces:
    """Remembers clients by their networks; of very many the ones that asked first are forgotten."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._slow_until = dict[str, float]()

    def note(self, network: str, took: float) -> None:
        """Hear that a query of a client took so many seconds."""
        until = self._slow_until.pop(network, 0.0)
        if took > SHORT:
            until = max(until, self._now() + AS_LONG * took)
        self._slow_until[network] = until
        if len(self._slow_until) > _MOST:
            del self._slow_until[next(iter(self._slow_until))]

    def is_slow(self, network: str) -> bool:
        """Whether a query of a client took long, and that is not long ago."""
        return self._slow_until.get(network, 0.0) > self._now()

    def is_quick(self, network: str) -> bool:
        """Whether a client has asked before, and nothing lately that took long."""
        return network in self._slow_until and not self.is_slow(network)
