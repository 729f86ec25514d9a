"""The server itself: it listens, and ends without a lost answer."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace

import uvicorn

from sfia_graph.errors import SfiaError
from sfia_graph.offline import go_offline
from sfia_graph.store.opening import Where
from sfia_graph.web.api.log import AccessLog
from sfia_graph.web.api.log_file import log_file
from sfia_graph.web.app import application
from sfia_graph.web.guard import Guard, GuardError, Limits
from sfia_graph.web.live import Live, State
from sfia_graph.web.protocol import Protocol
from sfia_graph.web.reloading import Say, reload_on_hangup
from sfia_graph.web.site import open_site
from sfia_graph.web.withheld import say_withheld

CONNECTIONS = 1_000
"""How many connections are served at once; further ones hear 503."""
KEEP_ALIVE = 15
"""How many seconds an idle connection is kept."""
GRACE = 30
"""How many seconds answers under way have to end when the server is told to stop."""
_LOOPBACK = re.compile(r"http://(127\.|\[::1\])")
_ENDING = (signal.SIGINT, signal.SIGTERM)


class ServeError(SfiaError):
    """The server cannot begin, because of its address or of the platform."""


@dataclass(frozen=True)
class Settings:
    """What to serve and how.

    `origin` is the scheme and host that clients elsewhere name; without one it is the address
    listened at, if only this machine can reach that and no proxy stands before it.
    `proxies` are the addresses whose `X-Forwarded-For` is believed, with commas between them.
    `unguarded` serves SPARQL even where the platform cannot wall its workers in. `log` is the file
    of the access log, `-` for standard output; `whole_log` keeps whole addresses in it. `offline`
    lets the process reach nobody, once it listens: it only hears.
    """

    where: Where = None
    base: str | None = None
    root: str = "/"
    origin: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    limits: Limits = field(default_factory=Limits)
    unguarded: bool = False
    proxies: str = ""
    log: str | None = None
    whole_log: bool = False
    offline: bool = False

    async def state(self) -> State:
        """Open the graph, and have workers stand ready for it."""
        site = await asyncio.to_thread(open_site, self.where, self.base, self.root, self.origin)
        guard = Guard(site.store, self.limits, unguarded=self.unguarded)
        try:
            await guard.start()
        except GuardError as error:
            remedy = "" if self.unguarded else "; --unguarded serves without these walls"
            raise ServeError(f"{error}{remedy}") from None
        return State(site, guard)


def serve(settings: Settings, say: Say) -> None:
    """Serve until SIGINT or SIGTERM; `say` gets a line for people when it listens or reloads.

    Raises `StoreError` for a graph that cannot be served and a log that cannot be written,
    `ServeError` for an address that is taken and where the endpoint's walls cannot stand.
    """
    with closing(_listening(settings)) as listening:
        if settings.offline:
            go_offline()
        address = _address(listening)
        if not (settings.origin or settings.proxies) and _LOOPBACK.match(address):
            settings = replace(settings, origin=address)
        # uvicorn's choice: uvloop where it is installed.
        factory = uvicorn.Config("").get_loop_factory()
        with asyncio.Runner(loop_factory=factory) as runner:
            runner.run(_serve(settings, listening, say))


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    address = f"{settings.host}:{settings.port}"
    try:
        found = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
        # Or else Nagle's algorithm holds the body back until the client has seen the headers.
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return found
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(f"cannot listen at {address} ({reason}); choose another --port") from None
    except OverflowError:
        raise ServeError(f"cannot listen at {address}; a --port is from 0 to 65535") from None


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _serve(settings: Settings, listening: socket.socket, say: Say) -> None:
    async with AsyncExitStack() as stack:
        live = Live(await settings.state())
        stack.push_async_callback(_close, live)
        server = _Server(_configured(settings), live)
        stack.enter_context(server.hearing())
        log = await stack.enter_async_context(_logging(settings))
        server.config.app = await stack.enter_async_context(application(live, log))
        reload_on_hangup(live, settings.state, say)
        address = _address(listening) + live.state.site.root
        say(f"serving {live.state.site.store.where} at {address} (Ctrl-C stops)")
        say_withheld(live.state.site.withheld, say)
        await server.serve([listening])


class _Server(uvicorn.Server):
    """Says that it is closing as soon as it is told to stop, so that a balancer sends nobody."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none more, since the server is `hearing` them, and none once it has served.

        What then closes is ended by the next one.
        """
        try:
            yield
        finally:
            self._hear_no_more()

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """Take the signals that end the server; it has ended well then, and says so by its code.

        So it is before it serves too, when one would break off what then stands half.
        """
        loop = asyncio.get_running_loop()
        for each in _ENDING:
            loop.add_signal_handler(each, self.handle_exit, each, None)
        try:
            yield
        finally:
            self._hear_no_more()

    def _hear_no_more(self) -> None:
        for each in _ENDING:
            asyncio.get_running_loop().remove_signal_handler(each)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close, once answers under way are out."""
        self._live.closing = True
        await super().shutdown(sockets)


def _configured(settings: Settings) -> uvicorn.Config:
    """Give how the server is to be; its application comes when that stands."""
    return uvicorn.Config(
        "",
        http=Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies or None,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )


async def _close(live: Live) -> None:
    if live.state.guard:
        await live.state.guard.close()


@asynccontextmanager
async def _logging(settings: Settings) -> AsyncIterator[AccessLog | None]:
    if settings.log is None:
        yield None
        return
    with log_file(settings.log) as stream:
        log = AccessLog(stream, whole=settings.whole_log)
        try:
            yield log
        finally:
            await log.close()
