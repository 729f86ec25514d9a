"""The text of a query, as far as it is read before an endpoint gets it."""

from __future__ import annotations

import time

import pytest

from sfia_graph.namespaces import PREFIXES
from sfia_graph.queries import StoredQuery, stored_queries
from sfia_graph.store.prologue import form_of, limit_of, tokens, with_prefixes

SKOS = f"PREFIX skos: <{PREFIXES['skos']}> "


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "SELECT"),
        ("# ASK\nSELECT * {}", "SELECT"),
        ("PREFIX ask: <urn:x#> SELECT * {}", "SELECT"),
        ("BASE <urn:x#ask> prefix : <ask> CONSTRUCT {} {}", "CONSTRUCT"),
        ("ASK{}", "ASK"),
        ("DESCRIBE<urn:a>", "DESCRIBE"),
        ("PREFIX insert: <urn:> INSERT DATA {}", "INSERT"),
        ("WITH <urn:g> DELETE {} WHERE {}", "WITH"),
        ("\\u0053ELECT * {}", "U0053ELECT"),
        ("", ""),
        ("# SELECT", ""),
        ("{}", ""),
    ],
)
def test_the_form_of_a_query(query: str, form: str) -> None:
    assert form_of(query) == form


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s a skos:Concept }",
        "ASK { ?s ^skos:broader/skos:broader* ?o }",
        "ASK { ?s a|skos:broader ?o }",
        "ASK { ?s !(a|^skos:broader) ?o }",
        "ASK { ?s ?p 'x'^^skos:notation }",
        "ASK{?s ?p 5.skos:a skos:b skos:c}",
        "ASK{?s ?p true ;skos:b ?o}",
        "ASK { BIND(skos:f(1)AS ?x) }",
        "ASK { ?s ?p '\\'', \"skos:\", skos:a }",
        "ASK { ?s ?p '''it's 'so' ''', skos:a }",
        'ASK { ?s ?p """a "b" \\""" c""", skos:a }',
        "ASK { ?s ?p <urn:#x>, skos:a }",
        "ASK { FILTER(?a < ?b) ?b a skos:Concept # > }\n}",
        "ASK { ?s skos: ?o }",
    ],
)
def test_a_prefix_that_is_used_is_declared(query: str) -> None:
    assert with_prefixes(query) == SKOS + query


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX skos: <urn:> ASK { ?s a skos:Concept }",
        "prefix skos: <urn:> ASK { ?s a skos:Concept }",
        "BASE <urn:>\nPREFIX # mine\n skos: <x> ASK { ?s a skos:Concept }",
        "ASK { ?s a SKOS:Concept }",
        "ASK { ?s a :skos, _:skos, my.skos:a, myskos:a }",
        "ASK { ?s a ex:skos:Concept }",
        "ASK { ?s ?p 'skos:a' }",
        "ASK { ?s ?p 'it\\'s skos:a' }",
        'ASK { ?s ?p "skos:a" }',
        "ASK { ?s ?p '''\nskos:a 'skos:b' ''' }",
        'ASK { ?s ?p """\n"skos:a" skos:b""" }',
        'ASK { ?s ?p """a""", "skos:a", "" }',
        "ASK { ?s ?p '''a''', 'skos:a', '' }",
        "ASK { ?s ?p <skos:a> }",
        "ASK { } # skos:a",
        "ASK { ?skos ?p $skos }",
        "ASK { ?s ?p 'x'@skos }",
    ],
)
def test_nothing_else_is_declared(query: str) -> None:
    assert with_prefixes(query) == query


def test_several_prefixes_are_declared_on_the_first_line() -> None:
    query = "ASK {\n ?s a skos:Concept ; sfia:level ?l\n}"
    assert with_prefixes(query) == f"PREFIX sfia: <{PREFIXES['sfia']}> {SKOS}{query}"


@pytest.mark.parametrize("query", stored_queries().values(), ids=lambda query: query.name)
def test_stored_questions_declare_all_that_they_use(query: StoredQuery) -> None:
    assert with_prefixes(query.text) == query.text


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("SELECT * {} LIMIT 7", 7),
        ("SELECT * {}limit 7 offset 2", 7),
        ("SELECT * {} OFFSET 2 LIMIT 0", 0),
        ("SELECT * {} LIMIT # 8\n 7", 7),
        ("SELECT * { { SELECT * {} LIMIT 5 } }", None),
        ("SELECT * { { SELECT * {} LIMIT 5 } } LIMIT 7", 7),
        ("SELECT * {} # LIMIT 5", None),
        ("SELECT * { ?s ?p 'LIMIT 5', '}' } ", None),
        ("SELECT * { ?LIMIT ?p 5 }", None),
        ("SELECT * {} LIMIT 5 VALUES ?x { 7 }", 5),
    ],
)
def test_the_limit_of_a_query(query: str, limit: int | None) -> None:
    assert limit_of(query) == limit


@pytest.mark.parametrize(
    "text", ["a.", "a-", "<a", '"', "'''a'", '"""\\', "a:", "_:", "%41", "@a.", "?a.", "{", "a\\"]
)
def test_reading_takes_time_that_grows_with_the_text_alone(text: str) -> None:
    begun = time.process_time()
    assert sum(1 for _ in tokens(text * 50_000)) >= 1
    assert time.process_time() - begun < 2
