"""Who may ask now: a share for each client, a queue that ends, and no endless wait."""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sfia_graph.web.exchange import Refused
from sfia_graph.web.guard.limits import Counts, Limits
from sfia_graph.web.guard.paces import Paces
from sfia_graph.web.guard.turns import Turns

_SOON = (("Retry-After", "2"),)


def network_of(client: str) -> str:
    """Give what counts as one client: an IPv4 address, or the /64 that an IPv6 client can fill.

    >>> network_of("192.0.2.7"), network_of("2001:db8::1:2:3:4")
    ('192.0.2.7', '2001:db8::/64')
    """
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


class Admission:
    """Lets queries run, as many at once as there are workers, and nobody keep out all others."""

    def __init__(self, limits: Limits, counts: Counts) -> None:
        self._limits, self._counts = limits, counts
        self._paces = Paces()
        self._turns = Turns(limits.workers, self._paces)
        self._of_client = Counter[str]()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn, and hold it.

        Raises `Refused`: 429 for a client that has its share, 503 where the queue is full, the
        turn did not come in time, too many answers are yet to be taken, or the guard is closing;
        all say when to try again.
        """
        network = network_of(client)
        self._check(network)
        with self.share(client):
            self._idle.clear()
            try:
                await self._wait(network)
                self._counts.running += 1
                try:
                    yield
                finally:
                    self._counts.running -= 1
                    self._turns.give_back(network)
            finally:
                if not self._counts.queued + self._counts.running:
                    self._idle.set()

    @contextmanager
    def share(self, client: str) -> Iterator[None]:
        """Hold a client's share: who does not take an answer gets no other."""
        network = network_of(client)
        self._of_client[network] += 1
        try:
            yield
        finally:
            self._of_client[network] -= 1
            if not self._of_client[network]:
                del self._of_client[network]

    def note(self, client: str, took: float) -> None:
        """Hear how many seconds a query of a client took: who is slow lets others go first."""
        self._paces.note(network_of(client), took)

    async def close(self) -> None:
        """Let nobody in any more, and wait until all who are in have their answers."""
        self._closed = True
        await self._idle.wait()

    def _check(self, network: str) -> None:
        if self._closed:
            raise self._refused(503, "the endpoint is closing")
        if self._of_client[network] >= self._limits.at_once:
            problem = f"{self._limits.at_once} queries of yours are under way; wait for one of them"
            raise self._refused(429, problem)
        if self._counts.queued >= self._limits.waiting * (1 + self._comes_first(network)):
            raise self._refused(503, "too many queries are waiting; try again soon")
        if self._of_client.total() >= self._limits.visits:
            raise self._refused(503, "too many answers are yet to be taken; try again soon")

    def _comes_first(self, network: str) -> bool:
        return not self._of_client[network] and self._turns.comes_first(network)

    async def _wait(self, network: str) -> None:
        self._counts.queued += 1
        try:
            came = await self._turns.take(network, self._limits.patience)
        finally:
            self._counts.queued -= 1
        if not came:
            problem = "no turn came for the query, since others are still running; try again soon"
            raise self._refused(503, problem)

    def _refused(self, status: int, problem: str) -> Refused:
        self._counts.refused += 1
        return Refused(status, problem, _SOON)
