"""Statements as they are made for the catalogue: about a thing, by a prefixed name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyoxigraph as ox

from sfia_graph.namespaces import expand
from sfia_graph.web.describe import Description
from sfia_graph.web.signposting import escaped
from sfia_graph.web.site import Site
from sfia_graph.web.wording import INTERFACE, words

Subject = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

_WEB = ("http://", "https://")


@dataclass
class Statements:
    """Collects what is said, each statement once; `unnamed` counts the things without a name."""

    said: set[ox.Triple] = field(default_factory=set)
    unnamed: int = 0

    def say(self, subject: Subject, name: str, *values: Term | None) -> None:
        """Say that a property, as in `dcterms:title`, has values; None is no value."""
        for value in values:
            if value is not None:
                self.said.add(ox.Triple(subject, ox.NamedNode(expand(name)), value))

    def typed(self, subject: Subject, name: str, kind: str, *values: Term | None) -> None:
        """Say that a property has values, and that each of these is of a class."""
        self.say(subject, name, *values)
        for value in values:
            if isinstance(value, ox.NamedNode):
                self.say(value, "rdf:type", iri(kind))

    def page(self, site: Site, thing: ox.NamedNode) -> None:
        """Say which page of the site tells of a thing, if any does."""
        stem = site.stem(thing.value)
        if stem is not None:
            page = place(site.address(f"{stem}.html"))
            self.typed(thing, "dcat:landingPage", "foaf:Document", page)

    def inside(self, subject: Subject, name: str, kind: str) -> ox.BlankNode:
        """Give a new thing of a class, without a name, that is a property's value."""
        self.unnamed += 1
        node = ox.BlankNode(f"b{self.unnamed:04}")
        self.say(subject, name, node)
        self.say(node, "rdf:type", iri(kind))
        return node

    def description(self, about: str) -> Description:
        """Give all that is said as a description of a thing, in an order that never changes."""
        return Description(about, tuple(sorted(self.said, key=str)), ())


def iri(name: str) -> ox.NamedNode:
    """Give a prefixed name, or an address, as an IRI."""
    return ox.NamedNode(expand(name))


def place(address: str) -> ox.NamedNode:
    """Give an address that may hold what no IRI can."""
    return ox.NamedNode(escaped(address))


def number(value: int) -> ox.Literal:
    """Give a count or a size, which is never below zero."""
    return ox.Literal(str(value), datatype=iri("xsd:nonNegativeInteger"))


def integer(value: int) -> ox.Literal:
    """Give a count as VoID types it."""
    return ox.Literal(value)


def moment(value: datetime) -> ox.Literal:
    """Give a moment."""
    return ox.Literal(value.isoformat(), datatype=iri("xsd:dateTime"))


def texts(*way: str, **values: object) -> Iterator[ox.Literal]:
    """Give words of the catalogue in each language of the interface, with values filled in.

    `way` leads to them among the messages: `texts("dataset", "title")`.
    """
    for language in INTERFACE:
        yield ox.Literal(str(_found(language, way)).format(**values), language=language)


def listed(*way: str) -> Iterator[ox.Literal]:
    """Give a list of words in each language of the interface."""
    for language in INTERFACE:
        yield from (ox.Literal(str(each), language=language) for each in _found(language, way))


def _found(language: str, way: Iterable[str]) -> Any:
    found = words(language)["catalogue"]
    for step in way:
        found = found[step]
    return found


def on_the_web(values: Iterable[str]) -> list[ox.NamedNode]:
    """Give those values that are addresses on the web, sorted, each once."""
    return [ox.NamedNode(each) for each in sorted(set(values)) if each.startswith(_WEB)]
