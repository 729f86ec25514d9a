"""What is said of a thing, in bounds, as triples whose order and labels are always the same.

It is near the stored question `describe-iri`: every statement about the thing, the names of what
these point to, mappings that point to it, and the records of its mappings. Blank nodes, and things
whose IRI is the thing's own with a fragment, are described too, as far as they reach. Beside it
stands where the statements come from: the document's `void:inDataset` (VoID, section 6.2) names
the graphs that say something here, each with its title, licence and rights holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, PREFIXES, SFIA
from sfia_graph.resources import ONTOLOGY
from sfia_graph.web.blank_labels import relabelled
from sfia_graph.web.cardinalities import as_owl_says
from sfia_graph.web.lately import lately
from sfia_graph.web.reads import unnoted
from sfia_graph.web.site import Site

MOST = 10_000
"""How many statements about unnamed things, about mappings, or names a description has at most."""

NAMES = tuple(
    ox.NamedNode(f"{PREFIXES[prefix]}{name}")
    for prefix, name in (
        ("skos", "prefLabel"),
        ("rdfs", "label"),
        ("dcterms", "title"),
        ("foaf", "name"),
    )
)
MATCHES = tuple(
    ox.NamedNode(f"{PREFIXES['skos']}{name}")
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)
_RIGHTS = tuple(
    ox.NamedNode(f"{PREFIXES['dcterms']}{name}") for name in ("title", "license", "rightsHolder")
)
_SOURCE = ox.NamedNode(f"{PREFIXES['owl']}annotatedSource")
_TARGET = ox.NamedNode(f"{PREFIXES['owl']}annotatedTarget")
_TOPIC = ox.NamedNode(f"{PREFIXES['foaf']}primaryTopic")
_IN_DATASET = ox.NamedNode(f"{PREFIXES['void']}inDataset")
_DEFINED_BY = f"{PREFIXES['rdfs']}isDefinedBy"

Subject = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """What is said of the thing `iri`: distinct triples in order, and the graphs that say them.

    For what the ontology, the shapes and the stored queries say, `graphs` are the vocabularies
    that define it.
    """

    iri: str
    triples: tuple[ox.Triple, ...]
    graphs: tuple[str, ...]

    def values(self, iri: str, name: str) -> list[str]:
        """Give the values of a thing's property, by the property's IRI, in order."""
        return [
            each.object.value
            for each in self.triples
            if each.predicate.value == name
            and each.subject == ox.NamedNode(iri)
            and isinstance(each.object, ox.NamedNode | ox.Literal)
        ]


def find(site: Site, iri: str) -> list[ox.Store]:
    """Give the engines that say something of a thing; none for a text that is no IRI."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return []
    return [
        engine
        for engine in (site.store.engine, site.terms.engine)
        if next(unnoted(engine).quads_for_pattern(node, None, None, None), None) is not None
    ]


@lately
def describe(site: Site, iri: str) -> Description | None:
    """Describe a thing, None where nothing is said of it; the ontology is all of its terms."""
    if iri == SFIA.removesuffix("#"):
        return _ontology(iri)
    engines = find(site, iri)
    if not engines:
        return None
    reading = _Reading(engines)
    reading.gather(ox.NamedNode(iri))
    graphs = sorted(reading.graphs)
    if not graphs:
        graphs = sorted(_defined_by(reading.said, iri))
    document = ox.NamedNode(f"{site.base}{site.stem(iri) or iri.removeprefix(BASE)}.ttl")
    reading.add(ox.Triple(document, _TOPIC, ox.NamedNode(iri)))
    for graph in graphs:
        reading.add(ox.Triple(document, _IN_DATASET, ox.NamedNode(graph)))
        for name in _RIGHTS:
            reading.say(reading.quads(ox.NamedNode(graph), name, None))
    return Description(iri, tuple(relabelled(reading.said)), tuple(graphs))


