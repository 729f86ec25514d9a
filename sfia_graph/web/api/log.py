"""The access log: one line of JSON a request, written beside the answering, never by it.

It holds no more about people than a server has to know: the address without its last part, the
path without what was asked (search words, a company's list to reconcile), of the page that a
visitor came from only the site. `whole=True` keeps all three, for whoever must trace an attack.
Bodies are never logged.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network
from time import time
from typing import Protocol
from urllib.parse import urlsplit

from sfia_graph.web.api.observing import Observed

EVERY = 0.5
"""After how many seconds at the latest a line is written."""
MOST_WAITING = 20_000
"""How many lines wait at most for a stream that takes none; further ones are counted only."""
_LONGEST = 500


class Stream(Protocol):
    """What lines of text are written to."""

    def write(self, text: str, /) -> object:
        """Take lines; raises `OSError` or `ValueError` where it cannot."""

    def flush(self) -> object:
        """Hand over what it holds back."""


class AccessLog:
    """Writes what it is told of to a stream, in batches, in a thread of its own."""

    def __init__(self, stream: Stream, *, whole: bool = False) -> None:
        self._stream, self._whole = stream, whole
        self._waiting: list[tuple[float, Observed]] = []
        self._writing: Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="access-log")
        self.lost = 0

    def note(self, seen: Observed) -> None:
        """Take note of a request; the line is written soon."""
        if len(self._waiting) >= MOST_WAITING:
            self.lost += 1
            return
        self._waiting.append((time(), seen))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(EVERY, self._write_on)

    async def close(self) -> None:
        """Write what still waits, and end."""
        if self._timer:
            self._timer.cancel()
        if self._writing:
            await asyncio.wrap_future(self._writing)
        waiting, self._waiting = self._waiting, []
        await asyncio.wrap_future(self._writer.submit(self._write, waiting))
        self._writer.shutdown()

    def _write_on(self) -> None:
        self._timer = None
        if self._writing and not self._writing.done():
            self._timer = asyncio.get_running_loop().call_later(EVERY, self._write_on)
            return
        waiting, self._waiting = self._waiting, []
        self._writing = self._writer.submit(self._write, waiting)

    def _write(self, waiting: list[tuple[float, Observed]]) -> None:
        lines = [line(at, seen, self._whole) for at, seen in waiting]
        try:
            self._stream.write("".join(lines))
            self._stream.flush()
        except (OSError, ValueError):
            self.lost += len(lines)


def line(at: float, seen: Observed, whole: bool = False) -> str:
    """Give a request as a line of JSON; `at` is in seconds since 1970.

    The line is ASCII, and no character in it controls a terminal.
    """
    scope = seen.scope
    headers = dict(scope["headers"])
    client = (scope.get("client") or ("",))[0]
    record: Mapping[str, object] = {
        "time": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"][:20],
        "path": _path(scope.get("raw_path") or b"", scope["query_string"], whole),
        "status": seen.status,
        "bytes": seen.size,
        "ms": round(seen.seconds * 1000, 3),
        "client": client if whole else _shortened(client),
        "referrer": _referrer(headers.get(b"referer", b"").decode("latin-1"), whole),
        "agent": headers.get(b"user-agent", b"").decode("latin-1")[:_LONGEST],
    }
    return json.dumps(record).replace("\x7f", "\\u007f") + "\n"


def _path(raw: bytes, query: bytes, whole: bool) -> str:
    path = raw.split(b"?")[0]
    asked = path + b"?" + query if whole and query else path
    return asked[:_LONGEST].decode("latin-1")


@lru_cache(maxsize=4096)
def _shortened(client: str) -> str:
    """Give the network of an address: 24 bits of IPv4, 48 of IPv6."""
    try:
        address = ip_address(client)
    except ValueError:
        return ""
    bits = 24 if isinstance(address, IPv4Address) else 48
    return str(ip_network((address, bits), strict=False).network_address)


def _referrer(given: str, whole: bool) -> str:
    if whole or not given:
        return given[:_LONGEST]
    try:
        return urlsplit(given[:_LONGEST]).hostname or ""
    except ValueError:
        return ""
