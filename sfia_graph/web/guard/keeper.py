"""The server's side of the zygote: starts it, lets it fork and kill workers, hears how they end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
from dataclasses import asdict
from typing import IO

import pyoxigraph as ox

from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web.guard.limits import GuardError, Limits
from sfia_graph.web.guard.worker import Worker

_SLOWEST_END = 5.0


class Keeper:
    """Keeps one zygote, and knows the workers that it forked."""

    def __init__(self, store: EmbeddedStore, limits: Limits) -> None:
        self._store, self._limits = store, limits
        self._workers = dict[int, Worker]()
        self._last = 0

    async def start(self) -> None:
        """Start a zygote and give it the graph; raises `GuardError` where it cannot be started."""
        from sfia_graph.web.guard.zygote import NEWS, ORDER

        self._news, self._order = NEWS, ORDER
        loop = asyncio.get_running_loop()
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        source, sink = os.pipe()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "sfia_graph.web.guard.zygote", str(theirs.fileno())),
                stdin=source,
                stdout=asyncio.subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            os.close(sink)
            self._control.close()
            raise GuardError(f"cannot start a process ({error.strerror})") from None
        finally:
            theirs.close()
            os.close(source)
        self._hearing = asyncio.create_task(self._hear())
        with contextlib.suppress(BrokenPipeError):
            await loop.run_in_executor(None, self._hand_over, os.fdopen(sink, "wb"))

    def _hand_over(self, sink: IO[bytes]) -> None:
        """Say what to open, and give the statements of a graph in memory."""
        store = self._store
        said = {
            "limits": asdict(self._limits),
            "generation": str(store.lease.generation) if store.lease else "",
            "where": store.where,
            "merged": store.merged,
            "apart": [name.value for name in store.apart],
        }
        with sink:
            sink.write(json.dumps(said).encode("ascii") + b"\n")
            if not store.lease:
                sink.flush()
                store.engine.dump(sink, format=ox.RdfFormat.N_QUADS)

    async def fork(self) -> Worker:
        """Give a new worker that is walled in, or says what it lacks.

        Raises `GuardError` where none comes to stand.
        """
        if self.is_gone:
            await self.close()
            await self.start()
        ours, theirs = socket.socketpair()
        self._last += 1
        with theirs:
            worker = await Worker.over(ours, self._last, self._limits)
            self._workers[worker.number] = worker
            try:
                order = self._order.pack(b"f", worker.number)
                socket.send_fds(self._control, [order], [theirs.fileno()])
            except OSError:
                self._forget(worker.number, 0)
        try:
            await worker.greet()
        except BaseException:
            self.kill(worker)
            raise
        return worker

    def kill(self, worker: Worker) -> None:
        """End a worker, whatever it does."""
        worker.close()
        with contextlib.suppress(OSError):
            self._control.send(self._order.pack(b"k", worker.number))

    @property
    def is_gone(self) -> bool:
        """Whether the zygote has ended."""
        return self._hearing.done()

    async def close(self) -> None:
        """End the zygote, and all its workers with it."""
        # No cancelling: its trace would keep the store in memory until all garbage is looked for.
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        await self._hearing
        self._control.close()
        try:
            async with asyncio.timeout(_SLOWEST_END):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        for number in list(self._workers):
            self._forget(number, 0)

    async def _hear(self) -> None:
        loop = asyncio.get_running_loop()
        waiting = b""
        with contextlib.suppress(OSError):
            while part := await loop.sock_recv(self._control, 4096):
                waiting += part
                while len(waiting) >= self._news.size:
                    self._forget(*self._news.unpack(waiting[: self._news.size]))
                    waiting = waiting[self._news.size :]
        for number in list(self._workers):
            self._forget(number, 0)

    def _forget(self, number: int, code: int) -> None:
        worker = self._workers.pop(number, None)
        if worker:
            worker.has_ended(code)
