"""How deep the brackets of a text of RDF stand in one another, before a parser tries it."""

from __future__ import annotations

import re
from itertools import accumulate

DEEPEST = 1_000
"""Deeper than any real file; some hundred thousand take gigabytes, or end the process."""

_OPENING = (b"(", b"[", b"{", b"<<", b"<<(")
_TOKENS = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    rb'|"(?:[^"\\\n]|\\.)*+"'
    rb"|'(?:[^'\\\n]|\\.)*+'"
    rb"|#[^\n]*+"
    rb"|(<<\(?|\)?>>|[\[\](){}])"
    rb"|<[^<>\n]*+>",
    re.DOTALL,
)


def is_too_deep(data: bytes) -> bool:
    """Whether brackets of Turtle, TriG or N-Quads stand more than `DEEPEST` deep in one another."""
    if sum(data.count(mark) for mark in (b"(", b"[", b"{", b"<<")) <= DEEPEST:
        return False
    brackets = (found[1] for found in _TOKENS.finditer(data) if found[1])
    steps = (1 if bracket in _OPENING else -1 for bracket in brackets)
    return any(depth > DEEPEST for depth in accumulate(steps))
