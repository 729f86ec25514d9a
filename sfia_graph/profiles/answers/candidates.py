"""Candidates for a role, as they are ranked."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.results import Rows


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds `held` of the `asked` levels of a role's core requirements.

    `rank` counts from 1; those who miss as many levels share one. `person` and `profile` are IRIs.
    """

    rank: int
    person: str
    profile: str
    held: int
    asked: int

    @property
    def missing(self) -> int:
        """How many levels are missing."""
        return self.asked - self.held

    @property
    def share(self) -> int:
        """How much of what is asked for is held, in percent, rounded down."""
        return 100 * self.held // self.asked if self.asked else 100


def read_candidates(rows: Rows) -> tuple[Candidate, ...]:
    """Read the rows of rank-candidates, which come nearest first."""
    found: list[Candidate] = []
    for at, row in enumerate(rows, 1):
        gap, asked = int(str(row["gap"])), int(str(row["asked"]))
        last = found[-1] if found else None
        rank = last.rank if last and last.missing == gap else at
        found.append(Candidate(rank, str(row["person"]), str(row["profile"]), asked - gap, asked))
    return tuple(found)
