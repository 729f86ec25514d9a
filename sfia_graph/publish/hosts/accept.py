"""Accept and Accept-Language as regular expressions that Apache and nginx share (PCRE).

A part of a header that is found gives its weight without trailing zeros, so `0.5` for `q=0.500`.
Followed by `-` and how precisely the part names what it names it is a key, and of two keys the one
that stands later in the order of characters is liked better: `0.5-2` before `0.5-0` before `0-2`.
It is `web.negotiation` but for what no client sends: where two parts name the same media type, or
lead to the same language, with weights, the first of them counts; a comma within a quoted string
ends a part; and a faulty parameter does not always leave a part out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import escape

NOTHING = "0-9"
"""The key that what a client accepts is above, and what it refuses is not."""
EXACT, WITHIN, ANY = "2", "1", "0"
"""How precisely a part names a media type: by name, as `text/*`, as `*/*`."""

_BEGIN = r"(?:^|,)[ \t]*"
_END = r"[ \t]*(?:,|$)"
_TOKEN = r"[^ \t,;=\"]+"
_VALUE = rf"(?:{_TOKEN}|\"[^\"]*\")"
_HARMLESS = rf"(?:[ \t]*;(?:[ \t]*(?:charset=\"?utf-8\"?|profile={_VALUE}))?)*"
_ANYTHING = rf"(?:[ \t]*;(?:[ \t]*(?!q=){_TOKEN}={_VALUE})?)*"
_WEIGHT = r"(0\.[0-9]{0,2}[1-9]|[01])\.?0*"
_LIKED = r"(0\.[0-9]{0,2}[1-9]|1)\.?0*"
_WEIGHTED = rf"[ \t]*;[ \t]*q={_WEIGHT}(?:[ \t]*;[^,]*)?"
_RANGE = r"(?!\*/(?!\*))[^ \t,;=/\"]+/[^ \t,;=/\"]+"

ABSENT = rf"^(?!(?:.*,)?[ \t]*{_RANGE}{_ANYTHING}(?:{_WEIGHTED})?{_END})"
"""Matches a header that holds no part that is well-formed."""


def weighted(media_range: str) -> str:
    """Match a media range with a weight, which it captures."""
    return f"{_BEGIN}{escape(media_range)}{_HARMLESS}{_WEIGHTED}{_END}"


def unweighted(media_range: str) -> str:
    """Match a media range without a weight."""
    return f"{_BEGIN}{escape(media_range)}{_HARMLESS}{_END}"


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of Accept-Language that lead to a language, as an expression."""

    tag: str
    ranges: str

    @property
    def refused(self) -> str:
        """Match a range that refuses the language, unless its own tag is named and liked."""
        within = "|".join(map(escape, _beginnings(self.tag)))
        weight = r"[ \t]*;[ \t]*q[ \t]*=[ \t]*"
        named = rf"(?:.*,)?[ \t]*{escape(self.tag)}(?:{weight}{_LIKED})?{_END}"
        return rf"^(?!{named})(?:.*,)?[ \t]*(?:{within}){weight}0(?:\.0*)?{_END}"

    def earlier(self, other: Ranges) -> str:
        """Match a header that names this language before it names another."""
        end = r"(?=[ \t]*(?:[;,]|$))"
        return rf"^(?:[ \t]*(?!(?:{other.ranges}){end})[^,]*,)*[ \t]*(?:{self.ranges}){end}"


def liked(ranges: str) -> str:
    """Match a language range with a weight above zero, which it captures."""
    return rf"{_BEGIN}(?:{ranges})[ \t]*;[ \t]*q[ \t]*=[ \t]*{_LIKED}{_END}"


def named(ranges: str) -> str:
    """Match a language range without a weight."""
    return rf"{_BEGIN}(?:{ranges}){_END}"


def languages(tags: Sequence[str]) -> list[Ranges]:
    """Give the ranges that lead to each language (RFC 4647, section 3.4, lookup).

    A range leads to the longest tag that it begins with; the beginning of longer tags only leads
    to the first of them.
    """
    nodes = dict.fromkeys(node for tag in tags for node in _beginnings(tag))
    found: dict[str, list[str]] = {tag: [] for tag in tags}
    for node in nodes:
        below = [each[len(node) :] for each in nodes if each.startswith(f"{node}-")]
        longer = "|".join(map(escape, below))
        without = rf"(?!(?:{longer})(?![A-Za-z0-9]))" if longer else ""
        pattern = rf"{escape(node)}{without}(?:-[A-Za-z0-9]+)*"
        found[_resolved(node, tags)].append(pattern)
    return [Ranges(tag, "|".join(patterns)) for tag, patterns in found.items()]


def _beginnings(tag: str) -> Iterator[str]:
    parts = tag.split("-")
    return ("-".join(parts[:end]) for end in range(1, len(parts) + 1))


def _resolved(node: str, tags: Sequence[str]) -> str:
    if node in tags:
        return node
    return next(tag for tag in tags if tag.startswith(f"{node}-"))
