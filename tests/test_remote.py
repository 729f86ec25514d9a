"""An endpoint as a store: what is sent, and that rows are those of the embedded store."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from endpoints import (
    ONE_ROW,
    SELECT,
    Endpoint,
    Say,
    alone,
    endpoint,
    fault,
    free_port,
    redirect,
    reply,
)

from scripts.servers import oxigraph, virtuoso, writable_oxigraph
from sfia_graph.cli import main
from sfia_graph.errors import QueryError
from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES
from sfia_graph.resources import SHIPPED_GRAPHS, shipped_data
from sfia_graph.results import Rows, Triples
from sfia_graph.store import open_store
from sfia_graph.store.remote import LONGEST_ADDRESS, RemoteStore

PROGRAM = [sys.executable, "-m", "sfia_graph"]
GRAPHS = {Minter().graph(SHIPPED_GRAPHS[path.name]): path for path in shipped_data()}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def listening() -> Iterator[Endpoint]:
    with endpoint(reply()) as heard:
        yield heard


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds the shipped data."""
    with oxigraph(tmp_path_factory.mktemp("server"), GRAPHS, "--union-default-graph") as address:
        yield address


# What is sent.


def test_a_short_query_is_a_get_with_the_query_in_the_address(listening: Endpoint) -> None:
    RemoteStore(listening.address).sparql(SELECT)
    heard = listening.heard[-1]
    assert (heard.method, heard.body, heard.parameters) == ("GET", "", {"query": [SELECT]})
    assert heard.headers["Content-Type"] is None


def test_a_long_query_is_a_post_with_the_query_in_the_body(listening: Endpoint) -> None:
    query = f"{SELECT} # {'é' * LONGEST_ADDRESS}"
    RemoteStore(listening.address).sparql(query)
    heard = listening.heard[-1]
    assert (heard.method, heard.target) == ("POST", "/sparql")
    assert heard.parameters == {"query": [query]}
    assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(("more", "method"), [(0, "GET"), (1, "POST")])
def test_the_longest_address(listening: Endpoint, more: int, method: str) -> None:
    room = LONGEST_ADDRESS - len(f"{listening.address}?query=ASK%7B%7D%23")
    with endpoint(reply(), reply('{"head":{},"boolean":true}')) as heard:
        query = f"ASK{{}}#{'x' * (room + more)}"
        RemoteStore(heard.address).sparql(query)
        assert heard.heard[-1].method == method
        assert len(heard.address) == len(listening.address)


@pytest.mark.parametrize("query", [SELECT, f"{SELECT} # {'long ' * 500}"], ids=["GET", "POST"])
def test_the_query_of_an_address_stays_in_it(listening: Endpoint, query: str) -> None:
    RemoteStore(f"{listening.address}?key=a%20b&flag#part").sparql(query)
    heard = listening.heard[-1]
    assert heard.target.startswith("/sparql?key=a%20b&flag")
    assert heard.parameters == {"key": ["a b"], "flag": [""], "query": [query]}


@pytest.mark.parametrize(
    ("query", "accepted"),
    [
        (SELECT, "application/sparql-results+json, application/sparql-results+xml;q=0.5"),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5",
        ),
    ],
)
def test_what_is_accepted(query: str, accepted: str) -> None:
    graph = reply("<urn:a> <urn:p> <urn:o> .", "application/n-triples")
    with endpoint(reply(), graph if "CONSTRUCT" in query else reply()) as heard:
        RemoteStore(heard.address).sparql(query)
        assert heard.heard[-1].headers["Accept"] == accepted
        assert heard.heard[-1].headers["User-Agent"] == "sfia-graph"


def test_our_prefixes_need_no_declaration(listening: Endpoint) -> None:
    RemoteStore(listening.address).sparql("SELECT ?s { ?s a skos:Concept }")
    declared = f"PREFIX skos: <{PREFIXES['skos']}> "
    expected = [f"{declared}SELECT ?s {{ ?s a skos:Concept }}"]
    assert listening.heard[-1].parameters["query"] == expected


def test_graphs_that_come_later_are_seen(tmp_path: Path) -> None:
    with writable_oxigraph(tmp_path, union=False) as address:
        store = RemoteStore(f"{address}/query")
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        for number in range(3):
            answer = store.sparql(count)
            assert isinstance(answer, Rows)
            assert answer.values() == [(number,)]
            file = tmp_path / f"{number}.nt"
            file.write_text(f"<urn:{number}> <urn:p> <urn:o> .\n", encoding="utf-8")
            assert main(["load", str(file), "--into", f"{address}/store", "--no-validate"]) == 0


