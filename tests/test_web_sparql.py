"""The SPARQL endpoint as SPARQL 1.1 Protocol and Service Description have it, asked over HTTP.

The first table holds what the query side of the W3C's protocol tests asks (sparql11/protocol in
w3c/rdf-tests), about graphs of ours, each of which has a title for itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from served import Reply, Served, served

BASE = "https://w3id.org/sfia-graph/"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ONE, TWO, THREE = (f"{BASE}graph/{name}" for name in ("gloss-en", "gloss-fr", "mapping-levels"))
NONE = "http://example.org/none"

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv; charset=utf-8"
TSV = "text/tab-separated-values; charset=utf-8"
TURTLE = "text/turtle; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

Pairs = Sequence[tuple[str, str]]


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served("--deadline", "5") as found:
        yield found


@dataclass(frozen=True)
class Request:
    """A request to the endpoint: what stands in its address, what in its body."""

    method: str = "GET"
    address: Pairs = ()
    content_type: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def to(self, site: Served) -> Reply:
        """Send it."""
        path = f"/sparql?{urlencode(self.address)}" if self.address else "/sparql"
        named = {"Content-Type": self.content_type} if self.content_type else {}
        return site.ask(path, {**named, **self.headers}, self.method, self.body or None)


def get(query: str, *address: tuple[str, str], accept: str = "*/*") -> Request:
    return Request(address=[("query", query), *address], headers={"Accept": accept})


def form(*pairs: tuple[str, str], address: Pairs = ()) -> Request:
    return Request("POST", address, FORM, urlencode(pairs).encode())


def direct(query: str, *address: tuple[str, str]) -> Request:
    return Request("POST", address, DIRECT, query.encode())


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


def titled(graph: str) -> str:
    return f"<{graph}> dcterms:title []"


BOTH = f"ASK {{ {titled(ONE)} . {titled(TWO)} }}"
BOTH_NAMED = f"ASK {{ GRAPH ?a {{ {titled(ONE)} }} GRAPH ?b {{ {titled(TWO)} }} }}"
FULL = f"ASK {{ {titled(THREE)} GRAPH ?a {{ {titled(ONE)} }} GRAPH ?b {{ {titled(TWO)} }} }}"
FROM_THREE = BOTH_NAMED.replace("ASK", f"ASK FROM <{THREE}>")

ASKED = {
    "query_get": (get("ASK {}", *default(NONE)), True),
    "query_post_form": (form(("query", "ASK {}"), address=default(NONE)), True),
    "query_post_direct": (direct("ASK {}"), True),
    "query_dataset_default_graphs_get": (get(BOTH, *default(ONE, TWO)), True),
    "query_dataset_default_graphs_post": (direct(BOTH, *default(ONE, TWO)), True),
    "default graphs in a form": (form(("query", BOTH), *default(ONE, TWO)), True),
    "default graphs beside a form": (form(("query", BOTH), address=default(ONE, TWO)), True),
    "one default graph, GET": (get(BOTH, *default(ONE)), False),
    "one default graph, POST": (direct(BOTH, *default(TWO)), False),
    "one default graph, form": (form(("query", BOTH), *default(TWO)), False),
    "a default graph is no named one": (get(BOTH_NAMED, *default(ONE, TWO)), False),
    "query_dataset_named_graphs_get": (get(BOTH_NAMED, *named(ONE, TWO)), True),
    "query_dataset_named_graphs_post": (direct(BOTH_NAMED, *named(ONE, TWO)), True),
    "named graphs in a form": (form(("query", BOTH_NAMED), *named(ONE, TWO)), True),
    "named graphs beside a form": (form(("query", BOTH_NAMED), address=named(ONE, TWO)), True),
    "one named graph, GET": (get(BOTH_NAMED, *named(ONE)), False),
    "one named graph, POST": (direct(BOTH_NAMED, *named(TWO)), False),
    "one named graph, form": (form(("query", BOTH_NAMED), *named(TWO)), False),
    "a named graph is no default one": (get(BOTH, *named(ONE, TWO)), False),
    "query_dataset_full": (direct(FULL, *default(THREE), *named(ONE, TWO)), True),
    "both kinds, GET": (get(FULL, *default(THREE), *named(ONE, TWO)), True),
    "both kinds, form": (form(("query", FULL), *default(THREE), *named(ONE, TWO)), True),
    "both kinds, form and address": (
        form(("query", FULL), *named(ONE), address=[*default(THREE), *named(TWO)]),
        True,
    ),
    "query_multiple_dataset": (direct(FROM_THREE, *named(ONE, TWO)), True),
    "the request's graphs, not those of FROM": (direct(BOTH_NAMED, *named(THREE)), False),
    "the graphs of FROM": (get(f"ASK FROM <{ONE}> FROM <{TWO}> {{ {titled(TWO)} }}"), True),
    "none but the graphs of FROM": (get(f"ASK FROM <{ONE}> {{ {titled(TWO)} }}"), False),
    "all graphs are the default graph": (get(BOTH), True),
    "all graphs are named": (get(BOTH_NAMED), True),
    "a graph that is not there": (get("ASK { ?s ?p ?o }", *default(NONE)), False),
    "form that says its encoding": (
        Request("POST", (), f"{FORM}; charset=UTF-8", urlencode({"query": "ASK {}"}).encode()),
        True,
    ),
    "query that says its encoding": (
        Request("POST", (), f'{DIRECT}; charset="utf-8"', "ASK { FILTER('é' = 'é') }".encode()),
        True,
    ),
}


@pytest.mark.parametrize(("request_", "expected"), ASKED.values(), ids=ASKED)
def test_a_query_is_answered_about_the_graphs_it_names(
    site: Served, request_: Request, expected: bool
) -> None:
    reply = request_.to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, JSON)
    assert json.loads(reply.body) == {"head": {}, "boolean": expected}


BAD: dict[str, tuple[Request, int, str]] = {
    "bad_query_method": (
        Request("PUT", [("query", "ASK {}")], FORM),
        405,
        "PUT is no way to ask; it is one of GET, HEAD, POST, OPTIONS",
    ),
    "PATCH": (
        Request("PATCH", (), DIRECT, b"ASK {}"),
        405,
        "PATCH is no way to ask; it is one of GET, HEAD, POST, OPTIONS",
    ),
    "DELETE": (
        Request("DELETE", [("query", "ASK {}")]),
        405,
        "DELETE is no way to ask; it is one of GET, HEAD, POST, OPTIONS",
    ),
    "bad_multiple_queries": (
        get("ASK {}", ("query", "SELECT * {}")),
        400,
        "found 2 queries in the request, expected one as 'query'",
    ),
    "two queries in a form": (
        form(("query", "ASK {}"), ("query", "ASK {}")),
        400,
        "found 2 queries in the request, expected one as 'query'",
    ),
    "a query in the form and one in the address": (
        form(("query", "ASK {}"), address=[("query", "ASK {}")]),
        400,
        "found 2 queries in the request, expected one as 'query'",
    ),
    "a query in the body and one in the address": (
        direct("ASK {}", ("query", "ASK {}")),
        400,
        "found 2 queries in the request, expected one as 'query'",
    ),
    "form without a query": (
        form(("format", "json")),
        400,
        "found no query in the request, expected one as 'query'",
    ),
    "bad_query_wrong_media_type": (
        Request("POST", (), "text/plain", b"ASK {}"),
        415,
        f"found 'text/plain', expected a body of {FORM} or {DIRECT}",
    ),
    "bad_query_missing_form_type": (
        Request("POST", (), "", b"query=ASK%20%7B%7D"),
        415,
        f"found no media type, expected a body of {FORM} or {DIRECT}",
    ),
    "bad_query_missing_direct_type": (
        Request("POST", (), "", b"ASK {}"),
        415,
        f"found no media type, expected a body of {FORM} or {DIRECT}",
    ),
    "bad_query_non_utf8": (
        Request("POST", (), f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16")),
        415,
        "a body in utf-16; SPARQL is sent in UTF-8",
    ),
    "a body that is no UTF-8": (
        Request("POST", (), DIRECT, b"ASK { FILTER('\xe9' = 1) }"),
        400,
        "the query is not UTF-8",
    ),
    "a compressed query": (
        Request("POST", (), DIRECT, b"ASK {}", {"Content-Encoding": "gzip"}),
        415,
        "a compressed body; the endpoint takes it as it is",
    ),
    "a form that is no UTF-8": (
        Request("POST", (), FORM, b"query=%E9"),
        400,
        "the parameters are not UTF-8",
    ),
    "NUL in a form": (
        Request("POST", (), FORM, b"query=ASK%20%7B%7D%00"),
        400,
        "a parameter holds a control character",
    ),
    "bad_query_syntax": (
        get("SELECT (1 ?x) {}"),
        400,
        "not a SPARQL query: line 1, column 16: expected DISTINCT",
    ),
    "a prefix that is not declared": (
        get("ASK { ?s unknown:p ?o }"),
        400,
        "not a SPARQL query: line 1, column 19: a prefix that is not declared",
    ),
    "an empty query": (get(""), 400, "not a SPARQL query: line 1, column 1: expected [_]"),
    "bad_update_get": (
        Request(address=[("update", "CLEAR ALL")]),
        403,
        "the endpoint is read-only: it takes queries and no updates",
    ),
    "an update in a form": (
        form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")),
        403,
        "the endpoint is read-only: it takes queries and no updates",
    ),
    "an update beside a query": (
        form(("query", "ASK {}"), address=[("update", "CLEAR ALL")]),
        403,
        "the endpoint is read-only: it takes queries and no updates",
    ),
    "update_post_direct": (
        Request("POST", (), UPDATE, b"CLEAR ALL"),
        403,
        "the endpoint is read-only: it takes queries and no updates",
    ),
    "bad_update_non_utf8": (
        Request("POST", (), f"{UPDATE}; charset=UTF-16", "CLEAR ALL".encode("utf-16")),
        403,
        "the endpoint is read-only: it takes queries and no updates",
    ),
    "an update for a query": (
        get("PREFIX ex: <urn:x#> INSERT DATA { ex:a ex:b ex:c }"),
        400,
        "an update: the endpoint is read-only and takes queries",
    ),
    "LOAD for a query": (
        direct("load <http://example.org/>"),
        400,
        "an update: the endpoint is read-only and takes queries",
    ),
    "SERVICE": (
        get("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }"),
        400,
        "SERVICE: this endpoint asks no other; ask that one itself",
    ),
    "a graph that is no IRI": (
        get("ASK {}", *default("not an IRI")),
        400,
        "found 'not an IRI', expected the IRI of a graph",
    ),
    "a format that is not known": (
        get("ASK {}", ("format", "yaml")),
        400,
        "an unknown format; use one of json, xml, csv, tsv, ttl, turtle, nt, jsonld, rdf, trig, nq",
    ),
}


@pytest.mark.parametrize(("request_", "status", "problem"), BAD.values(), ids=BAD)
def test_a_bad_request_hears_why_in_one_line(
    site: Served, request_: Request, status: int, problem: str
) -> None:
    reply = request_.to(site)
    assert (reply.status, reply.headers["content-type"]) == (status, PLAIN)
    assert reply.text == f"{problem}\n"


ROWS = 'SELECT ?a ?b { VALUES (?a ?b) { (<urn:x> "é, <\\"1\\">"@en-GB) (UNDEF 2) } }'
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
ROWS_AS = {
    JSON: '{"head":{"vars":["a","b"]},"results":{"bindings":['
    '{"a":{"type":"uri","value":"urn:x"},'
    '"b":{"type":"literal","value":"é, <\\"1\\">","xml:lang":"en-GB"}},'
    f'{{"b":{{"type":"literal","value":"2","datatype":"{INTEGER}"}}}}]}}}}\n',
    XML: '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
    '<variable name="a"/><variable name="b"/></head><results><result><binding name="a">'
    '<uri>urn:x</uri></binding><binding name="b"><literal xml:lang="en-GB">'
    "é, &lt;&quot;1&quot;&gt;</literal></binding></result><result>"
    f'<binding name="b"><literal datatype="{INTEGER}">2</literal></binding>'
    "</result></results></sparql>\n",
    CSV: 'a,b\r\nurn:x,"é, <""1"">"\r\n,2\r\n',
    TSV: '?a\t?b\n<urn:x>\t"é, <\\"1\\">"@en-GB\n\t2\n',
}
YES_AS = {
    JSON: '{"head": {}, "boolean": true}\n',
    XML: '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    "<head></head><boolean>true</boolean></sparql>\n",
    CSV: "true\n",
    TSV: "true\n",
}
GRAPH = f'CONSTRUCT {{ <{BASE}s> dcterms:title "é"@en-GB . <{BASE}s> a [] }} {{}}'
GRAPHS = {
    TURTLE: ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


def _plain(media_type: str) -> str:
    return media_type.partition(";")[0]


@pytest.mark.parametrize("media_type", ROWS_AS, ids=_plain)
def test_rows_come_in_each_format_of_results(site: Served, media_type: str) -> None:
    reply = get(ROWS, accept=_plain(media_type)).to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    assert reply.text == ROWS_AS[media_type]


@pytest.mark.parametrize("media_type", YES_AS, ids=_plain)
def test_yes_comes_in_each_format_of_results(site: Served, media_type: str) -> None:
    reply = get("ASK {}", accept=_plain(media_type)).to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    assert reply.text == YES_AS[media_type]


def _statements(body: bytes, rdf_format: ox.RdfFormat) -> set[str]:
    """Give the statements of RDF, blank nodes with names that do not depend on the writer's."""
    found = ox.Dataset(ox.parse(body, format=rdf_format))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in found}


