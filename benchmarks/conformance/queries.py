"""The suites of SPARQL's query language: a query, its data, and the answer or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.conformance.graphs import read
from benchmarks.conformance.manifests import MF, QT, RDFS, UT, Entry, Node, entries, file_of
from benchmarks.conformance.places import suite
from benchmarks.conformance.solutions import Expected, agree, read_expected

LANGUAGE = (
    *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping"),
    *("negation", "project-expression", "property-path", "subquery", "syntax-query"),
)
"""The folders that the W3C's manifest of the query language includes (sparql11-query)."""
SYNTAX_10 = tuple(f"syntax-sparql{number}" for number in range(1, 6))


class RefusedError(Exception):
    """An engine says that what it is asked is no query."""


class UnansweredError(Exception):
    """An engine takes a query for one, and does not answer it."""


_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([\w.-]+)>")

Engine = Callable[[str, str, list[ox.Quad]], Expected]
"""Answers a query whose relative IRIs stand against an IRI, about a dataset.

Raises `RefusedError` for what is no query, `UnansweredError` for what it does not answer.
"""


@dataclass(frozen=True)
class Query:
    """A test of a query."""

    entry: Entry

    @property
    def name(self) -> str:
        """The folder and the name of the test."""
        return self.entry.name

    @property
    def evaluates(self) -> bool:
        """Whether an answer is expected, and not only that the query is taken or refused."""
        return self.entry.kind == "QueryEvaluationTest"

    @property
    def path(self) -> Path:
        """The file of the query."""
        action = self.entry.value(f"{MF}action")
        assert isinstance(action, Node)
        return file_of(self.entry.manifest.value(action, f"{QT}query") or action)

    def dataset(self) -> list[ox.Quad]:
        """Give the data: the default graph and the named ones, and those that FROM names."""
        action, manifest = self.entry.value(f"{MF}action"), self.entry.manifest
        assert isinstance(action, Node)
        quads = [
            quad for each in manifest.values(action, f"{QT}data") for quad in read(file_of(each))
        ]
        for each in manifest.values(action, f"{QT}graphData"):
            assert isinstance(each, Node)
            name = manifest.value(each, f"{RDFS}label")
            file = manifest.value(each, f"{UT}graph") or manifest.value(each, f"{QT}graph")
            quads += _in_graph(file_of(file or each), name.value if name else each.value)
        for name in () if quads else _FROM.findall(self.path.read_text(encoding="utf-8")):
            path = self.path.with_name(name)
            quads += _in_graph(path, path.resolve().as_uri())
        return quads

    def passes(self, engine: Engine) -> bool:
        """Whether an engine answers as the test expects."""
        text, base = self.path.read_text(encoding="utf-8"), self.path.resolve().as_uri()
        if not self.evaluates:
            return self._is_taken(engine, text, base) == self.entry.kind.startswith("Positive")
        expected = read_expected(self.entry.file(f"{MF}result"))
        cardinality = self.entry.value(f"{MF}resultCardinality")
        lax = cardinality is not None and cardinality.value == f"{MF}LaxCardinality"
        try:
            return agree(engine(text, base, self.dataset()), expected, lax)
        except (RefusedError, UnansweredError):
            return False

    @staticmethod
    def _is_taken(engine: Engine, text: str, base: str) -> bool:
        try:
            engine(text, base, [])
        except RefusedError:
            return False
        except UnansweredError:
            return True
        return True


def language() -> Iterator[Query]:
    """Give the tests of SPARQL 1.1's query language; none where the suite is not here."""
    return _tests("rdf-tests", "sparql/sparql11", LANGUAGE)


def results() -> Iterator[Query]:
    """Give the tests of how results are written in JSON, CSV and TSV."""
    return _tests("rdf-tests", "sparql/sparql11", ("csv-tsv-res", "json-res"))


def syntax_10() -> Iterator[Query]:
    """Give the tests of SPARQL 1.0's syntax."""
    return _tests("rdf-tests", "sparql/sparql10", SYNTAX_10)


def evaluation_10() -> Iterator[Query]:
    """Give the tests of SPARQL 1.0's evaluation."""
    found = suite("rdf-tests", "sparql/sparql10/manifest-evaluation.ttl")
    return map(Query, entries(found)) if found else iter(())


def _tests(name: str, inside: str, folders: tuple[str, ...]) -> Iterator[Query]:
    for folder in folders:
        found = suite(name, f"{inside}/{folder}/manifest.ttl")
        yield from map(Query, entries(found)) if found else ()


def _in_graph(path: Path, name: str) -> list[ox.Quad]:
    graph = ox.NamedNode(name)
    return [ox.Quad(each.subject, each.predicate, each.object, graph) for each in read(path)]
