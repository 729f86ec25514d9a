"""Where a reply sends a request on to, and where it must not go."""

from __future__ import annotations

import string
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.request import Request

from sfia_graph.errors import StoreError
from sfia_graph.store.address import check_address, shown
from sfia_graph.store.credentials import repeats
from sfia_graph.store.sending import Writing

MOST = 5
"""How often a request is sent on before it counts as going round in circles."""

REDIRECTS = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
}

_PORTS = {"http": 80, "https": 443}


def redirected(request: Request, status: int, location: str) -> Request:
    """Give the request that a redirect asks for (RFC 9110, section 15.4).

    It keeps its method and body, since a query changes nothing; 303 alone makes it a GET.
    Raises `StoreError` for one that would write, lead credentials to another host, leave TLS or
    the web.
    """
    where = shown(request.full_url)
    # http.client reads headers as Latin-1, whatever a server wrote.
    try:
        url = urljoin(request.full_url, quote(location, string.punctuation, "iso-8859-1"))
    except ValueError:
        raise StoreError(f"{where}: redirects to an address that is malformed") from None
    place = _place(url, where, request.get_header("Authorization"))
    here, there = urlsplit(request.full_url), urlsplit(url)
    if isinstance(request, Writing):
        raise StoreError(f"{where}: redirects to {place}; name that address instead")
    if request.has_header("Authorization") and not _same_host(here, there):
        problem = f"redirects to {place}, another host, which the credentials are not for"
        raise StoreError(f"{where}: {problem}")
    if (here.scheme, there.scheme) == ("https", "http"):
        raise StoreError(f"{where}: redirects to {place}, which is not secure")
    return _sent_on(request, url, see_other=status == HTTPStatus.SEE_OTHER)


def _place(url: str, where: str, authorization: str | None) -> str:
    """Give an address that a server named, once it may be asked and may be shown."""
    try:
        check_address(url)
    except StoreError:
        raise StoreError(f"{where}: redirects to an address that cannot be asked") from None
    return "a place named like the credentials" if repeats(url, authorization) else shown(url)


def _sent_on(request: Request, url: str, see_other: bool) -> Request:
    if not see_other:
        return Request(url, request.data, request.headers, method=request.get_method())
    kept = {name: value for name, value in request.headers.items() if name != "Content-type"}
    return Request(url, headers=kept, method="GET")


def _same_host(here: SplitResult, there: SplitResult) -> bool:
    """Whether it is the same host and port, or the same host made secure."""
    ports = [parts.port or _PORTS.get(parts.scheme) for parts in (here, there)]
    same = here.scheme == there.scheme and ports[0] == ports[1]
    secured = (here.scheme, there.scheme, *ports) == ("http", "https", 80, 443)
    return here.hostname == there.hostname and (same or secured)
