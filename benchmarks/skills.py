"""The skills that people are invented from, a few of them common and most of them rare."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from sfia_graph.resources import DATA
from sfia_graph.results import Rows
from sfia_graph.store import open_store

EDITION = 9

OFFSET = 3
"""Mandelbrot's, which keeps the commonest skill from being everybody's."""

_LEVELS = """SELECT ?code (MIN(?number) AS ?lowest) (MAX(?number) AS ?highest)
WHERE {
  ?skill a sfia:Skill ; dcterms:identifier ?code ; sfia:definedAtLevel ?level .
  ?level sfia:levelNumber ?number .
}
GROUP BY ?code
ORDER BY ?code"""


class Skill(NamedTuple):
    """A skill and the levels from and to which it is defined."""

    code: str
    lowest: int
    highest: int

    def clip(self, level: int) -> int:
        """Give the defined level that is nearest."""
        return self.lowest if level < self.lowest else min(level, self.highest)


@cache
def skills() -> tuple[Skill, ...]:
    """Give the skills of SFIA 9 as shipped, by code."""
    found = open_store(DATA / f"sfia-{EDITION}.ttl").sparql(_LEVELS)
    assert isinstance(found, Rows)
    return tuple(Skill(*row) for row in found.values())  # type: ignore[arg-type]


class Popularity:
    """How common each skill is: by the law of Zipf and Mandelbrot, ranked by a seed."""

    def __init__(self, seed: int) -> None:
        draw = Random(f"popularity {seed}").random
        self._ranked = sorted(skills(), key=lambda _: draw())
        ranks = range(1, len(self._ranked) + 1)
        self._weights = list(accumulate(1 / (rank + OFFSET) for rank in ranks))

    def pick(self, drawn: float) -> Skill:
        """Give the skill that a number from 0 to 1 falls on."""
        return self._ranked[bisect(self._weights, drawn * self._weights[-1])]
