"""A host that answers as the real server does, but for one fault."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Request:
    """What was asked for; the names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def accept(self) -> str:
        """What the client accepts."""
        return self.headers.get("accept", "")


@dataclass
class Answer:
    """What is answered; `length` is what Content-Length says, where that is not true."""

    status: int
    headers: dict[str, str]
    body: bytes
    length: int | None = None
    always_with_body: bool = False

    def says(self, old: str, new: str, times: int = -1) -> None:
        """Replace a text in the body, packed or not, where it is."""
        is_packed = self.headers.get("content-encoding") == "gzip"
        body = gzip.decompress(self.body) if is_packed else self.body
        body = body.replace(old.encode(), new.encode(), times)
        self.body = gzip.compress(body, mtime=0) if is_packed else body

    def adds(self, text: str) -> None:
        """Add a text to the end of the body."""
        self.body += text.encode()


Fault = Callable[[Request, Answer], None]
"""Changes an answer."""


def none(request: Request, answer: Answer) -> None:
    """Change nothing."""


@dataclass
class Host:
    """A running host: its address, which ends in a slash, and what is wrong with it."""

    address: str
    behind: str = ""
    fault: Fault = none
    kept: dict[Any, Answer] = field(default_factory=dict)

    def answer(self, request: Request) -> Answer:
        """Give what the server behind answers, with the fault."""
        asked = replace(request, method="GET") if request.method == "HEAD" else request
        key = (asked.method, asked.path, tuple(sorted(asked.headers.items())), asked.body)
        if key not in self.kept:
            self.kept[key] = _asked(self.behind, asked)
        found = self.kept[key]
        answer = Answer(found.status, dict(found.headers), found.body)
        self.fault(request, answer)
        return answer


_SENT = frozenset(
    {"accept", "accept-encoding", "accept-language", "content-type", "origin"}
    | {"if-none-match", "if-modified-since"}
)
_OF_THE_CONNECTION = frozenset({"connection", "content-length", "date", "transfer-encoding"})


def _asked(behind: str, request: Request) -> Answer:
    parts = urlsplit(behind)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request(request.method, request.path, request.body, dict(request.headers))
        reply = connection.getresponse()
        headers = {
            name.lower(): value
            for name, value in reply.getheaders()
            if name.lower() not in _OF_THE_CONNECTION
        }
        return Answer(reply.status, headers, reply.read())
    finally:
        connection.close()


@contextmanager
def listening() -> Iterator[Host]:
    """Run a host on a free port of loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _do(self) -> None:
            size = int(self.headers.get("content-length") or 0)
            headers = {n.lower(): v for n, v in self.headers.items() if n.lower() in _SENT}
            request = Request(self.command, self.path, headers, self.rfile.read(size))
            self._send(request, host.answer(request))

        do_GET = do_HEAD = do_POST = _do

        def _send(self, request: Request, answer: Answer) -> None:
            length = len(answer.body) if answer.length is None else answer.length
            lines = [f"HTTP/1.1 {answer.status} X"]
            lines += [f"{name}: {value}" for name, value in answer.headers.items()]
            if answer.status not in (204, 304):
                lines.append(f"content-length: {length}")
            bare = request.method == "HEAD" or answer.status in (204, 304)
            body = b"" if bare and not answer.always_with_body else answer.body
            if length != len(answer.body) or answer.always_with_body:
                lines.append("connection: close")
                self.close_connection = True
            self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Leave alone what a client did that hung up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        host = Host(f"http://127.0.0.1:{server.server_address[1]}/")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def dumb(folder: Path) -> Iterator[str]:
    """Serve a folder by `python -m http.server`; gives its address."""
    call = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    with subprocess.Popen(
        call, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        said = process.stdout.readline()
        try:
            yield said.partition("(")[2].partition(")")[0]
        finally:
            process.terminate()


@contextmanager
def nasty(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """Run a host that does with each connection what it likes; gives its address.

    `talk` gets the connection once a request has come.
    """
    stopping = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)

        def serve() -> None:
            while not stopping.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                threading.Thread(target=converse, args=(connection,), daemon=True).start()

        def converse(connection: socket.socket) -> None:
            with connection:
                try:
                    connection.recv(65_536)
                    talk(connection)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        finally:
            stopping.set()
            thread.join()