@pytest.mark.parametrize("media_type", GRAPHS, ids=_plain)
def test_a_graph_comes_in_each_format_of_rdf(site: Served, media_type: str) -> None:
    reply = get(GRAPH, accept=_plain(media_type)).to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    written = f'<{BASE}s> <http://purl.org/dc/terms/title> "é"@en-GB ; a [] .'
    expected = _statements(written.encode(), ox.RdfFormat.TURTLE)
    assert _statements(reply.body, GRAPHS[media_type]) == expected
    if media_type != "application/n-quads":
        assert b"en-gb" not in reply.body


@pytest.mark.parametrize("media_type", GRAPHS, ids=_plain)
def test_a_description_comes_in_each_format_of_rdf(site: Served, media_type: str) -> None:
    query = f"DESCRIBE <{BASE}level/4>"
    reply = get(query, accept=_plain(media_type)).to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    same = get(query, accept="application/n-triples").to(site)
    expected = _statements(same.body, ox.RdfFormat.N_TRIPLES)
    assert _statements(reply.body, GRAPHS[media_type]) == expected
    assert len(expected) > 5


ACCEPTED = [
    ("ASK {}", "", JSON),
    ("ASK {}", "*/*", JSON),
    ("ASK {}", "no header; at all,,", JSON),
    ("ASK {}", "application/json", JSON),
    ("ASK {}", "application/xml", XML),
    ("ASK {}", "text/csv;q=0.5, application/sparql-results+xml;q=0.6", XML),
    ("ASK {}", "text/*", CSV),
    ("ASK {}", "application/sparql-results+json;q=0, */*", XML),
    ("SELECT * {}", "text/turtle, text/tab-separated-values;q=0.1", TSV),
    ("SELECT * {}", "text/html, application/xml;q=0.9, */*;q=0.8", XML),
    ("CONSTRUCT {} {}", "", TURTLE),
    ("CONSTRUCT {} {}", "application/json", "application/ld+json"),
    ("CONSTRUCT {} {}", "application/xml", "application/rdf+xml"),
    ("CONSTRUCT {} {}", "text/csv, application/n-triples;q=0.1", "application/n-triples"),
]


