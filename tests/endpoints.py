"""A small HTTP server in a thread: it says what a test tells it to, and records what it hears."""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sfia_graph.errors import SfiaError
from sfia_graph.store.remote import RemoteStore
from sfia_graph.store.retrying import NEVER

SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"
ONE_ROW = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]}}'

Say = Callable[["Handler"], None]
"""What an endpoint does once it has heard a request."""


@dataclass(frozen=True)
class Heard:
    """A request as it came."""

    method: str
    target: str
    headers: Message
    body: str

    @property
    def parameters(self) -> dict[str, list[str]]:
        """What the address and the body hold, decoded."""
        query = "&".join(filter(None, (urlsplit(self.target).query, self.body)))
        return parse_qs(query, keep_blank_values=True)


@dataclass
class Endpoint:
    """What was heard, and where; `closing` is set once the test is over."""

    address: str = ""
    heard: list[Heard] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Records a request, and then says what comes next; the last thing is said again and again."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Hear and say."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        endpoint, says = self.server.endpoint, self.server.says
        endpoint.heard.append(Heard(self.command, self.path, self.headers, body))
        self.close_connection = True
        says[min(len(endpoint.heard), len(says)) - 1](self)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


class Server(ThreadingHTTPServer):
    """A server on a free port of loopback."""

    daemon_threads = False

    def __init__(self, says: tuple[Say, ...], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.says, self.endpoint = says, Endpoint()
        scheme = "https" if context else "http"
        self.endpoint.address = f"{scheme}://127.0.0.1:{self.server_port}/sparql"
        if context:
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a client has gone."""


@contextmanager
def serving(server: ThreadingHTTPServer, closing: threading.Event) -> Iterator[None]:
    """Run a server in a thread until the end of the block, which those that wait are told of."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield
    finally:
        closing.set()
        server.shutdown()
        thread.join()


@contextmanager
def endpoint(*says: Say, certificate: Path | None = None) -> Iterator[Endpoint]:
    """Serve; each request gets the next thing to be said."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    with Server(says, context) as server, serving(server, server.endpoint.closing):
        yield server.endpoint


def reply(
    body: bytes | str = ONE_ROW, media_type: str | None = JSON, status: int = 200, **headers: str
) -> Say:
    """Give a whole reply; in the names of headers, `_` stands for a hyphen."""
    data = body.encode() if isinstance(body, str) else body

    def say(handler: Handler) -> None:
        handler.send_response(status)
        if media_type is not None:
            handler.send_header("Content-Type", media_type)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(data))} | named).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return say


def raw(*pieces: bytes, every: float = 0.0) -> Say:
    """Send bytes as they are, with a pause before each piece but the first, and hang up."""

    def say(handler: Handler) -> None:
        for number, piece in enumerate(pieces):
            if number and every and handler.server.endpoint.closing.wait(every):
                return
            handler.wfile.write(piece)

    return say


def silent(handler: Handler) -> None:
    """Say nothing until the test is over."""
    handler.server.endpoint.closing.wait()


def redirect(address: str, status: int = 302) -> Say:
    """Send on to another address."""
    return reply(b"", None, status, Location=address)


@contextmanager
def busy_port() -> Iterator[int]:
    """Give a port that takes no more connections, since nobody accepts the first ones."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        port = listening.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            yield port


@contextmanager
def mute_port() -> Iterator[int]:
    """Give a port that takes connections and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        yield listening.getsockname()[1]


def free_port() -> int:
    """Give a port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def fault(address: str, query: str = SELECT, timeout: float = 20.0) -> SfiaError:
    """Ask an endpoint once; gives the error that must come."""
    with pytest.raises(SfiaError) as raised:
        RemoteStore(address, timeout, NEVER).sparql(query)
    return raised.value


def alone(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Hide the credentials, proxies and limits of whoever runs the tests."""
    monkeypatch.setenv("HOME", str(home))
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith(("SFIA_GRAPH_", "SSL_", "NETRC")):
            monkeypatch.delenv(name)
