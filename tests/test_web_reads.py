"""What a watched site notes: whose texts were read for what is made, also where it was kept."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from invented import write_graph

from sfia_graph.namespaces import BASE, expand
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web import rooms
from sfia_graph.web.downloads.statements import by_graph
from sfia_graph.web.exchange import Asked
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.reads import EVERYTHING, NOTHING, Reads, reads, unnoted, watched
from sfia_graph.web.site import Site, open_site

KNEA, TART = f"{BASE}9/skill/KNEA", f"{BASE}9/skill/TART"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return watched(open_site(str(write_graph(tmp_path_factory.mktemp("reads") / "bakery.ttl"))))


def _reads(site: Site) -> Reads:
    found = reads(site)
    assert found is not None
    return found


def _read(site: Site, path: str) -> frozenset[str]:
    return _reads(site).during(lambda: rooms.answer(site, Asked(path)))[1]


def test_a_name_is_noted_and_noted_again_where_it_was_kept(site: Site) -> None:
    texts = Texts(site, "en")
    for _ in range(2):
        name, read = _reads(site).during(lambda: texts.label(KNEA))
        assert (name.value, read) == ("Dough kneading", frozenset({KNEA}))


def test_a_page_hangs_on_the_texts_that_it_shows_however_often_it_is_made(site: Site) -> None:
    first = _read(site, "9/skill/KNEA.en.html")
    assert KNEA in first and TART not in first
    assert {f"{BASE}9/level/{number}" for number in range(1, 8)} & first
    assert _read(site, "9/skill/KNEA.en.html") == first


def test_data_hang_on_the_texts_that_they_hold(site: Site) -> None:
    assert KNEA in _read(site, "9/skill/KNEA.ttl")
    assert TART not in _read(site, "9/skill/KNEA.nt")


def test_an_answer_hangs_on_everything(site: Site) -> None:
    assert EVERYTHING in _read(site, "query/skill-levels.json")


def test_a_page_is_the_same_whether_its_site_is_watched_or_not(site: Site) -> None:
    alone = open_site(site.store.where)
    asked = Asked("9/skill/KNEA.fr.html")
    assert rooms.answer(site, asked).body == rooms.answer(alone, asked).body
    assert reads(alone) is NOTHING


def test_a_dump_that_was_just_read_is_noted_again(site: Site) -> None:
    (graph,) = site.store.graphs()
    first, again = (_reads(site).during(lambda: by_graph(site, graph))[1] for _ in range(2))
    assert {KNEA, TART} <= first == again


def test_a_text_of_an_unnamed_thing_is_not_noted() -> None:
    said = ox.Quad(
        ox.BlankNode("one"),
        ox.NamedNode(expand("rdfs:comment")),
        ox.Literal("baked", language="en"),
        ox.NamedNode(f"{BASE}graph/a"),
    )
    store = ox.Store()
    store.add(said)
    site = watched(replace(open_site(), store=EmbeddedStore(store, "a graph")))
    engine = site.store.engine
    found = _reads(site).during(lambda: list(engine.quads_for_pattern(None, None, None, None)))
    assert found == ([said], frozenset())


def test_a_count_is_not_noted(site: Site) -> None:
    engine = site.store.engine
    quads = lambda: list(unnoted(engine).quads_for_pattern(None, None, None, None))  # noqa: E731
    assert _reads(site).during(quads)[1] == frozenset()
