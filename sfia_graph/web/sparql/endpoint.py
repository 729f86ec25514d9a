"""The endpoint over ASGI: a query goes to the guard, and what comes back is sent whole."""

from __future__ import annotations

import asyncio

import anyio
from anyio.to_thread import run_sync
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Scope, Send

from sfia_graph.web.caching import QUICK, encode, varied
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.guard import Guard, Limits, Question
from sfia_graph.web.keeping import ready
from sfia_graph.web.live import Live
from sfia_graph.web.places import Places
from sfia_graph.web.reading import parameters, read
from sfia_graph.web.refusing import refusal
from sfia_graph.web.site import Site
from sfia_graph.web.sparql.description import STEM, describe
from sfia_graph.web.sparql.operation import question
from sfia_graph.web.trusted import Trusted, deliver

ALLOW = "GET, HEAD, POST, OPTIONS"
_LARGE = 20_000
_LARGEST_BODY = 65_536
"""The longest query as a form writes it, and more; reading a form keeps all others waiting."""


def routes(live: Live, root: str) -> list[BaseRoute]:
    """Give the routes of the endpoint, which answers by the guard of what is live."""
    return [Route(f"{root}{STEM}", Endpoint(live))]


class Endpoint:
    """Answers SPARQL 1.1 Protocol; without a query it describes itself, as other pages are made."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._compressing = anyio.CapacityLimiter(2)
        self._describing = Trusted(live, self._describe, Places(1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer to a request, or one plain line with the right status."""
        site, asked = self._live.state.site, Asked("")
        try:
            if scope["method"] in {"GET", "HEAD"} and not _asks(scope):
                await self._describing(scope, receive, send)
                return
            asked = await read(scope, receive, site.root, _LARGEST_BODY)
            await self._answer(asked, scope, receive, send)
        except Refused as refused:
            await deliver(ready(refusal(site, asked, refused)), scope, send)
        except ClientGoneError:
            return

    async def _answer(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        if asked.method == "OPTIONS":
            await deliver(ready(_preflight()), scope, send)
            return
        if asked.method not in {"GET", "HEAD", "POST"}:
            problem = f"{asked.method} is no way to ask; it is one of {ALLOW}"
            raise Refused(405, problem, (("Allow", ALLOW),))
        # A body takes its time, in which the graph may have been opened anew.
        site, guard = self._live.state.site, self._live.state.guard
        if guard is None:
            raise Refused(503, "this site answers no SPARQL queries; its stored queries do")
        asks = question(asked, site.iri(STEM), guard.limits.query)
        finished = varied(await _unless_gone(guard, asks, asked.client, receive), "Accept")
        with guard.taking(asked.client):
            if len(finished.body) > _LARGE:
                encoding = asked.headers.get("accept-encoding")
                finished = await run_sync(
                    encode, finished, encoding, QUICK, limiter=self._compressing
                )
            await deliver(ready(finished), scope, _until_taken(send))

    def _describe(self, site: Site, asked: Asked) -> Finished:
        guard = self._live.state.guard
        return describe(site, asked, guard.limits if guard else Limits())


class ClientGoneError(Exception):
    """The client hung up: nobody waits for the answer."""


async def _unless_gone(guard: Guard, asks: Question, client: str, receive: Receive) -> Finished:
    """Give the answer, or end its worker once the client is gone."""
    answering = asyncio.ensure_future(guard.answer(asks, client))
    leaving = asyncio.ensure_future(_left(receive))
    both = {answering, leaving}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise ClientGoneError
        return answering.result()
    finally:
        for each in both:
            each.cancel()
        await asyncio.wait(both)
        for each in both:
            each.cancelled() or each.exception()
        # What a task raised knows this frame: it lets go of the tasks, or all stay in memory.
        del answering, leaving, both, each


def _until_taken(send: Send) -> Send:
    """Send so that an answer is out only once the client has taken it, but for a last piece."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.body":
            await send({**message, "more_body": True})
            message = {"type": "http.response.body"}
        await send(message)

    return sent


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _asks(scope: Scope) -> bool:
    """Whether there is a query in the address, or an update."""
    try:
        given = parameters(scope["query_string"])
    except Refused:
        return True
    return bool({"query", "update"} & set(given))


def _preflight() -> Finished:
    """Let scripts of other sites ask (Fetch, section 3.2.2)."""
    headers = (
        ("Allow", ALLOW),
        ("Access-Control-Allow-Methods", ALLOW),
        ("Access-Control-Allow-Headers", "Accept, Content-Type"),
        ("Access-Control-Max-Age", "86400"),
    )
    return Finished(b"", "", 204, headers)
