"""The W3C's suites of SPARQL's query language, on the embedded store.

The 328 are the tests of the manifest sparql11/manifest-sparql11-query.ttl of w3c/rdf-tests as of
2026: 225 evaluate a query, 63 queries must be taken and 40 refused. `make suites` fetches an older
copy, without that manifest, of 268. Tests of entailment regimes and of SERVICE are in neither: the
store has simple entailment, and asks nobody else.
"""

from __future__ import annotations

import pytest
from suite_cases import cases, counted
from suites import missing, needed

from benchmarks.conformance import misses, written
from benchmarks.conformance.engines import ours
from benchmarks.conformance.queries import Query, evaluation_10, language, results, syntax_10

PASSED = {328: 318, 268: 264}
"""How many tests are passed, by how many there are in the copy of the suite."""
PASSED_10 = {(199, 277): (198, 262), (199, 243): (195, 223)}
"""The same of SPARQL 1.0, its syntax and its evaluation."""


@pytest.mark.parametrize("query", cases(language(), misses.LANGUAGE, missing("rdf-tests")))
def test_a_query_is_answered_or_refused_as_sparql_1_1_has_it(query: Query) -> None:
    assert query.passes(ours)


@pytest.mark.parametrize("query", cases(results(), misses.RESULTS, missing("rdf-tests")))
def test_results_are_written_as_sparql_1_1_has_it(query: Query) -> None:
    assert written.passes(query)


@pytest.mark.parametrize("query", cases(syntax_10(), misses.SYNTAX_10, missing("rdf-tests")))
def test_a_query_is_taken_or_refused_as_sparql_1_0_had_it(query: Query) -> None:
    assert query.passes(ours)


@pytest.mark.parametrize(
    "query", cases(evaluation_10(), misses.EVALUATION_10, missing("rdf-tests"))
)
def test_a_query_is_answered_as_sparql_1_0_had_it(query: Query) -> None:
    assert query.passes(ours)


def test_318_of_328_tests_of_the_query_language_are_passed() -> None:
    needed("rdf-tests", "sparql/sparql11")
    total, passed = counted(language(), misses.LANGUAGE)
    assert PASSED[total] == passed


def test_the_tests_of_sparql_1_0_are_passed_but_for_those_named() -> None:
    needed("rdf-tests", "sparql/sparql10")
    syntax = counted(syntax_10(), misses.SYNTAX_10)
    evaluation = counted(evaluation_10(), misses.EVALUATION_10)
    assert PASSED_10[syntax[0], evaluation[0]] == (syntax[1], evaluation[1])