def test_graphs_are_named_where_the_default_graph_is_empty() -> None:
    empty = reply('{"head":{"vars":["s"]},"results":{"bindings":[]}}')
    names = reply(ONE_ROW.replace(b"urn:a", b"urn:g"))
    with endpoint(empty, names, reply()) as heard:
        RemoteStore(heard.address).sparql(SELECT)
        assert [sorted(each.parameters) for each in heard.heard[:2]] == [["query"]] * 2
        assert heard.heard[2].parameters == {
            "query": [SELECT],
            "default-graph-uri": ["urn:g"],
            "named-graph-uri": ["urn:g"],
        }


def test_graphs_that_a_query_names_stay_those_that_it_is_about(tmp_path: Path) -> None:
    files = {}
    for name in "ab":
        files[f"urn:{name}"] = tmp_path / f"{name}.ttl"
        files[f"urn:{name}"].write_text(f"<urn:{name}> <urn:p> 1 .", encoding="utf-8")
    with oxigraph(tmp_path / "server", files) as address:
        answer = RemoteStore(address).sparql("SELECT ?s FROM <urn:b> WHERE { ?s ?p ?o }")
    assert isinstance(answer, Rows)
    assert answer.values() == [("urn:b",)]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("INSERT DATA { <urn:a> <urn:p> 1 }", "begins with 'INSERT'"),
        ("PREFIX select: <urn:> # SELECT\nDELETE WHERE { ?s ?p ?o }", "begins with 'DELETE'"),
        ("LOAD <urn:a>", "begins with 'LOAD'"),
        ("", "nothing in it"),
        ("# SELECT", "nothing in it"),
    ],
)
def test_what_is_no_query_is_not_sent(listening: Endpoint, query: str, problem: str) -> None:
    assert str(fault(listening.address, query)) == (
        f"not a SPARQL query: {problem}, expected SELECT, CONSTRUCT, ASK or DESCRIBE"
    )
    assert listening.heard == []


def test_half_a_character_is_not_sent(listening: Endpoint) -> None:
    problem = "not a SPARQL query: holds half a character (a surrogate)"
    assert str(fault(listening.address, "ASK { ?s ?p '\ud800' }")) == problem
    assert listening.heard == []


# Rows that a server leaves out.


@pytest.mark.parametrize(
    ("query", "most", "problem"),
    [
        (SELECT, "1", "gives no more than 1 row at once"),
        (f"{SELECT} LIMIT 2", "1", "gives no more than 1 row at once"),
        (f"SELECT ?s {{ {{ {SELECT} LIMIT 1 }} }}", "1", "gives no more than 1 row at once"),
        (f"{SELECT} LIMIT 1", "1", None),
        (SELECT, "2", None),
        (SELECT, "many", None),
    ],
)
def test_an_answer_that_is_as_long_as_it_may_be(query: str, most: str, problem: str | None) -> None:
    with endpoint(reply(X_SPARQL_MaxRows=most)) as capped:
        remedy = "ask for parts of it with LIMIT, or raise the server's ResultSetMaxRows"
        if problem:
            assert str(fault(capped.address, query)) == f"{capped.address}: {problem}; {remedy}"
        else:
            assert RemoteStore(capped.address).sparql(query)


def test_an_answer_that_the_server_gave_up() -> None:
    with endpoint(reply(X_SQL_State="S1TAT")) as slow:
        problem = "stopped before the answer was whole; ask for less"
        assert str(fault(slow.address)) == f"{slow.address}: {problem}"


# The same answers as from the embedded store.

XSD_LITERALS = {
    "integer": ["5", "-5", "+05", "123456789012345678901234567890", "five"],
    "int": ["5", "2147483648"],
    "long": ["-9"],
    "short": ["7"],
    "byte": ["7"],
    "nonNegativeInteger": ["0"],
    "positiveInteger": ["1"],
    "negativeInteger": ["-1"],
    "nonPositiveInteger": ["0"],
    "unsignedByte": ["255"],
    "decimal": ["1.50", "-0.0", "12345678901234567890.123456789", "x"],
    "double": ["1e3", "INF", "-INF", "NaN", "0.1", "1E400"],
    "float": ["1.5", "NaN"],
    "boolean": ["true", "1", "false", "0", "maybe"],
    "string": ["", "two\\nlines", "\\u00e9\\U0001F600", '\\"quoted\\" \\\\'],
    "dateTime": ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+02:00"],
    "date": ["2026-01-01"],
    "time": ["12:00:00"],
    "gYear": ["2026"],
    "duration": ["P1DT2H"],
    "anyURI": ["urn:a"],
    "hexBinary": ["0fb7"],
}
TERMS = [
    *(f'"{text}"^^xsd:{name}' for name, texts in XSD_LITERALS.items() for text in texts),
    '"en"@en-GB',
    '"zh"@zh-Hant-TW',
    '"SLMO"^^sfia:SkillCode',
    "<urn:a>",
    "UNDEF",
]


