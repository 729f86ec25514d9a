"""A mapping set as a graph: the relations, a record of each, and what the set says of itself."""

from __future__ import annotations

from collections import defaultdict

from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, SH, VOID
from rdflib.term import Node

from sfia_graph.graph.writer import SFIA
from sfia_graph.mappings.condensing import condense
from sfia_graph.mappings.records import Mapping, MappingSet
from sfia_graph.mappings.slots import ENTITY_TYPES, MAPPING, PROPAGATED, SET, Slot
from sfia_graph.namespaces import PREFIXES

_SSSOM = PREFIXES["sssom"]
_EVIDENCE = frozenset({"mapping_date", "mapping_tool", "mapping_tool_version"})
"""What each record says for itself, so that it is whole wherever it goes."""


def to_graph(given: MappingSet, language: str = "en") -> Graph:
    """Give the graph of a mapping set whose labels and comments are in a language.

    Each relation is a statement (SKOS, section 10), and has a record as an `owl:Axiom` (OWL 2
    Mapping to RDF, section 2.2; SSSOM, the RDF format). The set is the named graph of them all;
    its links of one relation between two sources are a `void:Linkset` (VoID, section 5) with
    their number. A negated mapping has a record only. What else holds for all mappings, such as the
    versions of the two sources, stands once at the set (SSSOM, propagation).
    """
    graph = Graph(bind_namespaces="none")
    known = {**MAPPING, **{name: Slot(name, iri=iri) for name, iri in given.extensions}}
    shared, mappings = condense(given.mappings, apart=_EVIDENCE)
    for mapping in mappings:
        _add_mapping(graph, mapping, known)
    _add_slots(graph, URIRef(given.iri), (*given.slots, *shared), {**PROPAGATED, **SET})
    _add_dataset(graph, given, language)
    _add_linksets(graph, given)
    _add_names(graph, given)
    return graph


def _add_mapping(graph: Graph, mapping: Mapping, known: dict[str, Slot]) -> None:
    triple = (URIRef(mapping.subject), URIRef(mapping.predicate), URIRef(mapping.object))
    record = BNode()
    if mapping.negated:
        graph.add((record, URIRef(f"{_SSSOM}predicate_modifier"), _NEGATED))
    else:
        graph.add(triple)
    graph.add((record, RDF.type, OWL.Axiom))
    parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
    for part, value in zip(parts, triple, strict=True):
        graph.add((record, part, value))
    graph.add((record, URIRef(f"{_SSSOM}mapping_justification"), URIRef(mapping.justification)))
    _add_slots(graph, record, mapping.slots, known)


_NEGATED = URIRef(f"{_SSSOM}NegatedPredicate")


def _add_slots(
    graph: Graph,
    node: URIRef | BNode,
    slots: tuple[tuple[str, tuple[str, ...]], ...],
    known: dict[str, Slot],
) -> None:
    for name, values in slots:
        for value in values:
            graph.add((node, URIRef(known[name].iri), _term(known[name], value)))


def _add_dataset(graph: Graph, given: MappingSet, language: str) -> None:
    iri = URIRef(given.iri)
    for kind in (URIRef(f"{_SSSOM}MappingSet"), VOID.Dataset, PROV.Entity):
        graph.add((iri, RDF.type, kind))
    graph.add((iri, SFIA.tier, Literal("names")))
    graph.add((iri, DCTERMS.language, Literal(language)))
    for name, creators in given.slots:
        for creator in creators if name == "creator_id" else ():
            graph.add((iri, DCTERMS.rightsHolder, URIRef(creator)))


def _add_linksets(graph: Graph, given: MappingSet) -> None:
    links: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for mapping in given.mappings:
        start, end = mapping.one("subject_source"), mapping.one("object_source")
        if not mapping.negated and start and end:
            links[mapping.predicate, start, end].add(mapping.pair)
    for number, ((predicate, start, end), pairs) in enumerate(sorted(links.items()), 1):
        linkset = URIRef(f"{given.iri}#links-{number}")
        graph.add((URIRef(given.iri), VOID.subset, linkset))
        graph.add((linkset, RDF.type, VOID.Linkset))
        graph.add((linkset, VOID.linkPredicate, URIRef(predicate)))
        graph.add((linkset, VOID.subjectsTarget, URIRef(start)))
        graph.add((linkset, VOID.objectsTarget, URIRef(end)))
        graph.add((linkset, VOID.triples, Literal(len(pairs))))


def _add_names(graph: Graph, given: MappingSet) -> None:
    """Add what a file says of names: prefixes (SHACL, section 5.2.1) and slots of its own."""
    iri = URIRef(given.iri)
    for prefix, namespace in given.prefixes:
        node = BNode()
        graph.add((iri, SH.declare, node))
        graph.add((node, SH.prefix, Literal(prefix)))
        graph.add((node, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))
    for name, property_ in given.extensions:
        node = BNode()
        graph.add((iri, URIRef(f"{_SSSOM}extension_definitions"), node))
        graph.add((node, URIRef(f"{_SSSOM}slot_name"), Literal(name)))
        graph.add((node, URIRef(f"{_SSSOM}property"), URIRef(property_)))


def _term(slot: Slot, value: str) -> Node:
    if slot.kind in ("reference", "iri"):
        return URIRef(value)
    if slot.kind == "entity type":
        return URIRef(ENTITY_TYPES[value])
    if slot.kind == "number":
        return Literal(value, datatype=XSD.decimal)
    if slot.kind == "date":
        return Literal(value, datatype=XSD.date)
    return Literal(value)
