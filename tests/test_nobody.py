"""People are never shown by a site: they are left out when it is opened, and that is proved."""

from __future__ import annotations

import io
import json
import signal
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from crew import HOLDINGS, NUMBER, TRACES, write_crew
from invented import write_graph
from reconciling import posted
from served import Served, served
from test_web_assistants import connected

from sfia_graph.cli import main
from sfia_graph.errors import StoreError
from sfia_graph.namespaces import BASE
from sfia_graph.publish import PublishError, build
from sfia_graph.publish.finished import texts
from sfia_graph.publish.nobody import prove_nobody
from sfia_graph.store import open_store
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.people import About, about_people
from sfia_graph.web.site import Site, open_site

LINE = f"left out: {HOLDINGS} holdings of {NUMBER} people, whom "
ROLE = ox.NamedNode(f"{BASE}role/head-baker")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bakers' framework, a role, and people who bake, each in a file."""
    folder = write_crew(tmp_path_factory.mktemp("nobody") / "graph")
    write_graph(folder / "bakery.ttl")
    return folder


@pytest.fixture(scope="module")
def site(graph: Path) -> Site:
    return open_site(graph)


def _traces(text: str) -> list[str]:
    return [each for each in TRACES if each in text]


def test_the_graph_of_a_site_says_nothing_of_people(site: Site, graph: Path) -> None:
    said = "\n".join(map(str, site.store.engine))
    assert _traces(said) == []
    assert _traces("\n".join(map(str, open_store(graph).quads()))) == list(TRACES)


def test_all_else_stays(site: Site, graph: Path) -> None:
    without = open_site([graph / "bakery.ttl", graph / "role.ttl"])
    assert set(site.store.quads()) == set(without.store.quads())
    assert list(site.store.engine.quads_for_pattern(ROLE, None, None))


def test_what_is_left_out_is_counted(site: Site) -> None:
    assert (len(site.withheld.people), len(site.withheld.holdings)) == (NUMBER, HOLDINGS)
    assert str(site.withheld) == "4 holdings of 4 people"


def test_a_graph_without_people_is_served_as_it_is(graph: Path) -> None:
    assert open_site(graph / "bakery.ttl").withheld == About()
    assert open_site().withheld == About()


def test_no_site_asks_about_people(site: Site) -> None:
    assert {each.subject for each in site.queries.values()} >= {"skills", "levels"}
    assert "people" not in {each.subject for each in site.queries.values()}


def test_an_assistant_of_ones_own_may_be_shown_people(graph: Path) -> None:
    own = open_site(graph, people=True)
    assert own.withheld == About()
    assert "person-gap" in own.queries
    assert _traces("\n".join(map(str, own.store.engine))) == list(TRACES)


def test_people_under_another_base_are_left_out_too(graph: Path) -> None:
    moved = open_site(graph, base="https://example.org/skills/")
    assert _traces("\n".join(map(str, moved.store.engine))) == []


def test_no_file_of_a_published_site_has_a_trace(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "site"
    call = ["publish", "--store", str(graph), "-o", str(where), "--no-validate"]
    assert main([*call, "--processes", "1"]) == 0
    assert capsys.readouterr().err.splitlines()[0] == f"{LINE}a site never shows"
    names = [each.relative_to(where).as_posix() for each in where.rglob("*") if each.is_file()]
    found = {name: hits for name, text in texts(where, names) if (hits := _traces(name + text))}
    assert found == {}
    assert len(names) > 300


@pytest.fixture(scope="module")
def server(graph: Path) -> Iterator[Served]:
    with served("--store", str(graph)) as found:
        assert found.process.stderr
        assert found.process.stderr.readline() == f"{LINE}a site never shows\n"
        yield found


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D",
        "/sparql?query=SELECT+*+%7B+GRAPH+%3Fg+%7B+%3Fs+%3Fp+%3Fo+%7D+%7D",
        "/sparql?query=CONSTRUCT+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D",
        "/search?q=quarkson",
        "/search?q=zelda",
        "/query/search.csv?words=quarkson",
        "/query/describe-iri.ttl?iri=https://w3id.org/sfia-graph/person/zelda",
        "/reconcile/suggest/entity?prefix=quark",
        "/catalogue.ttl",
        "/downloads.en.html",
    ],
)
def test_no_answer_of_a_server_has_a_trace(server: Served, path: str) -> None:
    reply = server.ask(path)
    assert reply.status in {200, 404}, reply.text
    asked = {"quarkson", "zelda"} if "/search" in path or "describe-iri" in path else set()
    assert set(_traces(reply.text)) <= asked


