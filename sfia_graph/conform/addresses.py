"""Addresses on the web (RFC 3986): made whole, made comparable, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

_SAFE = "/:?#[]@!$&'()*+,;=~%"
_PORTS = {"http": 80, "https": 443}
_LONGEST = 4_000


def whole(address: str, base: str = "") -> str | None:
    """Give an address without its fragment, as a request may name it; None for none on the web.

    Two spellings that differ in the case of the host or in a default port become one.

    >>> whole("../a b#c", "HTTP://Example.org:80/x/y")
    'http://example.org/a%20b'
    """
    stripped = re.sub(r"[\t\n\r]", "", address.strip(" \t\n\r\f"))
    if len(stripped) > _LONGEST:
        return None
    try:
        parts = urlsplit(urldefrag(urljoin(base, stripped)).url)
        host, port = parts.hostname or "", parts.port
        named = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _PORTS or not re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", named):
        return None
    place = f"[{named}]" if ":" in named else named
    place += f":{port}" if port not in (None, _PORTS[parts.scheme]) else ""
    try:
        path, query = (quote(each, safe=_SAFE) for each in (parts.path or "/", parts.query))
    except UnicodeEncodeError:
        return None
    return urlunsplit((parts.scheme, place, path, query, ""))


def fragment(address: str) -> str:
    """Give what stands behind the number sign."""
    return urldefrag(address).fragment


def authority(address: str) -> str:
    """Give host and port; http and https at their usual ports are the same place."""
    parts = urlsplit(address)
    usual = parts.port in (None, _PORTS.get(parts.scheme))
    return (parts.hostname or "") + ("" if usual else f":{parts.port}")


def origin(address: str) -> str:
    """Give scheme, host and port, with a slash at the end."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def folder(address: str) -> str:
    """Give the folder that an address stands in, which ends in a slash."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rpartition("/")[0] + "/", "", ""))


def folders(address: str) -> Iterator[str]:
    """Give the folder that an address stands in, and those above it, up to the host itself."""
    here = folder(address)
    yield here
    while urlsplit(here).path != "/":
        here = here.rstrip("/").rpartition("/")[0] + "/"
        yield here