@pytest.mark.parametrize(("query", "accept", "media_type"), ACCEPTED)
def test_the_format_is_what_the_client_likes_best(
    site: Served, query: str, accept: str, media_type: str
) -> None:
    reply = get(query, accept=accept).to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    assert "Accept" in reply.headers["vary"].split(", ")


NAMED = [
    ("SELECT * {}", "csv", CSV),
    ("SELECT * {}", "application/sparql-results+xml", XML),
    ("SELECT * {}", "ttl", JSON),
    ("ASK {}", "XML", XML),
    ("CONSTRUCT {} {}", "jsonld", "application/ld+json"),
    ("CONSTRUCT {} {}", "json", "application/ld+json"),
    ("CONSTRUCT {} {}", "csv", TURTLE),
]


@pytest.mark.parametrize(("query", "name", "media_type"), NAMED)
def test_a_parameter_names_a_format_for_who_cannot_set_headers(
    site: Served, query: str, name: str, media_type: str
) -> None:
    reply = get(query, ("format", name), accept="text/html, */*").to(site)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)


NOT_THERE = [
    ("SELECT * {}", "text/turtle", "this answer is given as JSON, XML, CSV or TSV"),
    ("ASK {}", "application/ld+json", "this answer is given as JSON, XML, CSV or TSV"),
    ("CONSTRUCT {} {}", "text/csv", "this answer is given as Turtle or other RDF"),
    (
        "SELECT * {}",
        "image/png",
        "none of what is accepted is there; there is application/sparql-results+json, "
        "application/sparql-results+xml, text/csv, text/tab-separated-values, application/json, "
        "application/xml, text/xml, text/turtle, application/n-triples, application/ld+json, "
        "application/rdf+xml, application/trig, application/n-quads",
    ),
]


