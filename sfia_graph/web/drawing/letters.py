"""Texts in a drawing: how wide they are, about, and how they are cut and broken to fit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

SIZE = 13
"""How high letters are, in pixels."""
_NO_CHARACTERS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for (section 2.2)."""
_NARROW, _CAPITAL, _LETTER, _WIDE = 0.4, 0.76, 0.63, 1.05
_BOLD = 1.12
_MOST = 4_096


def cleaned(text: str) -> str:
    """Give a text in one line, without what XML has no place for."""
    return " ".join(_NO_CHARACTERS.sub("\ufffd", text).split())


def shortened(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Give a text that is no wider than a width in pixels, with an ellipsis where it is cut.

    >>> shortened("Service level management", 80)
    'Service l…'
    """
    text, size = cleaned(text), size * _BOLD if bold else size
    if measured(text, size) <= width:
        return text
    room = width - measured("…", size)
    widths = accumulate(_broad(each) * size for each in text)
    kept = sum(1 for each in widths if each <= room)
    while kept and unicodedata.combining(text[kept]):
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def measured(text: str, size: float = SIZE) -> float:
    """Give about how wide a text is in pixels, rather more than less."""
    return sum(map(_broad, text)) * size


def broken(text: str, width: float, most: int) -> list[str]:
    """Give a text in lines that are no wider than a width in pixels; the last one may be cut.

    >>> broken("Service level management", 100, 2)
    ['Service level', 'management']
    """
    lines: list[str] = []
    left = cleaned(text).split()
    while left and len(lines) < most - 1:
        taken = 1
        while taken < len(left) and measured(" ".join(left[: taken + 1])) <= width:
            taken += 1
        lines.append(shortened(" ".join(left[:taken]), width))
        left = left[taken:]
    return [*lines, shortened(" ".join(left), width)] if left else lines


@lru_cache(_MOST)
def _broad(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    if character in "iljtfrI.,:;|'’ ()[]-":
        return _NARROW
    if character in "mMW@%&<>+=~#…—":
        return 1.0
    return _CAPITAL if character.isupper() else _LETTER
