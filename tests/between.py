"""A server that stands between us and a real graph store, and fails where a test tells it to."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from endpoints import serving


@dataclass(frozen=True)
class Fault:
    """What is answered instead: a status with a text and headers, or nothing where it is 0.

    `before` says that the request is not read first; `after` that it is carried out all the same.
    With a pause in seconds, nothing fails but time.
    """

    status: int = 0
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    before: bool = False
    after: bool = False
    pause: float = 0.0


@dataclass(frozen=True)
class Heard:
    """A request as it came; `graph` is what its address names."""

    method: str
    target: str
    graph: str
    headers: Message
    body: bytes


@dataclass
class Between:
    """What is to go wrong, by method and graph and in this order, and what was heard.

    `real` is the SPARQL endpoint of the server behind. `held` is set once a request has come whose
    fault is None: that one is kept waiting until `go`.
    """

    address: str = ""
    real: str = ""
    faults: dict[tuple[str, str], list[Fault | None]] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def fail(self, graph: str, *faults: Fault | None, method: str = "PUT") -> None:
        """Let requests about a graph go wrong, one after the other."""
        self.faults[method, graph] = list(faults)

    def said(self, method: str) -> list[str]:
        """Give the graphs of the requests of a method, as they came."""
        return [each.graph for each in self.heard if each.method == method]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Fail, or hand on to the real server and back."""
        between = self.server.between
        graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
        left = between.faults.get((self.command, graph), [])
        fault = left.pop(0) if left else Fault(-1)
        self.close_connection = True
        body = b""
        if fault is None or not fault.before:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        between.heard.append(Heard(self.command, self.path, graph, self.headers, body))
        if fault is None:
            between.held.set()
            between.go.wait()
        elif fault.status < 0 or fault.pause:
            between.go.wait(fault.pause)
            self.answer(*self.handed_on(body))
        else:
            if fault.after:
                self.handed_on(body)
            self.fail(fault)

    do_HEAD = do_GET
    do_PUT = do_GET
    do_POST = do_GET

    def handed_on(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Give what the real server answers."""
        connection = http.client.HTTPConnection(self.server.real, timeout=60)
        connection.request(self.command, self.path, body, dict(self.headers.items()))
        with connection.getresponse() as response:
            kind = {"Content-Type": response.headers.get("Content-Type", "text/plain")}
            found = response.status, kind, response.read()
        connection.close()
        return found

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        """Answer with a whole body."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fail(self, fault: Fault) -> None:
        """Answer with a fault, or hang up."""
        if fault.status:
            headers = {"Content-Type": "text/plain", **fault.headers}
            self.answer(fault.status, headers, fault.text.encode("utf-8"))
        else:
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


class _Server(ThreadingHTTPServer):
    def __init__(self, real: str, certificate: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.real = urlsplit(real).netloc
        address = f"http{'s' if certificate else ''}://localhost:{self.server_port}/store"
        self.between = Between(address, f"{real}/query")
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a client has gone."""


@contextmanager
def between(real: str, certificate: Path | None = None) -> Iterator[Between]:
    """Stand before the server at an address, with a key and certificate in one file for TLS."""
    with _Server(real, certificate) as server, serving(server, server.between.go):
        yield server.between
