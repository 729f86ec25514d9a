"""Statements of a graph about one thing, whatever named graph they stand in."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import expand


@dataclass(frozen=True, slots=True)
class Statements:
    """Reads a store; properties are given as in `skos:prefLabel`."""

    engine: ox.Store

    def iris(self, iri: str, name: str) -> tuple[str, ...]:
        """Give the IRIs of a property's values, sorted."""
        values = {each.value for each in self._objects(iri, name) if isinstance(each, ox.NamedNode)}
        return tuple(sorted(values))

    def literals(self, iri: str, name: str) -> tuple[ox.Literal, ...]:
        """Give a property's texts and numbers, sorted by text and language."""
        found = {each for each in self._objects(iri, name) if isinstance(each, ox.Literal)}
        return tuple(sorted(found, key=lambda each: (each.value, each.language or "")))

    def value(self, iri: str, name: str) -> str:
        """Give the first of a property's texts, nothing where there is none."""
        return next((each.value for each in self.literals(iri, name)), "")

    def subjects(self, name: str, iri: str) -> tuple[str, ...]:
        """Give the IRIs of the things whose property has a value, sorted."""
        quads = self.engine.quads_for_pattern(None, expanded(name), ox.NamedNode(iri), None)
        found = {each.subject.value for each in quads if isinstance(each.subject, ox.NamedNode)}
        return tuple(sorted(found))

    def of_class(self, name: str) -> tuple[str, ...]:
        """Give the IRIs of the things of a class, sorted."""
        return self.subjects("rdf:type", expanded(name).value)

    def _objects(self, iri: str, name: str) -> list[object]:
        quads = self.engine.quads_for_pattern(ox.NamedNode(iri), expanded(name), None, None)
        return [each.object for each in quads]


def expanded(name: str) -> ox.NamedNode:
    """Give the IRI of a prefixed name."""
    return ox.NamedNode(expand(name))
