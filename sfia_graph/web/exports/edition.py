"""An edition as the formats of other people's tools need it."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sfia_graph.web.exports.facts import Saying, in_language
from sfia_graph.web.exports.mappings import Mapping
from sfia_graph.web.exports.sources import Source
from sfia_graph.web.exports.thing import LEVELS, Thing


@dataclass(frozen=True)
class Kind:
    """A class of the ontology, such as `Skill`: its labels and definitions."""

    iri: str
    labels: tuple[Saying, ...]
    definitions: tuple[Saying, ...]


@dataclass(frozen=True)
class Edition:
    """An edition: its things in order, each before what stands in it, and their mappings.

    `sources` are the graphs that say all this, the edition's own first, those of mappings last.
    `scale` holds the seven levels as such, whatever the edition, under the title `scale_names`.
    """

    iri: str
    number: int
    names: tuple[Saying, ...]
    modified: datetime
    things: tuple[Thing, ...]
    scale: tuple[Thing, ...]
    scale_names: tuple[Saying, ...]
    scale_iri: str
    mappings: tuple[Mapping, ...]
    sources: tuple[Source, ...]
    kinds: Map[str, Kind]

    @cached_property
    def by_iri(self) -> Map[str, Thing]:
        """The things by their IRIs."""
        return {each.iri: each for each in self.things}

    @cached_property
    def by_source(self) -> Map[str, Source]:
        """The sources by their IRIs."""
        return {each.iri: each for each in self.sources}

    @cached_property
    def below(self) -> Map[str, tuple[Thing, ...]]:
        """What stands in each thing, in order; what stands at the top under the empty IRI."""
        found: dict[str, list[Thing]] = {}
        for each in self.things:
            found.setdefault(each.parent, []).append(each)
        return {parent: tuple(things) for parent, things in found.items()}

    @cached_property
    def levels(self) -> Map[int, Thing]:
        """The levels of the edition by their numbers, ascending."""
        found = {each.level: each for each in self.things if each.kind in LEVELS}
        return dict(sorted(found.items()))

    @cached_property
    def mapped(self) -> Map[str, tuple[Mapping, ...]]:
        """The mappings of each thing, by its IRI."""
        found: dict[str, list[Mapping]] = {}
        for each in self.mappings:
            found.setdefault(each.own, []).append(each)
        return {own: tuple(several) for own, several in found.items()}

    def name(self, language: str) -> Saying:
        """Give the edition's name."""
        return in_language(self.names, language) or self.names[0]

    def above(self, thing: Thing) -> tuple[Thing, ...]:
        """Give what a thing stands in, the nearest last."""
        found: list[Thing] = []
        while thing.parent:
            thing = self.by_iri[thing.parent]
            found.append(thing)
        return tuple(reversed(found))