def same(term: object) -> str:
    """Give a Python value so that it can be compared with NaN too."""
    return f"{type(term).__name__} {term!r}"


@pytest.mark.parametrize("term", TERMS)
def test_a_term_of_each_kind_is_the_same_value(shipped: str, term: str) -> None:
    query = f"SELECT ?x ?y ?language {{ VALUES ?x {{ {term} }} BIND(LANG(?x) AS ?language) }}"
    here, there = open_store().sparql(query), RemoteStore(shipped).sparql(query)
    assert isinstance(here, Rows)
    assert isinstance(there, Rows)
    assert there.columns == here.columns
    assert [list(map(same, row)) for row in there.values()] == [
        list(map(same, row)) for row in here.values()
    ]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("ASK { ?s sfia:editionNumber 9 }", bool),
        ("ASK { ?s sfia:editionNumber 99 }", bool),
        ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g", Rows),
        ("SELECT ?s { ?s sfia:editionNumber 99 }", Rows),
        ("SELECT * { }", Rows),
        (
            "CONSTRUCT { ?s sfia:editionNumber ?n . [] rdfs:seeAlso ?s } "
            "WHERE { ?s sfia:editionNumber ?n }",
            Triples,
        ),
        ("CONSTRUCT { ?s a ?s } WHERE { ?s sfia:editionNumber 99 }", Triples),
        ("DESCRIBE ?s { ?s sfia:editionNumber 9 }", Triples),
    ],
)
def test_a_query_of_each_form_is_answered_alike(shipped: str, query: str, kind: type) -> None:
    here, there = open_store().sparql(query), RemoteStore(shipped).sparql(query)
    assert isinstance(there, kind)
    assert there == here


def test_blank_nodes_of_rows_are_blank_nodes(shipped: str) -> None:
    answer = RemoteStore(shipped).sparql("SELECT (BNODE() AS ?b) { }")
    assert isinstance(answer, Rows)
    assert [type(row[0]) for row in answer.terms] == [ox.BlankNode]


def test_a_query_that_the_server_refuses(shipped: str) -> None:
    with pytest.raises(QueryError) as raised:
        RemoteStore(shipped).sparql("SELECT ?x { ?x }")
    assert str(raised.value).startswith(f"{shipped} refuses the query: error at 1:17: expected ")


def test_graphs_are_those_of_the_embedded_store(shipped: str) -> None:
    assert RemoteStore(shipped).graphs() == open_store().graphs()


def test_statements_are_those_of_the_embedded_store(shipped: str) -> None:
    assert nameless(RemoteStore(shipped).quads()) == nameless(open_store().quads())


def nameless(quads: Iterator[ox.Quad]) -> ox.Dataset:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_blank_nodes_of_different_graphs_are_different(tmp_path: Path) -> None:
    file = tmp_path / "one.ttl"
    file.write_text("[] <urn:p> 1 .", encoding="utf-8")
    with oxigraph(tmp_path / "server", {"urn:a": file, "urn:b": file}) as address:
        quads = list(RemoteStore(address).quads())
    assert [str(quad.graph_name) for quad in quads] == ["<urn:a>", "<urn:b>"]
    assert len({quad.subject for quad in quads}) == 2


def test_graphs_without_a_name_are_left_out() -> None:
    named = '{"g":{"type":"uri","value":"urn:%s"}}'
    rows = ",".join([named % "b", '{"g":{"type":"bnode","value":"x"}}', named % "a"])
    body = f'{{"head":{{"vars":["g"]}},"results":{{"bindings":[{rows}]}}}}'
    with endpoint(reply(body)) as mixed:
        assert RemoteStore(mixed.address).graphs() == ["urn:a", "urn:b"]


def test_a_copy_for_rdflib_is_whole(shipped: str) -> None:
    copy = RemoteStore(shipped).to_rdflib()
    assert len(copy) == len(open_store().to_rdflib())


# Virtuoso.