@pytest.mark.parametrize(("query", "accept", "problem"), NOT_THERE)
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(
    site: Served, query: str, accept: str, problem: str
) -> None:
    reply = get(query, accept=accept).to(site)
    assert (reply.status, reply.text) == (406, f"{problem}\n")


def test_the_words_of_a_query_may_be_those_of_the_walls(site: Served) -> None:
    query = (
        "PREFIX service: <http://example.org/service#> # SERVICE <http://example.org/>\n"
        'SELECT ?service { VALUES ?service { "SERVICE" service:SERVICE <urn:service> } }'
    )
    reply = get(query, accept="text/csv").to(site)
    expected = "service\r\nSERVICE\r\nhttp://example.org/service#SERVICE\r\nurn:service\r\n"
    assert (reply.status, reply.text) == (200, expected)


def test_relative_iris_stand_against_the_address_of_the_endpoint(site: Served) -> None:
    reply = direct("CONSTRUCT { <9/skill/SLMO> <#p> <> } {}", ("format", "nt")).to(site)
    assert reply.text == f"<{BASE}9/skill/SLMO> <{BASE}sparql#p> <{BASE}sparql> .\n"


def test_a_large_answer_is_compressed_where_the_client_asks(site: Served) -> None:
    query = "SELECT * { ?s a sfia:SkillAtLevel ; skos:notation ?code }"
    whole = get(query).to(site)
    assert whole.status == 200
    packed = site.ask(
        f"/sparql?{urlencode({'query': query})}", {"Accept": "*/*", "Accept-Encoding": "gzip"}
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert set(packed.headers["vary"].split(", ")) == {"Accept", "Accept-Encoding"}
    assert len(packed.body) < len(whole.body) / 5


def test_a_problem_comes_as_the_client_likes_it(site: Served) -> None:
    reply = get("ASK {", accept="application/json").to(site)
    assert (reply.status, reply.headers["content-type"]) == (400, "application/problem+json")
    assert json.loads(reply.body)["status"] == 400
    page = get("ASK {", accept="text/html, */*;q=0.1").to(site)
    assert (page.status, page.headers["content-type"]) == (400, "text/html; charset=utf-8")


def test_head_gives_the_headers_of_the_answer_alone(site: Served) -> None:
    whole = get(ROWS).to(site)
    bare = Request("HEAD", [("query", ROWS)], headers={"Accept": "*/*"}).to(site)
    assert (bare.status, bare.body) == (200, b"")
    assert _without_date(bare) == _without_date(whole)
    described = Request("HEAD", headers={"Accept": "text/turtle"}).to(site)
    assert (described.status, described.body) == (200, b"")
    assert int(described.headers["content-length"]) > 1_000


def _without_date(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name != "date"}


def test_scripts_of_other_sites_may_ask(site: Served) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    reply = Request("OPTIONS", headers=asked).to(site)
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "Content-Type" in reply.headers["access-control-allow-headers"]
    assert reply.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    for request_ in (get("ASK {}"), get("ASK {"), direct("ASK {}"), Request()):
        assert request_.to(site).headers["access-control-allow-origin"] == "*"


def test_a_wrong_method_hears_which_are_right(site: Served) -> None:
    assert Request("PUT").to(site).headers["allow"] == "GET, HEAD, POST, OPTIONS"


DESCRIBED = {
    "text/turtle": (TURTLE, ox.RdfFormat.TURTLE),
    "application/ld+json": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "application/rdf+xml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "application/n-triples": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "": (TURTLE, ox.RdfFormat.TURTLE),
    "*/*": (TURTLE, ox.RdfFormat.TURTLE),
    "application/json": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "application/xml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}


@pytest.mark.parametrize("accept", DESCRIBED, ids=lambda accept: accept or "nothing")
def test_without_a_query_the_endpoint_describes_itself(site: Served, accept: str) -> None:
    reply = Request(headers={"Accept": accept}).to(site)
    media_type, rdf_format = DESCRIBED[accept]
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    same = Request(headers={"Accept": "text/turtle"}).to(site)
    assert _statements(reply.body, rdf_format) == _statements(same.body, ox.RdfFormat.TURTLE)


@pytest.fixture(scope="module")
def description(site: Served) -> ox.Store:
    store = ox.Store()
    store.load(Request(headers={"Accept": "text/turtle"}).to(site).body, ox.RdfFormat.TURTLE)
    return store


def _told(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes={"sd": SD, "void": VOID})
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in found)


def test_the_description_says_what_the_service_is(description: ox.Store, site: Served) -> None:
    about = _told(
        description,
        "SELECT ?e ?l ?f ?r { [] a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage ?l ;"
        " sd:feature ?f ; sd:defaultEntailmentRegime ?r }",
    )
    regime = "http://www.w3.org/ns/entailment/Simple"
    expected = (f"{site.address}sparql", f"{SD}SPARQL11Query", f"{SD}UnionDefaultGraph", regime)
    assert about == [expected]


def test_the_description_lists_the_formats_that_are_there(description: ox.Store) -> None:
    listed = _told(description, "SELECT ?f { [] a sd:Service ; sd:resultFormat ?f }")
    names = [f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")]
    names += ["Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"]
    assert listed == sorted((f"http://www.w3.org/ns/formats/{name}",) for name in names)


def test_the_description_lists_the_graphs_and_their_sizes(
    site: Served, description: ox.Store
) -> None:
    listed = _told(
        description,
        "SELECT ?name ?n { [] sd:namedGraph [ sd:name ?name ; sd:graph/void:triples ?n ] }",
    )
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    reply = json.loads(get(query).to(site).body)["results"]["bindings"]
    assert listed == sorted((row["g"]["value"], row["n"]["value"]) for row in reply)
    assert (ONE,) in {row[:1] for row in listed}
    [(whole,)] = _told(description, "SELECT ?n { [] sd:defaultGraph/void:triples ?n }")
    reply = json.loads(get("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").to(site).body)
    assert whole == reply["results"]["bindings"][0]["n"]["value"]


def test_the_description_says_the_limits(description: ox.Store) -> None:
    [(said,)] = _told(
        description, "SELECT ?t { ?s a sd:Service ; <http://purl.org/dc/terms/description> ?t }"
    )
    assert said == (
        "Queries of at most 16,384 bytes, 5 seconds and 512 MB of memory; answers of at most "
        "10,000 rows or triples and 10,000,000 bytes; 2 queries of a client at once. The default "
        "graph is the union of the named graphs. No updates, no SERVICE."
    )


def test_a_description_that_the_client_has_is_not_sent_again(site: Served) -> None:
    first = Request(headers={"Accept": "text/turtle"}).to(site)
    again = Request(headers={"Accept": "text/turtle", "If-None-Match": first.headers["etag"]}).to(
        site
    )
    assert (again.status, again.body) == (304, b"")


def test_a_browser_without_a_query_gets_the_editor(site: Served) -> None:
    reply = Request(headers={"Accept": "text/html, */*;q=0.8"}).to(site)
    assert (reply.status, reply.headers["location"]) == (303, "/sparql.html")
    assert "Accept" in reply.headers["vary"].split(", ")


def test_a_description_that_there_is_not_is_refused(site: Served) -> None:
    reply = Request(headers={"Accept": "image/png"}).to(site)
    expected = ", ".join(each for each in DESCRIBED if each not in {"", "*/*"})
    assert (reply.status, reply.text) == (406, f"the description is given as {expected}\n")
