"""What a query sees as its default graph: each statement once, wherever graphs overlap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.results import Rows
from sfia_graph.store import EmbeddedStore, Store, open_store
from sfia_graph.store import statements as module
from sfia_graph.store.folder import replace_folder
from sfia_graph.store.loading import fill
from sfia_graph.store.union import apart, unite

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
NAMES = [ox.NamedNode(f"urn:graph:{letter}") for letter in "abc"]

triples = st.tuples(*[st.sampled_from([ox.NamedNode(f"urn:{n}") for n in range(3)])] * 3)
graphs = st.dictionaries(st.sampled_from(NAMES), st.sets(triples, min_size=1, max_size=6))


def store_of(contents: dict[ox.NamedNode, set[tuple[ox.NamedNode, ...]]]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple, name) for name, each in contents.items() for triple in each)  # type: ignore[call-arg]
    return store


def seen(store: Store, query: str = ALL) -> Sequence[tuple[object, ...]]:
    answer = store.sparql(query)
    assert isinstance(answer, Rows)
    return answer.values()


@given(graphs, st.integers(1, 7))
def test_a_query_sees_each_statement_once_whichever_graphs_are_big(
    contents: dict[ox.NamedNode, set[tuple[ox.NamedNode, ...]]], big: int
) -> None:
    store = store_of(contents)
    unite(store, big=big)
    expected = {triple for each in contents.values() for triple in each}
    opened = EmbeddedStore(store, "it", apart=tuple(apart(store)))
    assert seen(opened) == sorted(tuple(term.value for term in triple) for triple in expected)
    assert len(apart(store)) <= 1


def triple(*names: str) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(f"urn:{name}") for name in names)


SMALL, LARGE = {triple("x", "p", "y")}, {triple("x", "p", "z"), triple("x", "q", "z")}


def test_a_big_graph_that_shares_nothing_stays_apart() -> None:
    store = store_of({NAMES[0]: SMALL, NAMES[1]: LARGE})
    unite(store, big=2)
    assert apart(store) == [NAMES[1]]


def test_a_big_graph_that_shares_a_statement_is_merged() -> None:
    store = store_of({NAMES[0]: SMALL, NAMES[1]: LARGE | SMALL})
    unite(store, big=2)
    assert apart(store) == []


def test_a_big_graph_that_a_blank_node_names_is_merged() -> None:
    store = store_of({NAMES[0]: SMALL})
    store.extend(ox.Quad(*each, ox.BlankNode("g")) for each in LARGE)  # type: ignore[call-arg]
    unite(store, big=2)
    assert apart(store) == []


def test_of_several_big_graphs_none_stays_apart_but_those_known_to_be_disjoint() -> None:
    store = store_of({NAMES[0]: SMALL, NAMES[1]: LARGE})
    unite(store, big=1)
    assert apart(store) == []
    store = store_of({NAMES[0]: SMALL, NAMES[1]: LARGE})
    unite(store, {NAMES[0]}, big=1)
    assert apart(store) == NAMES[:2]


def test_a_query_that_names_its_dataset_gets_it(tmp_path: Path) -> None:
    store = store_of({NAMES[0]: SMALL, NAMES[1]: {triple("x", "p", "z")}})
    unite(store, {NAMES[1]})
    opened = EmbeddedStore(store, "it", apart=tuple(apart(store)))
    both = [("urn:x", "urn:p", "urn:y"), ("urn:x", "urn:p", "urn:z")]
    assert seen(opened) == both
    assert seen(opened, ALL.replace("WHERE", "FROM <urn:graph:a> WHERE")) == both[:1]
    assert seen(opened, ALL.replace("WHERE", "FROM <urn:graph:b> WHERE")) == both[1:]


# Large files, made so by a low limit.


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sfia_graph.streaming.STREAMED", 1)


LINE = "<urn:x> <urn:p> <urn:{}> {} .\n"


def test_a_folder_remembers_which_graph_stands_apart(
    tmp_path: Path, everything_is_large: None
) -> None:
    file = tmp_path / "a.nq"
    file.write_text(LINE.format(1, "<urn:g>") + LINE.format(2, "<urn:h>"), encoding="utf-8")

    def add(store: ox.Store) -> None:
        store.add(ox.Quad(*triple("x", "p", "3"), ox.NamedNode("urn:made")))  # type: ignore[call-arg]

    replace_folder(tmp_path / "store", lambda store: fill(store, [file], then=add))
    opened = open_store(tmp_path / "store")
    assert isinstance(opened, EmbeddedStore)
    assert opened.apart == (ox.NamedNode("urn:made"),)
    assert [row[2] for row in seen(opened)] == ["urn:1", "urn:2", "urn:3"]
    assert opened.graphs() == ["urn:g", "urn:h", "urn:made"]


def test_statements_of_a_large_file_without_a_graph_get_the_files_own(
    tmp_path: Path, everything_is_large: None
) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nt"
    first.write_text(LINE.format(1, "<urn:g>") + LINE.format(2, ""), encoding="utf-8")
    second.write_text(LINE.format(3, ""), encoding="utf-8")
    opened = open_store([first, second])
    own = "https://w3id.org/sfia-graph/graph/file"
    assert opened.graphs() == [f"{own}/first", f"{own}/second", "urn:g"]
    assert isinstance(opened, EmbeddedStore)
    assert [row[2] for row in seen(opened)] == ["urn:1", "urn:2", "urn:3"]
    found = seen(opened, f"SELECT ?o WHERE {{ GRAPH <{own}/first> {{ ?s ?p ?o }} }} ORDER BY ?o")
    assert found == [("urn:2",)]


def test_a_large_file_that_describes_a_graph_is_that_graph(
    tmp_path: Path, everything_is_large: None
) -> None:
    file = tmp_path / "a.nt"
    tier = '<urn:mine> <https://w3id.org/sfia-graph/ontology#tier> "names" .\n'
    file.write_text(LINE.format(1, "") + tier, encoding="utf-8")
    assert module.Statements(file).streamed
    assert open_store(file).graphs() == ["urn:mine"]
