"""pySHACL, the reference engine: its reports as results, its complaints as one line."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator

from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from sfia_graph.errors import SfiaError
from sfia_graph.terms import to_oxigraph
from sfia_graph.validation.paths import Path, read_path
from sfia_graph.validation.rewriting import beyond
from sfia_graph.validation.selects import Found

DEEPEST = 30


class ShapesError(SfiaError):
    """Shapes that are malformed: what is wrong with which."""


def run(data: Graph, shapes: Graph) -> Iterator[tuple[Node, Node, str | None, Found]]:
    """Validate, and give each result: its shape, component, constraint's IRI, and what it found.

    Raises `ShapesError` for shapes that pySHACL refuses.
    """
    report = _report(data, shapes)
    for result in report.objects(None, SH.result):
        said = dict(report.predicate_objects(result))
        shape, component = said[SH.sourceShape], said[SH.sourceConstraintComponent]
        focus, value = said[SH.focusNode], said.get(SH.value)
        constraint = said.get(SH.sourceConstraint)
        found: Found = (
            to_oxigraph(focus),
            _path(report, shapes, said.get(SH.resultPath)),
            None if value is None else to_oxigraph(value),
            _messages(report, shapes, result, shape, constraint),
        )
        yield shape, component, None if constraint is None else str(constraint), found


def shapes_for_shapes() -> Graph:
    """Give the shapes that shapes must meet (SHACL, appendix C), as pySHACL ships them."""
    from pyshacl import rdfutil, validator

    validator.assign_baked_in()  # type: ignore[no-untyped-call]
    meta = rdfutil.load_from_source("http://www.w3.org/ns/shacl-shacl")  # type: ignore[attr-defined]
    assert isinstance(meta, Graph)
    return meta


def _report(data: Graph, shapes: Graph) -> Graph:
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError

    _refuse_others(shapes)
    shapes = _literally(shapes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pySHACL's, about rdflib's Dataset
        logging.getLogger("pyshacl-validate").setLevel(logging.CRITICAL)
        try:
            _, report, _ = validate(data, shacl_graph=shapes, max_validation_depth=DEEPEST)
        except (ReportableRuntimeError, NotImplementedError) as error:
            raise ShapesError(_line(error)) from None
    if not isinstance(report, Graph):
        raise ShapesError(_line(report))
    return report


def _refuse_others(shapes: Graph) -> None:
    """Refuse a query of another endpoint, or of a graph, which rdflib would fetch or not know."""
    for node, query in shapes.subject_objects(SH.select | SH.ask):
        if word := beyond(str(query)):
            name = shapes.value(None, SH.sparql, node) or node
            raise ShapesError(f"{name}: its SPARQL has {word}, and a rule sees the data alone")


def _literally(shapes: Graph) -> Graph:
    """Leave out a `sh:uniqueLang` that is not written `true`, which asks for nothing (4.4.5)."""
    others = [
        (shape, SH.uniqueLang, value)
        for shape, value in shapes.subject_objects(SH.uniqueLang)
        if str(value) != "true"
    ]
    if not others:
        return shapes
    found = Graph(bind_namespaces="none")
    found += shapes
    for statement in others:
        found.remove(statement)
    return found


def _line(error: object) -> str:
    message = getattr(error, "message", None) or str(error)
    return " ".join(str(message).split())


def _path(report: Graph, shapes: Graph, path: Node | None) -> Path | None:
    if path is None:
        return None
    return read_path(shapes if (path, None, None) in shapes else report, path)


def _messages(
    report: Graph, shapes: Graph, result: Node, shape: Node, constraint: Node | None
) -> tuple[str, ...]:
    """Give a result's messages; those of a constraint stand for its shape's (section 5.3.2)."""
    said = {str(each) for each in report.objects(result, SH.resultMessage)}
    own = set(shapes.objects(constraint, SH.message)) if constraint is not None else set()
    if own:
        said -= {
            str(each) for each in shapes.objects(shape, SH.message) if isinstance(each, Literal)
        }
    return tuple(sorted(said))