@pytest.mark.parametrize("path", ["person/zelda", "holding/zelda-1", "team/night-shift"])
@pytest.mark.parametrize("ending", ["", ".ttl", ".en.html"])
def test_people_have_no_page(server: Served, path: str, ending: str) -> None:
    assert server.ask(f"/{path}{ending}").status == 404
    assert server.ask("/role/head-baker.ttl").status == 200


def test_nobody_is_reconciled_with(server: Served) -> None:
    found = json.loads(posted(server, queries={"q": {"query": "Zelda Quarkson"}}).body)
    assert _traces(json.dumps(found)) == []


def test_no_assistant_meets_people(server: Served) -> None:
    with connected(f"{server.address}mcp", "auto") as assistant:
        assert "person-gap" not in {each.name for each in assistant.tools()}
        assert assistant.call("find", words="quarkson").structured_content["rows"] == []


def test_a_reload_leaves_them_out_too(graph: Path, tmp_path: Path) -> None:
    write_graph(tmp_path / "bakery.ttl")
    with served("--store", str(tmp_path)) as running:
        write_crew(tmp_path)
        running.process.send_signal(signal.SIGHUP)
        assert running.process.stderr
        assert running.process.stderr.readline().startswith("reloaded ")
        assert running.process.stderr.readline() == f"{LINE}a site never shows\n"
        assert running.ask("/role/head-baker.ttl").status == 200
        everything = "/sparql?query=SELECT+*+%7B+GRAPH+%3Fg+%7B+%3Fs+%3Fp+%3Fo+%7D+%7D"
        assert _traces(running.ask(everything).text) == []


@pytest.mark.parametrize("options", [[], ["--summarise"]], ids=["plain", "summarised"])
def test_a_store_on_disk_that_is_about_people_is_refused(
    graph: Path, tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    files = [str(graph / "bakery.ttl"), str(graph / "crew.ttl")]
    assert main(["load", *files, "--into", str(store), "--no-validate", *options]) == 0
    problem = f"{store}: is about people, whom a site never shows"
    remedy = "load the files without them into a store of their own"
    with pytest.raises(StoreError, match=f"^{problem}; {remedy}$"):
        open_site(store)
    capsys.readouterr()
    assert main(["publish", "--store", str(store), "-o", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err == f"sfia-graph: {problem}; {remedy}\n"
    assert not (tmp_path / "site").exists()


def test_a_store_on_disk_without_people_is_served(graph: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert main(["load", str(graph / "bakery.ttl"), "--into", str(store), "--no-validate"]) == 0
    assert open_site(store).withheld == About()


FORMS = {
    "page.html": '<a href="/person/zelda">Z</a>',
    "moved.html": f"<p>{BASE}person/some&#98;ody</p>",
    "data.ttl": f"<{BASE}holding/zelda-9> a <x> .",
    "data.json": json.dumps({"@id": f"{BASE}team/anybody"}).replace("y", "\\u0079"),
    "compact.csv": "code,who\nKNEA,person/zelda\n",
    "foreign.txt": "by <https://staff.example/77>",
    "person/anybody.ttl": "",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_person_who_slipped_in_is_found_in_any_format(site: Site, name: str) -> None:
    with pytest.raises(PublishError, match=rf"^{name}: names a person, a holding or a team \("):
        prove_nobody(site, name, FORMS[name].encode())


def test_a_person_who_is_packed_is_found(site: Site) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as deeper:
            deeper.writestr("sheet.xml", f"<t>{BASE}person/zelda</t>")
        packed.writestr("inner.zip", inner.getvalue())
    with pytest.raises(PublishError, match=r"^tables\.zip: names a person"):
        prove_nobody(site, "tables.zip", body.getvalue())


@pytest.mark.parametrize("said", ["A person/role matrix", "See /person/ for more", "zelda"])
def test_words_are_no_people(site: Site, said: str) -> None:
    prove_nobody(site, "page.html", f"<p>{said}</p>".encode())


def test_a_site_into_which_a_person_slips_is_not_published(graph: Path, tmp_path: Path) -> None:
    site = open_site(graph)
    store = open_store(graph)
    assert isinstance(store, EmbeddedStore)
    slipped = replace(site, store=store, languages=("en",))
    with pytest.raises(PublishError, match="the site is not published, please report this"):
        build(slipped, tmp_path / "site", processes=1)
    assert list(tmp_path.iterdir()) == []


def test_who_only_belongs_to_a_team_is_a_person_too() -> None:
    store = ox.Store()
    team, member = ox.NamedNode("urn:team"), ox.NamedNode("urn:anybody")
    store.add(ox.Quad(team, ox.NamedNode("http://xmlns.com/foaf/0.1/member"), member))
    assert about_people(store).people == {member}
