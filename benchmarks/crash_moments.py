"""When a command is killed: at any moment, but more often when it puts its result in place."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after the command began, was ending, or said that it is done.

    `alone` leaves its children to themselves; else all its group hears the signal `by`.
    """

    after: Literal["begin", "ending", "line"]
    seconds: float
    alone: bool = False
    by: signal.Signals = signal.SIGKILL


def moments(
    points: int,
    usual: float,
    tail: float,
    seed: int = 0,
    by: Sequence[signal.Signals] = (signal.SIGKILL,),
) -> Iterator[Moment]:
    """Give moments: two of five at any time, two near the end, one after the line that says it.

    `usual` is how many seconds the command takes, `tail` how many its end takes.
    """
    chance = Random(seed)
    for point in range(points):
        alone, how = chance.random() < 0.25, by[point % len(by)]
        if point % 5 in {0, 2}:
            yield Moment("begin", chance.uniform(0, usual * 1.05), alone, how)
        elif point % 5 in {1, 3}:
            yield Moment("ending", chance.expovariate(1 / tail), alone, how)
        else:
            yield Moment("line", chance.uniform(0, 0.01), alone, how)
