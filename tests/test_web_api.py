"""The API as clients meet it: stored queries in every form, and what is refused, in one line."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

import brotli
import pyoxigraph as ox
import pytest
import rdflib
from long import some
from served import Reply, Served, served

from sfia_graph.asking import ask
from sfia_graph.results import Answer, Rows, Triples
from sfia_graph.spreadsheet import harmless
from sfia_graph.web.answerable import answerable

QUERIES = answerable()
OF_ROWS = [name for name, query in QUERIES.items() if query.form == "SELECT"]
OF_GRAPHS = [name for name, query in QUERIES.items() if query.form == "CONSTRUCT"]
ROWS = {
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xml": "application/sparql-results+xml",
    "md": "text/markdown; charset=utf-8",
}
GRAPHS = {
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
READ = {
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
PARSED = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}

HOSTILE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<https://example.org/s/9> a sfia:Edition , skos:ConceptScheme ; sfia:editionNumber 9 .
<https://example.org/s/level/5> a sfia:Level ; sfia:levelNumber 5 .
<https://example.org/s/level/6> a sfia:Level ; sfia:levelNumber 6 .
<https://example.org/s/9/skill/A> a sfia:Skill ; skos:inScheme <https://example.org/s/9> ;
    sfia:definedAtLevel <https://example.org/s/level/5> ;
    dcterms:identifier "@SUM(1)" ; skos:prefLabel "=cmd|' /C calc'!A0"@en .
<https://example.org/s/9/skill/B> a sfia:Skill ; skos:inScheme <https://example.org/s/9> ;
    sfia:definedAtLevel <https://example.org/s/level/5> ;
    dcterms:identifier "-1+1" ; skos:prefLabel "  \\uFF1D1+1\\r\\n\\"; ,"@en .
<https://example.org/s/9/skill/C> a sfia:Skill ; skos:inScheme <https://example.org/s/9> ;
    sfia:definedAtLevel <https://example.org/s/level/5> ;
    dcterms:identifier "\\t+1" ; skos:prefLabel "a = b"@en .
<https://example.org/s/9/skill/D> a sfia:Skill ; skos:inScheme <https://example.org/s/9> ;
    sfia:definedAtLevel <https://example.org/s/level/6> ;
    dcterms:identifier "BELL" ; skos:prefLabel "bell \\u0007"@en .
"""
TEXTS = [("\t+1", "a = b"), ("-1+1", '  \uff1d1+1\r\n"; ,'), ("@SUM(1)", "=cmd|' /C calc'!A0")]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("hostile") / "data.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    with served("--store", str(path)) as found:
        yield found


@cache
def _expected(name: str) -> Answer:
    return ask(name)


def _rows(reply: Reply, suffix: str) -> Rows:
    found = ox.parse_query_results(reply.body, format=READ[suffix])
    assert isinstance(found, ox.QuerySolutions)
    return Rows(tuple(each.value for each in found.variables), tuple(map(tuple, found)))


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _as_table(rows: Rows) -> list[list[str]]:
    texts = [["" if term is None else _text(term) for term in row] for row in rows.terms]
    return [list(rows.columns), *texts]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _canonical(triples: Sequence[ox.Triple]) -> set[ox.Quad]:
    found = ox.Dataset(ox.Quad(*each) for each in triples)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


@pytest.mark.parametrize("suffix", ROWS)
@pytest.mark.parametrize("name", some(OF_ROWS, 2))
def test_every_stored_query_answers_in_each_form(server: Served, name: str, suffix: str) -> None:
    reply, expected = server.ask(f"/query/{name}.{suffix}"), _expected(name)
    assert isinstance(expected, Rows)
    assert (reply.status, reply.headers["content-type"]) == (200, ROWS[suffix])
    if suffix in READ:
        assert _rows(reply, suffix) == expected
    elif suffix == "csv":
        assert _table(reply.text) == _as_table(harmless(expected))
    else:
        assert len(reply.text.splitlines()) == len(expected) + 2


