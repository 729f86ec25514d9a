"""HTTP to an endpoint: a request, its redirects, its time limit, and one line for each fault."""

from __future__ import annotations

import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import SplitResult, urlsplit

from sfia_graph.errors import StoreError, UsageError
from sfia_graph.store.retrying import PASSING, Retrying, seconds

TIMEOUT = "SFIA_GRAPH_TIMEOUT"
"""The environment variable that says how many seconds one answer may take."""

USUAL_TIMEOUT = 60.0

_PIECE = 1 << 16
_READING = {"GET", "HEAD", "POST"}
_PORTS = {"http": 80, "https": 443}
_BROKEN = (
    *(http.client.IncompleteRead, http.client.RemoteDisconnected),
    *(ConnectionResetError, ConnectionAbortedError, BrokenPipeError, ssl.SSLEOFError),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answered: the whole body, and its status, whatever it is."""

    status: int
    reason: str
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def line(self) -> str:
        """The first line of the body, to be quoted in a message."""
        text = self.body[:2000].decode("utf-8", "replace").strip()
        return " ".join(text.partition("\n")[0].split())[:200]


class _Lost(Exception):
    """The connection ended before the answer did."""


def timeout_from_environment() -> float:
    """Give the seconds in `SFIA_GRAPH_TIMEOUT`, 60 where it is not set."""
    text = os.environ.get(TIMEOUT, "")
    try:
        value = float(text or USUAL_TIMEOUT)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise UsageError(f"{TIMEOUT}: found '{text}', expected a number of seconds, such as 60")
    return value


def check_address(url: str) -> None:
    """Refuse an address that no request can go to, or that holds a password (RFC 3986, 3.2.1).

    Raises `StoreError`, which does not repeat an address that holds a password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise StoreError("an address that is malformed; it begins http(s)://host/") from None
    if "@" in parts.netloc:
        remedy = "put them into SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, or into ~/.netrc"
        raise StoreError(f"an address with a user or a password in it; {remedy}")
    if not host:
        raise StoreError(f"{url}: an address without a host; it begins http(s)://host/")
    if not all("!" <= each <= "~" for each in url):
        raise StoreError(f"{url}: blanks and letters beyond ASCII must be written as %20 and such")


def shown(url: str) -> str:
    """Give an address for a message: without its query, where keys may stand."""
    return url.partition("?")[0].partition("#")[0]


def fetch(request: urllib.request.Request, timeout: float, retrying: Retrying) -> Reply:
    """Give the reply to a request, whatever its status; asks again as `retrying` says.

    Redirects are followed for reading alone, and never to another host with credentials.
    Raises `StoreError` where there is no whole reply within `timeout` seconds.
    """
    attempt = 0
    while True:
        attempt += 1
        try:
            reply = _once(request, timeout)
        except _Lost as lost:
            if not retrying.wait(attempt):
                raise StoreError(f"{shown(request.full_url)}: {lost}") from None
            continue
        wanted = seconds(reply.headers.get("Retry-After"))
        if reply.status not in PASSING or not retrying.wait(attempt, wanted):
            return reply


def _once(request: urllib.request.Request, timeout: float) -> Reply:
    where, deadline = shown(request.full_url), time.monotonic() + timeout
    late = StoreError(f"{where}: no whole answer within {timeout:g} s; {TIMEOUT} says how long")
    try:
        with _open(request, timeout) as response:
            body = _read(response, deadline, late)
            return Reply(response.status, response.reason or "", response.headers, body)
    except (OSError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise _explain(where, reason, late) from None


def _open(request: urllib.request.Request, timeout: float) -> Any:
    context = ssl.create_default_context()
    secure = urllib.request.HTTPSHandler(context=context)
    opener = urllib.request.build_opener(secure, _Redirects())
    try:
        return opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as refused:
        return refused


def _read(response: Any, deadline: float, late: StoreError) -> bytes:
    pieces = []
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        if time.monotonic() > deadline:
            raise late
    if getattr(response, "length", None):
        raise http.client.IncompleteRead(b"")
    return b"".join(pieces)


def _explain(where: str, reason: object, late: StoreError) -> Exception:
    if isinstance(reason, TimeoutError):
        return late
    if isinstance(reason, ssl.SSLCertVerificationError):
        problem = f"its certificate does not hold ({reason.verify_message})"
        return StoreError(f"{where}: {problem}; SSL_CERT_FILE names an authority of your own")
    if isinstance(reason, _BROKEN):
        return _Lost("the connection was lost before the answer was whole")
    if isinstance(reason, http.client.HTTPException):
        return StoreError(f"{where}: what answers there does not speak HTTP")
    if isinstance(reason, ssl.SSLError):
        return StoreError(f"{where}: no secure connection ({reason.reason or reason})")
    said = getattr(reason, "strerror", None) or reason
    return StoreError(f"{where}: nobody answers there ({said})")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Redirects followed with the same method and body, since a query changes nothing."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request:
        where, there = shown(req.full_url), urlsplit(newurl)
        if req.get_method() not in _READING:
            raise StoreError(f"{where}: redirects to {_place(there)}; name that address instead")
        if req.has_header("Authorization") and not _same_host(urlsplit(req.full_url), there):
            problem = f"redirects to another host, {there.hostname}"
            raise StoreError(f"{where}: {problem}, which the credentials are not for")
        kept = {name: value for name, value in req.header_items() if name != "Host"}
        method, data = req.get_method(), req.data
        if code == http.client.SEE_OTHER:
            method, data = "GET", None
            kept = {name: value for name, value in kept.items() if not name.startswith("Content-")}
        return urllib.request.Request(newurl, data, kept, method=method)


def _place(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _same_host(here: SplitResult, there: SplitResult) -> bool:
    """Whether it is the same host and port, or the same host made secure."""
    ports = [parts.port or _PORTS.get(parts.scheme) for parts in (here, there)]
    same = here.scheme == there.scheme and ports[0] == ports[1]
    secured = (here.scheme, there.scheme, *ports) == ("http", "https", 80, 443)
    return here.hostname == there.hostname and (same or secured)
