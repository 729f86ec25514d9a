"""What roles ask for and what people hold, as frozen records that know nothing of RDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["roles", "people"]
KINDS: tuple[Kind, ...] = ("roles", "people")

Importance = Literal["core", "optional"]
IMPORTANCES: tuple[Importance, ...] = ("core", "optional")

Basis = Literal["self-assessed", "assessed", "endorsed", "certified"]
BASIS_NAMES: dict[Basis, str] = {
    "self-assessed": "selfAssessed",
    "assessed": "assessed",
    "endorsed": "endorsed",
    "certified": "certified",
}
"""The individuals of `sfia:Basis`, by their local names."""
BASES: tuple[Basis, ...] = tuple(BASIS_NAMES)
"""The grounds on which somebody is said to have a skill, the weakest first."""

Titles = tuple[tuple[str, str], ...]
"""Language tags and titles, one of each language."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """That a role asks for a skill of an edition, by its code.

    `levels` are ascending; any of them will do, and the lowest is what is asked.
    """

    skill: str
    levels: tuple[int, ...]
    importance: Importance = "core"
    edition: int = 9


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """A role, known by the `slug` that ends its IRI, and what it asks for, in order."""

    slug: str
    titles: Titles
    requirements: tuple[Requirement, ...]

    def title(self, language: str = "en") -> str:
        """Give the title in a language, else in English, else the first."""
        known = dict(self.titles)
        return known.get(language) or known.get("en") or next(iter(known.values()), self.slug)


@dataclass(frozen=True, slots=True)
class Holding:
    """A claim that somebody has a skill of an edition at a level, by the skill's code.

    `date` and `expires` have a time zone; `evidence` is a text or an address.
    """

    skill: str
    level: int
    basis: Basis
    date: datetime
    expires: datetime | None = None
    evidence: str | None = None
    edition: int = 9


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by a pseudonym, and their claims in order.

    `name` is None unless the user asked for names.
    """

    id: str
    holdings: tuple[Holding, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team, known by the `slug` that ends its IRI; `members` are pseudonyms in order."""

    slug: str
    title: str
    members: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class People:
    """People and their teams, each in order; nobody is in two teams."""

    persons: tuple[Person, ...]
    teams: tuple[Team, ...] = ()
