"""Answers as text, in the standard formats and as tables."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.errors import UsageError
from sfia_graph.formats import FORMATS, write_answer
from sfia_graph.namespaces import PREFIXES
from sfia_graph.queries import StoredQuery, stored_queries
from sfia_graph.results import Rows, Triples
from sfia_graph.store import EmbeddedStore, open_store

SELECTS = [query for query in stored_queries().values() if query.form == "SELECT"]
TRICKY = Rows(
    ("a", "b"),
    (
        (ox.Literal("two\nlines", language="en-GB"), ox.Literal(1)),
        (ox.Literal('say "a|b", <c> & \\d*', language="zh-Hant-TW"), ox.Literal(20)),
        (ox.NamedNode("https://w3id.org/sfia-graph/9/skill/SLMO"), None),
        (ox.NamedNode(f"{PREFIXES['skos']}prefLabel"), ox.Literal(300)),
        (ox.Literal("carriage\r\nreturn"), None),
        (ox.Literal(""), None),
    ),
)
GRAPH = Triples(
    (
        ox.Triple(
            ox.NamedNode("urn:a"),
            ox.NamedNode(f"{PREFIXES['skos']}prefLabel"),
            ox.Literal("Été", language="en-GB"),
        ),
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b:c"), ox.Literal(5)),
    )
)

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"))
terms = st.one_of(
    st.none(),
    texts.map(ox.Literal),
    st.integers().map(ox.Literal),
    texts.map(lambda text: ox.Literal(text, language="en-GB")),
)
tables = st.lists(st.tuples(terms, terms)).map(lambda found: Rows(("a", "b"), tuple(found)))


def same_as(rows: Rows, text: str, known: ox.QueryResultsFormat) -> bool:
    found = ox.parse_query_results(text, format=known)
    assert isinstance(found, ox.QuerySolutions)
    assert tuple(variable.value for variable in found.variables) == rows.columns
    return [tuple(solution) for solution in found] == list(rows.terms)


# Rows.


def test_a_table() -> None:
    assert write_answer(TRICKY, "table") == (
        "a                       b\n"
        "--------------------  ---\n"
        "two                     1\n"
        "lines\n"
        'say "a|b", <c> & \\d*   20\n'
        "9/skill/SLMO\n"
        "skos:prefLabel        300\n"
        "carriage\n"
        "return\n"
        "\n"
    )


def test_markdown() -> None:
    assert write_answer(TRICKY, "md") == (
        "| a | b |\n"
        "| --- | --- |\n"
        "| two<br>lines | 1 |\n"
        '| say "a\\|b", \\<c> & \\\\d\\* | 20 |\n'
        "| 9/skill/SLMO |  |\n"
        "| skos:prefLabel | 300 |\n"
        "| carriage<br>return |  |\n"
        "|  |  |\n"
    )


@given(tables)
def test_a_markdown_table_has_a_line_a_row_whatever_the_texts(rows: Rows) -> None:
    lines = write_answer(rows, "md").split("\n")
    assert len(lines) == 2 + len(rows) + 1
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines[:-1])


def test_booleans_and_numbers_read_as_people_say_them() -> None:
    rows = Rows(("x", "y"), ((ox.Literal(True), ox.Literal(False)),))
    assert write_answer(rows, "table") == "x    y\n---  --\nyes  no\n"


def test_csv() -> None:
    assert write_answer(TRICKY, "csv") == (
        "a,b\n"
        '"two\nlines",1\n'
        '"say ""a|b"", <c> & \\d*",20\n'
        "https://w3id.org/sfia-graph/9/skill/SLMO,\n"
        "http://www.w3.org/2004/02/skos/core#prefLabel,300\n"
        '"carriage\r\nreturn",\n'
        ",\n"
    )


@given(tables)
def test_csv_reads_back(rows: Rows) -> None:
    written = write_answer(rows, "csv")
    found = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    expected = [["" if term is None else term.value for term in row] for row in rows.terms]  # type: ignore[union-attr]
    assert found == [["a", "b"], *expected]


def test_a_last_row_without_a_value_is_a_row() -> None:
    rows = Rows(("x",), ((ox.Literal("a"),), (None,)))
    assert write_answer(rows, "csv") == "x\na\n\n"
    assert write_answer(rows, "tsv") == '?x\n"a"\n\n'


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("json", ox.QueryResultsFormat.JSON),
        ("tsv", ox.QueryResultsFormat.TSV),
        ("xml", ox.QueryResultsFormat.XML),
    ],
)
def test_standard_results_read_back(name: str, known: ox.QueryResultsFormat) -> None:
    assert same_as(TRICKY, write_answer(TRICKY, name), known)
    assert "en-GB" in write_answer(TRICKY, name)
    assert "zh-Hant-TW" in write_answer(TRICKY, name)


@given(tables)
def test_any_rows_read_back_from_json_and_tsv(rows: Rows) -> None:
    assert same_as(rows, write_answer(rows, "json"), ox.QueryResultsFormat.JSON)
    assert same_as(rows, write_answer(rows, "tsv"), ox.QueryResultsFormat.TSV)


@given(tables)
def test_any_rows_read_back_from_xml(rows: Rows) -> None:
    results = "{http://www.w3.org/2005/sparql-results#}"
    root = ElementTree.fromstring(write_answer(rows, "xml"))
    found = [
        {binding.attrib["name"]: "".join(binding[0].itertext()) for binding in result}
        for result in root.iter(f"{results}result")
    ]
    assert found == [
        {name: term.value for name, term in zip("ab", row, strict=True) if term is not None}  # type: ignore[union-attr]
        for row in rows.terms
    ]


@pytest.mark.parametrize("query", SELECTS, ids=lambda query: query.name)
def test_json_is_the_engines_own_but_for_the_case_of_tags(query: StoredQuery) -> None:
    store = open_store()
    assert isinstance(store, EmbeddedStore)
    found = store.engine.query(query.text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    engines = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    ours = json.loads(write_answer(store.sparql(query.text), "json"))
    assert ours["head"] == engines["head"]
    assert lowered(ours) == lowered(engines)


def lowered(answer: Any) -> list[dict[str, dict[str, str]]]:
    """Give the bindings with every tag in lower case, in the texts' tags and in `language`."""
    return [
        {
            name: {key: lower(name, key, value) for key, value in term.items()}
            for name, term in row.items()
        }
        for row in answer["results"]["bindings"]
    ]


