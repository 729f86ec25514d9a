"""Looks on while requests are answered, for the access log and the metrics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Observed:
    """A request that is over: its ASGI scope, the status and bytes of the body that it got.

    `seconds` run from the request's headers to the last byte that was handed on.
    """

    scope: Scope
    status: int
    size: int
    seconds: float


Observer = Callable[[Observed], None]


class Observing:
    """ASGI middleware that tells observers of each request when it is over."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app, self._observers = app, tuple(observers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; one that fails before it answers counts as 500."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, size = perf_counter(), 500, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seen = Observed(scope, status, size, perf_counter() - begun)
            for observer in self._observers:
                observer(seen)
