"""The suite of SHACL: shapes, data, and the report of results or a failure that is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from benchmarks.conformance.graphs import prefixes, read
from benchmarks.conformance.manifests import MF
from benchmarks.conformance.places import suite
from sfia_graph.terms import graph_of
from sfia_graph.validation.paths import read_path

TESTS = "data-shapes-test-suite/tests"
_SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
_ACTION, _RESULT = rdflib.URIRef(f"{MF}action"), rdflib.URIRef(f"{MF}result")

Result = tuple[Node | str | None, ...]
"""Focus node, path, value, severity, component and shape of a result, None where it has not."""


class FailedError(Exception):
    """A validator says that it cannot validate, which the standard calls a failure."""


Validator = Callable[[rdflib.Graph, rdflib.Graph], list[Result]]
"""Validates a graph of data by a graph of shapes; raises `FailedError` for a failure."""


@dataclass(frozen=True)
class Validation:
    """A test of a validator: a file that holds the test, and mostly its shapes and data too."""

    name: str
    path: Path

    def passes(self, validator: Validator) -> bool:
        """Whether a validator finds the results that are expected, each as often, or fails."""
        test = _graph(self.path)
        (node,) = test.subjects(RDF.type, _SHT.Validate)
        action, expected = test.value(node, _ACTION), test.value(node, _RESULT)
        shapes = self._named(test, action, _SHT.shapesGraph)
        data = self._named(test, action, _SHT.dataGraph)
        try:
            found = validator(data, shapes)
        except FailedError:
            return expected == _SHT.Failure
        if expected == _SHT.Failure:
            return False
        return Counter(found) == Counter(results_of(test, expected))

    def _named(self, test: rdflib.Graph, action: Node | None, role: Node) -> rdflib.Graph:
        """Give the graph that has a role in the test: the test's own, or that of another file."""
        iri = str(test.value(action, role))
        own = self.path.resolve().as_uri()
        return test if iri == own else _graph(self.path.with_name(iri.rpartition("/")[2]))


def validations(part: str) -> Iterator[Validation]:
    """Give the tests of a part, `core` or `sparql`; none where the suite is not here.

    A test is a file that holds one, whether a manifest includes it or not.
    """
    found = suite("data-shapes", f"{TESTS}/{part}")
    for path in sorted(found.rglob("*.ttl")) if found else ():
        if "sht:Validate" in path.read_text(encoding="utf-8"):
            yield Validation(f"{path.parent.name}/{path.stem}", path)


def results_of(graph: rdflib.Graph, report: Node | None) -> list[Result]:
    """Give the results of a report in RDF."""
    found: list[Result] = []
    for result in graph.objects(report, SH.result):
        path = graph.value(result, SH.resultPath)
        found.append(
            (
                graph.value(result, SH.focusNode),
                None if path is None else str(read_path(graph, path)),
                graph.value(result, SH.value),
                graph.value(result, SH.resultSeverity),
                graph.value(result, SH.sourceConstraintComponent),
                graph.value(result, SH.sourceShape),
            )
        )
    return found


def _graph(path: Path) -> rdflib.Graph:
    """Read a file as a graph that knows its prefixes, by which pySHACL reads queries."""
    graph = graph_of(read(path))
    for prefix, namespace in prefixes(path).items():
        graph.bind(prefix, namespace)
    return graph