@pytest.mark.parametrize("suffix", GRAPHS)
@pytest.mark.parametrize("name", OF_GRAPHS)
def test_every_construct_answers_in_each_form(server: Served, name: str, suffix: str) -> None:
    reply, expected = server.ask(f"/query/{name}.{suffix}"), _expected(name)
    assert isinstance(expected, Triples)
    assert (reply.status, reply.headers["content-type"]) == (200, GRAPHS[suffix])
    found = [quad.triple for quad in ox.parse(reply.body, format=PARSED[suffix])]
    assert _canonical(found) == _canonical(expected.triples)


def test_nothing_in_the_shipped_data_is_changed_for_spreadsheets(server: Served) -> None:
    for name in OF_ROWS:
        expected = _expected(name)
        assert isinstance(expected, Rows)
        assert harmless(expected) == expected


@pytest.mark.parametrize("name", QUERIES)
def test_every_stored_query_gives_its_sparql_and_its_description(server: Served, name: str) -> None:
    sparql = server.ask(f"/query/{name}.rq")
    assert (sparql.status, sparql.headers["content-type"]) == (200, "application/sparql-query")
    assert sparql.text == QUERIES[name].text
    if QUERIES[name].form == "SELECT":
        described = list(ox.parse(server.ask(f"/query/{name}.ttl").body, ox.RdfFormat.TURTLE))
        assert any(QUERIES[name].summary == _text(quad.object) for quad in described)


def test_values_reach_the_query(server: Served) -> None:
    asked = {"level": ["4", "6"], "edition": "8", "lang": "fr"}
    reply = server.ask(f"/query/skills-at-level.json?{urlencode(asked, doseq=True)}")
    answer = ask("skills-at-level", level=[4, 6], edition=8, lang="fr")
    assert _rows(reply, "json") == answer
    sparql = server.ask(f"/query/skills-at-level.rq?{urlencode(asked, doseq=True)}").text
    assert sparql == QUERIES["skills-at-level"].bind(
        {"level": [4, 6], "edition": [8], "lang": ["fr"]}
    )


def test_what_a_form_leaves_empty_has_its_default(server: Served) -> None:
    reply = server.ask("/query/skills-at-level.json?level=&edition=&lang=fr&lang=")
    assert _rows(reply, "json") == ask("skills-at-level", lang="fr")


def test_all_stored_queries_are_described_together(server: Served) -> None:
    said = {}
    for suffix, media_type in GRAPHS.items():
        reply = server.ask(f"/queries.{suffix}")
        assert (reply.status, reply.headers["content-type"]) == (200, media_type)
        said[suffix] = _canonical([q.triple for q in ox.parse(reply.body, format=PARSED[suffix])])
        led = server.ask("/queries", {"accept": media_type.split(";")[0]})
        assert (led.status, led.headers["location"]) == (303, f"/queries.{suffix}")
    assert said["nt"] == said["ttl"] == said["rdf"] == said["jsonld"]
    subjects = {quad.subject.value for quad in said["nt"] if isinstance(quad.subject, ox.NamedNode)}
    assert {f"https://w3id.org/sfia-graph/query/{name}" for name in QUERIES} <= subjects
    assert server.ask("/queries").headers["location"] == "/queries.html"


NEGOTIATED: list[tuple[str, str | None, int, str]] = [
    ("skill-levels", None, 200, "application/sparql-results+json"),
    ("skill-levels", "*/*", 200, "application/sparql-results+json"),
    ("skill-levels", "application/json", 200, "application/json"),
    ("skill-levels", "application/xml, text/csv;q=0.5", 200, "application/xml"),
    ("skill-levels", "application/xml;q=0.5, text/csv", 200, "text/csv; charset=utf-8"),
    ("skill-levels", "text/*;q=0.9, text/csv;q=0", 200, ROWS["tsv"]),
    ("skill-levels", "text/markdown", 200, "text/markdown; charset=utf-8"),
    ("skill-levels", "rubbish", 200, "application/sparql-results+json"),
    ("skill-levels", "text/html,application/xml;q=0.9,*/*;q=0.8", 303, "/query/skill-levels.html"),
    ("skill-levels", "text/turtle", 303, "/query/skill-levels.ttl"),
    ("skill-levels", "application/ld+json", 303, "/query/skill-levels.jsonld"),
    ("skill-levels?code=SLMO", "text/html", 303, "/query/skill-levels.html?code=SLMO"),
    ("skill-levels?code=SLMO", "text/csv", 200, "text/csv; charset=utf-8"),
    ("describe-iri", "text/turtle", 303, "/queries.ttl"),
    ("describe-iri?iri=urn:x", "text/turtle", 200, "text/turtle; charset=utf-8"),
    ("describe-iri?iri=urn:x", "application/n-triples", 200, "application/n-triples"),
]


