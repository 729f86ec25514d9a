"""Places for work in threads, of which one client has at most half, so that others have theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio

from sfia_graph.web.exchange import Refused
from sfia_graph.web.guard.admission import network_of

_MOST_WAITING = 64


@dataclass(eq=False, slots=True)
class _Share:
    """What one client has; `users` are its requests that wait or are worked on."""

    places: anyio.CapacityLimiter
    users: int = 0


class Places:
    """So many answers are made at once, each in a thread that takes a place of `limiter`."""

    def __init__(self, count: int) -> None:
        self.limiter = anyio.CapacityLimiter(count)
        self._most = max(1, count // 2)
        self._shares = dict[str, _Share]()

    @asynccontextmanager
    async def share(self, client: str) -> AsyncIterator[None]:
        """Wait until a client has none but its share under way, and hold it.

        Raises `Refused` (503) where too many of the client or of all wait already.
        """
        network = network_of(client)
        share = self._shares.setdefault(network, _Share(anyio.CapacityLimiter(self._most)))
        if share.users > _MOST_WAITING:
            raise _refused()
        share.users += 1
        try:
            async with share.places:
                if self.limiter.statistics().tasks_waiting > _MOST_WAITING:
                    raise _refused()
                yield
        finally:
            share.users -= 1
            if not share.users:
                del self._shares[network]


def _refused() -> Refused:
    return Refused(503, "too many are asking; try again soon", (("Retry-After", "1"),))
