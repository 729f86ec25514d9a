"""What all parts of a CASE package have in common: who they are, when they changed, links.

CASE is 1EdTech's Competencies and Academic Standards Exchange, version 1.1. A package is in one
language; a text that the graph has only in another one says so where CASE lets it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.exports.edition import Edition
from sfia_graph.web.exports.facts import Saying
from sfia_graph.web.exports.identifiers import identifier
from sfia_graph.web.exports.sources import Source
from sfia_graph.web.exports.thing import Thing
from sfia_graph.web.exports.writing import Node, line, stamp
from sfia_graph.web.signposting import escaped


@dataclass(frozen=True)
class Frame:
    """An edition to be written as a package in a language."""

    edition: Edition
    language: str

    @property
    def changed(self) -> str:
        """When anything was changed last; the graph does not say it of single things."""
        return stamp(self.edition.modified)

    def head(self, iri: str, part: str = "") -> Node:
        """Give the identifier and the URI of an object.

        What stands for a `part` of a thing, such as its rubric, has an identifier of its own.
        """
        own = f"{iri}#{part}" if part else iri
        return {"identifier": identifier(own), "uri": escaped(own)}

    def link(self, iri: str, title: str, part: str = "") -> Node:
        """Give a link to an object (LinkURI)."""
        return {"title": line(title), **self.head(iri, part)}

    def name(self, thing: Thing) -> str:
        """Give a thing's name on one line."""
        return line(thing.name(self.language).value)

    def link_to(self, thing: Thing, part: str = "") -> Node:
        """Give a link to a thing's item, or to a part of it."""
        return self.link(thing.iri, thing.name(self.language).value, part)

    def source(self, saying: Saying) -> Source | None:
        """Give the graph that a text comes from, or else the edition's own."""
        own = next(iter(self.edition.sources), None)
        return self.edition.by_source.get(saying.graph, own)

    def licence(self, source: Source | None) -> Node | None:
        """Give a link to the licence of a graph, None where it names none."""
        found = source.licence if source else ""
        return self.link(found, found) if found else None
