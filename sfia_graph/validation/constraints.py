"""SPARQL constraints of shapes (SHACL, section 5), taken out of a shapes graph one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from sfia_graph.validation.paths import Path, read_path

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
"""The properties by which a shape names its targets (SHACL, section 2.1.3)."""

_REFERRING = (SH.node, SH.property, SH["not"], SH.qualifiedValueShape, RDF.first)
_KEPT = (*TARGETS, RDF.type, SH.path, SH.message, SH.severity)
_USUAL = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}


@dataclass(frozen=True, slots=True)
class SelectConstraint:
    """A `sh:sparql` with a SELECT, and what of its shape is needed to report its results.

    `targets` are pairs of a target's property (`sh:targetClass` …) and its value.
    """

    shape: Node
    node: Node
    select: str
    prefixes: str
    targets: tuple[tuple[URIRef, Node], ...]
    path: Path | None
    messages: tuple[str, ...]

    @property
    def name(self) -> str:
        """The IRI of the rule, for messages."""
        return str(self.shape)


def read_constraints(shapes: Graph) -> Iterator[SelectConstraint]:
    """Give the SPARQL constraints that stand right on a shape with targets, sorted by IRI.

    Shapes that other shapes refer to are left to the reference engine, and so is what is
    deactivated.
    """
    for shape in sorted(set(shapes.subjects(SH.sparql)), key=str):
        targets = tuple(
            (predicate, value)
            for predicate in TARGETS
            for value in shapes.objects(shape, predicate)
        )
        if not targets or _is_off(shapes, shape) or _is_referred_to(shapes, shape):
            continue
        if (shape, RDF.type, RDFS.Class) in shapes or (shape, RDF.type, OWL.Class) in shapes:
            continue
        path = shapes.value(shape, SH.path)
        for node in sorted(shapes.objects(shape, SH.sparql), key=str):
            select = shapes.value(node, SH.select)
            if select is None or _is_off(shapes, node):
                continue
            own = list(shapes.objects(node, SH.message)) or shapes.objects(shape, SH.message)
            yield SelectConstraint(
                shape=shape,
                node=node,
                select=str(select),
                prefixes=declared(shapes, node),
                targets=targets,
                path=None if path is None else read_path(shapes, path),
                messages=tuple(sorted(str(message) for message in own)),
            )


def without(shapes: Graph, constraints: list[SelectConstraint]) -> Graph:
    """Give a copy of a shapes graph that lacks some constraints."""
    rest = Graph(bind_namespaces="none")
    rest += shapes
    for constraint in constraints:
        rest.remove((constraint.shape, SH.sparql, constraint.node))
    return rest


def with_imported_prefixes(shapes: Graph) -> Graph:
    """Give shapes whose ontologies declare what those declare that they import (section 5.2.1)."""
    declared = [
        (header, SH.declare, each)
        for header in set(shapes.subjects(OWL.imports))
        for imported in shapes.transitive_objects(header, OWL.imports)
        for each in shapes.objects(imported, SH.declare)
    ]
    if not declared:
        return shapes
    found = without(shapes, [])
    for statement in declared:
        found.add(statement)
    return found


def only(shapes: Graph, constraint: SelectConstraint) -> Graph:
    """Give a shapes graph of one constraint: its shape with targets, path and messages."""
    kept = Graph(bind_namespaces="none")
    for header in shapes.objects(constraint.node, SH.prefixes):
        kept += shapes.cbd(header)
    kept += shapes.cbd(constraint.node)
    for predicate, value in shapes.predicate_objects(constraint.shape):
        if predicate in _KEPT or value == constraint.node:
            kept.add((constraint.shape, predicate, value))
            kept += shapes.cbd(value)
    return kept


def _is_off(shapes: Graph, node: Node) -> bool:
    return any(str(value) in {"true", "1"} for value in shapes.objects(node, SH.deactivated))


def _is_referred_to(shapes: Graph, shape: Node) -> bool:
    return any((None, predicate, shape) in shapes for predicate in _REFERRING)


def declared(shapes: Graph, node: Node) -> str:
    """Give the prefixes of a query in SPARQL, on one line (SHACL, section 5.2.1), and the usual."""
    found = dict(_USUAL)
    for header in shapes.objects(node, SH.prefixes):
        for each in shapes.objects(header, SH.declare):
            prefix = shapes.value(each, SH.prefix)
            found[str(prefix)] = str(shapes.value(each, SH.namespace))
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in sorted(found.items()))
