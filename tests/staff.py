"""The sample people and roles as their sheets say them, and what follows by plain arithmetic.

Nothing here asks a graph: the sheets are read by csv, the levels of an edition are found in its
Turtle by a regular expression, and each rule is written once more, so that answers can be held
against it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sfia_graph.resources import DATA

SAMPLES = DATA / "samples"
BASES = ("self-assessed", "endorsed", "assessed", "certified")
"""From the loosest to the firmest."""
POLICIES = ("at-least", "exact")

Skill = tuple[str, str]
"""An edition and a code."""


@dataclass(frozen=True)
class Requirement:
    """What a role asks for: any of the levels of a skill, core or optional."""

    role: str
    skill: Skill
    levels: tuple[int, ...]
    importance: str

    @property
    def code(self) -> str:
        """The code of the skill."""
        return self.skill[1]

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest level that will do."""
        return min(self.levels), max(self.levels)

    def gap(self, held: Collection[int], policy: str) -> int:
        """Give how many levels are missing for somebody who holds these, or nothing."""
        if policy == "exact":
            return min(abs(asked - level) for asked in self.levels for level in (0, *held))
        return max(0, min(self.levels) - max(held, default=0))


@dataclass(frozen=True)
class Claim:
    """That somebody of a team holds a skill at a level on a basis, from a day, maybe until one."""

    person: str
    team: str
    skill: Skill
    level: int
    basis: str
    made: str
    expires: str

    @property
    def expired(self) -> bool:
        """Whether it counts no more."""
        return bool(self.expires) and datetime.fromisoformat(self.expires) <= datetime.now(UTC)


def defined(edition: str) -> dict[str, tuple[int, ...]]:
    """Give the levels at which an edition defines each skill, by code."""
    text = (DATA / f"sfia-{edition}.ttl").read_text(encoding="utf-8")
    found = defaultdict(set)
    for code, level in re.findall(rf"/{edition}/skill/([A-Z0-9]{{4}})/([1-7])>\n    a\n", text):
        found[code].add(int(level))
    return {code: tuple(sorted(levels)) for code, levels in found.items()}


def requirements() -> list[Requirement]:
    """Give what the sample roles ask for, in the order of the sheet."""
    editions = {edition: defined(edition) for edition in ("8", "9")}

    def levels(row: dict[str, str]) -> tuple[int, ...]:
        if not row["level"]:
            return editions[row["edition"]][row["skill"]]
        first, _, last = row["level"].partition("-")
        return tuple(range(int(first), int(last or first) + 1))

    with (SAMPLES / "roles.csv").open(encoding="utf-8") as sheet:
        return [
            Requirement(row["role"], (row["edition"], row["skill"]), levels(row), row["importance"])
            for row in csv.DictReader(sheet)
        ]


def claims() -> list[Claim]:
    """Give what the sample people claim, in the order of the sheet."""
    with (SAMPLES / "people.csv").open(encoding="utf-8") as sheet:
        return [
            Claim(
                *(row["person"], row["team"], ("9", row["skill"]), int(row["level"])),
                *(row["basis"], row["date"], row["expires"]),
            )
            for row in csv.DictReader(sheet)
        ]


def holds(of: Iterable[Claim], skill: Skill, bases: Collection[str] = BASES) -> list[Claim]:
    """Give the claims to a skill that count."""
    return [each for each in of if each.skill == skill and each.basis in bases and not each.expired]


def levels(of: Iterable[Claim]) -> list[int]:
    return [each.level for each in of]


def firmest(of: Iterable[Claim]) -> tuple[int, str] | tuple[None, None]:
    """Give the highest level and the firmest basis that it is held on."""
    found = [(each.level, BASES.index(each.basis)) for each in of]
    return (max(found)[0], BASES[max(found)[1]]) if found else (None, None)


@dataclass(frozen=True)
class Staff:
    """Everybody's claims, and what all roles ask for."""

    claims: list[Claim]
    requirements: list[Requirement]

    @property
    def people(self) -> list[str]:
        """Everybody, sorted."""
        return sorted({each.person for each in self.claims})

    @property
    def roles(self) -> list[str]:
        """All roles, sorted."""
        return sorted({each.role for each in self.requirements})

    def of(self, person: str) -> list[Claim]:
        """Give somebody’s claims."""
        return [each for each in self.claims if each.person == person]

    def members(self, team: str) -> list[str]:
        """Give the people of a team, or everybody for `all`."""
        return sorted({each.person for each in self.claims if team in (each.team, "all")})

    def asked(self, role: str) -> list[Requirement]:
        """Give what a role asks for as answers list it: core first, then by code."""
        found = [each for each in self.requirements if each.role == role]
        return sorted(found, key=lambda each: (each.importance, each.code, each.bounds))

    def core(self, role: str) -> list[Requirement]:
        """Give what is core to a role."""
        return [each for each in self.asked(role) if each.importance == "core"]

    def start(self, name: str) -> dict[Skill, int]:
        """Give what is had before a move: of a role its core, of a person what they hold."""
        found: dict[Skill, int] = defaultdict(int)
        for each in self.core(name):
            found[each.skill] = max(found[each.skill], min(each.levels))
        for claim in self.of(name):
            if not claim.expired:
                found[claim.skill] = max(found[claim.skill], claim.level)
        return found

    def lacks(self, role: str, had: dict[Skill, int], importance: str = "core") -> int:
        """Count the levels that a role asks for beyond what is had."""
        return sum(
            each.gap([had.get(each.skill, 0)], "at-least")
            for each in self.asked(role)
            if each.importance == importance
        )

    def weights(self, role: str) -> dict[Skill, int]:
        """Give what each skill weighs in a role, doubled, so that a half is whole."""
        found: dict[Skill, int] = defaultdict(int)
        for each in self.asked(role):
            weight = min(each.levels) * (2 if each.importance == "core" else 1)
            found[each.skill] = max(found[each.skill], weight)
        return found


def staff() -> Staff:
    """Read the samples."""
    return Staff(claims(), requirements())


def iri(kind: str, name: str) -> str:
    return f"https://w3id.org/sfia-graph/{kind}/{name}"


def ranked(
    staff: Staff, role: str, policy: str, bases: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Give gap and person for all who hold something of what a role asks for, nearest first."""
    found = []
    for person in staff.people:
        held = [holds(staff.of(person), each.skill, bases) for each in staff.core(role)]
        if any(held):
            gaps = [
                each.gap(levels(had), policy)
                for each, had in zip(staff.core(role), held, strict=True)
            ]
            found.append((sum(gaps), person))
    yield from sorted(found)
