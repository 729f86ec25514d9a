"""Levels of responsibility as people write them: one, a range, or several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from sfia_graph.profiles.dates import MONTHS
from sfia_graph.records import LEVELS

_WORD = r"(?:sfia\s+)?(?:levels?|niveaux?|lvl|l|n)?\.?\s*"
_NUMBER = rf"{_WORD}(\d+(?:[.,]\d+)?)"
_DASH = r"\s*(?:[-\u2010-\u2015\u2212]|\.\.|\bto\b|\bà|\ba\b)\s*"
_RANGE = re.compile(rf"{_NUMBER}(?:{_DASH}{_NUMBER})?", re.IGNORECASE)
_OR = re.compile(r"\s+(?:or|ou)\s+|\s*/\s*", re.IGNORECASE)
_PLAIN = re.compile(r"[1-7](?:-[1-7])?(?: or [1-7](?:-[1-7])?)*")
_DAY = re.compile(r"\d{4}-(\d{2})-(\d{2})(?:[T ]00:00:00)?|(\d{1,2})[-. ]([a-zà-ÿ]{3,9})\.?", re.I)
_HOW = "write a level such as 4, or a range such as 4-6"


class NoLevels(ValueError):
    """A text that gives no levels; `remedy` says what to write."""

    def __init__(self, problem: str, remedy: str = _HOW) -> None:
        super().__init__(problem)
        self.remedy = remedy


@lru_cache(maxsize=4096)
def read_levels(text: str) -> tuple[tuple[int, ...], str]:
    """Give the levels that a text names, ascending, and what was mended, `""` for nothing.

    Raises `NoLevels` for half a level, one that there is not, and a range from high to low.

    >>> read_levels("4"), read_levels("Level 4 à 6")
    (((4,), ''), ((4, 5, 6), 'read as 4-6'))
    """
    taken = _taken_for_a_day(text)
    if taken:
        return taken, f"which a spreadsheet takes for a day, read as {write_levels(taken)}"
    levels = tuple(sorted({each for part in _OR.split(text.strip()) for each in _span(part)}))
    mended = "" if _PLAIN.fullmatch(text) else f"read as {write_levels(levels)}"
    return levels, mended


def write_levels(levels: Iterable[int]) -> str:
    """Write levels as `read_levels` reads them.

    >>> write_levels((4,)), write_levels((4, 5, 6)), write_levels((2, 4, 5))
    ('4', '4-6', '2 or 4-5')
    """
    return " or ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in _runs(levels))


def say_levels(levels: Iterable[int]) -> str:
    """Say levels in words, for a message.

    >>> say_levels(range(2, 8)), say_levels((2, 4, 5))
    ('2 to 7', '2, 4 to 5')
    """
    return ", ".join(f"{a} to {b}" if a != b else f"{a}" for a, b in _runs(levels))


def _runs(levels: Iterable[int]) -> list[tuple[int, int]]:
    counted = enumerate(sorted(set(levels)))
    runs = ([level for _, level in run] for _, run in groupby(counted, lambda at: at[1] - at[0]))
    return [(run[0], run[-1]) for run in runs]


def _span(text: str) -> range:
    found = _RANGE.fullmatch(text.strip())
    if not found:
        raise NoLevels("no level of responsibility")
    lowest = _whole(found[1])
    highest = _whole(found[2]) if found[2] else lowest
    if lowest > highest:
        raise NoLevels("a range from high to low", f"write {highest}-{lowest}")
    return range(lowest, highest + 1)


def _whole(number: str) -> int:
    value = float(number.replace(",", "."))
    if not value.is_integer():
        raise NoLevels(f"{number} is no whole level", f"{_HOW}; there is nothing between two")
    if int(value) not in LEVELS:
        raise NoLevels(f"there is no level {int(value)}: {LEVELS[0]} to {LEVELS[-1]}")
    return int(value)


def _taken_for_a_day(text: str) -> tuple[int, ...]:
    """Give the range that a spreadsheet made a day of, whichever number is the month."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return ()
    first = int(found[1] or found[3])
    second = int(found[2]) if found[2] else MONTHS.get(found[4].casefold(), 0)
    lowest, highest = sorted((first, second))
    return tuple(range(lowest, highest + 1)) if lowest in LEVELS and highest in LEVELS else ()