def _ontology(iri: str) -> Description:
    quads = ox.parse(path=ONTOLOGY / "sfia.ttl", format=ox.RdfFormat.TURTLE)
    return Description(iri, tuple(relabelled(quad.triple for quad in quads)), (iri,))


def _defined_by(triples: Iterable[ox.Triple], iri: str) -> set[str]:
    return {
        each.object.value
        for each in triples
        if each.predicate.value == _DEFINED_BY
        and each.subject == ox.NamedNode(iri)
        and isinstance(each.object, ox.NamedNode)
    }


@dataclass
class _Reading:
    """Collects statements, each once, and the graphs that they stand in."""

    engines: list[ox.Store]
    said: set[ox.Triple] = field(default_factory=set)
    graphs: set[str] = field(default_factory=set)

    def quads(
        self, subject: Subject | None, name: ox.NamedNode | None, value: Subject | None
    ) -> Iterator[ox.Quad]:
        for engine in self.engines:
            for quad in engine.quads_for_pattern(subject, name, value, None):
                # No format of RDF 1.1 can hold a statement about a statement.
                if not isinstance(quad.object, ox.Triple):
                    yield quad

    def add(self, triple: ox.Triple) -> None:
        self.said.add(triple)

    def say(self, quads: Iterable[ox.Quad]) -> set[ox.Triple]:
        """Take statements, and give them."""
        found = set()
        for quad in quads:
            found.add(as_owl_says(quad.triple))
            if isinstance(quad.graph_name, ox.NamedNode):
                self.graphs.add(quad.graph_name.value)
        self.said |= found
        return found

    def gather(self, node: ox.NamedNode) -> None:
        said = self.say(self.quads(node, None, None))
        mapped = self._mapped(node)
        self.say(mapped)
        records = self._records(node, {quad.subject for quad in mapped})
        self._close(said, node, records)
        self._name(said)

    def _mapped(self, node: ox.NamedNode) -> list[ox.Quad]:
        """Give the mappings that point to a thing."""
        quads = [each for name in MATCHES for each in self.quads(None, name, node)]
        kept = set(sorted({each.triple for each in quads}, key=str)[:MOST])
        return [each for each in quads if each.triple in kept]

    def _records(self, node: ox.NamedNode, mapped: set[object]) -> set[Subject]:
        """Give the records of mappings from a thing, and of those to it that are given."""
        found: set[Subject] = {each.subject for each in self.quads(None, _SOURCE, node)}  # type: ignore[misc]
        for each in self.quads(None, _TARGET, node):
            record: Subject = each.subject  # type: ignore[assignment]
            if any(source.object in mapped for source in self.quads(record, _SOURCE, None)):
                found.add(record)
        return found

    def _close(self, said: set[ox.Triple], node: ox.NamedNode, nodes: set[Subject]) -> None:
        """Describe what has no name of its own, step by step, and no step that leads too far."""
        inside = f"{node.value}#"
        seen: set[Subject] = {node}
        nodes = nodes | set(_unnamed(said, inside))
        left = MOST
        while nodes:
            quads = [each for one in nodes for each in self.quads(one, None, None)]
            left -= len(quads)
            if left < 0:
                return
            seen |= nodes
            nodes = set(_unnamed(self.say(quads), inside)) - seen

    def _name(self, said: set[ox.Triple]) -> None:
        """Give the names of what a thing points to."""
        values = {each.object for each in said if isinstance(each.object, ox.NamedNode)}
        for value in sorted(values, key=str)[: MOST // len(NAMES)]:
            for name in NAMES:
                self.say(self.quads(value, name, None))


def _unnamed(triples: Iterable[ox.Triple], inside: str) -> Iterator[Subject]:
    for each in triples:
        if isinstance(each.object, ox.BlankNode) or (
            isinstance(each.object, ox.NamedNode) and each.object.value.startswith(inside)
        ):
            yield each.object
