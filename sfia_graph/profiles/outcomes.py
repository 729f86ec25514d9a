"""What carrying over to another edition comes to, and the small words of its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["unchanged", "changed", "decision", "fault"]

OUTCOMES: tuple[Outcome, ...] = ("unchanged", "changed", "decision", "fault")

Levels = tuple[int, ...]
"""Levels, ascending; none where all will do that the skill defines."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a skill at levels becomes; `code` and `levels` stay where a person has to decide."""

    outcome: Outcome
    code: str
    levels: Levels
    reason: str = ""


def listed(words: Iterable[str], last: str = "and") -> str:
    """List words as in a sentence.

    >>> listed(["AUDT", "QUAS", "QUMG"]), listed(["BUSA", "REQM"], "or")
    ('AUDT, QUAS and QUMG', 'BUSA or REQM')
    """
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def nearest(levels: Levels, defined: Levels) -> Levels:
    """Give the defined levels that are nearest to those asked for, one or two.

    >>> nearest((2, 3), (4, 5, 6, 7)), nearest((3,), (2, 4)), nearest((7,), (2, 3, 4, 5, 6))
    ((4,), (2, 4), (6,))
    """
    distance = {each: min(abs(each - level) for level in levels) for each in defined}
    return tuple(each for each in defined if distance[each] == min(distance.values()))
