"""Answers of queries as the suites hold them, and when two of them are the same.

Rows are compared by value (`by_value`), blank nodes by what is said with them, and in order only
where the suite numbers them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.conformance.graphs import FORMATS, read, same
from benchmarks.conformance.manifests import Node, Term
from benchmarks.conformance.values import by_value

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RESULT_SET = ox.NamedNode(f"{_RS}ResultSet")
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}

Row = frozenset[tuple[str, Term]]


@dataclass(frozen=True)
class Table:
    """Rows of a SELECT, each the pairs of a variable and its term, in the order that they came."""

    columns: frozenset[str]
    rows: tuple[Row, ...]
    in_order: bool = False


Expected = Table | bool | list[ox.Quad]


def table(columns: Sequence[str], rows: Iterable[Iterable[ox.Triple | Term | None]]) -> Table:
    """Make a table of terms in columns, None where a variable is unbound."""
    return Table(frozenset(columns), tuple(_row(columns, row) for row in rows))


def _row(columns: Sequence[str], terms: Iterable[ox.Triple | Term | None]) -> Row:
    pairs = zip(columns, terms, strict=True)
    # Triples as terms are of RDF 1.2, which no suite here asks for.
    return frozenset((name, term) for name, term in pairs if isinstance(term, Term))


def read_expected(path: Path) -> Expected:
    """Read what a test expects: results in XML, JSON, TSV or the suite's own RDF, or a graph."""
    if path.suffix in RESULTS:
        return parse_results(path.read_bytes(), path.suffix)
    quads = read(path) if path.suffix in FORMATS else []
    if not any(each.object == _RESULT_SET for each in quads):
        return quads
    return _result_set(ox.Dataset(quads))


def parse_results(data: bytes, ending: str) -> Expected:
    """Parse results in a format that a file's ending, one of `RESULTS`, says."""
    found = ox.parse_query_results(data, format=RESULTS[ending])
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    return table([each.value for each in found.variables], found)


def _result_set(facts: ox.Dataset) -> Expected:
    """Give what a result set in RDF says (the suite's vocabulary of 2001)."""

    def values(subject: ox.Triple | Term, name: str) -> list[Term]:
        assert isinstance(subject, Node)
        found = facts.quads_for_subject(subject)
        said = (each.object for each in found if each.predicate.value == f"{_RS}{name}")
        return [each for each in said if isinstance(each, Term)]

    (whole,) = {each.subject for each in facts.quads_for_object(_RESULT_SET)}
    for answer in values(whole, "boolean"):
        return answer.value in {"true", "1"}
    columns = [each.value for each in values(whole, "resultVariable")]
    numbered: list[tuple[int, Row]] = []
    for solution in values(whole, "solution"):
        pairs = [
            (values(each, "variable")[0].value, values(each, "value")[0])
            for each in values(solution, "binding")
        ]
        place = [int(each.value) for each in values(solution, "index")]
        numbered.append((place[0] if place else 0, frozenset(pairs)))
    numbered.sort(key=lambda each: each[0])
    in_order = bool(numbered) and all(number for number, _ in numbered)
    return Table(frozenset(columns), tuple(row for _, row in numbered), in_order)


def agree(found: Expected, expected: Expected, lax: bool = False) -> bool:
    """Whether an answer is the expected one; `lax` leaves open how often a row comes (REDUCED)."""
    if isinstance(found, Table) and isinstance(expected, Table):
        if found.columns != expected.columns:
            return False
        ours, theirs = _by_value(found), _by_value(expected)
        if expected.in_order and not _has_blank(theirs):
            return ours == theirs
        if lax:
            counts = Counter(theirs)
            return set(ours) == set(theirs) and all(
                n <= counts[r] for r, n in Counter(ours).items()
            )
        if not _has_blank(theirs):
            return Counter(ours) == Counter(theirs)
        return same(_as_graph(ours), _as_graph(theirs))
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    if isinstance(found, Table) or isinstance(expected, Table):
        return False
    return same(_valued(found), _valued(expected))


def _by_value(rows: Table) -> list[Row]:
    return [frozenset((name, by_value(term)) for name, term in row) for row in rows.rows]


def _valued(quads: list[ox.Quad]) -> list[ox.Quad]:
    return [
        ox.Quad(each.subject, each.predicate, by_value(each.object), each.graph_name)
        for each in quads
        if isinstance(each.object, Term)
    ]


def _has_blank(rows: list[Row]) -> bool:
    return any(isinstance(term, ox.BlankNode) for row in rows for _, term in row)


def _as_graph(rows: list[Row]) -> list[ox.Quad]:
    """Give rows as RDF, each a node of its own that has its terms and says how often it comes."""
    quads = []
    for row, count in Counter(rows).items():
        node = ox.BlankNode()
        often = ox.Literal(count)
        quads.append(ox.Quad(node, ox.NamedNode(f"{_RS}count"), often))
        for name, term in row:
            quads.append(ox.Quad(node, ox.NamedNode(f"urn:variable:{name}"), term))
    return quads
