"""What the graph and the ontology say of a thing, and what they say with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, compact
from sfia_graph.tags import canonical
from sfia_graph.web.pages.cells import Cell, address, cell, named
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site

MOST = 200
"""How many values or subjects of a property a page shows; the data hold all of them."""
_DEEPEST = 4
_RDF = PREFIXES["rdf"]
_FIRST, _REST = ox.NamedNode(f"{_RDF}first"), ox.NamedNode(f"{_RDF}rest")

Object = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True)
class Value:
    """A value: a cell, or what is said of a thing that has no name."""

    cell: Cell
    within: tuple[Property, ...] = ()


@dataclass(frozen=True)
class Property:
    """A property, by name and by IRI, with its values; `left` says how many more there are."""

    iri: str
    short: str
    label: Cell
    values: tuple[Value, ...]
    left: int = 0


@dataclass(frozen=True)
class Statements:
    """Reads statements for pages in one language."""

    texts: Texts
    _labels: dict[str, Cell] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The site whose graph is read."""
        return self.texts.site

    def objects(self, subject: ox.NamedNode | ox.BlankNode) -> dict[str, set[Object]]:
        """Give what is said of a thing, by property."""
        found: dict[str, set[Object]] = {}
        for engine in (self.site.store.engine, self.site.terms.engine):
            for quad in engine.quads_for_pattern(subject, None, None, None):
                if isinstance(quad.object, ox.NamedNode | ox.BlankNode | ox.Literal):
                    found.setdefault(quad.predicate.value, set()).add(quad.object)
        return found

    def subjects(self, iri: str) -> dict[str, set[str]]:
        """Give the things that a thing is a value of, by property."""
        found: dict[str, set[str]] = {}
        node = ox.NamedNode(iri)
        for engine in (self.site.store.engine, self.site.terms.engine):
            for quad in engine.quads_for_pattern(None, None, node, None):
                if isinstance(quad.subject, ox.NamedNode):
                    found.setdefault(quad.predicate.value, set()).add(quad.subject.value)
        return found

    def outgoing(
        self, subject: ox.NamedNode | ox.BlankNode, without: frozenset[str], depth: int = 0
    ) -> tuple[Property, ...]:
        """Give what is said of a thing, without some properties; unnamed things stand inside."""
        return tuple(
            self._property(
                iri,
                [self.value(term, depth) for term in self._ordered(terms)[:MOST]],
                max(0, len(terms) - MOST),
            )
            for iri, terms in sorted(self.objects(subject).items())
            if iri not in without
        )

    def incoming(self, iri: str, without: frozenset[str], most: int) -> tuple[Property, ...]:
        """Give the things that point to a thing, at most so many a property."""
        return tuple(
            self._property(
                name,
                [Value(self.name(subject)) for subject in sorted(subjects)[:most]],
                max(0, len(subjects) - most),
            )
            for name, subjects in sorted(self.subjects(iri).items())
            if name not in without
        )

    def name(self, iri: str) -> Cell:
        """Give a thing by its name, or by its shortened IRI where it has none."""
        if iri not in self._labels:
            found = named(self.texts, iri)
            unnamed = not found.language and iri.endswith(found.text)
            plain = Cell(self.short(iri), href=found.href, iri=iri)
            self._labels[iri] = plain if unnamed else found
        return self._labels[iri]

    def short(self, iri: str) -> str:
        """Give an IRI as people read it."""
        return compact(iri, self.site.base)

    def _property(self, iri: str, values: list[Value], left: int = 0) -> Property:
        return Property(iri, self.short(iri), self.name(iri), tuple(values), left)

    def value(self, term: Object, depth: int = 0) -> Value:
        """Give a term as a value: a name, a text, or what stands inside of an unnamed thing."""
        if isinstance(term, ox.NamedNode):
            return Value(self.name(term.value))
        if isinstance(term, ox.Literal):
            return Value(_literal(self.site, term, self.texts.language))
        members = list(self._members(term))
        if members:
            return Value(Cell(""), tuple(self._listed(members, depth)))
        if depth >= _DEEPEST:
            return Value(Cell("…"))
        return Value(Cell(""), self.outgoing(term, frozenset(), depth + 1))

    def _ordered(self, terms: set[Object]) -> list[Object]:
        """Give values in an order that does not depend on the labels of unnamed things."""

        def key(term: Object) -> tuple[bool, str, float, str]:
            if isinstance(term, ox.BlankNode):
                return True, "", 0.0, self._known_by(term)
            tag = canonical(term.language or "") if isinstance(term, ox.Literal) else ""
            number = float(term.value) if term.value.replace(".", "", 1).isdecimal() else 0.0
            return False, tag, number, term.value

        return sorted(terms, key=key)

    def _known_by(self, node: ox.BlankNode, depth: int = 0) -> str:
        """Give what tells an unnamed thing from others: what is said of it, some steps deep."""
        if depth > _DEEPEST:
            return ""
        said = [
            f"{name} {self._known_by(each, depth + 1) if isinstance(each, ox.BlankNode) else each}"
            for name, values in self.objects(node).items()
            for each in values
        ]
        return f"[{'; '.join(sorted(said))}]"

    def _listed(self, members: list[Object], depth: int) -> Iterator[Property]:
        yield self._property(_FIRST.value, [self.value(each, depth + 1) for each in members])

    def _members(self, node: ox.BlankNode) -> Iterator[Object]:
        """Give the members of a list (RDF Schema, section 5.2); none for what is no list."""
        seen = set[Object]()
        at: Object = node
        while isinstance(at, ox.BlankNode) and at not in seen and len(seen) < MOST:
            seen.add(at)
            said = self.objects(at)
            yield from said.get(_FIRST.value, ())
            at = next(iter(said.get(_REST.value, ())), ox.Literal(""))


def _literal(site: Site, term: ox.Literal, language: str) -> Cell:
    found = cell(site, term, language)
    if term.datatype.value == f"{PREFIXES['xsd']}anyURI" and term.value:
        return Cell(term.value, href=_web(site, term.value, language))
    return found


def _web(site: Site, iri: str, language: str) -> str:
    try:
        return address(site, ox.NamedNode(iri).value, language)
    except ValueError:
        return ""
