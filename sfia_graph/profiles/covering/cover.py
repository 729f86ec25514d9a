"""The smallest team that covers what roles need, or the best of so many people, with the proof.

People who meet the same needs stand for one another: of them the one with the fewest levels more
than needed is asked, and of those alike in that the first by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sfia_graph.profiles.covering.needs import Cover, Held, Member, Nearest, Need
from sfia_graph.profiles.covering.solving import fewest, most

SECONDS = 20.0
"""How long is looked for a better team, unless told otherwise."""
_NEAREST = 3


def cover(
    needs: Sequence[Need],
    people: Mapping[str, Held],
    at_most: int | None = None,
    *,
    exact: bool = False,
    seconds: float = SECONDS,
) -> Cover:
    """Find the smallest team of people that meets all needs that anybody meets.

    Where that takes more than `at_most` people, it finds those so many who meet the most needs.
    The same needs and people give the same team unless the time is up before there is a proof. Of
    teams as good it is the one that comes of asking whoever meets the most of what is left, if that
    is one of them, so that it does not hang on the solver's version.
    """
    board = _Board.of(needs, people, exact)
    small = fewest(board.rows, len(board.people), seconds)
    chosen, bound, best = _shorter(small.chosen, board.greedy()), small.bound, len(board.met)
    if at_most is not None and len(chosen) > at_most:
        weights = [len(several) for several in board.alike]
        found = most(board.rows, weights, len(board.people), at_most, seconds)
        chosen = _better(found.chosen, board.greedy()[:at_most], board)
        best = found.bound if bound <= at_most else min(found.bound, best - 1)
    return board.cover(chosen, bound, best)


@dataclass(frozen=True)
class _Board:
    """Who meets what: the needs that anybody meets, those alike together, and who meets them.

    `rows` gives for each the places of people who meet it; `alike` the places of needs that the
    same people meet.
    """

    needs: tuple[Need, ...]
    holds: Mapping[str, Held]
    exact: bool
    people: tuple[str, ...]
    meets: tuple[frozenset[int], ...]
    rows: tuple[tuple[int, ...], ...]
    alike: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, needs: Sequence[Need], holds: Mapping[str, Held], exact: bool) -> _Board:
        """Look at people and needs."""
        first: dict[frozenset[int], tuple[int, str]] = {}
        for person, held in holds.items():
            meets = frozenset(at for at, need in enumerate(needs) if not need.gap(held, exact))
            surplus = sum(needs[at].surplus(held) for at in meets)
            if meets and (surplus, person) < first.get(meets, (surplus, person + "\0")):
                first[meets] = surplus, person
        chosen = sorted((person, meets) for meets, (_, person) in first.items())
        by_people: dict[tuple[int, ...], list[int]] = {}
        for at in range(len(needs)):
            row = tuple(place for place, (_, meets) in enumerate(chosen) if at in meets)
            if row:
                by_people.setdefault(row, []).append(at)
        return cls(
            needs=tuple(needs),
            holds=holds,
            exact=exact,
            people=tuple(person for person, _ in chosen),
            meets=tuple(meets for _, meets in chosen),
            rows=tuple(by_people),
            alike=tuple(map(tuple, by_people.values())),
        )

    @property
    def met(self) -> frozenset[int]:
        """The places of needs that anybody meets."""
        return frozenset(at for several in self.alike for at in several)

    def greedy(self) -> tuple[int, ...]:
        """Choose whoever meets the most of what is left, until nothing is."""
        left, chosen = set(self.met), list[int]()
        while left:
            best = max(range(len(self.people)), key=lambda at: (len(self.meets[at] & left), -at))
            left -= self.meets[best]
            chosen.append(best)
        return tuple(chosen)

    def worth(self, chosen: Sequence[int]) -> int:
        """Give how many needs some people meet together."""
        return len(frozenset[int]().union(*(self.meets[at] for at in chosen)))

    def cover(self, chosen: Sequence[int], bound: int, best: int) -> Cover:
        """Give the team."""
        meets = {self.people[at]: self.meets[at] for at in sorted(chosen)}
        for person in list(meets):
            others = frozenset[int]().union(*(meets[each] for each in meets if each != person))
            if meets[person] <= others:
                del meets[person]
        team = []
        for person, own in meets.items():
            others = frozenset[int]().union(*(meets[each] for each in meets if each != person))
            team.append(Member(person, own, own - others))
        done = frozenset[int]().union(*meets.values())
        unmet = (need for at, need in enumerate(self.needs) if at not in self.met)
        return Cover(
            needs=self.needs,
            team=tuple(team),
            bound=bound,
            most=best,
            unmet=tuple(map(self._nearest, unmet)),
            left=tuple(sorted(self.met - done)),
        )

    def _nearest(self, need: Need) -> Nearest:
        gaps = sorted(
            (need.gap(held, self.exact), person)
            for person, held in self.holds.items()
            if held.get(need.skill)
        )
        least = gaps[0][0] if gaps else need.levels[0]
        near = [person for gap, person in gaps if gap == least]
        return Nearest(need, tuple(near[:_NEAREST]), least)


def _shorter(found: Sequence[int], simple: Sequence[int]) -> Sequence[int]:
    return found if found and len(found) < len(simple) else simple


def _better(found: Sequence[int], simple: Sequence[int], board: _Board) -> Sequence[int]:
    return found if board.worth(found) > board.worth(simple) else simple
