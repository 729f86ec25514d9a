"""Validation: each kind of constraint in the engine that is quickest at it, one report.

pySHACL evaluates the core constraints (SHACL, section 4), Oxigraph the SPARQL constraints (section
5), each once for all of its targets. What cannot be asked at once goes to pySHACL too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from sfia_graph.deadline import DEADLINE, within
from sfia_graph.errors import SfiaError
from sfia_graph.syntax import explain
from sfia_graph.terms import graph_of
from sfia_graph.validation import reference
from sfia_graph.validation.constraints import (
    SelectConstraint,
    only,
    read_constraints,
    with_imported_prefixes,
    without,
)
from sfia_graph.validation.data import Data
from sfia_graph.validation.reference import ShapesError
from sfia_graph.validation.results import Rule, ValidationReport, ValidationResult, report_of
from sfia_graph.validation.selects import Found, at_once, evaluate
from sfia_graph.validation.shapes import (
    as_bad_as,
    name_of,
    read_shapes,
    rule,
    rules,
    shipped_shapes,
)

Engine = Literal["auto", "pyshacl"]
Hit = tuple[Node, Node, str | None, Found]
Tell = Callable[[int, int, str], None]
"""Is told of each step: how many are done, of how many, and what comes next."""

_STACK = 256 * 1024 * 1024


class HasQuads(Protocol):
    """What gives its statements, as the stores that `open_store` opens do."""

    def quads(self) -> Iterable[ox.Quad]:
        """Give the statements."""


def validate(
    graph: rdflib.Graph | ox.Store | HasQuads | Data,
    shapes: rdflib.Graph | None = None,
    *,
    engine: Engine = "auto",
    deadline: float | None = DEADLINE,
    least: str = "info",
    tell: Tell = lambda done, of, what: None,
) -> ValidationReport:
    """Validate a graph, or the union of the graphs of a dataset or store, against shapes.

    None are the shapes that ship with the project. `engine="pyshacl"` does all of it in pySHACL;
    the results are the same. `deadline` is for one SPARQL constraint, in seconds. What is less bad
    than `least`, such as `violation`, is not looked for where that saves time.
    Raises `SfiaError` for an empty graph, and `ShapesError` for shapes that no engine takes, or a
    constraint that does not end in time, naming it.
    """
    data = _data(graph)
    if not len(data):
        raise SfiaError("nothing to validate: the graph is empty")
    shapes = read_shapes(shipped_shapes()) if shapes is None else with_imported_prefixes(shapes)
    known = rules(shapes)
    results = [
        _result(data, known[hit[0]] if hit[0] in known else rule(shapes, hit[0]), hit)
        for hit in _hits(data, as_bad_as(shapes, least), engine, deadline, tell)
    ]
    return report_of(results, known.values(), len(data))


def _data(graph: rdflib.Graph | ox.Store | HasQuads | Data) -> Data:
    if isinstance(graph, Data):
        return graph
    if isinstance(graph, rdflib.Graph):
        return Data.of_rdflib(graph)
    return Data.of(graph if isinstance(graph, ox.Store) else graph.quads())


def _hits(
    data: Data, shapes: rdflib.Graph, engine: Engine, deadline: float | None, tell: Tell
) -> Iterator[Hit]:
    constraints = list(read_constraints(shapes)) if engine == "auto" else []
    classes = _classes(data.store)
    steps = 1 + len(constraints)
    for done, constraint in enumerate(constraints):
        tell(done, steps, name_of(shapes, constraint.shape))
        yield from _sparql_hits(data, shapes, constraint, classes, deadline)
    tell(steps - 1, steps, "core constraints")
    rest = without(shapes, constraints)
    limit = deadline if engine == "auto" and (None, SH.sparql, None) in rest else None
    try:
        yield from within(limit, lambda: list(reference.run(data.graph, rest)), _STACK)
    except TimeoutError:
        raise ShapesError(f"nested SPARQL constraints did not end within {limit:g} s") from None
    tell(steps, steps, "done")


def _sparql_hits(
    data: Data,
    shapes: rdflib.Graph,
    constraint: SelectConstraint,
    classes: rdflib.Graph,
    deadline: float | None,
) -> Iterator[Hit]:
    query = at_once(constraint, classes)

    def work() -> list[Hit]:
        if query is None:
            return list(reference.run(data.graph, only(shapes, constraint)))
        component = SH.SPARQLConstraintComponent
        node = str(constraint.node)
        return [
            (constraint.shape, component, node, found)
            for found in evaluate(constraint, query, data.store)
        ]

    try:
        yield from within(deadline, work, _STACK)
    except TimeoutError:
        problem = f"the SPARQL constraint of {constraint.name} did not end within {deadline:g} s"
        raise ShapesError(f"{problem}; make it simpler, or leave it out") from None
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        problem = explain(str(error))
        raise ShapesError(f"the SPARQL constraint of {constraint.name}: {problem}") from None


def _classes(store: ox.Store) -> rdflib.Graph:
    narrower = ox.NamedNode(str(RDFS.subClassOf))
    return graph_of(store.quads_for_pattern(None, narrower, None, None))


def _result(data: Data, rule: Rule, hit: Hit) -> ValidationResult:
    _, component, constraint, (focus, path, value, messages) = hit
    code, label = data.names.get(focus, ("", ""))
    return ValidationResult(
        rule=rule,
        focus=focus,
        path=path,
        value=value,
        component=str(component),
        constraint=constraint,
        messages=messages,
        code=code,
        label=label,
    )
