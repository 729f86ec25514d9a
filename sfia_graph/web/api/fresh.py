"""Answers that are made anew each time and kept by nobody, such as the server's health."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.types import Receive, Scope, Send

from sfia_graph.web.exchange import Finished, plain
from sfia_graph.web.keeping import ready

_METHODS = ("GET", "HEAD")


class Fresh:
    """An ASGI application that gives what a function makes, to GET and HEAD."""

    def __init__(self, make: Callable[[], Awaitable[Finished]]) -> None:
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make the answer and send it."""
        found = ready(await self._answer(scope["method"]))
        status = found.answer.status
        await send({"type": "http.response.start", "status": status, "headers": found.headers})
        body = b"" if scope["method"] == "HEAD" else found.answer.body
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, method: str) -> Finished:
        allow = ", ".join(_METHODS)
        if method not in _METHODS:
            problem = f"{method[:20]} is not for this address; it takes {allow}"
            return plain(problem, 405, (("Allow", allow),))
        answer = await self._make()
        return replace(answer, headers=(*answer.headers, ("Cache-Control", "no-store")))
