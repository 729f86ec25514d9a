"""What lets a client keep an answer, and take it compressed: validators, 304, content codings.

RFC 9110, sections 8.4, 8.8 and 13. All are pure functions of a finished answer.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import brotli

from sfia_graph.web.exchange import Finished
from sfia_graph.web.negotiation import IDENTITY, codings

SMALLEST = 500
"""How many bytes a body has at least that is worth compressing."""
EFFORT, QUICK = 5, 1
"""How hard to compress what is kept, and what is sent once; as brotli counts."""

_COMPRESSIBLE = re.compile(
    r"text/.*|image/svg\+xml|application/([\w.-]+\+)?(json|xml)"
    r"|application/(n-triples|n-quads|trig|javascript|wasm|openapi\+json)"
)
_IN_304 = frozenset({"cache-control", "content-location", "date", "etag", "expires", "vary"})
_ENTITY_TAGS = re.compile(r'(?:W/)?("[^"]*")')
_LONGEST_DATE = 64
_GZIP = {EFFORT: 6, QUICK: 1}


def encode(finished: Finished, accept_encoding: str | None, effort: int = EFFORT) -> Finished:
    """Give an answer in the content coding that the client likes best: br, gzip or as it is.

    `effort` is `EFFORT` or `QUICK`. What is short, what does not get smaller and what is no text
    stays as it is; the same bytes give the same bytes.
    """
    names = {name.lower() for name, _ in finished.headers}
    kind = finished.media_type.partition(";")[0].strip().lower()
    if not _COMPRESSIBLE.fullmatch(kind) or "content-encoding" in names:
        return finished
    answer = varied(finished, "Accept-Encoding")
    accepted = codings(accept_encoding)
    coding = accepted[0] if accepted else IDENTITY
    if coding == IDENTITY or (len(finished.body) < SMALLEST and IDENTITY in accepted):
        return answer
    body = _compressed(finished.body, coding, effort)
    if len(body) >= len(finished.body) and IDENTITY in accepted:
        return answer
    return replace(answer, body=body, headers=(*answer.headers, ("Content-Encoding", coding)))


def _compressed(body: bytes, coding: str, effort: int) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(body, quality=effort))
    return gzip.compress(body, compresslevel=_GZIP[effort], mtime=0)


def varied(finished: Finished, name: str) -> Finished:
    """Say that an answer depends on a header of the request, beside others that it depends on."""
    said = [value for header, value in finished.headers if header.lower() == "vary"]
    fields = list(dict.fromkeys(each.strip() for value in said for each in value.split(",")))
    known = {each.lower() for each in fields}
    if "*" in known or (name.lower() in known and len(said) == 1):
        return finished
    if name.lower() not in known:
        fields.append(name)
    others = tuple(each for each in finished.headers if each[0].lower() != "vary")
    return replace(finished, headers=(*others, ("Vary", ", ".join(fields))))


def tagged(finished: Finished, modified: datetime) -> Finished:
    """Give an answer its validators: a strong entity tag, and when what it says was changed.

    The tag is made of the bytes as they are sent, and of what they are: two representations, or
    two codings of one, have two tags. Only a 200 has any; those that it has already stay.
    """
    names = {name.lower() for name, _ in finished.headers}
    if finished.status != 200:
        return finished
    added = []
    if "etag" not in names:
        added.append(("ETag", entity_tag(finished)))
    if "last-modified" not in names:
        moment = modified.astimezone(UTC).replace(microsecond=0)
        added.append(("Last-Modified", format_datetime(moment, usegmt=True)))
    return replace(finished, headers=(*finished.headers, *added))


def entity_tag(finished: Finished) -> str:
    """Give the strong entity tag of an answer (RFC 9110, section 8.8.3)."""
    said = {name.lower(): value for name, value in finished.headers}
    kind = (finished.media_type, said.get("content-encoding"), said.get("content-language"))
    return f'"{hashlib.sha256(repr(kind).encode() + finished.body).hexdigest()[:32]}"'


def conditional(finished: Finished, headers: Mapping[str, str]) -> Finished:
    """Give 304 in place of an answer that the client has already, else the answer.

    If-None-Match compares weakly, and alone where it is there; If-Modified-Since counts only
    without it and where it is a date (RFC 9110, section 13.2.2). The names of `headers` are in
    lower case.
    """
    said = {name.lower(): value for name, value in finished.headers}
    if finished.status != 200 or not _is_fresh(said, headers):
        return finished
    kept = tuple(each for each in finished.headers if each[0].lower() in _IN_304)
    return Finished(b"", finished.media_type, 304, kept)


def _is_fresh(said: Mapping[str, str], headers: Mapping[str, str]) -> bool:
    tags = headers.get("if-none-match")
    if tags is not None:
        known = _ENTITY_TAGS.findall(tags)
        own = _ENTITY_TAGS.fullmatch(said.get("etag", ""))
        return tags.strip() == "*" or (own is not None and own[1] in known)
    since = _moment(headers.get("if-modified-since", ""))
    changed = _moment(said.get("last-modified", ""))
    return since is not None and changed is not None and changed <= since


def _moment(text: str) -> datetime | None:
    """Give an HTTP date as a moment, in any of its three forms; None for what is none."""
    if not text or len(text) > _LONGEST_DATE:
        return None
    try:
        found = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
