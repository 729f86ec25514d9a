"""HTTP to a host that is not trusted: connections are kept, every answer ends in time and size.

The standard library's client, since a check has to see what others tidy away: bytes behind the
answer to a HEAD, a Content-Length that is not true, a redirect before it is followed.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from sfia_graph.conform.limits import Limits
from sfia_graph.conform.replies import Reply
from sfia_graph.deadline import within
from sfia_graph.errors import SfiaError
from sfia_graph.store.faults import LostConnection, explained

AGENT = "sfia-graph-conform (+https://w3id.org/sfia-graph/)"
_PIECE = 1 << 16
_LARGEST_HEADERS = 1 << 17
_PATIENCE = 2.0
"""How many seconds a host that was told to close may hold the connection open."""

_NO_BODY = frozenset({204, 304})


class Unanswered(SfiaError):
    """A request that brought no whole answer."""


@dataclass(eq=False)
class Client:
    """Asks hosts; `asked` is how many requests went out, `read` how many bytes came back."""

    limits: Limits = field(default_factory=Limits)
    asked: int = 0
    read: int = 0
    _silences: int = 0
    _kept: dict[tuple[str, str], http.client.HTTPConnection] = field(default_factory=dict)

    def ask(
        self,
        address: str,
        accept: str = "*/*",
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
        most: int | None = None,
        to_the_end: bool = False,
    ) -> Reply:
        """Give the answer to a request, whatever its status; no redirect is followed.

        `most` is how many bytes of the body are read. `to_the_end` has the host close the
        connection, and so sees what it sends beyond the answer.
        Raises `Unanswered` where no whole answer came in time.
        """
        if self._silences >= self.limits.silences:
            problem = f"not asked: {self._silences} answers in a row did not come in time"
            raise Unanswered(f"{address}: {problem}")
        if self.read > self.limits.traffic:
            raise Unanswered(f"{address}: not asked: {self.read} bytes were read already")
        sent = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": AGENT}
        sent |= {"Connection": "close"} if to_the_end else {}
        call = _Call(address, method, sent | dict(headers or {}), body, to_the_end)
        self.asked += 1
        try:
            largest = most or self.limits.answer
            # A socket's own timeout begins anew with each byte, and a look-up has none.
            reply = within(self.limits.seconds, lambda: self._answer(call, largest))
        except TimeoutError:
            self._silences += 1
            self._drop(call.host)
            problem = f"no whole answer within {self.limits.seconds:g} s"
            raise Unanswered(f"{address}: {problem}") from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            self._drop(call.host)
            raise Unanswered(_reason(address, error)) from None
        self._silences = 0
        self.read += len(reply.body)
        return reply

    def close(self) -> None:
        """Close all connections."""
        for host in list(self._kept):
            self._drop(host)

    def _answer(self, call: _Call, most: int) -> Reply:
        if not call.to_the_end and call.host in self._kept:
            # A host may have closed a kept connection; then it is asked by a new one.
            with suppress(ConnectionError, http.client.BadStatusLine, ssl.SSLEOFError):
                return self._once(self._kept[call.host], call, most)
            self._drop(call.host)
        connection = _connection(call, self.limits.seconds)
        if not call.to_the_end:
            self._kept[call.host] = connection
        try:
            return self._once(connection, call, most)
        finally:
            if call.to_the_end:
                connection.close()

    def _once(self, connection: http.client.HTTPConnection, call: _Call, most: int) -> Reply:
        connection.request(call.method, call.target, call.body, call.headers)
        line = connection.sock
        response = connection.getresponse()
        if sum(map(len, response.headers.values())) > _LARGEST_HEADERS:
            raise http.client.LineTooLong("headers")
        bare = call.method == "HEAD" or response.status in _NO_BODY
        if call.to_the_end and (bare or response.length is not None):
            line.settimeout(_PATIENCE)
            body, cut, surplus = _heard(response, 0 if bare else response.length or 0, most)
        else:
            body, cut = (b"", False) if bare else _body(response, most)
            surplus = False
        response.close()
        if cut or response.will_close:
            self._drop(call.host)
        headers = {
            name.lower(): ", ".join(response.headers.get_all(name, ())) for name in response.headers
        }
        return Reply(call.address, response.status, headers, body, cut, surplus)

    def _drop(self, host: tuple[str, str]) -> None:
        connection = self._kept.pop(host, None)
        if connection is None:
            return
        sock: socket.socket | None = connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        connection.close()


@dataclass(frozen=True)
class _Call:
    address: str
    method: str
    headers: Mapping[str, str]
    body: bytes | None
    to_the_end: bool

    @property
    def host(self) -> tuple[str, str]:
        parts = urlsplit(self.address)
        return parts.scheme, parts.netloc

    @property
    def proxy(self) -> str | None:
        scheme, netloc = self.host
        return None if proxy_bypass(netloc) else getproxies().get(scheme)

    @property
    def target(self) -> str:
        parts = urlsplit(self.address)
        if self.proxy and parts.scheme == "http":
            return self.address
        return parts.path + (f"?{parts.query}" if parts.query else "")


def _connection(call: _Call, seconds: float) -> http.client.HTTPConnection:
    scheme, netloc = call.host
    over = urlsplit(call.proxy).netloc.rpartition("@")[2] if call.proxy else netloc
    if scheme == "http":
        return http.client.HTTPConnection(over, timeout=seconds)
    context = ssl.create_default_context()
    found = http.client.HTTPSConnection(over, timeout=seconds, context=context)
    if call.proxy:
        found.set_tunnel(netloc)
    return found


def _body(response: http.client.HTTPResponse, most: int) -> tuple[bytes, bool]:
    body = bytearray()
    while piece := response.read1(min(_PIECE, most + 1 - len(body))):
        body += piece
        if len(body) > most:
            return bytes(body[:most]), True
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(body), False


def _heard(response: http.client.HTTPResponse, length: int, most: int) -> tuple[bytes, bool, bool]:
    """Give a body of so many bytes, whether it is cut, and whether there is more behind it."""
    body = bytearray()
    with suppress(TimeoutError):
        while len(body) <= min(length, most):
            piece = response.fp.read1(_PIECE)
            if not piece:
                break
            body += piece
    if len(body) < length and len(body) <= most:
        raise http.client.IncompleteRead(b"", length - len(body))
    return bytes(body[: min(length, most)]), length > most, len(body) > length


def _reason(address: str, error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return f"{address}: the body ends {error.expected} bytes before its Content-Length"
    if isinstance(error, http.client.LineTooLong) or "headers" in str(error):
        return f"{address}: headers that are too large to read"
    known = explained(address, error)
    if isinstance(known, LostConnection):
        return f"{address}: the connection was lost before the answer was whole"
    return str(known)
