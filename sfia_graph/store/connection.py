"""HTTP to an endpoint: a request and its whole reply in time, or one line that says why not."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from time import monotonic
from typing import Any
from urllib.request import Request

from sfia_graph.deadline import within
from sfia_graph.errors import StoreError, UsageError
from sfia_graph.store.address import shown
from sfia_graph.store.credentials import repeats
from sfia_graph.store.faults import LostConnection, explained
from sfia_graph.store.redirects import MOST, REDIRECTS, redirected
from sfia_graph.store.retrying import PASSING, Retrying, seconds
from sfia_graph.store.sending import HearingHandler, SecureHearingHandler

TIMEOUT = "SFIA_GRAPH_TIMEOUT"
"""The environment variable that says how many seconds an endpoint has for its whole answer."""

USUAL_TIMEOUT = 60.0
LONGEST_TIMEOUT = 1_000_000
"""In seconds; a socket's own clock ends at twice as many."""

LARGEST = 1 << 30
"""The largest reply that is read, in bytes; as terms it takes several times its size."""

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answered: its status, whatever it is, and the whole body.

    `authorization` is the header that it was asked with, which it may not be quoted with.
    """

    status: int
    headers: Message
    body: bytes
    authorization: str | None = field(default=None, repr=False)

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def packed(self) -> str:
        """How the body is packed, such as `gzip`; nothing where it is not (RFC 9110, 8.4)."""
        coding = (self.headers.get("Content-Encoding") or "").strip().lower()
        return "" if coding == "identity" else coding

    @property
    def line(self) -> str:
        """The first paragraph of the body as one line, to be quoted in a message."""
        text = "" if self.packed else self.body[:2000].decode("utf-8", "replace").strip()
        return self.quoted(re.split(r"\n\s*\n", text, maxsplit=1)[0])

    def quoted(self, said: str) -> str:
        """Give what an endpoint said as one line, nothing where it repeats the credentials."""
        line = " ".join("".join(each if each.isprintable() else " " for each in said).split())
        return "" if repeats(line, self.authorization) else line[:200]


def timeout_from_environment() -> float:
    """Give the seconds in `SFIA_GRAPH_TIMEOUT`, 60 where it is not set."""
    text = os.environ.get(TIMEOUT, "")
    try:
        value = float(text or USUAL_TIMEOUT)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST_TIMEOUT:
        expected = f"a number of seconds, such as 60, {LONGEST_TIMEOUT} at most"
        raise UsageError(f"{TIMEOUT}: found '{text}', expected {expected}")
    return value


def fetch(request: Request, timeout: float, retrying: Retrying) -> Reply:
    """Give the reply to a request, whatever its status; asks again as `retrying` says.

    Each attempt has `timeout` seconds, from the look-up of the name to the last byte, redirects
    and all.
    Raises `StoreError` where there is no whole reply, `LostConnection` where it broke off.
    """
    attempt = 0
    while True:
        attempt += 1
        try:
            reply = _in_time(request, timeout)
        except LostConnection:
            if not retrying.wait(attempt):
                raise
            continue
        wanted = seconds(reply.headers.get("Retry-After"))
        if reply.status not in PASSING or not retrying.wait(attempt, wanted):
            return reply


def _in_time(request: Request, timeout: float) -> Reply:
    end = monotonic() + timeout
    try:
        # A socket's own timeout begins anew with each byte, and a look-up has none.
        return within(timeout, lambda: _followed(request, end))
    except TimeoutError:
        problem = f"no whole answer within {timeout:g} s; {TIMEOUT} says how long"
        raise StoreError(f"{shown(request.full_url)}: {problem}") from None


def _followed(request: Request, end: float) -> Reply:
    where = shown(request.full_url)
    for _ in range(MOST + 1):
        reply = _once(request, end)
        location = reply.headers.get("Location")
        if reply.status not in REDIRECTS or not location:
            return reply
        request = redirected(request, reply.status, location)
    raise StoreError(f"{where}: redirects more than {MOST} times; name the endpoint itself")


def _once(request: Request, end: float) -> Reply:
    # urllib writes a proxy and its password into a request, which may be sent again elsewhere.
    sent = Request(request.full_url, request.data, request.headers, method=request.get_method())
    where = shown(request.full_url)
    try:
        left = max(end - monotonic(), 0.001)
        with _opener(sent.type == "https").open(sent, timeout=left) as response:
            body = _read(response, where, end)
            authorization = request.get_header("Authorization")
            return Reply(response.status, response.headers, body, authorization)
    except (ValueError, http.client.InvalidURL):
        problem = "http_proxy or https_proxy holds an address that is malformed"
    except (OSError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise explained(where, reason) from None
    # Raised outside of urllib's own error, whose text may hold the password of a proxy.
    raise StoreError(f"{where}: cannot be asked; {problem}")


def _opener(secure: bool) -> urllib.request.OpenerDirector:
    """Give what sends a request as it is: no redirects, no errors, nothing but the web."""
    opener = urllib.request.OpenerDirector()
    opener.add_handler(urllib.request.ProxyHandler())
    opener.add_handler(urllib.request.UnknownHandler())
    opener.add_handler(HearingHandler())
    if secure:
        opener.add_handler(SecureHearingHandler(context=ssl.create_default_context()))
    return opener


def _read(response: Any, where: str, end: float) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > LARGEST:
            raise StoreError(f"{where}: an answer of more than {LARGEST} bytes; ask for less")
        if monotonic() > end:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"")
    return bytes(body)
