"""Clients of the endpoint, each with an address of its own, and what the server holds meanwhile.

All of 127.0.0.0/8 is this machine, so that a client can be who it likes.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from served import Reply, Served

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A query that no server ends in a lifetime."""


@dataclass(frozen=True)
class Heard:
    """A reply and after how many seconds it was there."""

    reply: Reply
    seconds: float

    @property
    def status(self) -> int:
        """Its status."""
        return self.reply.status

    @property
    def problem(self) -> str:
        """What it says, without the line break."""
        return self.reply.text.rstrip("\n")


def asked(site: Served, query: str, number: int = 1, accept: str = "*/*") -> Heard:
    """Post a query as the client 127.0.0.`number`."""
    parts = urlsplit(site.address)
    own = (f"127.0.0.{number}", 0)
    port = parts.port or 0
    connection = HTTPConnection(parts.hostname or "", port, timeout=60, source_address=own)
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    begun = time.monotonic()
    try:
        connection.request("POST", "/sparql", query.encode(), headers)
        reply = connection.getresponse()
        found = {name.lower(): value for name, value in reply.getheaders()}
        body = reply.read()
        return Heard(Reply(reply.status, found, body), time.monotonic() - begun)
    finally:
        connection.close()


@contextmanager
def asking(site: Served) -> Iterator[Callable[..., Future[Heard]]]:
    """Ask in threads: what is given takes what `asked` takes after the server."""
    with ThreadPoolExecutor(64) as threads:
        yield lambda *said: threads.submit(asked, site, *said)


@contextmanager
def connected(site: Served, number: int = 1, takes: int = 0) -> Iterator[socket.socket]:
    """Give a connection of the client 127.0.0.`number`; its buffer takes about `takes` bytes."""
    parts = urlsplit(site.address)
    with socket.socket() as client:
        if takes:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
        client.settimeout(30)
        client.bind((f"127.0.0.{number}", 0))
        client.connect((parts.hostname, parts.port))
        yield client


def post(query: str) -> bytes:
    """Give a request that posts a query, as bytes."""
    body = query.encode()
    return (
        "POST /sparql HTTP/1.1\r\nhost: x\r\ncontent-type: application/sparql-query\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    ).encode() + body


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds."""
    latest = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.01)


def children(pid: int) -> list[int]:
    """Give the processes that a process and its threads have started, none where it has ended."""
    found = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def lives(pid: int) -> bool:
    """Whether a process runs: one that has ended and waits to be asked how does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def workers(site: Served) -> list[int]:
    """Give the processes of the workers: the server's children have them as children."""
    return [worker for each in children(site.process.pid) for worker in children(each)]


def held(pid: int) -> int:
    """Give how many bytes a process holds in memory that no other shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    private = (line.split() for line in lines if line.startswith("Private_"))
    return sum(int(size) * 1024 for _, size, _ in private)


def counted(site: Served, name: str) -> float:
    """Give a figure of the server's own metrics."""
    lines = site.ask("/metrics").text.splitlines()
    return next(float(line.split()[-1]) for line in lines if line.startswith(f"{name} "))
