"""A team as rows: each need with each member who meets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from sfia_graph.profiles.covering.needs import Cover, Held
from sfia_graph.profiles.covering.reading import Skill
from sfia_graph.results import Rows, Term

COLUMNS = (*("person", "role", "code", "name", "importance", "lowest", "highest", "held", "alone"),)
"""`alone` says whether nobody else in the team meets it; a need that none meets has no person."""


def rows_of(cover: Cover, people: Mapping[str, Held], skills: Mapping[str, Skill]) -> Rows:
    """Give a team as rows, in the order of the needs."""
    return Rows(COLUMNS, tuple(_rows(cover, people, skills)))


def _rows(
    cover: Cover, people: Mapping[str, Held], skills: Mapping[str, Skill]
) -> Iterator[tuple[Term | None, ...]]:
    for at, need in enumerate(cover.needs):
        skill = skills[need.skill]
        asked = (
            NamedNode(need.role),
            Literal(skill.code),
            skill.name,
            Literal("core" if need.core else "optional"),
            Literal(need.levels[0]),
            Literal(need.levels[-1]),
        )
        members = [each for each in cover.team if at in each.meets]
        for member in members:
            held = Literal(max(people[member.person][need.skill]))
            yield (NamedNode(member.person), *asked, held, Literal(at in member.alone))
        if not members:
            yield (None, *asked, None, None)