def lower(column: str, key: str, value: str) -> str:
    return value.lower() if key == "xml:lang" or column == "language" else value


@pytest.mark.parametrize("name", FORMATS[:-1])
def test_no_rows_are_only_a_head(name: str) -> None:
    assert "a" in write_answer(Rows(("a",), ()), name)
    assert write_answer(Rows(("a",), ()), name).endswith("\n")


# Graphs.


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("table", ox.RdfFormat.TURTLE),
        ("json", ox.RdfFormat.JSON_LD),
        ("xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_reads_back_with_its_tags(name: str, known: ox.RdfFormat) -> None:
    written = write_answer(GRAPH, name)
    assert {quad.triple for quad in ox.parse(written, format=known)} == set(GRAPH)
    assert "en-GB" in written
    assert written.endswith("\n")


def test_turtle_declares_the_prefixes_of_what_it_holds_and_no_other() -> None:
    assert write_answer(GRAPH, "ttl") == (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        '<urn:a> skos:prefLabel "Été"@en-GB ;\n'
        "\t<urn:b:c> 5 .\n"
    )


# Yes and no.


@pytest.mark.parametrize("name", ["table", "md", "csv", "tsv"])
def test_yes_and_no_in_a_word(name: str) -> None:
    assert write_answer(True, name) == "true\n"
    assert write_answer(False, name) == "false\n"


@pytest.mark.parametrize(
    ("name", "known"),
    [("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)],
)
@pytest.mark.parametrize("answer", [True, False])
def test_yes_and_no_read_back(name: str, known: ox.QueryResultsFormat, answer: bool) -> None:
    found = ox.parse_query_results(write_answer(answer, name), format=known)
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found) is answer


@pytest.mark.parametrize(
    ("answer", "name", "message"),
    [
        (TRICKY, "ttl", "rows have no format 'ttl'; use one of table, csv, tsv, json, xml, md"),
        (GRAPH, "csv", "a graph has no format 'csv'; use one of table, ttl, json, xml"),
        (True, "ttl", "yes and no have no format 'ttl'; use table, json or xml"),
    ],
    ids=["rows", "graph", "boolean"],
)
def test_a_format_that_an_answer_does_not_have_is_refused(
    answer: Rows | Triples | bool, name: str, message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        write_answer(answer, name)
    assert str(refused.value) == message
