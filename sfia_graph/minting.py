"""Every IRI that this project mints for an instance, in one place.

They are slash IRIs under a base (`Minter("https://example.org/skills/")` for one's own).
"""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.namespaces import BASE


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints the IRIs of instances under one base.

    >>> Minter().skill_at_level(9, "SLMO", 4)
    'https://w3id.org/sfia-graph/9/skill/SLMO/4'
    """

    base: str = BASE

    @property
    def framework(self) -> str:
        """The scheme of skills across editions."""
        return f"{self.base}framework"

    @property
    def levels(self) -> str:
        """The scheme of the seven levels of responsibility."""
        return f"{self.base}levels"

    @property
    def ordered_levels(self) -> str:
        """The levels as an ordered collection."""
        return f"{self.base}levels/ordered"

    def ordered_levels_from(self, number: int) -> str:
        """The list of the levels from one on: a cell of the ordered collection's list."""
        return f"{self.base}levels/ordered/{number}"

    def level(self, number: int) -> str:
        """A level of responsibility, whatever the edition."""
        return f"{self.base}level/{number}"

    def edition(self, number: int) -> str:
        """An edition of the framework."""
        return f"{self.base}{number}"

    def held(self, edition: int, kind: str) -> str:
        """How many things of a class an edition holds; `kind` is the class's name."""
        return f"{self.base}{edition}/held/{kind}"

    def level_in_edition(self, edition: int, number: int) -> str:
        """A level in the words of an edition."""
        return f"{self.base}{edition}/level/{number}"

    def category(self, edition: int, name: str) -> str:
        """A category or subcategory, by its slug."""
        return f"{self.base}{edition}/category/{name}"

    def skill_identity(self, code: str) -> str:
        """A skill across editions."""
        return f"{self.base}skill/{code}"

    def skill(self, edition: int, code: str) -> str:
        """A skill in an edition."""
        return f"{self.base}{edition}/skill/{code}"

    def skill_at_level(self, edition: int, code: str, number: int) -> str:
        """A skill at one level in an edition."""
        return f"{self.base}{edition}/skill/{code}/{number}"

    def attribute(self, edition: int, name: str) -> str:
        """An attribute or behavioural factor, by its code, or its slug where it has none."""
        return f"{self.base}{edition}/attribute/{name}"

    def attribute_at_level(self, edition: int, name: str, number: int) -> str:
        """An attribute at one level in an edition."""
        return f"{self.base}{edition}/attribute/{name}/{number}"

    def correspondence(self, before: int, after: int) -> str:
        """All that changed from an edition to a later one."""
        return f"{self.base}change/{before}-{after}"

    def change(self, before: int, after: int, code: str, kind: str, part: str = "") -> str:
        """One thing that changed for a skill; `part` is the level or the text that it concerns.

        >>> Minter().change(8, 9, "SLMO", "levelAdded", "7")
        'https://w3id.org/sfia-graph/change/8-9/SLMO/levelAdded/7'
        """
        last = f"/{part}" if part else ""
        return f"{self.correspondence(before, after)}/{code}/{kind}{last}"

    def role(self, name: str) -> str:
        """A role profile, by its slug."""
        return f"{self.base}role/{name}"

    def requirement(self, role: str, number: int) -> str:
        """One of the things that a role asks for, in their order from 1 on."""
        return f"{self.base}role/{role}/{number}"

    def person(self, pseudonym: str) -> str:
        """Somebody who holds skills, by a pseudonym."""
        return f"{self.base}person/{pseudonym}"

    def holding(self, person: str, number: int) -> str:
        """One of somebody's claims to hold a skill at a level, in their order from 1 on."""
        return f"{self.base}holding/{person}-{number}"

    def team(self, name: str) -> str:
        """A team, by its slug."""
        return f"{self.base}team/{name}"

    def vocabulary(self, path: str) -> str:
        """The main scheme of another framework; its other schemes and its concepts stand below.

        >>> Minter().vocabulary("ecf/4")
        'https://w3id.org/sfia-graph/ecf/4'
        """
        return f"{self.base}{path}"

    def graph(self, name: str) -> str:
        """A named graph: what one source says."""
        return f"{self.base}graph/{name}"

    def source(self, sha256: str) -> str:
        """A source file, known by the SHA-256 of its bytes."""
        return f"{self.base}source/{sha256}"

    def agent(self, name: str) -> str:
        """An organisation or project."""
        return f"{self.base}agent/{name}"
