"""The protocol on standard input and output, for an assistant on the same machine."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import JSONRPCError, JSONRPCNotification, JSONRPCRequest, JSONRPCResponse

from sfia_graph.web.assistants.server import server
from sfia_graph.web.site import Site

AT_ONCE = 2
GRACE = 30
"""How many seconds answers under way have once the input has ended."""

_Incoming = SessionMessage | Exception


def serve(site: Site) -> None:
    """Answer until the input ends; the output carries nothing but the protocol's messages.

    Raises `OSError` where nobody reads the output any more.
    """
    try:
        anyio.run(_serve, site)
    except BaseExceptionGroup as group:
        broken = group.subgroup(OSError)
        if broken is None or group.split((OSError, anyio.BrokenResourceError))[1]:
            raise
        raise _first(broken) from None


def _first(group: BaseException) -> BaseException:
    return _first(group.exceptions[0]) if isinstance(group, BaseExceptionGroup) else group


async def _serve(site: Site) -> None:
    app = server(lambda: site, anyio.CapacityLimiter(AT_ONCE))
    asked, incoming = anyio.create_memory_object_stream[_Incoming]()
    outgoing, answered = anyio.create_memory_object_stream[SessionMessage]()
    waiting = _Waiting()
    async with stdio_server() as (source, sink), anyio.create_task_group() as tasks:
        tasks.start_soon(waiting.take, source, asked)
        tasks.start_soon(waiting.give, answered, sink)
        await app.run(incoming, outgoing, app.create_initialization_options())


@dataclass
class _Waiting:
    """Knows which requests wait for an answer: the SDK drops them when the input ends.

    So whoever pipes requests into the command gets the answers to all of them.
    """

    requests: set[Hashable] = field(default_factory=set)
    empty: anyio.Event = field(default_factory=anyio.Event)

    async def take(self, source: Any, asked: MemoryObjectSendStream[_Incoming]) -> None:
        """Pass on what comes in; the end only when all is answered."""
        async with asked:
            async for item in source:
                self._note(item.message if isinstance(item, SessionMessage) else item)
                await asked.send(item)
            with anyio.move_on_after(GRACE):
                while self.requests:
                    self.empty = anyio.Event()
                    await self.empty.wait()

    async def give(self, answered: MemoryObjectReceiveStream[SessionMessage], sink: Any) -> None:
        """Pass on what goes out."""
        async with sink:
            async for item in answered:
                await sink.send(item)
                if isinstance(item.message, JSONRPCResponse | JSONRPCError):
                    self._settle(item.message.id)

    def _note(self, message: object) -> None:
        if isinstance(message, JSONRPCRequest):
            self.requests.add(message.id)
        elif (
            isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled"
        ):
            self._settle((message.params or {}).get("requestId"))

    def _settle(self, request: Any) -> None:
        if isinstance(request, str | int):
            self.requests.discard(request)
        if not self.requests:
            self.empty.set()
