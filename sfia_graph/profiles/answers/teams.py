"""A team's members, and at which levels each of them holds the skills that roles ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sfia_graph.profiles.answers.gaps import STEPS, Gap
from sfia_graph.profiles.records import BASIS_NAMES, Basis
from sfia_graph.profiles.selects import Ask, iris, rows

_SKILLS = """SELECT DISTINCT ?skill WHERE {{
  VALUES ?role {{ {roles} }}
  ?role sfia:requirement/sfia:skillAtLevel/sfia:skill ?skill .
}}"""
_CLAIMS = """SELECT DISTINCT ?person ?skill ?code ?level WHERE {{
  VALUES ?person {{ {people} }}
  ?holding sfia:holder ?person ; sfia:basis ?basis ; sfia:skillAtLevel ?at .
  FILTER(?basis IN ({bases}))
  FILTER NOT EXISTS {{ ?holding prov:invalidatedAtTime ?end . FILTER(?end <= NOW()) }}
  ?at sfia:skill ?skill ; sfia:level/sfia:levelNumber ?level .
  ?skill dcterms:identifier ?code .
}}"""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team, by IRI, and the levels that they hold of each skill, by code."""

    iri: str
    levels: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def highest(self, code: str) -> int:
        """Give the highest level of a skill, 0 where none is held."""
        return max(self.levels.get(code, ()), default=0)

    def covers(self, gap: Gap, policy: str) -> bool:
        """Whether what is held is enough for a requirement."""
        most = STEPS if policy == "at-least" else gap.highest
        return any(gap.lowest <= each <= most for each in self.levels.get(gap.code, ()))


def read_members(
    ask: Ask, people: Iterable[str], roles: Iterable[str], bases: Iterable[Basis]
) -> tuple[Member, ...]:
    """Ask what people hold of what roles ask for, on some grounds; all but these are IRIs."""
    held: dict[str, dict[str, set[int]]] = {person: {} for person in people}
    skills = {row["skill"] for row in rows(ask(_SKILLS.format(roles=iris(roles))))}
    grounds = ", ".join(f"sfia:{BASIS_NAMES[each]}" for each in bases)
    query = _CLAIMS.format(people=iris(held), bases=grounds)
    for row in rows(ask(query)):
        if row["skill"] in skills:
            levels = held[str(row["person"])].setdefault(str(row["code"]), set())
            levels.add(int(str(row["level"])))
    return tuple(
        Member(person, {code: frozenset(several) for code, several in levels.items()})
        for person, levels in held.items()
    )


@dataclass(frozen=True)
class Asked:
    """A skill that roles ask for: the requirement that most is missing of, and all levels asked."""

    gap: Gap
    core: bool
    levels: frozenset[int]

    def counts(self, members: Iterable[Member]) -> tuple[int, ...]:
        """Count the members by their highest level of the skill, from 1 to 7."""
        held = [each.highest(self.gap.code) for each in members]
        return tuple(held.count(step) for step in range(1, STEPS + 1))


def asked_for(gaps: Sequence[Gap]) -> tuple[Asked, ...]:
    """Give each skill that roles ask for once, core before optional."""
    by_code: dict[str, list[Gap]] = {}
    for each in gaps:
        by_code.setdefault(each.code, []).append(each)
    found = [
        Asked(
            max(several, key=lambda each: (each.missing, each.core, each.lowest)),
            any(each.core for each in several),
            frozenset(level for each in several for level in range(each.lowest, each.highest + 1)),
        )
        for several in by_code.values()
    ]
    return tuple(sorted(found, key=lambda each: (not each.core, each.gap.code)))
