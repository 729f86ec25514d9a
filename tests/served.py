"""The real server as a process of its own, on loopback."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"http://\S+")


@dataclass(frozen=True)
class Reply:
    """What a server answered; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Served:
    """A running server: the address of its root, which ends in a slash, and its process."""

    address: str
    process: subprocess.Popen[str]

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Reply:
        """Ask for a path, without following a redirect."""
        parts = urlsplit(self.address)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            connection.request(method, path, body, dict(headers or {}))
            reply = connection.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, found, reply.read())
        finally:
            connection.close()


@contextmanager
def served(*options: str, under: Sequence[str] = ()) -> Iterator[Served]:
    """Run `sfia-graph serve` with options until the block ends; it must end well by SIGTERM.

    `under` is a program that becomes the server, such as `prlimit`, and its options.
    """
    call = [*under, sys.executable, "-m", "sfia_graph", "serve", "--port", "0", *options]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        found = _ADDRESS.search(said)
        assert found, said
        try:
            yield Served(found[0], process)
        finally:
            process.terminate()
            assert process.wait(30) == 0