@pytest.mark.parametrize(("path", "accept", "status", "said"), NEGOTIATED)
def test_the_form_is_negotiated(
    server: Served, path: str, accept: str | None, status: int, said: str
) -> None:
    reply = server.ask(f"/query/{path}", {"accept": accept} if accept else {})
    assert reply.status == status
    assert reply.headers["location" if status == 303 else "content-type"] == said
    assert "Accept" in reply.headers["vary"].split(", ")


def test_what_is_negotiated_says_where_it_stands(server: Served) -> None:
    reply = server.ask("/query/skill-levels?code=SLMO", {"accept": "text/csv"})
    assert reply.headers["content-location"] == "/query/skill-levels.csv?code=SLMO"
    direct = server.ask("/query/skill-levels.csv?code=SLMO")
    assert direct.body == reply.body
    assert "content-location" not in direct.headers
    assert direct.headers["vary"] == "Accept-Encoding"
    assert direct.headers["content-disposition"] == ('attachment; filename="skill-levels_SLMO.csv"')


def test_an_answer_links_to_its_other_forms(server: Served) -> None:
    links = server.ask("/query/skill-levels.csv?code=SLMO").headers["link"].split(", ")
    assert links == [
        '</openapi.json>; rel="service-desc"; type="application/json"',
        '</query/skill-levels.rq?code=SLMO>; rel="describedby"; type="application/sparql-query"',
        '</query/skill-levels.html?code=SLMO>; rel="alternate"; type="text/html"',
        '</query/skill-levels.json?code=SLMO>; rel="alternate"; '
        'type="application/sparql-results+json"',
        '</query/skill-levels.tsv?code=SLMO>; rel="alternate"; type="text/tab-separated-values"',
        '</query/skill-levels.xml?code=SLMO>; rel="alternate"; '
        'type="application/sparql-results+xml"',
        '</query/skill-levels.md?code=SLMO>; rel="alternate"; type="text/markdown"',
    ]


def test_links_with_long_values_stay_within_what_proxies_take(server: Served) -> None:
    words = quote("é" * 300)
    reply = server.ask(f"/query/search.json?words={words}")
    assert reply.status == 200
    assert 0 < len(reply.headers["link"]) < 4_096


REFUSED = [
    (
        "skill-levels?cod=SLMO",
        400,
        "unknown parameter 'cod'; did you mean 'code'?",
    ),
    (
        "skill-levels?zz=1",
        400,
        "unknown parameter 'zz'; skill-levels takes code, edition",
    ),
    (
        "edition-counts?zz=1",
        400,
        "unknown parameter 'zz'; edition-counts takes none",
    ),
    (
        "skills-at-level?level=five",
        400,
        "level: found 'five', expected a level from 1 to 7, as in level=5",
    ),
    (
        "skills-at-level?level=8",
        400,
        "level: found '8', expected a level from 1 to 7, as in level=5",
    ),
    (
        "skills-at-level?level=4,5",
        400,
        "level: found '4,5', expected a level from 1 to 7, as in level=5",
    ),
    (
        "skills-at-level?edition=10",
        400,
        "edition: found '10', expected one of 7, 8, 9",
    ),
    (
        "skills-at-level?edition=9&edition=8",
        400,
        "edition: skills-at-level takes at most 1 value at a time",
    ),
    (
        "skills-at-level?lang=en_US",
        400,
        "lang: found 'en_US', expected a language tag, as in lang=en",
    ),
    (
        "mappings-above?confidence=high",
        400,
        "confidence: found 'high', expected a number, as in confidence=0.5",
    ),
    (
        "mappings-above?confidence=nan",
        400,
        "confidence: found 'nan', expected a number, as in confidence=0.5",
    ),
    (
        "describe-iri.ttl?iri=no%20IRI",
        400,
        "iri: found 'no IRI', expected an IRI, as in iri=https://w3id.org/sfia-graph/9/skill/SLMO",
    ),
    (
        "skills-at-level?" + "&".join(["level=5"] * 21),
        400,
        "level: skills-at-level takes at most 20 values at a time",
    ),
    (
        f"search?words={'x' * 301}",
        400,
        "words: 'xxxxxxxxxxxxxxxxxxxx…' has more than 300 characters",
    ),
    (
        "skills-at-level.ttl?level=5",
        400,
        "query/skills-at-level.ttl describes the query; its answers are in json, csv, tsv, xml, md",
    ),
    (
        "skill-at-levels",
        404,
        "unknown query 'skill-at-levels'; did you mean 'skills-at-level'?",
    ),
    (
        "%E2%80%A8%1b%5B1m",
        400,
        "the path holds a control character",
    ),
    (
        "xyzzy%E2%80%A8",
        404,
        "unknown query 'xyzzy'; /queries lists them",
    ),
    (
        "",
        404,
        "unknown query ''; /queries lists them",
    ),
    (
        "skill-levels.exe",
        404,
        "skill-levels has no form 'exe'; "
        "there are json, csv, tsv, xml, md, jsonld, nt, rdf, ttl, html, rq",
    ),
    (
        "describe-iri.csv",
        404,
        "describe-iri has no form 'csv'; there are ttl, nt, jsonld, rdf, html, rq",
    ),
]


