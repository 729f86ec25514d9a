"""Requests that write: they go to no other address, and an early refusal of them is heard."""

from __future__ import annotations

import http.client
import ssl
import urllib.request
from contextlib import suppress
from typing import Any


class Writing(urllib.request.Request):
    """A request that changes something, and so is never redirected."""


class _Hearing(http.client.HTTPConnection):
    """A connection that reads the answer where a server stops listening, as it may with a 413."""

    def endheaders(self, message_body: Any = None, *, encode_chunked: bool = False) -> None:
        if self.sock is None:
            self.connect()
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
            super().endheaders(message_body, encode_chunked=encode_chunked)


class _SecureHearing(_Hearing, http.client.HTTPSConnection):
    """The same over TLS."""


class HearingHandler(urllib.request.HTTPHandler):
    """Opens `http://` addresses by connections that hear an early refusal."""

    def http_open(self, req: urllib.request.Request) -> Any:
        """Send a request; gives the response as soon as there is one."""
        return self.do_open(_Hearing, req)


class SecureHearingHandler(urllib.request.HTTPSHandler):
    """Opens `https://` addresses by connections that hear an early refusal."""

    def https_open(self, req: urllib.request.Request) -> Any:
        """Send a request over TLS; gives the response as soon as there is one."""
        return self.do_open(_SecureHearing, req, context=self._context)  # type: ignore[attr-defined]
