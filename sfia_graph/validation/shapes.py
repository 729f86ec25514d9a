"""Shapes graphs: ours, and those of the people who use this."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.namespaces import local_name
from sfia_graph.rdf import read_quads
from sfia_graph.resources import ONTOLOGY
from sfia_graph.syntax import explain
from sfia_graph.terms import graph_of, to_rdflib
from sfia_graph.validation.constraints import TARGETS, declared, with_imported_prefixes
from sfia_graph.validation.results import SEVERITIES, SEVERITY_IRIS, Rule
from sfia_graph.validation.rewriting import beyond

_KINDS = (SH.NodeShape, SH.PropertyShape)
_WORDS = frozenset(SH.__annotations__) | {"and", "class", "in", "not", "or"}
_NAMES: dict[Node, str] = {iri: name for name, iri in SEVERITY_IRIS.items()}


def shipped_shapes() -> tuple[Path, ...]:
    """Give the files of the shapes that ship with the project, by name."""
    return tuple(sorted((ONTOLOGY / "shapes").glob("*.ttl")))


def read_shapes(files: Iterable[Path]) -> Graph:
    """Read shapes, and look whether they are shapes.

    Raises `SourceError` for a file that is no RDF, holds no shape, uses a word of SHACL's
    namespace that SHACL does not have, or breaks SHACL's own shapes (SHACL, appendix C).
    """
    shapes, ours = Graph(bind_namespaces="none"), shipped_shapes()
    for path in files:
        read = with_imported_prefixes(graph_of(read_quads(path)))
        if path not in ours:
            _check(read, path)
        shapes += read
    return shapes


def rules(shapes: Graph) -> dict[Node, Rule]:
    """Give the shapes of a graph: what has a shape's type, or a target."""
    typed = {shape for kind in _KINDS for shape in shapes.subjects(RDF.type, kind)}
    targeted = {shape for target in TARGETS for shape in shapes.subjects(target)}
    return {shape: rule(shapes, shape) for shape in typed | targeted}


def rule(shapes: Graph, shape: Node) -> Rule:
    """Give a shape as a rule; a severity of somebody's own counts as violation."""
    severity = shapes.value(shape, SH.severity) or SH.Violation
    message = shapes.value(shape, SH.message) or ""
    known = _NAMES.get(severity, "violation")
    own = "" if severity in _NAMES else str(severity)
    return Rule(str(shape), name_of(shapes, shape), known, str(message), own)


def as_bad_as(shapes: Graph, least: str) -> Graph:
    """Give shapes without those whose results are less bad than a severity.

    One that others refer to, or that leads to others of its own, decides on their results and
    stays.
    """
    milder = SEVERITIES[SEVERITIES.index(least) + 1 :]
    left_out = {
        shape
        for name in milder
        for shape in shapes.subjects(SH.severity, URIRef(SEVERITY_IRIS[name]))
        if (None, None, shape) not in shapes and (shape, SH.property, None) not in shapes
    }
    if not left_out:
        return shapes
    rest = Graph(bind_namespaces="none")
    rest += shapes
    for shape in left_out:
        rest.add((shape, SH.deactivated, Literal(True)))
    return rest


def name_of(shapes: Graph, shape: Node) -> str:
    """Give what a shape is called: its `sh:name`, or the last part of its IRI.

    A nameless shape within another is called after that one and its own path.
    """
    name = shapes.value(shape, SH.name)
    if name is not None:
        return str(name)
    outer = shapes.value(None, SH.property, shape) if isinstance(shape, BNode) else None
    if outer is not None and outer != shape:
        path = shapes.value(shape, SH.path)
        own = local_name(str(path)) if path else "?"
        return f"{name_of(shapes, outer)}, {own}"
    return local_name(str(shape))


def _check(shapes: Graph, path: Path) -> None:
    if not rules(shapes):
        remedy = "a shape has the type sh:NodeShape or sh:PropertyShape, or a target"
        raise SourceError(Place(path.name), "no SHACL shape in it", remedy)
    for subject, predicate, value in sorted(shapes, key=str):
        for term in (predicate, value) if _speaks_shacl(shapes, subject) else ():
            if isinstance(term, URIRef) and term.startswith(str(SH)) and not _is_known(term):
                word = f"sh:{term.removeprefix(str(SH))}"
                problem = (
                    f"{quoted(word)}, which SHACL does not know, on {name_of(shapes, subject)}"
                )
                raise SourceError(Place(path.name), problem, "check its spelling")
    for subject, pattern in shapes.subject_objects(SH.pattern):
        _check_pattern(str(pattern), name_of(shapes, subject), path)
    for node, text in shapes.subject_objects(SH.select | SH.ask):
        owner = next(shapes.subjects(object=node), node)
        _check_query(declared(shapes, node) + str(text), name_of(shapes, owner), path)
    _check_by_shacl(shapes, path)


def _check_pattern(pattern: str, name: str, path: Path) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        problem = f"{name}: sh:pattern {quoted(pattern)} is no regular expression ({error})"
        raise SourceError(Place(path.name), problem, "correct it") from None


def _check_query(query: str, name: str, path: Path) -> None:
    for forbidden in ("$PATH", "?PATH"):
        query = query.replace(forbidden, "<urn:path>")
    if word := beyond(query):
        problem = f"{name}: its SPARQL has {word}, and a rule sees the data alone"
        raise SourceError(Place(path.name), problem, "leave that out")
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        problem = f"{name}: no SPARQL query: {explain(error.msg)}"
        raise SourceError(Place(path.name), problem, "correct it") from None


def _speaks_shacl(shapes: Graph, subject: Node) -> bool:
    """Whether a word that SHACL does not have is meant as one: data may stand beside shapes."""
    if isinstance(subject, BNode):
        return True
    return any(
        (predicate.startswith(str(SH)) and _is_known(predicate))
        or (predicate == RDF.type and str(value).startswith(str(SH)))
        for predicate, value in shapes.predicate_objects(subject)
        if isinstance(predicate, URIRef)
    )


def _is_known(term: URIRef) -> bool:
    return term.removeprefix(str(SH)) in _WORDS


def _check_by_shacl(shapes: Graph, path: Path) -> None:
    """Validate shapes with SHACL's shapes for shapes, in pySHACL."""
    from sfia_graph.validation.reference import ShapesError, run, shapes_for_shapes

    try:
        results = sorted(run(shapes, shapes_for_shapes()), key=str)
    except ShapesError as error:
        raise SourceError(Place(path.name), f"malformed shapes: {error}", "mend them") from None
    if results:
        _, _, _, (focus, where, _, messages) = results[0]
        what = name_of(shapes, to_rdflib(focus))
        at = f" at {where}" if where else ""
        problem = f"malformed shape {what}{at}: {' '.join(messages)}"
        raise SourceError(Place(path.name), problem, "see the SHACL standard, or leave it out")
