"""The suites of result formats: what `sfia-graph sparql` writes, read again."""

from __future__ import annotations

import csv
from collections import Counter

import pyoxigraph as ox

from benchmarks.conformance.manifests import MF
from benchmarks.conformance.queries import Query
from benchmarks.conformance.solutions import agree, parse_results, read_expected
from sfia_graph.formats import write_answer
from sfia_graph.store.embedded import EmbeddedStore

_FORMATS = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}


def passes(test: Query) -> bool:
    """Whether the answer to a query is written as the test expects."""
    engine = ox.Store()
    engine.extend(test.dataset())
    answer = EmbeddedStore(engine, "a test").sparql(test.path.read_text(encoding="utf-8"))
    expected = test.entry.file(f"{MF}result")
    written = write_answer(answer, _FORMATS[expected.suffix])
    if expected.suffix == ".csv":
        return _lines(written) == _lines(expected.read_text(encoding="utf-8"))
    return agree(parse_results(written.encode(), expected.suffix), read_expected(expected))


def _lines(text: str) -> Counter[frozenset[tuple[str, str]]]:
    """Give the rows of CSV by column, numbers by value and blank nodes without their label."""
    rows = csv.DictReader(text.splitlines())
    return Counter(frozenset((name, _cell(text)) for name, text in row.items()) for row in rows)


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return repr(float(text))
    except ValueError:
        return text
