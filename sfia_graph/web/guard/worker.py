"""The server's side of one worker."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from typing import Any

from sfia_graph.web.guard.limits import GuardError, Limits
from sfia_graph.web.guard.question import LARGEST_HEAD, LENGTHS, Question, Reply

_SLOWEST_START = 30.0


class WorkerEndedError(Exception):
    """A worker that ended while it was asked; `code` is its exit code, or minus its signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Worker:
    """A process that answers one question at a time; `lacking` are the walls that it lacks."""

    def __init__(
        self,
        number: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        limits: Limits,
    ) -> None:
        self.number = number
        self.lacking: tuple[str, ...] = ()
        self._reader, self._writer, self._limits = reader, writer, limits
        self._ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @classmethod
    async def over(cls, channel: socket.socket, number: int, limits: Limits) -> Worker:
        """Give the worker at the other end of a channel."""
        reader, writer = await asyncio.open_connection(sock=channel, limit=1 << 20)
        return cls(number, reader, writer, limits)

    async def greet(self) -> None:
        """Wait until it stands; raises `GuardError` for one that does not."""
        try:
            async with asyncio.timeout(_SLOWEST_START):
                head, _ = await self._receive()
        except (WorkerEndedError, TimeoutError):
            raise GuardError("no process for SPARQL queries comes to stand") from None
        if "problem" in head:
            raise GuardError(f"no process for SPARQL queries comes to stand: {head['problem']}")
        self.lacking = tuple(head["lacking"])

    async def ask(self, question: Question) -> Reply:
        """Give its reply; raises `WorkerEndedError` where it ends in place of one."""
        try:
            self._writer.write(question.pack())
            await self._writer.drain()
        except ConnectionError:
            raise WorkerEndedError(await self.ended()) from None
        head, body = await self._receive()
        try:
            return Reply.read(head, body)
        except ValueError:
            raise WorkerEndedError(0) from None

    def close(self) -> None:
        """Speak no more with it."""
        self._writer.close()

    def has_ended(self, code: int) -> None:
        """Hear that its process is gone."""
        if not self._ended.done():
            self._ended.set_result(code)
        self.close()

    def when_gone(self, act: Callable[[], None]) -> None:
        """Act once its process is gone."""
        self._ended.add_done_callback(lambda _: act())

    async def ended(self) -> int:
        """Wait for its end; give its exit code, or minus its signal."""
        return await asyncio.shield(self._ended)

    async def _receive(self) -> tuple[dict[str, Any], bytes]:
        try:
            lengths = await self._reader.readexactly(LENGTHS.size)
            of_head, of_body = LENGTHS.unpack(lengths)
            if of_head > LARGEST_HEAD or of_body > self._limits.size + LARGEST_HEAD:
                raise WorkerEndedError(0)
            head = json.loads(await self._reader.readexactly(of_head))
            return head, await self._reader.readexactly(of_body)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise WorkerEndedError(await self.ended()) from None
        except ValueError:
            raise WorkerEndedError(0) from None