@pytest.mark.parametrize(("path", "status", "problem"), REFUSED)
def test_what_cannot_be_answered_hears_why_in_one_line(
    server: Served, path: str, status: int, problem: str
) -> None:
    reply = server.ask(f"/query/{path}")
    assert (reply.status, reply.text) == (status, f"{problem}\n")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    found = server.ask(f"/query/{path}", {"accept": "application/json"})
    assert found.headers["content-type"] == "application/problem+json"
    said = json.loads(found.body)
    assert (said["status"], said["detail"]) == (status, problem)


def test_406_lists_what_there_is(server: Served) -> None:
    reply = server.ask("/query/skill-levels", {"accept": "image/png"})
    assert (reply.status, reply.text) == (
        406,
        "skill-levels comes as application/sparql-results+json, application/json, text/csv, "
        "text/tab-separated-values, application/sparql-results+xml, application/xml, "
        "text/markdown, text/html\n",
    )


def test_a_refusal_to_a_browser_is_a_page_in_its_language(server: Served) -> None:
    asked = {"accept": "text/html", "accept-language": "fr"}
    reply = server.ask("/query/skill-levels.csv?cod=SLMO", asked)
    assert (reply.status, reply.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert reply.headers["content-language"] == "fr"
    assert {"Accept", "Accept-Language"} <= set(reply.headers["vary"].split(", "))
    assert '<html lang="fr"' in reply.text
    assert "did you mean &#39;code&#39;?" in reply.text


def test_csv_runs_nothing_in_a_spreadsheet(hostile: Served) -> None:
    header, *rows = _table(hostile.ask("/query/skills-at-level.csv?level=5").text)
    assert header == ["code", "name"]
    assert rows == [
        ["'\t+1", "a = b"],
        ["'-1+1", "'  \uff1d1+1\r\n\"; ,"],
        ["'@SUM(1)", "'=cmd|' /C calc'!A0"],
    ]
    asked = hostile.ask("/query/skills-at-level?level=5", {"accept": "text/csv"})
    assert _table(asked.text) == [header, *rows]


@pytest.mark.parametrize("suffix", READ)
def test_the_forms_for_programs_give_texts_as_they_are(hostile: Served, suffix: str) -> None:
    reply = hostile.ask(f"/query/skills-at-level.{suffix}?level=5")
    assert _rows(reply, suffix).values() == TEXTS


def test_csv_of_the_sparql_endpoint_is_that_of_the_standard(hostile: Served) -> None:
    sparql = hostile.ask("/query/skills-at-level.rq?level=5").text
    reply = hostile.ask(f"/sparql?{urlencode({'query': sparql})}", {"accept": "text/csv"})
    assert [tuple(row) for row in _table(reply.text)[1:]] == TEXTS


def test_xml_that_could_not_be_read_is_not_given(hostile: Served) -> None:
    reply = hostile.ask("/query/skills-at-level.xml?level=6")
    assert (reply.status, reply.text) == (
        406,
        "a text holds a character that XML 1.0 does not have; take another format\n",
    )
    path = "/query/describe-iri.{}?iri=https://example.org/s/9/skill/D"
    assert hostile.ask(path.format("rdf")).status == 406
    assert b"bell \\u0007" in hostile.ask(path.format("nt")).body
    found = hostile.ask("/query/skills-at-level.json?level=6")
    assert _rows(found, "json").values() == [("BELL", "bell \x07")]


def test_a_carriage_return_comes_back_from_rdf_xml(hostile: Served) -> None:
    reply = hostile.ask("/query/describe-iri.rdf?iri=https://example.org/s/9/skill/B")
    found = set(map(str, rdflib.Graph().parse(data=reply.body, format="xml").objects()))
    assert '  \uff1d1+1\r\n"; ,' in found


def test_head_gives_the_headers_alone(server: Served) -> None:
    full, head = (server.ask("/query/skill-levels.csv", method=each) for each in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**full.headers, "date": ""}
    assert head.headers["content-length"] == str(len(full.body))


def test_a_client_that_has_the_answer_hears_so(server: Served) -> None:
    path = "/query/skill-levels.json"
    tag = server.ask(path).headers["etag"]
    again = server.ask(path, {"if-none-match": tag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert server.ask(path, {"if-none-match": '"other"'}).status == 200
    others = {
        server.ask("/query/skill-levels.csv").headers["etag"],
        server.ask(f"{path}?code=PROG").headers["etag"],
        server.ask(path, {"accept-encoding": "gzip"}).headers["etag"],
    }
    assert len(others | {tag}) == 4


@pytest.mark.parametrize(("coding", "undo"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_an_answer_comes_compressed(
    server: Served, coding: str, undo: Callable[[bytes], bytes]
) -> None:
    path = "/query/skills-at-level.json"
    reply = server.ask(path, {"accept-encoding": coding})
    assert reply.headers["content-encoding"] == coding
    assert undo(reply.body) == server.ask(path).body
    assert len(reply.body) < len(server.ask(path).body) / 4


def test_scripts_of_other_sites_may_ask(server: Served) -> None:
    reply = server.ask("/query/skill-levels", method="OPTIONS")
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path", ["/query/skill-levels", "/search", "/openapi.json", "/queries.ttl"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused_with_those_that_there_are(
    server: Served, path: str, method: str
) -> None:
    reply = server.ask(path, method=method, body=b"")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert reply.text == f"{method} is not for this address; it takes GET, HEAD, OPTIONS\n"


def test_repeated_headers_count_as_one_and_spoil_nothing_that_is_kept(server: Served) -> None:
    """What is kept for `Accept: text/csv` is not the answer to a list that ends so."""
    path = "/query/skill-levels?code=PROG"
    twice = server.ask(path, {"accept": "text/html", "Accept": "text/csv;q=0.5"})
    assert (twice.status, twice.headers["location"]) == (303, "/query/skill-levels.html?code=PROG")
    assert server.ask(path, {"accept": "text/csv;q=0.5"}).status == 200


def test_every_stored_query_gives_rows_or_a_graph() -> None:
    assert {*OF_ROWS, *OF_GRAPHS} == set(QUERIES)


def test_what_is_served_below_a_path_says_so(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    with served("--store", str(path), "--root", "/skills/") as server:
        reply = server.ask("/skills/query/skills-at-level", {"accept": "text/html"})
        assert reply.headers["location"] == "/skills/query/skills-at-level.html"
        led = server.ask("/skills/query/skills-at-level?level=5", {"accept": "text/csv"})
        assert led.headers["content-location"] == "/skills/query/skills-at-level.csv?level=5"
        assert json.loads(server.ask("/skills/openapi.json").body)["servers"] == [
            {"url": "/skills"}
        ]
        assert server.ask("/skills/health").status == 200
        assert server.ask("/query/skills-at-level").text == (
            "nothing is at '/query/skills-at-level'; the site begins at /skills/\n"
        )