@pytest.fixture(scope="module")
def capped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso that gives no more than three rows."""
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "four.ttl").write_text("<urn:a> <urn:p> 1, 2, 3, 4 .", encoding="utf-8")
    (folder / "server").mkdir()
    with virtuoso(folder / "server", {"urn:g": folder / "four.ttl"}, most=3) as address:
        yield address


@pytest.mark.engines
@pytest.mark.parametrize(
    ("query", "expected"), [("ASK { <urn:a> ?p ?o }", True), ("ASK { <urn:b> ?p ?o }", False)]
)
def test_virtuoso_says_yes_and_no(capped: str, query: str, expected: bool) -> None:
    assert RemoteStore(capped).sparql(query) is expected


@pytest.mark.engines
@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT ?o { <urn:a> ?p ?o }", "rows"),
        ("SELECT ?o { <urn:a> ?p ?o } LIMIT 4", "rows"),
        ("CONSTRUCT { <urn:a> ?p ?o } WHERE { <urn:a> ?p ?o }", "triples"),
    ],
)
def test_what_virtuoso_leaves_out_is_said(capped: str, query: str, kind: str) -> None:
    assert str(fault(capped, query)) == (
        f"{capped}: gives no more than 3 {kind} at once; "
        "ask for parts of it with LIMIT, or raise the server's ResultSetMaxRows"
    )


@pytest.mark.engines
def test_virtuoso_describes_and_leaves_its_own_graphs_out(tmp_path: Path) -> None:
    file = tmp_path / "one.nt"
    file.write_text("<urn:a> <urn:p> <urn:b> .\n", encoding="utf-8")
    (tmp_path / "virtuoso").mkdir()
    with virtuoso(tmp_path / "virtuoso", {"urn:g": file}) as address:
        store = RemoteStore(address)
        described = store.sparql("DESCRIBE <urn:a>")
        assert isinstance(described, Triples)
        assert list(map(str, described)) == ["<urn:a> <urn:p> <urn:b>"]
        counted = store.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert isinstance(counted, Rows)
        assert counted.values() == [(1,)]


@pytest.mark.engines
def test_virtuoso_gives_as_many_as_are_asked_for(capped: str) -> None:
    answer = RemoteStore(capped).sparql("SELECT ?o { <urn:a> ?p ?o } ORDER BY ?o LIMIT 3")
    assert isinstance(answer, Rows)
    assert answer.values() == [(1,), (2,), (3,)]


@pytest.mark.engines
def test_what_virtuoso_refuses_is_said_in_one_line(capped: str) -> None:
    assert str(fault(capped, "SELECT ?o { <urn:a ?o }")) == (
        f"{capped} refuses the query: Virtuoso 37000 Error SP030: SPARQL compiler, line 1: "
        "syntax error at '<' before 'urn:a'"
    )


# The command line.


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *words],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ["edition-counts"],
        ["describe-skill", "code=SLMO", "lang=fr", "--format", "json"],
        ["describe-iri", "--format", "ttl"],
        ["level-text", "code=SLMO", "level=4", "--format", "csv"],
    ],
    ids=lambda words: words[0],
)
def test_the_command_prints_the_same(
    shipped: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", *words]) == 0
    expected = capsys.readouterr()
    assert main(["query", *words, "--store", shipped]) == 0
    assert capsys.readouterr() == expected


def test_the_command_asks_what_the_environment_names(shipped: str) -> None:
    done = run("query", "edition-counts", SFIA_GRAPH_STORE=shipped)
    assert (done.returncode, done.stdout) == (0, run("query", "edition-counts").stdout)


def failing(say: Say) -> tuple[int, str, str]:
    """Ask a faulty endpoint by the command; gives the exit code and what it says."""
    with endpoint(say) as faulty:
        done = run("query", "edition-counts", "--store", faulty.address)
    return done.returncode, done.stdout, done.stderr.replace(faulty.address, "URL")


@pytest.mark.parametrize(
    ("say", "problem"),
    [
        (
            reply("<html>Welcome", "text/html"),
            "an HTML page and no answer to a query; name the endpoint itself, often …/sparql",
        ),
        (
            reply(ONE_ROW[:46]),
            "the answer is broken or cut off (Parser error at line 1 column 47: "
            f"Unexpected end of file, a value was expected): {ONE_ROW[:46].decode()}",
        ),
        (
            reply("", None, 401),
            "wants credentials, 401; SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, "
            "SFIA_GRAPH_TOKEN or ~/.netrc give them",
        ),
        (redirect("/sparql"), "redirects more than 5 times; name the endpoint itself"),
    ],
    ids=["page", "cut", "credentials", "circle"],
)
def test_a_fault_is_1_with_one_line_on_standard_error(say: Say, problem: str) -> None:
    assert failing(say) == (1, "", f"sfia-graph: URL: {problem}\n")


def test_nobody_there_is_1_with_one_line() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    done = run("query", "edition-counts", "--store", address)
    problem = "nobody answers there (Connection refused)"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"sfia-graph: {address}: {problem}\n"


def test_a_password_in_the_address_is_1_and_is_not_repeated() -> None:
    done = run("query", "edition-counts", "--store", "http://ada:s3cr3t@127.0.0.1/")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "sfia-graph: an address with a user or a password in it; "
        "put them into SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, or into ~/.netrc\n"
    )


def test_a_time_that_is_none_is_2_with_one_line() -> None:
    done = run("query", "edition-counts", "--store", "http://127.0.0.1/", SFIA_GRAPH_TIMEOUT="soon")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "sfia-graph: SFIA_GRAPH_TIMEOUT: found 'soon', "
        "expected a number of seconds, such as 60, 1000000 at most\n"
    )
