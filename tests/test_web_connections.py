"""Connections that are slow, endless or stuck are ended, and others do not notice."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from sfia_graph.web.exchange import Refused
from sfia_graph.web.protocol import LARGEST_HEADERS, Protocol
from sfia_graph.web.reading import LARGEST_BODY, parameters, read

LARGE = b"x" * 20_000_000


class Impatient(Protocol):
    """Waits for less time than the server does."""

    slowest_request = 0.3
    stuck = 0.3


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    body = LARGE if scope["path"] == "/large" else b"well"
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def server() -> Iterator[uvicorn.Server]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        _app, http=Impatient, ws="none", lifespan="off", log_config=None, timeout_keep_alive=20
    )
    server = uvicorn.Server(config)
    thread = Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    _until(lambda: server.started)
    yield server
    server.should_exit = True
    thread.join(10)


def _until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, ten seconds at most."""
    latest = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.01)


@pytest.fixture
def port(server: uvicorn.Server) -> int:
    found: int = server.servers[0].sockets[0].getsockname()[1]
    return found


@contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        yield client


def _all(client: socket.socket) -> bytes:
    parts = []
    while part := client.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_a_request_is_answered(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        assert _all(client).endswith(b"\r\n\r\nwell")


def test_who_says_nothing_is_let_go(port: int) -> None:
    with _connected(port) as client:
        assert _all(client).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_who_never_ends_the_headers_is_let_go(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n")
        assert _all(client).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_second_request_that_never_ends_is_let_go(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1\r\nhos")
        found = _all(client)
    assert found.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"HTTP/1.1 408 Request Timeout\r\n" in found


def test_who_goes_on_with_a_body_that_nobody_reads_is_let_go(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\nx")
        found = _all(client)
    assert found.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"HTTP/1.1 408 Request Timeout\r\n" in found


def test_who_ends_a_body_that_nobody_reads_may_ask_again(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nx")
        while not client.recv(65_536).endswith(b"well"):
            pass
        client.sendall(b"x")
        client.settimeout(2 * Impatient.slowest_request)
        with pytest.raises(TimeoutError):
            client.recv(65_536)
        client.sendall(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        assert _all(client).endswith(b"\r\n\r\nwell")


def test_headers_without_end_are_refused(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"y" * (LARGEST_HEADERS + 1))
        assert _all(client).startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")


def test_what_is_no_http_is_refused(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        assert _all(client).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_who_takes_nothing_of_an_answer_is_let_go(server: uvicorn.Server, port: int) -> None:
    open_ones = server.server_state.connections
    with _connected(port) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n")
        _until(lambda: len(open_ones) == 1)
        _until(lambda: not open_ones)
        assert len(_all(client)) < len(LARGE)


def test_who_takes_an_answer_in_pieces_gets_it_whole(port: int) -> None:
    with _connected(port) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        assert _all(client).endswith(LARGE)


def _read(scope: dict[str, object], *messages: dict[str, object], root: str = "/") -> object:
    waiting = list(messages)

    async def receive() -> dict[str, object]:
        return waiting.pop(0)

    asked = {"method": "GET", "raw_path": b"/", "query_string": b"", "headers": [], **scope}
    return asyncio.run(read(asked, receive, root))


REFUSED: list[tuple[str, Callable[[], object], int, str]] = [
    (
        "path without UTF-8",
        lambda: _read({"raw_path": b"/%ff"}),
        400,
        "the path is not UTF-8",
    ),
    (
        "line break in the path",
        lambda: _read({"raw_path": b"/a%0d%0aSet-Cookie:%20a"}),
        400,
        "the path holds a control character",
    ),
    (
        "NUL in a parameter",
        lambda: parameters(b"q=%00"),
        400,
        "a parameter holds a control character",
    ),
    (
        "parameter without UTF-8",
        lambda: parameters(b"q=%ff"),
        400,
        "the parameters are not UTF-8",
    ),
    (
        "parameters without end",
        lambda: parameters(b"&".join(b"q=1" for _ in range(300))),
        400,
        "more than 200 parameters",
    ),
    (
        "address too long",
        lambda: _read({"query_string": b"q=" + b"x" * 9_000}),
        414,
        "the address is longer than 8,192 bytes; POST takes more",
    ),
    (
        "path outside of the site",
        lambda: _read({"raw_path": b"/other/9"}, root="/sfia/"),
        404,
        "nothing is at '/other/9'; the site begins at /sfia/",
    ),
    (
        "body too large",
        lambda: _read(
            {"method": "POST"},
            *({"type": "http.request", "body": b"x" * LARGEST_BODY, "more_body": True},) * 2,
        ),
        413,
        "the body is larger than 1,000,000 bytes",
    ),
]


@pytest.mark.parametrize(
    ("act", "status", "problem"), [case[1:] for case in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_bad_requests_are_refused_in_one_line(
    act: Callable[[], object], status: int, problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert (refused.value.status, str(refused.value)) == (status, problem)


def test_parameters_keep_their_order_and_their_accents() -> None:
    assert parameters(b"a=1&b=%C3%A9t%C3%A9&a=2&c=") == {"a": ("1", "2"), "b": ("été",), "c": ("",)}
