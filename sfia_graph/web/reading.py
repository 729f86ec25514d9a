"""A request of ASGI as what is asked, within limits."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.types import Receive, Scope

from sfia_graph.errors import quoted
from sfia_graph.web.exchange import Asked, Refused

LONGEST_URL = 8_192
LARGEST_BODY = 1_000_000
SLOWEST_BODY = 10.0
"""How many seconds a client may take to send a body."""
_MOST_PARAMETERS = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


async def read(scope: Scope, receive: Receive, root: str, largest: int = LARGEST_BODY) -> Asked:
    """Give what a request asks for; `root` is the path of the site, `largest` the size of a body.

    Raises `Refused`: 400 for what is no UTF-8 or holds control characters, 404 for a path outside
    of the site, 408 for a body that comes too slowly, 413 for one that is too large, 414 for a URL
    that is too long (RFC 9110, section 15.5).
    """
    raw_path, raw_query = scope.get("raw_path") or b"", scope["query_string"]
    if len(raw_path) + len(raw_query) > LONGEST_URL:
        raise Refused(414, f"the address is longer than {LONGEST_URL:,} bytes; POST takes more")
    path = _decoded(raw_path.split(b"?")[0].decode("latin-1"))
    if not path.startswith(root):
        raise Refused(404, f"nothing is at {quoted(path)}; the site begins at {root}")
    return Asked(
        path=path.removeprefix(root),
        parameters=parameters(raw_query),
        headers=headers(scope),
        method=scope["method"],
        body=await _body(scope, receive, largest),
        client=(scope.get("client") or ("",))[0],
    )


def parameters(raw: bytes) -> Mapping[str, tuple[str, ...]]:
    """Give the parameters of a query string or a form, each with its values in order.

    Raises `Refused` (400) for what is no UTF-8, holds control characters, or is too many.
    """
    found: dict[str, tuple[str, ...]] = {}
    try:
        pairs = parse_qsl(
            raw.decode("latin-1"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise Refused(400, "the parameters are not UTF-8") from None
    except ValueError:
        raise Refused(400, f"more than {_MOST_PARAMETERS} parameters") from None
    for name, value in pairs:
        if _CONTROL.search(name) or _CONTROL.search(value):
            raise Refused(400, "a parameter holds a control character")
        found[name] = (*found.get(name, ()), value)
    return MappingProxyType(found)


def _decoded(path: str) -> str:
    try:
        found = unquote(path, errors="strict")
    except UnicodeDecodeError:
        raise Refused(400, "the path is not UTF-8") from None
    if any(ord(each) < 32 or ord(each) == 127 for each in found):
        raise Refused(400, "the path holds a control character")
    return found


def headers(scope: Scope) -> Mapping[str, str]:
    """Give the headers of a request by their names in lower case, each with all its values."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return MappingProxyType(found)


async def _body(scope: Scope, receive: Receive, largest: int) -> bytes:
    if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
        return b""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            while True:
                message: Any = await receive()
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > largest:
                    raise Refused(413, f"the body is larger than {largest:,} bytes")
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise Refused(408, f"the body took longer than {SLOWEST_BODY:g} seconds") from None
