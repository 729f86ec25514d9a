"""The W3C's suite of SPARQL 1.1 Protocol, its query side, against the running server.

Older copies of the suite, such as that of `make suites`, have the names of the tests alone; what
those ask stands as a table of our own in `test_web_sparql`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import test_web_sparql
from suite_cases import cases
from suites import needed

from benchmarks.conformance.endpoints import ours
from benchmarks.conformance.manifests import entries
from benchmarks.conformance.protocol import Exchange, exchanges

ABSENT = "needs a clone of w3c/rdf-tests, whose manifest says what is sent"
BY_FORMAT = {f"query_content_type_{kind}" for kind in ("ask", "construct", "describe", "select")}
"""What `test_web_sparql` asks in each format, under other names."""
MANIFEST = "sparql/sparql11/protocol/manifest.ttl"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ours(tmp_path_factory.mktemp("protocol")) as address:
        yield address


@pytest.mark.parametrize("exchange", cases(exchanges(), {}, ABSENT))
def test_the_endpoint_replies_as_the_protocol_has_it(exchange: Exchange, endpoint: str) -> None:
    assert exchange.passes(endpoint)


def test_all_20_tests_of_the_query_side_are_asked_or_stand_in_our_own_table() -> None:
    names = {each.name.rpartition("/")[2] for each in entries(needed("rdf-tests", MANIFEST))}
    queries = {name for name in names if "quer" in name}
    assert len(queries) == 20
    sent = {each.name for each in exchanges()}
    assert queries <= (sent or {*test_web_sparql.ASKED, *test_web_sparql.BAD, *BY_FORMAT})
