"""Workers that stand ready, and one more than can run at once, so that none is waited for."""

from __future__ import annotations

import asyncio

from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web.guard.keeper import Keeper
from sfia_graph.web.guard.limits import Counts, GuardError, Limits
from sfia_graph.web.guard.worker import Worker

_PAUSE = 0.2
_SLOWEST_PAUSE = 5.0


class Pool:
    """Gives workers and takes them back; in the place of one that is discarded comes another."""

    def __init__(
        self, store: EmbeddedStore, limits: Limits, counts: Counts, unguarded: bool
    ) -> None:
        self._keeper = Keeper(store, limits)
        self._limits, self._counts, self._unguarded = limits, counts, unguarded
        self._ready = asyncio.Queue[Worker]()
        self._known = set[Worker]()
        self._hiring = set[asyncio.Task[None]]()
        self._restarting = asyncio.Lock()

    async def start(self) -> None:
        """Have all workers stand; raises `GuardError` where they cannot, or lack walls."""
        await self._keeper.start()
        try:
            for _ in range(self._limits.workers + 1):
                self.give_back(await self._hired())
        except GuardError:
            await self.close()
            raise

    async def take(self) -> Worker:
        """Give a worker, as soon as one is ready."""
        while (worker := await self._ready.get()) not in self._known:
            pass  # it ended while it waited, and another is in its place
        return worker

    def give_back(self, worker: Worker) -> None:
        """Take back a worker that can be used again."""
        self._ready.put_nowait(worker)

    def discard(self, worker: Worker) -> None:
        """End a worker and have another in its place; one that ended of itself is discarded."""
        if worker not in self._known:
            return
        self._known.remove(worker)
        self._keeper.kill(worker)
        self._counts.restarted += 1
        task = asyncio.create_task(self._replace(worker))
        self._hiring.add(task)
        task.add_done_callback(self._hiring.discard)

    async def close(self) -> None:
        """End all workers."""
        while self._hiring:
            for task in self._hiring:
                task.cancel()
            await asyncio.gather(*self._hiring, return_exceptions=True)
        self._known.clear()
        await self._keeper.close()

    async def _replace(self, worker: Worker) -> None:
        """Have another worker once one has ended, and so never hold the memory of both."""
        await worker.ended()
        pause = _PAUSE
        while True:
            try:
                self.give_back(await self._hired())
                return
            except GuardError:
                await asyncio.sleep(pause)
                pause = min(2 * pause, _SLOWEST_PAUSE)

    async def _hired(self) -> Worker:
        async with self._restarting:
            worker = await self._keeper.fork()
        if worker.lacking and not self._unguarded:
            self._keeper.kill(worker)
            can = " and ".join(worker.lacking)
            raise GuardError(f"this platform lets processes for SPARQL queries {can}")
        self._known.add(worker)
        worker.when_gone(lambda: self.discard(worker))
        return worker
