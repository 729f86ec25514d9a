"""Texts of the graph as pages show them: nothing in them is unseen or turns what stands beside it.

The data in other forms keep each character.
"""

from __future__ import annotations

import re
import unicodedata

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""The controls that set a direction (UAX #9, section 2), and may not end with the text."""
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LEFTWARD = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATE, _END = "\u2068", "\u2069"
_ELLIPSIS = "…"
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def readable(text: str) -> str:
    r"""Give a text without controls; where it has none, as it is.

    >>> readable("a\u202eb\x07c")
    'ab c'
    """
    return _CONTROL.sub(" ", _TURNING.sub("", text))


def is_blank(text: str) -> bool:
    r"""Whether there is nothing to be seen in a text.

    >>> is_blank(" \u200b\u2060"), is_blank(" a ")
    (True, False)
    """
    return all(unicodedata.category(each) in _UNSEEN for each in text)


def runs_leftward(text: str) -> bool:
    """Whether anything in a text is written from right to left.

    >>> runs_leftward("مهارة"), runs_leftward("skill")
    (True, False)
    """
    return not text.isascii() and bool(_LEFTWARD.search(text))


def apart(text: str) -> str:
    """Give a text so that it turns nothing beside it: between isolates where it runs leftward."""
    return f"{_ISOLATE}{text}{_END}" if runs_leftward(text) else text


def shortened(text: str, most: int) -> str:
    """Give a text in one line, cut behind a word where it is too long.

    No letter loses the marks that belong to it.

    >>> shortened("Service level management", 16)
    'Service level…'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = line.rfind(" ", most // 2, most)
    end = end if end > 0 else most - 1
    while end > 1 and _joined(line[end - 1], line[end]):
        end -= 1
    kept = line[:end].rstrip(" ,;:") + _ELLIPSIS
    return kept + _END * (kept.count(_ISOLATE) - kept.count(_END))


def _joined(before: str, after: str) -> bool:
    marks = ("\u200d", "\ufe0f")
    return before in marks or after in marks or unicodedata.category(after).startswith("M")
