"""Typed links: those of a `Link` header (RFC 8288, section 3) and those of a page's head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINK = re.compile(r'[\s,]*+<([^<>]*+)>((?:[^",<]++|"(?:[^"\\]|\\.)*+")*+)')
_PARAMETER = re.compile(r';\s*+([\w!#$&+.^`|~*-]++)\s*+(?:=\s*+("(?:[^"\\]|\\.)*+"|[^\s;,"]*+))?')
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Link:
    """One relation: where it leads as it is written, its type, and what is said of the target."""

    target: str
    rel: str
    media_type: str = ""
    language: str = ""
    profile: str = ""


def read_links(header: str) -> list[Link]:
    """Read a `Link` header, a link for each relation type; those about other resources are left.

    >>> read_links('</a.ttl>; rel="alternate describedby"; type="text/turtle"')[1].rel
    'describedby'
    """
    return list(_read(header))[:_MOST]


def is_link_header(header: str) -> bool:
    """Whether a `Link` header is well-formed."""
    at = 0
    while found := _LINK.match(header, at):
        at = found.end()
    return not header[at:].strip(" ,\t")


def _read(header: str) -> Iterator[Link]:
    at = 0
    while found := _LINK.match(header, at):
        at = found.end()
        said: dict[str, str] = {}
        for name, value in _PARAMETER.findall(found[2]):
            said.setdefault(name.lower(), _unquoted(value))
        if said.get("anchor"):
            continue
        for rel in said.get("rel", "").split():
            yield Link(
                found[1],
                rel if ":" in rel else rel.lower(),
                said.get("type", "").lower(),
                said.get("hreflang", ""),
                said.get("profile", ""),
            )


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
