"""The W3C's suites of RDF 1.1's formats and of JSON-LD 1.1, read as the project reads files."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from suite_cases import cases, counted
from suites import missing, needed

from benchmarks.conformance import misses
from benchmarks.conformance.documents import Document, documents
from benchmarks.conformance.parsers import ours
from sfia_graph.errors import SourceError

PASSED = {
    "turtle": {313: 313, 291: 290},
    "trig": {356: 356, 335: 334},
    "ntriples": {70: 70, 68: 68},
    "nquads": {87: 87, 85: 85},
    "rdfxml": {166: 164, 162: 161},
    "jsonld": {438: 421},
}
"""How many tests are passed, by how many there are in the copy of the suite."""


def _all() -> list[Document]:
    return [each for name in PASSED for each in documents(name)]


@pytest.mark.parametrize("document", cases(_all(), misses.DOCUMENTS, missing("rdf-tests")))
def test_a_document_gives_its_statements_or_is_refused(document: Document) -> None:
    assert document.passes(ours, (SourceError,))


@pytest.mark.parametrize("name", PASSED)
def test_a_format_is_read_as_its_standard_has_it_but_for_what_is_named(name: str) -> None:
    needed("json-ld-api" if name == "jsonld" else "rdf-tests")
    total, passed = counted(documents(name), misses.DOCUMENTS)
    assert PASSED[name][total] == passed


def test_a_text_of_json_ld_has_no_direction() -> None:
    written = (
        b'{"@id": "urn:s", "urn:p": {"@value": "\xd9\x85", "@language": "ar", "@direction": "rtl"}}'
    )
    (quad,) = ours(written, "jsonld", "http://example.org/")
    assert quad.object == ox.Literal("م", language="ar")
