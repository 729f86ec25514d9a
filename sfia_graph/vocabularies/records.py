"""A vocabulary in memory: concepts, each a short list of what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sfia_graph.errors import Place
from sfia_graph.records import SourceFile
from sfia_graph.vocabularies.tables import Framework


@dataclass(frozen=True, slots=True)
class Property:
    """What is said: the IRI of a property, and the language of its text, or that it is a link.

    A `single` property has one value for a concept and language. `table` and `title` are the table
    and the header of the column that it came from, for messages.
    """

    iri: str
    language: str | None = None
    single: bool = False
    link: bool = False
    table: str = ""
    title: str = ""


Said = tuple[Property, str, int]
"""A property, its value (a text or an IRI), and the row that says so."""


@dataclass(slots=True)
class Concept:
    """A concept as its rows give it; `table` and `row` are where it was met first.

    One that no row puts into a scheme is only spoken of. `alive` is False where every row says
    that it is no longer used.
    """

    iri: str
    table: str
    row: int
    said: list[Said] = field(default_factory=list)
    schemes: tuple[str, ...] = ()
    number: int | None = None
    deprecated: bool = False
    alive: bool = True


@dataclass(slots=True)
class Vocabulary:
    """A framework as its files give it.

    `concepts` are by IRI, and `spare` are those that stand in where something leads to a concept
    that no row describes. `schemes` are the titles of its schemes, by IRI; `licence` and
    `holder`, who holds the rights where the framework does not say it, are IRIs.
    """

    framework: Framework
    root: str
    sources: tuple[SourceFile, ...]
    concepts: dict[str, Concept] = field(default_factory=dict)
    spare: dict[str, Concept] = field(default_factory=dict)
    tables: dict[str, Place] = field(default_factory=dict)
    licence: str | None = None
    holder: str | None = None

    @property
    def languages(self) -> list[str]:
        """The language tags of its texts, sorted."""
        found = {what.language for each in self.concepts.values() for what, _, _ in each.said}
        return sorted(tag for tag in found if tag)

    @property
    def schemes(self) -> dict[str, str]:
        """The titles of the schemes that its concepts are in, by IRI."""
        used = {scheme for each in self.concepts.values() for scheme in each.schemes}
        return {
            iri: title
            for name, title in self.framework.schemes.items()
            if (iri := self.scheme(name)) in used
        }

    def scheme(self, name: str) -> str:
        """Give the IRI of a scheme from its name in the framework's table."""
        return name if name.startswith("http") else f"{self.root}/{name}" if name else self.root

    def place(self, table: str, row: int | None = None, column: str = "") -> Place:
        """Give a place in one of its tables."""
        at = self.tables[table]
        return Place(at.file, at.sheet, row, column or None)

    def place_of(self, said: Said) -> Place:
        """Give the place of the cell that says something."""
        what, _, row = said
        return self.place(what.table, row, what.title)
