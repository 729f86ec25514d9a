"""The address of an endpoint: what it may hold, and how much of it is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from sfia_graph.errors import StoreError


def check_address(url: str) -> None:
    """Refuse an address that no request can go to, or that holds a password (RFC 3986, 3.2.1).

    Raises `StoreError`, which repeats neither a password nor what may be one.
    """
    try:
        parts = urlsplit(url)
        host, _ = (parts.hostname or "").encode("idna"), parts.port
    except ValueError:
        raise StoreError("an address that is malformed; it begins http(s)://host/") from None
    if "@" in parts.netloc:
        remedy = "put them into SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, or into ~/.netrc"
        raise StoreError(f"an address with a user or a password in it; {remedy}")
    if parts.scheme not in {"http", "https"} or not host:
        raise StoreError(f"{shown(url)}: no address of an endpoint; it begins http(s)://host/")
    if not all("!" <= each <= "~" for each in url):
        problem = "blanks and letters beyond ASCII must be written as %20 and such"
        raise StoreError(f"{shown(url)}: {problem}")


def shown(url: str) -> str:
    """Give an address for a message: without its query, where keys may stand."""
    return url.partition("#")[0].partition("?")[0]
