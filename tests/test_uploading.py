"""Graphs go onto a server whole, one request each, and what went wrong is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from between import Between, Fault, between
from endpoints import alone, free_port

from scripts.servers import oxigraph, writable_oxigraph
from sfia_graph.errors import StoreError
from sfia_graph.store.bodies import Body, write_bodies
from sfia_graph.store.comparing import Comparison
from sfia_graph.store.graph_store import GraphStore
from sfia_graph.store.named import sendable
from sfia_graph.store.retrying import Retrying
from sfia_graph.store.uploading import compare_with, send

G = ox.NamedNode("https://example.org/graph/g")
TEXT = "<urn:a> <urn:p> 'A' . <urn:b> <urn:p> 'B' ."


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Between]:
    """A real Oxigraph server, behind one that fails where it is told to."""
    with writable_oxigraph(tmp_path / "server") as real, between(real) as standing:
        yield standing


def store_of(text: str, graph: ox.NamedNode = G) -> ox.Store:
    store = ox.Store()
    store.load(text, ox.RdfFormat.TURTLE, to_graph=graph, base_iri="urn:base")
    return store


def body(text: str, folder: Path, graph: ox.NamedNode = G) -> Body:
    (only,) = write_bodies(store_of(text, graph), [graph], folder)
    return only


def impatient(server: Between, slept: list[float] | None = None) -> GraphStore:
    pauses = [] if slept is None else slept
    return GraphStore(server.address, retrying=Retrying(sleep=pauses.append))


def there(server: Between, graph: ox.NamedNode = G) -> list[str]:
    """Give what is on the server, as the objects of the statements."""
    store = ox.Store()
    GraphStore(server.address).read(graph, store)
    return sorted(str(quad.object) for quad in store)


def refused(server: Between, sent: Body, *, add: bool = False) -> str:
    store = impatient(server)
    with pytest.raises(StoreError) as raised:
        store.add(sent) if add else store.replace(sent)
    return str(raised.value)


# What is sent.


def test_a_graph_takes_the_place_of_the_one_of_its_name(server: Between, tmp_path: Path) -> None:
    store = impatient(server)
    store.replace(body(TEXT, tmp_path))
    store.replace(body("<urn:c> <urn:p> 'C' .", tmp_path))
    assert there(server) == ['"C"']


def test_other_graphs_stay(server: Between, tmp_path: Path) -> None:
    other = ox.NamedNode("https://example.org/graph/other")
    store = impatient(server)
    store.replace(body("<urn:c> <urn:p> 'C' .", tmp_path, other))
    store.replace(body(TEXT, tmp_path))
    assert there(server, other) == ['"C"']


def test_a_graph_is_added_to_the_one_of_its_name(server: Between, tmp_path: Path) -> None:
    store = impatient(server)
    store.replace(body(TEXT, tmp_path))
    store.add(body("<urn:c> <urn:p> 'C' .", tmp_path))
    assert there(server) == ['"A"', '"B"', '"C"']


def test_tags_go_in_their_canonical_case(server: Between, tmp_path: Path) -> None:
    impatient(server).replace(body("<urn:a> <urn:p> 'x'@en-gb, 'y'@zh-hant-tw .", tmp_path))
    assert sorted(server.heard[0].body.splitlines()) == [
        b'<urn:a> <urn:p> "x"@en-GB .',
        b'<urn:a> <urn:p> "y"@zh-Hant-TW .',
    ]


def test_a_request_says_what_it_brings(server: Between, tmp_path: Path) -> None:
    sent = body(TEXT, tmp_path)
    impatient(server).replace(sent)
    (heard,) = server.heard
    assert (heard.method, heard.headers["Content-Type"]) == ("PUT", "application/n-triples")
    assert int(heard.headers["Content-Length"]) == sent.size == len(heard.body)
    assert heard.headers["Transfer-Encoding"] is None


def test_the_name_of_a_graph_is_quoted_and_an_address_keeps_its_query(
    server: Between, tmp_path: Path
) -> None:
    odd = ox.NamedNode("https://example.org/g?a=1&b=é#c")
    store = GraphStore(f"{server.address}?key=1#part")
    store.replace(body(TEXT, tmp_path, odd))
    assert server.heard[0].target == (
        "/store?key=1&graph=https%3A%2F%2Fexample.org%2Fg%3Fa%3D1%26b%3D%C3%A9%23c"
    )
    assert there(server, odd) == ['"A"', '"B"']


def test_blank_nodes_stay_what_they_are(server: Between, tmp_path: Path) -> None:
    text = "<urn:a> <urn:p> [ <urn:q> 1 ; <urn:r> [ <urn:q> 2 ] ], [ <urn:q> 1 ] ."
    store = impatient(server)
    store.replace(body(text, tmp_path))
    compared = compare_with(store, store_of(text), G)
    assert (compared.change, compared.before, compared.same) == ("unchanged", 6, 6)


def test_a_large_graph_goes_piece_by_piece_and_each_is_told_of(
    server: Between, tmp_path: Path
) -> None:
    large = body("".join(f"<urn:{n}> <urn:p> '{n:0200}' .\n" for n in range(20_000)), tmp_path)
    assert large.size > 4_000_000
    assert max(map(len, large)) < 100_000
    told: list[tuple[int, int, str]] = []

    def tell(done: int, of: int, what: str) -> None:
        told.append((done, of, what))

    assert list(send([large], impatient(server).replace, tell)) == [G]
    assert len(told) > 40
    assert told[0] == (0, large.size, G.value)
    assert told[-1] == (large.size, large.size, G.value)
    assert len(there(server)) == 20_000


def test_what_is_told_goes_on_from_graph_to_graph(server: Between, tmp_path: Path) -> None:
    names = [ox.NamedNode(f"https://example.org/{name}") for name in "ab"]
    store = store_of(TEXT, names[0])
    store.bulk_extend(store_of("<urn:c> <urn:p> 'C' .", names[1]))
    bodies = write_bodies(store, names, tmp_path)
    told = []
    for _ in send(bodies, impatient(server).replace, lambda *all_: told.append(all_)):
        pass
    first, second = names[0].value, names[1].value
    assert [each.size for each in bodies] == [44, 22]
    assert told == [(0, 66, first), (44, 66, first), (44, 66, second), (66, 66, second)]


# Asking again.

LOST = Fault()


@pytest.mark.parametrize(
    "fault",
    [LOST, *(Fault(status) for status in (429, 502, 503, 504))],
    ids=lambda fault: str(fault.status),
)
def test_replacing_is_repeated_whole(server: Between, tmp_path: Path, fault: Fault) -> None:
    server.fail(G.value, fault, fault)
    slept: list[float] = []
    sent = body(TEXT, tmp_path)
    impatient(server, slept).replace(sent)
    assert [len(each.body) for each in server.heard] == [sent.size] * 3
    assert len(slept) == 2
    assert there(server) == ['"A"', '"B"']


def test_replacing_is_repeated_three_times_at_most(server: Between, tmp_path: Path) -> None:
    server.fail(G.value, *[LOST] * 9)
    assert refused(server, body(TEXT, tmp_path)) == (
        f"{server.address}: the connection was lost before the answer was whole; "
        f"{G} may be there or not"
    )
    assert len(server.heard) == 4


@pytest.mark.parametrize(
    ("fault", "pause"),
    [(Fault(429), 0.0), (Fault(503, headers={"Retry-After": "7"}), 7.0)],
    ids=["429", "503 with Retry-After"],
)
def test_adding_is_repeated_where_nothing_was_done(
    server: Between, tmp_path: Path, fault: Fault, pause: float
) -> None:
    server.fail(G.value, fault, method="POST")
    slept: list[float] = []
    impatient(server, slept).add(body("[] <urn:p> 'A' .", tmp_path))
    assert len(slept) == 1
    assert slept[0] >= pause
    assert there(server) == ['"A"']


@pytest.mark.parametrize("status", [502, 503, 504])
def test_adding_is_not_repeated_where_it_may_have_been_done(
    server: Between, tmp_path: Path, status: int
) -> None:
    server.fail(G.value, Fault(status, after=True), method="POST")
    message = refused(server, body("[] <urn:p> 'A' .", tmp_path), add=True)
    assert message.startswith(f"{server.address}: answered {status} ")
    assert there(server) == ['"A"']


def test_adding_is_not_repeated_after_a_lost_connection(server: Between, tmp_path: Path) -> None:
    server.fail(G.value, Fault(after=True), method="POST")
    assert refused(server, body("[] <urn:p> 'A' .", tmp_path), add=True) == (
        f"{server.address}: the connection was lost before the answer was whole; "
        f"{G} may be there or not"
    )
    assert there(server) == ['"A"']


# Refusals.

LARGE = "".join(f"<urn:{n}> <urn:p> '{n:0200}' .\n" for n in range(80_000))
TOO_LARGE = "the graph is too large for it, 413; raise the server's limit, or split the graph"

HOW = "SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, SFIA_GRAPH_TOKEN or ~/.netrc give them"


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault(400, "line 3: no"), f"refuses {G}, 400 (line 3: no)"),
        (Fault(401), f"wants credentials, 401; {HOW}"),
        (
            Fault(403, "not you"),
            "does not let us write, 403 (not you); it may be read-only, or know us as somebody "
            "else",
        ),
        (
            Fault(404),
            "no graph store is there, 404; name its address, such as http://localhost:7878/store",
        ),
        (
            Fault(405),
            "takes no graphs, 405; it may be read-only, or not the address of its graph store",
        ),
        (
            Fault(413, "<html>large</html>", {"Content-Type": "text/html"}),
            "the graph is too large for it, 413; raise the server's limit, or split the graph",
        ),
        (Fault(415, "no N-Triples"), "answered 415 Unsupported Media Type (no N-Triples)"),
        (Fault(500), "answered 500 Internal Server Error"),
        (
            Fault(507, "disk full"),
            "has no room left for the graph, 507 (disk full); make room there",
        ),
    ],
    ids=lambda given: str(given.status) if isinstance(given, Fault) else "",
)
@pytest.mark.parametrize("add", [False, True], ids=["PUT", "POST"])
def test_a_refusal_is_one_line_and_not_repeated(
    server: Between, tmp_path: Path, fault: Fault, message: str, add: bool
) -> None:
    server.fail(G.value, fault, method="POST" if add else "PUT")
    assert refused(server, body(TEXT, tmp_path), add=add) == f"{server.address}: {message}"
    assert len(server.heard) == 1


def test_a_refusal_before_the_graph_was_read_is_heard(server: Between, tmp_path: Path) -> None:
    server.fail(G.value, Fault(413, before=True))
    assert refused(server, body(LARGE, tmp_path)) == f"{server.address}: {TOO_LARGE}"
    assert len(server.heard) == 1


def test_a_refusal_before_the_graph_was_read_is_heard_over_tls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with between("http://localhost", certificate) as server:
        server.fail(G.value, Fault(413, before=True))
        assert refused(server, body(LARGE, tmp_path)) == f"{server.address}: {TOO_LARGE}"
        assert len(server.heard) == 1


def test_a_server_that_says_nothing_is_one_line(server: Between, tmp_path: Path) -> None:
    server.fail(G.value, None)
    hasty = GraphStore(server.address, timeout=0.2)
    with pytest.raises(StoreError) as raised:
        hasty.replace(body(TEXT, tmp_path))
    assert str(raised.value) == (
        f"{server.address}: no whole answer within 0.2 s; SFIA_GRAPH_TIMEOUT says how long"
    )


def test_a_server_has_a_second_more_for_each_100_kb(server: Between, tmp_path: Path) -> None:
    sent = body("".join(f"<urn:{n}> <urn:p> '{n:0200}' .\n" for n in range(1000)), tmp_path)
    assert 200_000 < sent.size < 300_000
    server.fail(G.value, Fault(pause=1.0))
    GraphStore(server.address, timeout=0.2).replace(sent)
    assert len(server.heard) == 1


@pytest.mark.parametrize("add", [False, True], ids=["PUT", "POST"])
def test_a_redirect_is_refused_and_nothing_goes_there(
    server: Between, tmp_path: Path, add: bool
) -> None:
    with between(server.address) as other:
        fault = Fault(307, headers={"Location": f"{other.address}/new?key=1"})
        server.fail(G.value, fault, method="POST" if add else "PUT")
        assert refused(server, body(TEXT, tmp_path), add=add) == (
            f"{server.address}: redirects to {other.address}/new; name that address instead"
        )
    assert other.heard == []


def test_a_server_that_is_down_is_one_line(tmp_path: Path) -> None:
    nobody = GraphStore(f"http://127.0.0.1:{free_port()}/store")
    with pytest.raises(StoreError) as raised:
        nobody.replace(body(TEXT, tmp_path))
    assert str(raised.value) == f"{nobody.url}: nobody answers there (Connection refused)"


def test_a_read_only_oxigraph_refuses_and_keeps_what_it_has(tmp_path: Path) -> None:
    sent = body(TEXT, tmp_path)
    with oxigraph(tmp_path / "server", {G.value: sent.path}) as address:
        store = GraphStore(address.replace("/query", "/store"))
        with pytest.raises(StoreError) as raised:
            store.replace(body("<urn:c> <urn:p> 'C' .", tmp_path))
        assert compare_with(store, store_of(TEXT), G).change == "unchanged"
    assert str(raised.value) == (
        f"{store.url}: does not let us write, 403 (The server is read-only); "
        "it may be read-only, or know us as somebody else"
    )


def test_credentials_are_sent_and_not_shown(
    server: Between, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SFIA_GRAPH_TOKEN", "s3cr3t-t0ken")
    server.fail(G.value, Fault(500, "Bearer s3cr3t-t0ken went wrong"))
    message = refused(server, body(TEXT, tmp_path))
    assert server.heard[0].headers["Authorization"] == "Bearer s3cr3t-t0ken"
    assert message == f"{server.address}: answered 500 Internal Server Error"


def test_an_address_with_a_password_is_refused() -> None:
    with pytest.raises(StoreError) as raised:
        GraphStore("http://me:s3cr3t@localhost/store")
    assert "s3cr3t" not in f"{raised.value}{raised.value!r}"


# Reading.


def test_a_graph_that_is_not_there_has_nothing_in_it(server: Between) -> None:
    assert there(server) == []


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault(400, "no query"), f"refuses {G}, 400 (no query)"),
        (Fault(401), f"wants credentials, 401; {HOW}"),
        (
            Fault(200, "<html>", {"Content-Type": "text/html; charset=utf-8"}),
            "answered with text/html, expected application/n-triples",
        ),
        (
            Fault(200, "\x1f", {"Content-Encoding": "gzip", "Content-Type": "text/turtle"}),
            "answered with gzip text/turtle, expected application/n-triples",
        ),
    ],
    ids=["400", "401", "HTML", "packed"],
)
def test_what_is_no_graph_is_refused(server: Between, fault: Fault, message: str) -> None:
    server.fail(G.value, fault, method="GET")
    with pytest.raises(StoreError) as raised:
        there(server)
    assert str(raised.value) == f"{server.address}: {message}"


def test_a_graph_that_is_cut_off_is_refused(server: Between) -> None:
    text = "<urn:a> <urn:p> <urn:o> .\n<urn:b> <urn:p> <ur"
    fault = Fault(200, text, {"Content-Type": "application/n-triples"})
    server.fail(G.value, fault, method="GET")
    with pytest.raises(StoreError) as raised:
        there(server)
    assert str(raised.value).startswith(f"{server.address}: {G} came broken or cut off (")


def test_reading_is_repeated(server: Between, tmp_path: Path) -> None:
    impatient(server).replace(body(TEXT, tmp_path))
    server.fail(G.value, LOST, Fault(503), method="GET")
    compared = compare_with(impatient(server), store_of(TEXT), G)
    assert compared == Comparison(G, before=2, after=2, same=2)


def test_an_address_without_a_graph_store_is_known_beforehand(server: Between) -> None:
    GraphStore(server.address).check()
    nothing = GraphStore(server.address.replace("/store", "/stor"))
    with pytest.raises(StoreError) as raised:
        nothing.check()
    assert str(raised.value) == (
        f"{nothing.url}: no graph store is there, 404; "
        "name its address, such as http://localhost:7878/store"
    )


def test_a_graph_store_that_wants_credentials_is_known_beforehand(server: Between) -> None:
    server.fail("", Fault(401), method="HEAD")
    with pytest.raises(StoreError) as raised:
        GraphStore(server.address).check()
    assert str(raised.value) == f"{server.address}: wants credentials, 401; {HOW}"


def test_a_store_that_does_not_speak_of_its_default_graph_is_taken(server: Between) -> None:
    server.fail("", Fault(500), method="HEAD")
    impatient(server).check()
    assert server.said("HEAD") == [""]


# What can be sent.


def trig(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text, ox.RdfFormat.TRIG)
    return store


def test_graphs_are_sent_in_the_order_of_their_names() -> None:
    store = trig("<urn:b> { <urn:s> <urn:p> 1 } <urn:a> { <urn:s> <urn:p> [] }")
    assert sendable(store) == [ox.NamedNode("urn:a"), ox.NamedNode("urn:b")]


def test_a_graph_named_by_a_blank_node_cannot_be_sent() -> None:
    with pytest.raises(StoreError) as raised:
        sendable(trig("_:g { <urn:s> <urn:p> 1 }"))
    assert str(raised.value) == "a graph named by a blank node cannot be sent; give it an IRI"


@pytest.mark.parametrize("other", ["<urn:s> <urn:q> _:x", "_:x <urn:q> 1"])
def test_a_blank_node_in_two_graphs_cannot_be_sent(other: str) -> None:
    store = trig(f"<urn:a> {{ <urn:s> <urn:p> _:x }} <urn:b> {{ {other} }}")
    with pytest.raises(StoreError) as raised:
        sendable(store)
    assert str(raised.value) in {
        f"a blank node of <urn:{graph}> is in another graph too, and would become two there; "
        "give it an IRI"
        for graph in "ab"
    }
