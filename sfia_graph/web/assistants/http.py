"""The protocol over HTTP, at `mcp` below the site's root: one POST, one answer in JSON, no session.

Model Context Protocol, "Streamable HTTP", whose security warning this follows: a page of another
site must not reach the server through its visitor's browser, be it by DNS rebinding.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfia_graph.web.assistants.server import server
from sfia_graph.web.exchange import Refused, plain
from sfia_graph.web.keeping import ready
from sfia_graph.web.live import Live
from sfia_graph.web.places import Places
from sfia_graph.web.reading import read
from sfia_graph.web.trusted import deliver

_LARGEST = 65_536
"""Bytes of a message; what a tool takes is short, and the SDK reads it while all others wait."""
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_PORTS = {"http": ":80", "https": ":443"}
_OPEN = (b"access-control-", b"cross-origin-resource-policy")
"""Headers of other answers that let in scripts of other sites."""
_CLOSED = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


@asynccontextmanager
async def application(live: Live, places: Places) -> AsyncIterator[ASGIApp]:
    """Give the application; what is live at the time of a request answers it.

    `places` bound how many requests are worked on at once.
    """
    # What a visitor sends wrongly is his to hear; only faults of the server are for its log.
    logging.getLogger("mcp").setLevel(logging.ERROR)
    manager = StreamableHTTPSessionManager(
        server(lambda: live.state.site, places.limiter),
        json_response=True,
        stateless=True,
        max_request_body_size=_LARGEST,
        # The SDK's check needs a list of all host names, which proxies add to; `admit` needs none.
        security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    async with manager.run():
        yield _Assistants(live, manager, places)


class _Assistants:
    """Lets in what the SDK should answer."""

    def __init__(self, live: Live, manager: StreamableHTTPSessionManager, places: Places) -> None:
        self._live, self._manager, self._places = live, manager, places

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a POST whose body is there in time; refuse all else in one line."""
        site = self._live.state.site
        send = _closed(send)
        try:
            admit(scope, site.origin)
            if scope["method"] != "POST":
                problem = "assistants ask by POST; there are no streams and no sessions here"
                raise Refused(405, problem, (("Allow", "POST"),))
            asked = await read(scope, receive, site.root, _LARGEST)
            async with self._places.share(asked.client):
                await self._manager.handle_request(scope, _again(asked.body, receive), send)
        except Refused as refused:
            answer = plain(refused.problem, refused.status, refused.headers)
            await deliver(ready(answer), scope, send)


def admit(scope: Scope, own: str) -> None:
    """Refuse what a browser sends for a page of another site, whatever the server's host name.

    No assistant outside of a browser sends `Origin`. A page of the site itself has the origin `own`
    or one that is the request's `Host`. The latter counts only where no name can have been rebound:
    under https, whose certificate only the true host has, and for this machine's own names. Raises
    `Refused` (403).
    """
    headers = [(name, value.decode("latin-1")) for name, value in scope["headers"]]
    origins = [value for name, value in headers if name == b"origin"]
    if not origins or (own and origins == [own]):
        return
    hosts = [value.lower() for name, value in headers if name == b"host"]
    if not (len(origins) == len(hosts) == 1 and _is_same(origins[0], hosts[0])):
        raise Refused(403, "a page of another site may not ask here")


def _is_same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
        name = parts.hostname
    except ValueError:
        return False
    port = _PORTS.get(parts.scheme)
    if port is None or origin != f"{parts.scheme}://{parts.netloc}":
        return False
    same = parts.netloc.removesuffix(port) == host.removesuffix(port)
    return same and (parts.scheme == "https" or name in _LOOPBACK)


def _closed(send: Send) -> Send:
    """Leave out the headers that let scripts of other sites read an answer."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [each for each in message["headers"] if not each[0].startswith(_OPEN)]
            own = {name for name, _ in kept}
            more = [each for each in _CLOSED if each[0] not in own]
            message = {**message, "headers": [*kept, *more]}
        await send(message)

    return sent


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that has been read once more."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received
