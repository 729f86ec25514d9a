"""Connections that are too slow, or send headers without end, are ended: they hold up nobody.

A request is read as RFC 9112 has it, so that no proxy before the server reads another one.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sfia_graph.web.guard.admission import network_of
from sfia_graph.web.security import EVERYWHERE

LARGEST_HEADERS = 32_768
SLOWEST_REQUEST = 10.0
"""How many seconds a client may take until the headers of its request are whole."""
STUCK = 30.0
"""After how many seconds in which a client takes not a byte its answer is given up."""

MOST_OF_CLIENT = 100
"""How many connections a client may have open, lest one take all that the server has."""

_SAFE = "".join(f"{name}: {value}\r\n" for name, value in EVERYWHERE)


class Protocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1, with limits to the size of headers and to the time of both directions."""

    slowest_request = SLOWEST_REQUEST
    stuck = STUCK
    most_of_client = MOST_OF_CLIENT

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request; refuse a client that has too many connections open."""
        super().connection_made(transport)
        self.network = network_of(self.client[0]) if self.client else ""
        self._received = 0
        self._in_body = False
        self._unsent = 0
        self._fault = HTTPStatus.BAD_REQUEST
        self._late = self._expect()
        self._watch = self.loop.call_later(self.stuck, self._look)
        if self._is_one_too_many():
            self._refuse(HTTPStatus.TOO_MANY_REQUESTS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        self._late.cancel()
        self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and refuse headers that are too large (RFC 6585, section 5)."""
        self._coming = len(data)
        super().data_received(data)
        if self._in_body or self.parser is None:
            return
        self._received += len(data)
        if self._received > LARGEST_HEADERS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin a request, whose time runs now."""
        self._late.cancel()
        self._late = self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Stop the clock of the headers; a body has its own limits.

        Raises `ValueError` for headers that are too large, and for a request of HTTP/1.1 that does
        not name one host (RFC 9112, section 3.2); the parser hands it to `send_400_response`.
        """
        self._late.cancel()
        self._in_body = True
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > LARGEST_HEADERS:
            self._fault = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise ValueError(size)
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            raise ValueError(hosts)
        # A list of its own: the trailers of a body are no headers (RFC 9110, section 6.5.1).
        self.scope["headers"] = _combined(self.headers)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End a request; the next may follow, and what came with the end of this one is its own."""
        self._received = -self._coming
        self._in_body = False
        self._late.cancel()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Let a body that is still coming, which nobody reads any more, end in time."""
        super().on_response_complete()
        if self._in_body and self.cycle.response_complete:
            self._late = self._expect()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request."""
        self._refuse(self._fault)

    def _is_one_too_many(self) -> bool:
        """Whether the client has more connections than one may; a proxy stands for many clients."""
        if self.config.proxy_headers or not self.network:
            return False
        own = sum(each.network == self.network for each in self.connections)  # type: ignore[union-attr]
        return own > self.most_of_client

    def _expect(self) -> asyncio.TimerHandle:
        return self.loop.call_later(self.slowest_request, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer with a status and end the connection, unless an answer is under way."""
        if self.transport.is_closing():
            return
        if self._is_free():
            text = f"{status.phrase}\n"
            self.transport.write(
                f"HTTP/1.1 {status} {status.phrase}\r\nconnection: close\r\n"
                "content-type: text/plain; charset=utf-8\r\n"
                f"{_SAFE}content-length: {len(text)}\r\n\r\n{text}".encode()
            )
        self.transport.close()

    def _is_free(self) -> bool:
        """Whether no answer is under way; none is where a body fails before it has begun."""
        if self.cycle is None or self.cycle.response_complete:
            return True
        if self._in_body and not self.pipeline and not self.cycle.response_started:
            self.cycle.disconnected = True
            return True
        return False

    def _look(self) -> None:
        """Give up a connection whose client has taken nothing of what waits for it."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and waiting == self._unsent:
            self.transport.abort()
            return
        self._unsent = waiting
        self._watch = self.loop.call_later(self.stuck, self._look)


def _combined(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Give the values of each header in one line (RFC 9110, section 5.3).

    So whoever looks for a header finds all that was said, and not the first or last of it.
    """
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        found[name] = found[name] + b", " + value if name in found else value
    return list(found.items())
