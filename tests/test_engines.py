"""Every stored question on every engine: the same rows, of the same types, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from engines import Answered, ask_rdflib, parsed_by_rdflib, plain

from scripts.list_engines import ENGINES, PAGE, table_of
from scripts.servers import oxigraph, virtuoso
from sfia_graph.cli import main
from sfia_graph.minting import Minter
from sfia_graph.parameters import Values
from sfia_graph.queries import StoredQuery, stored_queries, stored_query
from sfia_graph.resources import DATA, SHIPPED_GRAPHS, shipped_data
from sfia_graph.store import Store, open_store
from sfia_graph.store.remote import RemoteStore

SAMPLES = [DATA / "samples" / "people.ttl", DATA / "samples" / "roles.ttl"]
SHIPPED = [
    *shipped_data(links=False),
    *(
        DATA / "mappings" / f"{name}.ttl"
        for name in ("levels", "sfia-8-sfia-9", "sfia-9-ecf-4", "sfia-9-nice-2")
    ),
    DATA / "vocabularies" / "ecf-4.ttl",
    DATA / "changes-8-9.ttl",
    DATA / "retired.ttl",
]
"""Of the links as many as rdflib, which joins row by row, can be asked about in a test."""

FILES = [*SHIPPED, *SAMPLES]
GRAPHS = {
    **{Minter().graph(SHIPPED_GRAPHS[path.name]): path for path in SHIPPED},
    **{Minter().graph(f"file/{path.stem}"): path for path in SAMPLES},
}
CALLS: list[tuple[str, dict[str, Values]]] = [
    ("describe-skill", {"code": "SLMO", "edition": 7, "lang": "fr"}),
    ("why-not-at-level", {"code": ["SLMO", "PROG"], "level": [1, 2, 7], "edition": 8}),
    ("search", {"words": "niveau", "edition": 7, "lang": "fr"}),
    ("related-by-range", {"code": "ETMG"}),
    ("rank-candidates", {"role": "Testeur", "share": 100}),
    ("rank-candidates", {"policy": "exact", "basis": ["assessed", "certified"], "share": 1}),
    ("person-against-role", {"person": "bea", "policy": "exact", "lang": "fr"}),
    ("team-coverage", {"team": "Product", "role": "software-engineer", "policy": "exact"}),
    ("training-need", {"team": "all", "basis": ["assessed", "endorsed"]}),
    ("bench-by-level", {"code": "all", "team": "product"}),
    ("next-roles", {"start": "dov", "steps": 20}),
    ("similar-roles", {"role": "tester", "share": 0}),
    ("skills-in-category", {"category": "people-and-skills", "lang": "en-US"}),
    ("two-hop", {"source": "ecf-4", "target": "ecf-4"}),
    ("role-in-sfia", {"role": "B.3"}),
    ("mappings-above", {"scheme": "ecf-4", "confidence": "0"}),
    ("changes-by-type", {"kind": ["new", "respelled"], "lang": "fr"}),
    ("history-of-a-skill", {"code": "SLMO", "lang": "fr"}),
]


IDS = [f"{name}-{place}" for place, (name, _) in enumerate(CALLS)]


@dataclass(frozen=True)
class Asked:
    """An engine under its name in the list, in its version, and what asks it."""

    name: str
    version: str
    ask: Callable[[str], Answered]


def through_us(store: Store) -> Callable[[str], Answered]:
    return lambda query: plain(store.sparql(query))


@contextmanager
def embedded(_: Path) -> Iterator[Asked]:
    yield Asked("embedded", version("pyoxigraph"), through_us(open_store(FILES)))


@contextmanager
def on_disk(folder: Path) -> Iterator[Asked]:
    words = [*map(str, FILES), "--summarise", "--no-validate"]
    assert main(["load", *words, "--into", str(folder / "store")]) == 0
    yield Asked("on disk", version("pyoxigraph"), through_us(open_store(folder / "store")))


@contextmanager
def rdflib(_: Path) -> Iterator[Asked]:
    dataset = parsed_by_rdflib(FILES)
    yield Asked("rdflib", version("rdflib"), lambda query: ask_rdflib(dataset, query))


@contextmanager
def oxigraph_that_unites(folder: Path) -> Iterator[Asked]:
    with oxigraph(folder, GRAPHS, "--union-default-graph") as address:
        yield Asked("Oxigraph server", version("oxigraph"), through_us(open_store(address)))


@contextmanager
def oxigraph_that_does_not(folder: Path) -> Iterator[Asked]:
    with oxigraph(folder, GRAPHS) as address:
        yield Asked("Oxigraph server, apart", version("oxigraph"), through_us(open_store(address)))


@contextmanager
def a_virtuoso(folder: Path) -> Iterator[Asked]:
    with virtuoso(folder, GRAPHS) as address:
        store = RemoteStore(address)
        server = store.engine.server.split()[0].partition("/")[2]
        yield Asked("Virtuoso", server, through_us(store))


STARTING = [
    *(embedded, on_disk, rdflib, oxigraph_that_unites, oxigraph_that_does_not),
    pytest.param(a_virtuoso, marks=pytest.mark.engines),
]


@pytest.fixture(scope="module", params=STARTING, ids=lambda start: start.__name__)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    with request.param(tmp_path_factory.mktemp("engine")) as asked:
        yield asked


@pytest.fixture(scope="module")
def expected() -> Store:
    return open_store(FILES)


@pytest.mark.parametrize("query", stored_queries().values(), ids=lambda query: query.name)
def test_it_gives_the_same_answer(
    engine: Asked,
    query: StoredQuery,
    expected: Store,
    record_property: Callable[[str, object], None],
) -> None:
    for name, value in (
        ("engine", engine.name),
        ("version", engine.version),
        ("query", query.name),
    ):
        record_property(name, value)
    assert engine.ask(query.text) == plain(expected.sparql(query.text))


@pytest.mark.parametrize(("name", "values"), CALLS, ids=IDS)
def test_it_gives_the_same_answer_for_other_values(
    engine: Asked, name: str, values: dict[str, Values], expected: Store
) -> None:
    text = stored_query(name).bind(values)
    assert engine.ask(text) == plain(expected.sparql(text))


# The list of engines.


def test_the_list_names_every_question_and_says_of_each_that_it_is_the_same() -> None:
    table = table_of(PAGE.read_text(encoding="utf-8"))
    assert set(table) == set(ENGINES)
    assert {each.passed for each in table.values()} == {len(stored_queries())}
    assert {each.asked for each in table.values()} == {len(stored_queries())}
