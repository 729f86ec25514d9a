"""What roles need of a team, what people have of it, and the team that was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Held = Mapping[str, Collection[int]]
"""The levels at which somebody holds skills, by the IRIs of skills."""


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of a role: one of the `levels`, ascending, of a skill; both by their IRIs."""

    role: str
    skill: str
    levels: tuple[int, ...]
    core: bool = True

    def gap(self, held: Held, exact: bool = False) -> int:
        """Give how many levels are missing, 0 where the requirement is met.

        At least the lowest level must be held or, where it is `exact`, one of the very levels.
        """
        levels = held.get(self.skill) or (0,)
        if not exact:
            return max(0, self.levels[0] - max(levels))
        return min(abs(level - asked) for level in levels for asked in self.levels)

    def surplus(self, held: Held) -> int:
        """Give how far the highest level that is held lies above the lowest that is needed."""
        return max(0, max(held.get(self.skill) or (0,)) - self.levels[0])


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a team: which of the needs they meet, and which of these nobody else in it does.

    Both are places among the needs.
    """

    person: str
    meets: frozenset[int]
    alone: frozenset[int]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A need that nobody meets; those who are nearest to it, and how many levels they lack.

    There is no person where nobody holds anything of the skill.
    """

    need: Need
    people: tuple[str, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A team, and what is known of all teams.

    `team` meets all that anybody meets or, where that takes more people than there may be, as much
    as was found that so many can. `bound` is how few people could meet all that anybody meets: no
    team is smaller. `most` is how many needs as many people as there may be could meet at best.
    `unmet` is what nobody meets, and `left` the places of needs that somebody meets and the team
    does not.
    """

    needs: tuple[Need, ...]
    team: tuple[Member, ...]
    bound: int
    most: int
    unmet: tuple[Nearest, ...]
    left: tuple[int, ...]

    @property
    def met(self) -> int:
        """How many needs the team meets."""
        return len(self.needs) - len(self.unmet) - len(self.left)

    @property
    def proved(self) -> bool:
        """Whether no team of so many people does better, and none of fewer as well."""
        return self.met == self.most if self.left else len(self.team) == self.bound
