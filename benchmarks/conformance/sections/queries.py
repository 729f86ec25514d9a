"""SPARQL's query language: the embedded store beside rdflib's own engine."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from benchmarks.conformance import misses, queries, written
from benchmarks.conformance.engines import ours, rdflibs
from benchmarks.conformance.queries import Query
from benchmarks.conformance.scores import Passes, Section, score

_PROSE = """\
The W3C's tests, to which a query and its data are given as files: an answer is compared with the
expected one by value, its rows in order where the suite numbers them; a query that is no SPARQL
must be refused. Of SPARQL 1.1 these are the tests of the manifest of the query language,
evaluation and syntax. Left out are entailment regimes, which a store of simple entailment has not,
and SERVICE, which the store does not follow. oxrdflib is the engine of our store behind rdflib's
interface, so it has no column of its own."""


def section() -> Section:
    """Put both engines to the suites."""
    own = f"sfia-graph, on pyoxigraph {version('pyoxigraph')}"
    contenders: Mapping[str, Passes[Query]] = {
        own: lambda test: test.passes(ours),
        f"rdflib {version('rdflib')}": lambda test: test.passes(rdflibs),
    }
    scores = [
        score("SPARQL 1.1 query language", queries.language(), contenders),
        score("SPARQL 1.1 results in JSON, CSV and TSV", queries.results(), {own: written.passes}),
        score("SPARQL 1.0 evaluation", queries.evaluation_10(), contenders),
        score("SPARQL 1.0 syntax", queries.syntax_10(), contenders),
    ]
    reasons = misses.known(
        {**misses.LANGUAGE, **misses.RESULTS, **misses.EVALUATION_10, **misses.SYNTAX_10}
    )
    return Section("SPARQL queries", _PROSE, scores, reasons)
