"""What a client asks for and what it gets, whatever carries the two."""

from __future__ import annotations

import json as _json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sfia_graph.errors import SfiaError

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
JSON = "application/json"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """What a client asks for.

    `path` is what stands below the site's root, decoded, without a leading slash: `9/skill/SLMO`.
    `parameters` are the query string's, each with its values in order; the names of `headers` are
    in lower case.
    """

    path: str
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    method: str = "GET"
    body: bytes = b""
    client: str = ""

    def first(self, name: str) -> str | None:
        """Give the first value of a parameter, None where there is none."""
        return next(iter(self.parameters.get(name, ())), None)


@dataclass(frozen=True)
class Finished:
    """An answer that is whole: to be sent, kept and sent again, or written to a file."""

    body: bytes
    media_type: str
    status: int = 200
    headers: Headers = ()


@dataclass
class Refused(SfiaError):
    """What cannot be answered: a status, one plain line, and headers such as `Allow`."""

    status: int
    problem: str
    headers: Headers = ()

    def __str__(self) -> str:
        return self.problem


def plain(text: str, status: int = 200, headers: Headers = ()) -> Finished:
    """Give a text as an answer; a line break is added."""
    return Finished(f"{text}\n".encode(), PLAIN, status, headers)


def json(data: Any, status: int = 200, headers: Headers = ()) -> Finished:
    """Give data as an answer in JSON."""
    body = _json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Finished(body, JSON, status, headers)
