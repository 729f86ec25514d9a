"""Trusted answers over ASGI: made in a thread, made ready once, kept, sent again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

from anyio.to_thread import run_sync
from starlette.types import ASGIApp, Receive, Scope, Send

from sfia_graph.errors import SfiaError, UsageError, quoted
from sfia_graph.web.caching import conditional, encode, tagged
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.keeping import Key, Ready, ready
from sfia_graph.web.live import Live, State
from sfia_graph.web.places import Places
from sfia_graph.web.reading import headers, read
from sfia_graph.web.refusing import refusal

_LOG = logging.getLogger(__name__)

Answering = Callable[[Any, Asked], Finished]

_KEYS = (b"accept", b"accept-language", b"accept-encoding")
_CONDITIONS = {b"if-none-match", b"if-modified-since"}


def _key(scope: Scope) -> Key:
    """Give what an answer depends on."""
    headers = dict(scope["headers"])
    return (scope["raw_path"], scope["query_string"], *(headers.get(name) for name in _KEYS))


class Door:
    """Answers from what is kept before anything else looks at a request."""

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self._app, self._live = app, live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is kept, or let the site answer."""
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            found = self._live.state.kept.get(_key(scope))
            if found:
                await deliver(found, scope, send)
                return
        await self._app(scope, receive, send)


class Trusted:
    """One kind of trusted answer; `places` bound how many are made at once."""

    def __init__(
        self,
        live: Live,
        answer: Answering,
        places: Places,
        methods: Iterable[str] = ("GET",),
    ) -> None:
        self._live, self._answer, self._places = live, answer, places
        self._methods = sorted({*methods, "OPTIONS", *(["HEAD"] if "GET" in methods else [])})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make the answer, or wait for who makes it already, and send it."""
        state = self._live.state
        if scope["method"] not in {"GET", "HEAD"}:
            await deliver(await self._made(state, scope, receive), scope, send)
            return
        key = _key(scope)
        making = state.making.get(key)
        if making is None:
            making = asyncio.ensure_future(self._made(state, scope, receive))
            state.making[key] = making
            making.add_done_callback(lambda _: state.making.pop(key, None))
        found = await asyncio.shield(making)
        if found.answer.status < 400:
            state.kept.put(key, found)
        await deliver(found, scope, send)

    async def _made(self, state: State, scope: Scope, receive: Receive) -> Ready:
        asked = Asked("", headers=headers(scope))
        try:
            asked = await read(scope, receive, state.site.root)
            if asked.method not in self._methods:
                allow = ", ".join(self._methods)
                problem = f"{asked.method} is not for this address; it takes {allow}"
                raise Refused(405, problem, (("Allow", allow),))
            if asked.method == "OPTIONS":
                return ready(self._preflight())
            async with self._places.share(asked.client):
                return await run_sync(self._finished, state, asked, limiter=self._places.limiter)
        except Refused as refused:
            return ready(refusal(state.site, asked, refused))

    def _finished(self, state: State, asked: Asked) -> Ready:
        try:
            answer = self._answer(state.site, asked)
        except Refused as refused:
            answer = refusal(state.site, asked, refused)
        except SfiaError as error:
            status = 400 if isinstance(error, UsageError) else 500
            answer = refusal(state.site, asked, Refused(status, str(error)))
        except Exception:
            # A fault of ours: whoever runs the site reads where, whoever asked reads that it is so.
            _LOG.exception("cannot answer %s", quoted(asked.path))
            answer = refusal(state.site, asked, Refused(500, "something went wrong here"))
        encoded = encode(answer, asked.headers.get("accept-encoding"))
        return ready(tagged(encoded, state.site.modified))

    def _preflight(self) -> Finished:
        """Let scripts of other sites ask (Fetch, section 3.2.2)."""
        allow = ", ".join(self._methods)
        return Finished(
            b"",
            "",
            204,
            (
                ("Allow", allow),
                ("Access-Control-Allow-Methods", allow),
                ("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type"),
                ("Access-Control-Max-Age", "86400"),
            ),
        )


async def deliver(found: Ready, scope: Scope, send: Send) -> None:
    """Send a ready answer, without its body where the client has it (RFC 9110, section 13)."""
    if any(name in _CONDITIONS for name, _ in scope["headers"]):
        answer = conditional(found.answer, headers(scope))
        if answer is not found.answer:
            found = ready(answer)
    start = {"type": "http.response.start", "status": found.answer.status}
    await send({**start, "headers": found.headers})
    body = b"" if scope["method"] == "HEAD" else found.answer.body
    await send({"type": "http.response.body", "body": body})
