"""Replies: what counts as an answer, and what is said of everything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from endpoints import JSON, ONE_ROW, SELECT, alone, endpoint, fault, reply

from sfia_graph.errors import QueryError, StoreError
from sfia_graph.results import Answer, Rows, Triples
from sfia_graph.store.remote import RemoteStore

XML = "application/sparql-results+xml"
XML_ROWS = """<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="s"/><variable name="n"/><link href="about"/></head><results>
<result><binding name="s"><uri>urn:a</uri></binding>
<binding name="n"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">5</literal></binding>
</result><result><binding name="s"><literal xml:lang="en-GB">x</literal></binding></result>
</results></sparql>
"""
XML_YES = """<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>"""
TRIPLE = "<urn:a> <urn:p> <urn:o> ."
NO_TYPE = "expected application/sparql-results+json"
ASK, CONSTRUCT = "ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def answer(body: bytes | str, media_type: str, query: str = SELECT, **headers: str) -> Answer:
    """Give the answer in a reply; the question before it, what the endpoint is, gets a row."""
    with endpoint(reply(), reply(body, media_type, 200, **headers)) as giving:
        return RemoteStore(giving.address).sparql(query)


def refused(
    body: bytes | str, media_type: str | None, status: int = 200, query: str = SELECT
) -> str:
    """Give what is wrong with a reply."""
    with endpoint(reply(), reply(body, media_type, status)) as giving:
        error = fault(giving.address, query)
    assert isinstance(error, QueryError if status == 400 and body else StoreError)
    return str(error).removeprefix(f"{giving.address}: ").removeprefix(f"{giving.address} ")


def values(found: Answer) -> object:
    assert isinstance(found, Rows)
    return found.values()


# Answers.


@pytest.mark.parametrize(
    "media_type",
    [
        JSON,
        f"{JSON}; charset=utf-8",
        f"{JSON};charset=UTF-8",
        "Application/SPARQL-Results+JSON",
        "application/json",
    ],
)
def test_rows_in_json(media_type: str) -> None:
    assert values(answer(ONE_ROW, media_type)) == [("urn:a",)]


@pytest.mark.parametrize(
    "body",
    [
        ONE_ROW + b"\n",
        b"\n" + ONE_ROW,
        b"\xef\xbb\xbf" + ONE_ROW,
        ONE_ROW.replace(b'"head":{', b'"head":{"link":[],'),
        ONE_ROW.replace(b'"results":{', b'"results":{"distinct":false,"ordered":true,'),
        ONE_ROW.replace(b'{"head"', b'{"meta":{"time":[1,{"ms":2}]},"head"'),
        b'{"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]},"head":{"vars":["s"]}}',
    ],
    ids=["newline after", "newline before", "mark", "link", "ordered", "unknown", "turned round"],
)
def test_rows_as_engines_write_them(body: bytes) -> None:
    assert values(answer(body, JSON)) == [("urn:a",)]


def test_a_literal_as_engines_wrote_it_before_sparql_1_1() -> None:
    old = (
        b'"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"5"'
    )
    assert values(answer(ONE_ROW.replace(b'"type":"uri","value":"urn:a"', old), JSON)) == [(5,)]


@pytest.mark.parametrize(
    "media_type", [XML, f"{XML}; charset=UTF-8", "application/xml", "text/xml"]
)
def test_rows_in_xml(media_type: str) -> None:
    assert values(answer(XML_ROWS, media_type)) == [("urn:a", 5), ("x", None)]


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        ('{"head":{},"boolean":true}', JSON, True),
        ('{"head":{"link":[]},"boolean":false}\n', f"{JSON}; charset=utf-8", False),
        (XML_YES, XML, True),
        ("true", "text/boolean", True),
        ("false\n", "text/boolean;charset=UTF-8", False),
    ],
)
def test_yes_and_no(body: str, media_type: str, expected: bool) -> None:
    assert answer(body, media_type, ASK) is expected


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (f"{TRIPLE}\n", "application/n-triples; charset=UTF-8"),
        (f"{TRIPLE}\n{TRIPLE}\n", "application/n-triples"),
        ("@prefix u: <urn:> . u:a u:p u:o .", "text/turtle;charset=utf-8"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
            '<rdf:Description rdf:about="urn:a"><u:p rdf:resource="urn:o"/></rdf:Description>'
            "</rdf:RDF>",
            "application/rdf+xml",
        ),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE <urn:a>"])
def test_graphs(query: str, body: str, media_type: str) -> None:
    found = answer(body, media_type, query)
    assert isinstance(found, Triples)
    assert [str(triple) for triple in found] == ["<urn:a> <urn:p> <urn:o>"]


def test_an_empty_graph() -> None:
    assert answer("# Empty NT\n", "application/n-triples", CONSTRUCT) == Triples(())


# What is none.


@pytest.mark.parametrize("media_type", ["text/html", "text/html; charset=utf-8"])
@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_an_html_page(media_type: str, query: str) -> None:
    assert refused("<html>Welcome</html>", media_type, query=query) == (
        "an HTML page and no answer to a query; name the endpoint itself, often …/sparql"
    )


@pytest.mark.parametrize(
    ("body", "media_type", "problem"),
    [
        (
            "Virtuoso 37000 Error SP030: SPARQL compiler\n\nSPARQL query:\nSELECT",
            "text/plain",
            f"answered with text/plain, {NO_TYPE} (Virtuoso 37000 Error SP030: SPARQL compiler)",
        ),
        ("s\nurn:a\n", "text/csv", f"answered with text/csv, {NO_TYPE} (s urn:a)"),
        ("maybe", "text/boolean", f"answered with text/boolean, {NO_TYPE} (maybe)"),
        ("", None, f"answered with no media type, {NO_TYPE}"),
        (
            '{"status":"ERROR","exception":"out of memory"}',
            "application/json",
            "the answer is broken or cut off (SPARQL JSON results must contain a 'boolean' or a "
            '\'results\' key): {"status":"ERROR","exception":"out of memory"}',
        ),
        (
            "[]",
            JSON,
            "the answer is broken or cut off (SPARQL JSON results must be an object): []",
        ),
        (
            "",
            JSON,
            "the answer is broken or cut off (Parser error at line 1 column 1: "
            "Unexpected end of file, a value was expected)",
        ),
        (
            ONE_ROW[:46],
            JSON,
            "the answer is broken or cut off (Parser error at line 1 column 47: "
            f"Unexpected end of file, a value was expected): {ONE_ROW[:46].decode()}",
        ),
        (
            ONE_ROW[:-3] + b"\njava.util.concurrent.TimeoutException",
            JSON,
            "the answer is broken or cut off (Parser error at line 2 column 1: Unexpected char: "
            f"'j'): {ONE_ROW[:-3].decode()} java.util.concurrent.TimeoutException",
        ),
        (
            XML_YES[:60],
            XML,
            f"the answer is broken or cut off (unclosed token): {' '.join(XML_YES[:60].split())}",
        ),
    ],
    ids=[
        *("Virtuoso", "CSV", "maybe", "nothing", "QLever", "list", "empty", "cut", "Blazegraph"),
        "cut XML",
    ],
)
def test_success_that_is_no_answer(body: str, media_type: str | None, problem: str) -> None:
    assert refused(body, media_type) == problem


def test_a_graph_that_is_cut_off() -> None:
    found = refused(f"{TRIPLE}\n<urn:a> <urn:", "application/n-triples", query=CONSTRUCT)
    assert found.startswith("the answer is broken or cut off (Parser error at line 2 ")


@pytest.mark.parametrize(
    ("body", "media_type", "query"),
    [
        (XML_ROWS.replace("</results></sparql>", ""), XML, SELECT),
        (XML_YES.replace("</sparql>", ""), XML, ASK),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
            '<rdf:Description rdf:about="urn:a"><e:p>x</e:p></rdf:Description>',
            "application/rdf+xml",
            CONSTRUCT,
        ),
    ],
    ids=["rows", "yes or no", "a graph"],
)
def test_xml_that_is_cut_off_between_two_elements(body: str, media_type: str, query: str) -> None:
    said = refused(body, media_type, query=query)
    assert said.startswith("the answer is broken or cut off (no element found")


def test_xml_with_a_document_type() -> None:
    body = XML_YES.replace("<sparql", "<!DOCTYPE sparql [<!ENTITY a 'aaaa'>]><sparql", 1)
    assert "DOCTYPE" in refused(body, XML, query=ASK)


def test_rows_where_a_graph_was_asked_for() -> None:
    problem = f"answered with {JSON}, expected application/n-triples ({ONE_ROW.decode()})"
    assert refused(ONE_ROW, JSON, query=CONSTRUCT) == problem


def test_rows_where_yes_or_no_was_asked_for() -> None:
    assert refused(ONE_ROW, JSON, query=ASK) == "answered ASK with rows"


def test_yes_or_no_where_rows_were_asked_for() -> None:
    assert refused('{"head":{},"boolean":true}', JSON) == "answered SELECT with yes or no"


def test_a_packed_answer() -> None:
    with endpoint(reply(b"\x1f\x8b\x08", Content_Encoding="gzip")) as packing:
        problem = "answered packed as 'gzip', which was not asked for"
        assert str(fault(packing.address)) == f"{packing.address}: {problem}"


def test_an_answer_that_says_that_it_is_not_packed() -> None:
    assert values(answer(ONE_ROW, JSON, Content_Encoding="identity")) == [("urn:a",)]


# Statuses.


@pytest.mark.parametrize(
    ("status", "body", "media_type", "problem"),
    [
        (
            400,
            "Error 400: Parse error:\nLine 1, column 9\n\nFuseki - version 4\n",
            "text/plain;charset=utf-8",
            "refuses the query: Error 400: Parse error: Line 1, column 9",
        ),
        (
            400,
            '{"code":"MalformedQueryException","detailedMessage":"line 1"}',
            "application/json",
            'refuses the query: {"code":"MalformedQueryException","detailedMessage":"line 1"}',
        ),
        (400, "", None, "answered 400 Bad Request"),
        (404, "<html>no</html>", "text/html", "answered 404 Not Found"),
        (406, "no such type", "text/plain", "answered 406 Not Acceptable (no such type)"),
        (
            407,
            "",
            None,
            "answered 407 Proxy Authentication Required",
        ),
        (500, "x" * 500, "text/plain", f"answered 500 Internal Server Error ({'x' * 200})"),
        (
            500,
            "\x1b[31mred\x00\u2028line",
            "text/plain",
            "answered 500 Internal Server Error ([31mred line)",
        ),
        (599, "odd", "text/plain", "answered 599 (odd)"),
        (206, ONE_ROW, JSON, "gives a part of the answer only, 206; ask for less"),
        (204, "", None, f"answered with no media type, {NO_TYPE}"),
    ],
)
def test_statuses(status: int, body: str | bytes, media_type: str | None, problem: str) -> None:
    assert refused(body, media_type, status) == problem


def test_a_packed_error_is_not_quoted() -> None:
    with endpoint(reply(b"\x1f\x8b\x08", "text/plain", 500, Content_Encoding="gzip")) as packing:
        message = f"{packing.address}: answered 500 Internal Server Error"
        assert str(fault(packing.address)) == message
