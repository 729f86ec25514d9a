"""Connections that are too slow, or send headers without end, are ended: they hold up nobody."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEADERS = 32_768
SLOWEST_REQUEST = 10.0
"""How many seconds a client may take until the headers of its request are whole."""
STUCK = 30.0
"""After how many seconds in which a client takes not a byte its answer is given up."""


class Protocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1, with limits to the size of headers and to the time of both directions."""

    slowest_request = SLOWEST_REQUEST
    stuck = STUCK

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._received = 0
        self._in_body = False
        self._unsent = 0
        self._late = self._expect()
        self._watch = self.loop.call_later(self.stuck, self._look)

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
        """Stop the clock of the headers; a body has its own limits."""
        self._late.cancel()
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End a request; the next may follow, and what came with the end of this one is its own."""
        self._received = -self._coming
        self._in_body = False
        super().on_message_complete()

    def _expect(self) -> asyncio.TimerHandle:
        return self.loop.call_later(self.slowest_request, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer with a status and end the connection, unless an answer is under way."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            text = f"{status.phrase}\n"
            self.transport.write(
                f"HTTP/1.1 {status} {status.phrase}\r\nconnection: close\r\n"
                "content-type: text/plain; charset=utf-8\r\n"
                f"content-length: {len(text)}\r\n\r\n{text}".encode()
            )
        self.transport.close()

    def _look(self) -> None:
        """Give up a connection whose client has taken nothing of what waits for it."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and waiting == self._unsent:
            self.transport.abort()
            return
        self._unsent = waiting
        self._watch = self.loop.call_later(self.stuck, self._look)
